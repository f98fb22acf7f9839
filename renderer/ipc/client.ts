import type { CallInput, CallName, CallOutput } from '../../shared/contract/contract.ts';
import { AppError } from '../../shared/errors.ts';

/** Makes a call. What main refuses is thrown as the `AppError` that main made. */
export async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const result = await window.tenantry.call(name, input);
  if (!result.ok) throw AppError.from(result.error);
  return result.value;
}

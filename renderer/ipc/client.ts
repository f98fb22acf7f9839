import type { CallInput, CallName, CallOutput, Result } from '../../shared/contract/contract.ts';
import { AppError } from '../../shared/errors.ts';

/** What main answered, or what it refused as an error that is thrown. */
export function answered<T>(result: Result<T>): T {
  if (!result.ok) throw AppError.from(result.error);
  return result.value;
}

/** Makes a call. What main refuses is thrown as the `AppError` that main made. */
export async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  return answered(await window.tenantry.call(name, input));
}

import type { CallInput, CallName, CallOutput } from '../../shared/contract/contract.ts';
import { AppError, toAppError } from '../../shared/errors.ts';
import { call } from './client.ts';

/** A dangerous call is refused until the password was given again: asks for it once, then repeats the call. */
export async function callWithStepUp<N extends CallName>(
  name: N,
  input: CallInput<N>,
  askStepUp: () => Promise<boolean>,
): Promise<CallOutput<N>> {
  try {
    return await call(name, input);
  } catch (error) {
    const refused = toAppError(error);
    if (refused.code !== 'step_up_required') throw refused;
    if (!(await askStepUp())) throw new AppError('cancelled', 'cancelled', { cause: refused });
    return await call(name, input);
  }
}

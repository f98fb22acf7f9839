import { setTimeout as wait } from 'node:timers/promises';
import type { OperationId } from '../../shared/domain/ids.ts';
import { type OperationView, waitsForPerson } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import type { MatrixConsole } from './console.ts';

/** Long: what takes a second alone takes a minute beside others. */
const patienceMs = 180_000;

export const hasEnded = ({ state }: OperationView): boolean =>
  state === 'succeeded' || state === 'cancelled' || waitsForPerson(state);

/** What a colleague does: waits until the lease has run out, then goes on, or undoes. */
export async function takeOver(
  { engine }: Pick<MatrixConsole, 'engine'>,
  id: OperationId,
  how: 'resume' | 'cancel',
): Promise<OperationView> {
  const by = { operator: 'second' };
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    const view = await engine.get(id);
    if (hasEnded(view)) return view;
    if (view.canResume) {
      const fence = view.holder?.fence ?? null;
      const act = how === 'resume' ? engine.resume(id, { ...by, fence }) : engine.cancel(id, by);
      await act.catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
      });
      await engine.whenSettled(id);
    } else await wait(300);
  }
  throw new Error('the operation did not end');
}

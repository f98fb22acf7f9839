import { setTimeout as wait } from 'node:timers/promises';
import type { Runner } from '../../pg/pools.ts';
import type { OperationContext } from './context.ts';
import { endSessionsIn } from './storage-blockers.ts';
import { serverCodeOf } from './storage-state.ts';

const mostTries = 5;
const pauseMs = 200;
/** Somebody is in it, or is just coming or going. */
const inTheWay: ReadonlySet<string> = new Set(['55006', '55P03']);

/** Ends who is in these databases, then renames in one transaction under the fence; says how many it ended. */
export async function renamingUndisturbed(
  context: OperationContext,
  { databases, rename }: { databases: ReadonlyArray<string>; rename(runner: Runner): Promise<void> },
  signal: AbortSignal,
): Promise<number> {
  let ended = 0;
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    for (const database of databases) ended += await endSessionsIn(context, database);
    try {
      await context.fenced(rename);
      return ended;
    } catch (error) {
      if (!inTheWay.has(serverCodeOf(error) ?? '') || attempt === mostTries) throw error;
      await wait(pauseMs * attempt * (0.5 + Math.random()), undefined, { signal });
    }
  }
}

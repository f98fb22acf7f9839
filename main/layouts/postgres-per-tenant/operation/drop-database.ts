import { setTimeout as wait } from 'node:timers/promises';
import type { Evidence } from '../../../../shared/domain/operations.ts';
import { AppError } from '../../../../shared/errors.ts';
import { quoteOwnName } from '../../pg/identifiers.ts';
import type { OperationContext } from './context.ts';
import { assertNothingBlocks, endSessionsIn } from './storage-blockers.ts';
import { databaseRow, serverCodeOf } from './storage-state.ts';

const mostTries = 4;
const pauseMs = 200;
const inUse = '55006';

interface Drop {
  readonly database: string;
  /** Asks whether it may go, and keeps everybody out, in one transaction under the fence. */
  close(): Promise<void>;
  /** Where it can't be dropped: some of what blocks can only be removed from inside. */
  reopen(): Promise<void>;
}

/** Leaves the database open for whoever removes what blocks. */
async function refuseIfBlocked(context: OperationContext, { database, reopen }: Drop): Promise<void> {
  await assertNothingBlocks(context, database).catch(async (blocked: unknown) => {
    await reopen();
    throw blocked;
  });
}

const dropStatement = (context: OperationContext, database: string): string =>
  `DROP DATABASE IF EXISTS ${quoteOwnName(database, context.deps.settings.database)}`;

/** The door first, then who is inside, then the database; whoever came through before the door was shut is met again. */
export async function closeAndDrop(context: OperationContext, drop: Drop, signal: AbortSignal): Promise<Evidence> {
  const { database } = drop;
  await context.tenant.leave();
  await refuseIfBlocked(context, drop);
  await drop.close();
  let ended = 0;
  for (let attempt = 1; ; attempt += 1) {
    ended += await endSessionsIn(context, database);
    try {
      await context.alone(dropStatement(context, database), signal);
      return await proofOfDrop(context, database, ended);
    } catch (error) {
      if (serverCodeOf(error) !== inUse) throw error;
      await refuseIfBlocked(context, drop);
      if (attempt === mostTries) throw error;
      await wait(pauseMs * attempt * (0.5 + Math.random()), undefined, { signal });
    }
  }
}

/** Nobody can be in what was dropped half-way, and nothing but dropping it works. */
export async function dropInvalid(context: OperationContext, database: string, signal: AbortSignal): Promise<Evidence> {
  await context.tenant.leave();
  await context.alone(dropStatement(context, database), signal);
  return proofOfDrop(context, database, 0);
}

async function proofOfDrop(context: OperationContext, database: string, sessionsEnded: number): Promise<Evidence> {
  if ((await databaseRow(context, database)) !== undefined)
    throw new AppError('internal', 'operation.effect_missing', { params: { step: 'removing_database' } });
  return { database, databaseDropped: true, sessionsEnded };
}

import { setTimeout as wait } from 'node:timers/promises';
import type { Evidence } from '../../../../shared/domain/operations.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Reservation } from '../../layout.ts';
import type { OperationContext } from './context.ts';
import { quotedNames } from './names.ts';
import { assertNothingBlocks, endSessionsIn } from './storage-blockers.ts';
import { creationInFlight, serverCodeOf, stampDatabase } from './storage-create.ts';
import { assertDroppable, closeForDropping, reopenStorage } from './storage-gate.ts';
import { databaseRow, refuseForeign, storageState } from './storage-state.ts';

const mostTries = 4;
const pauseMs = 200;

/** Leaves the database open for whoever removes what blocks: some of it can only be removed from inside. */
async function refuseIfBlocked(context: OperationContext, reservation: Reservation): Promise<void> {
  await assertNothingBlocks(context, reservation).catch(async (blocked: unknown) => {
    await reopenStorage(context, reservation);
    throw blocked;
  });
}

async function dropClosed(context: OperationContext, reservation: Reservation, signal: AbortSignal): Promise<number> {
  const { database } = quotedNames(reservation, context.deps.settings.database);
  let ended = 0;
  for (let attempt = 1; ; attempt += 1) {
    ended += await endSessionsIn(context, reservation.database);
    try {
      await context.alone(`DROP DATABASE IF EXISTS ${database}`, signal);
      return ended;
    } catch (error) {
      if (serverCodeOf(error) !== '55006') throw error;
      await refuseIfBlocked(context, reservation);
      if (attempt === mostTries) throw error;
      await wait(pauseMs * attempt * (0.5 + Math.random()), undefined, { signal });
    }
  }
}

export async function dropStorage(
  context: OperationContext,
  reservation: Reservation,
  signal: AbortSignal,
): Promise<Evidence> {
  const { database } = reservation;
  const { database: quoted } = quotedNames(reservation, context.deps.settings.database);
  const { kind } = await storageState(context, reservation);
  if (kind === 'absent') return { database, databaseDropped: false };
  if (kind === 'creating') throw creationInFlight(reservation);
  if (kind === 'foreign') refuseForeign(reservation);
  if (kind === 'invalid') {
    await assertDroppable(context, reservation);
    await context.alone(`DROP DATABASE IF EXISTS ${quoted}`, signal);
    return proof(context, database, 0);
  }
  await assertDroppable(context, reservation);
  // Taken before it is dropped: whoever reserves this name meanwhile finds it to be ours, not free.
  if (kind === 'empty_unstamped') await stampDatabase(context, reservation);
  const row = await databaseRow(context, database);
  if (row?.allowsConnections === true) await context.tenant.fenced(reservation, async () => undefined, signal);
  await context.tenant.leave();
  await refuseIfBlocked(context, reservation);
  await closeForDropping(context, reservation);
  return proof(context, database, await dropClosed(context, reservation, signal));
}

async function proof(context: OperationContext, database: string, sessionsEnded: number): Promise<Evidence> {
  if ((await databaseRow(context, database)) !== undefined)
    throw new AppError('internal', 'operation.effect_missing', { params: { step: 'removing_database' } });
  return { database, databaseDropped: true, sessionsEnded };
}

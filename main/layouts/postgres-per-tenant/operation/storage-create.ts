import { setTimeout as wait } from 'node:timers/promises';
import type { Evidence } from '../../../../shared/domain/operations.ts';
import { AppError } from '../../../../shared/errors.ts';
import { classified } from '../../../operations/error-class.ts';
import type { Reservation } from '../../layout.ts';
import type { OperationContext } from './context.ts';
import { quotedNames } from './names.ts';
import { isEmpty, readStamp, writeStamp } from './stamp.ts';
import { reopenStorage } from './storage-gate.ts';
import { harden, readiness } from './storage-harden.ts';
import { refuseForeign, storageState } from './storage-state.ts';
import { ensureRole } from './tenant-role.ts';

const mostTries = 5;
const pauseMs = 150;

/** "Exists already", as the server says it alone and in a race. Neither means that what exists is ours. */
const existsAlready: ReadonlySet<string> = new Set(['42P04', '23505', '42P06']);
const templateInUse = '55006';

export const serverCodeOf = (error: unknown): string | undefined =>
  error instanceof AppError ? error.server?.code : undefined;

export const creationInFlight = ({ database }: Reservation): AppError =>
  classified(new AppError('busy', 'operation.creation_in_flight', { params: { database }, retry: true }), 'retry');

/** Only our tenant's row gives a right to a database that says nothing of its owner. */
async function assertReserved(context: OperationContext, reservation: Reservation): Promise<void> {
  const rows = await context.read((runner) =>
    runner.query({
      text: 'SELECT FROM public."Tenants" WHERE "Id" = $1 AND "DatabaseName" = $2',
      values: [reservation.tenantId, reservation.database],
    }),
  );
  if (rows.length === 0) refuseForeign(reservation);
}

async function createDatabase(context: OperationContext, reservation: Reservation, signal: AbortSignal): Promise<void> {
  const { database } = quotedNames(reservation, context.deps.settings.database);
  try {
    await context.alone(`CREATE DATABASE ${database} TEMPLATE template0 ENCODING 'UTF8'`, signal);
  } catch (error) {
    const code = serverCodeOf(error) ?? '';
    if (code === templateInUse) await wait(pauseMs * (0.5 + Math.random()), undefined, { signal });
    else if (!existsAlready.has(code)) throw error;
  }
}

/** Marks an empty database as this tenant's, in the transaction that saw it empty. */
export async function stampDatabase(context: OperationContext, reservation: Reservation): Promise<void> {
  try {
    await context.tenant.stamping(reservation.database, async (runner) => {
      const empty = await isEmpty(runner);
      if ((await readStamp(runner)) !== undefined) return;
      if (!empty) refuseForeign(reservation);
      await writeStamp(runner, reservation.tenantId, context.lease);
    });
  } catch (error) {
    if (!existsAlready.has(serverCodeOf(error) ?? '')) throw error;
  }
}

/** Acts on what is there, looks again, and only ends when what is there is ours. */
async function reachOurs(context: OperationContext, reservation: Reservation, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    signal.throwIfAborted();
    const { kind } = await storageState(context, reservation);
    if (kind === 'ours') return reopenStorage(context, reservation);
    if (kind === 'foreign') refuseForeign(reservation);
    if (kind === 'creating') throw creationInFlight(reservation);
    if (kind === 'invalid')
      throw new AppError('conflict', 'tenant.database_invalid', { params: { database: reservation.database } });
    await assertReserved(context, reservation);
    if (kind === 'absent') await createDatabase(context, reservation, signal);
    else await stampDatabase(context, reservation);
  }
  throw classified(new AppError('busy', 'server.busy', { retry: true }), 'retry');
}

export async function createStorage(
  context: OperationContext,
  reservation: Reservation,
  passwordVerifier: string,
  signal: AbortSignal,
): Promise<Evidence> {
  quotedNames(reservation, context.deps.settings.database);
  await reachOurs(context, reservation, signal);
  await ensureRole(context, reservation, passwordVerifier);
  await harden(context, reservation, signal);
  const ready = await readiness(context, reservation);
  if (ready === undefined)
    throw new AppError('internal', 'operation.effect_missing', { params: { step: 'creating_database' } });
  return ready;
}

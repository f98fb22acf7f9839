import type { Evidence } from '../../../../shared/domain/operations.ts';
import { AppError } from '../../../../shared/errors.ts';
import { classified } from '../../../operations/error-class.ts';
import type { StorageNames } from '../../roles/provisioning.ts';
import type { OperationContext } from './context.ts';
import { quotedNames } from './names.ts';
import { isEmpty, readStamp, writeStamp } from './stamp.ts';
import { reopenStorage } from './storage-gate.ts';
import { harden, readiness } from './storage-harden.ts';
import { refuseForeign, serverCodeOf, storageState } from './storage-state.ts';
import { ensureRole } from './tenant-role.ts';

const mostTries = 5;

/** "Exists already", as the server says it alone and in a race. Neither means that what exists is ours. */
const existsAlready: ReadonlySet<string> = new Set(['42P04', '23505', '42P06']);
export const templateInUse = '55006';

export const creationInFlight = ({ database }: Pick<StorageNames, 'database'>): AppError =>
  classified(new AppError('busy', 'operation.creation_in_flight', { params: { database }, retry: true }), 'retry');

/** The server has waited some seconds for whoever is in it; the operation asks again a few times. */
export const templateHeld = ({ database }: Pick<StorageNames, 'database'>): AppError =>
  classified(new AppError('busy', 'server.template_in_use', { params: { database }, retry: true }), 'retry');

/** Only our tenant's row gives a right to a database that says nothing of its owner. */
export async function assertReserved(context: OperationContext, names: StorageNames): Promise<void> {
  const rows = await context.read((runner) =>
    runner.query({
      text: 'SELECT FROM public."Tenants" WHERE "Id" = $1 AND "DatabaseName" = $2',
      values: [names.tenantId, names.database],
    }),
  );
  if (rows.length === 0) refuseForeign(names);
}

async function createDatabase(context: OperationContext, names: StorageNames, signal: AbortSignal): Promise<void> {
  const { database } = quotedNames(names, context.deps.settings.database);
  try {
    await context.alone(`CREATE DATABASE ${database} TEMPLATE template0 ENCODING 'UTF8'`, signal);
  } catch (error) {
    const code = serverCodeOf(error) ?? '';
    if (code === templateInUse) throw templateHeld(names);
    if (!existsAlready.has(code)) throw error;
  }
}

/** Marks an empty database as this tenant's, in the transaction that saw it empty. */
export async function stampDatabase(context: OperationContext, names: StorageNames): Promise<void> {
  try {
    await context.tenant.stamping(names.database, async (runner) => {
      const empty = await isEmpty(runner);
      if ((await readStamp(runner)) !== undefined) return;
      if (!empty) refuseForeign(names);
      await writeStamp(runner, names.tenantId, context.lease);
    });
  } catch (error) {
    if (!existsAlready.has(serverCodeOf(error) ?? '')) throw error;
  }
}

/** Acts on what is there, looks again, and only ends when what is there is ours. */
async function reachOurs(context: OperationContext, names: StorageNames, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    signal.throwIfAborted();
    const { kind } = await storageState(context, names);
    if (kind === 'ours') return reopenStorage(context, names);
    if (kind === 'foreign') refuseForeign(names);
    if (kind === 'creating') throw creationInFlight(names);
    if (kind === 'invalid')
      throw new AppError('conflict', 'tenant.database_invalid', { params: { database: names.database } });
    await assertReserved(context, names);
    if (kind === 'absent') await createDatabase(context, names, signal);
    else await stampDatabase(context, names);
  }
  throw classified(new AppError('busy', 'server.busy', { retry: true }), 'retry');
}

export async function createStorage(
  context: OperationContext,
  names: StorageNames,
  passwordVerifier: string,
  signal: AbortSignal,
): Promise<Evidence> {
  quotedNames(names, context.deps.settings.database);
  await reachOurs(context, names, signal);
  await ensureRole(context, names, passwordVerifier);
  await harden(context, names, signal);
  const ready = await readiness(context, names);
  if (ready === undefined)
    throw new AppError('internal', 'operation.effect_missing', { params: { step: 'creating_database' } });
  return ready;
}

import type { Evidence } from '../../../../shared/domain/operations.ts';
import type { StorageNames } from '../../roles/provisioning.ts';
import type { OperationContext } from './context.ts';
import { closeAndDrop, dropInvalid } from './drop-database.ts';
import { creationInFlight, stampDatabase } from './storage-create.ts';
import { assertDroppable, closeForDropping, reopenStorage } from './storage-gate.ts';
import { databaseRow, refuseForeign, storageState } from './storage-state.ts';

export async function dropStorage(
  context: OperationContext,
  names: StorageNames,
  signal: AbortSignal,
): Promise<Evidence> {
  const { database } = names;
  const { kind } = await storageState(context, names);
  if (kind === 'absent') return { database, databaseDropped: false };
  if (kind === 'creating') throw creationInFlight(names);
  if (kind === 'foreign') refuseForeign(names);
  await assertDroppable(context, names);
  if (kind === 'invalid') return dropInvalid(context, database, signal);
  // Taken before it is dropped: whoever reserves this name meanwhile finds it to be ours, not free.
  if (kind === 'empty_unstamped') await stampDatabase(context, names);
  const row = await databaseRow(context, database);
  if (row?.allowsConnections === true) await context.tenant.fenced(names, async () => undefined, signal);
  return closeAndDrop(
    context,
    { database, close: () => closeForDropping(context, names), reopen: () => reopenStorage(context, names) },
    signal,
  );
}

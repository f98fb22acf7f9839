import type { Evidence } from '../../../../shared/domain/operations.ts';
import { literal, quoteOwnName } from '../../pg/identifiers.ts';
import type { CopyNames } from '../../roles/copies.ts';
import type { OperationContext } from './context.ts';
import { assertNoTenants, endCopyRow, findCopyRow, foreignCopy } from './copy-rows.ts';
import { seeCopy } from './copy-state.ts';
import { closeAndDrop, dropInvalid } from './drop-database.ts';
import { copyMark } from './marks.ts';
import { creationInFlight } from './storage-create.ts';

/** From here on it is half a copy at most: nothing that is closed for dropping may be swapped in. */
const closeCopy = (context: OperationContext, copy: CopyNames): Promise<void> =>
  context.fenced(async (runner) => {
    await assertNoTenants(runner, copy);
    const database = quoteOwnName(copy.database, context.deps.settings.database);
    await runner.query({ text: `COMMENT ON DATABASE ${database} IS ${literal(copyMark(copy.id))}` });
    await runner.query({ text: `ALTER DATABASE ${database} ALLOW_CONNECTIONS false` });
  });

const openCopy = (context: OperationContext, copy: CopyNames): Promise<void> =>
  context.fenced(async (runner) => {
    const database = quoteOwnName(copy.database, context.deps.settings.database);
    await runner.query({ text: `ALTER DATABASE ${database} ALLOW_CONNECTIONS true` });
  });

/** Only the database; its row stays as it is. */
export async function dropCopyDatabase(
  context: OperationContext,
  copy: CopyNames,
  signal: AbortSignal,
): Promise<Evidence> {
  const { database } = copy;
  const seen = await seeCopy(context, copy);
  if (seen === 'absent') return { database, databaseDropped: false };
  if (seen === 'creating') throw creationInFlight(copy);
  if (seen === 'foreign') throw foreignCopy(copy);
  if (seen === 'invalid') {
    await context.fenced((runner) => assertNoTenants(runner, copy));
    return dropInvalid(context, database, signal);
  }
  const ways = { database, close: () => closeCopy(context, copy), reopen: () => openCopy(context, copy) };
  return closeAndDrop(context, ways, signal);
}

export async function dropCopy(context: OperationContext, copy: CopyNames, signal: AbortSignal): Promise<Evidence> {
  const evidence = await dropCopyDatabase(context, copy, signal);
  await context.fenced((runner) => endCopyRow(runner, copy));
  return evidence;
}

export async function isCopyDropped(context: OperationContext, copy: CopyNames): Promise<boolean> {
  const row = await context.read((runner) => findCopyRow(runner, copy));
  if (row?.dropped === false) return false;
  const seen = await seeCopy(context, copy);
  return seen === 'absent' || seen === 'foreign';
}

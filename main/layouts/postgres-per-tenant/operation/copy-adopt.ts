import { AppError } from '../../../../shared/errors.ts';
import { quote } from '../../pg/identifiers.ts';
import type { CopyNames } from '../../roles/copies.ts';
import type { StorageNames } from '../../roles/provisioning.ts';
import type { OperationContext } from './context.ts';
import { copyGone, endCopyRow, foreignCopy } from './copy-rows.ts';
import { seeCopy } from './copy-state.ts';
import { quotedNames } from './names.ts';
import { renamingUndisturbed } from './rename-database.ts';
import { restamp } from './stamp.ts';
import { assertNothingBlocks } from './storage-blockers.ts';
import { assertReserved } from './storage-create.ts';
import { refuseForeign, storageState } from './storage-state.ts';

interface Adoption {
  readonly copy: CopyNames;
  readonly names: StorageNames;
}

/** An earlier try may have got as far as the renaming, and its row with it. */
async function assertAdopted(context: OperationContext, { copy, names }: Adoption): Promise<void> {
  if ((await storageState(context, names)).kind !== 'ours') throw copyGone(copy);
  await context.fenced((runner) => endCopyRow(runner, copy));
}

/** First the stamp, then the name: by its mark it stays a copy until it carries the tenant's name. */
export async function adoptCopy(context: OperationContext, adoption: Adoption, signal: AbortSignal): Promise<void> {
  const { copy, names } = adoption;
  const { database } = quotedNames(names, context.deps.settings.database);
  const seen = await seeCopy(context, copy);
  if (seen === 'absent') return assertAdopted(context, adoption);
  if (seen === 'foreign') throw foreignCopy(copy);
  if (seen !== 'loaded') throw new AppError('conflict', 'copy.not_swappable', { params: { database: copy.database } });
  await assertReserved(context, names);
  if ((await storageState(context, names)).kind !== 'absent') refuseForeign(names);
  await assertNothingBlocks(context, copy.database);
  await context.tenant.stamping(copy.database, (runner) => restamp(runner, names.tenantId, context.lease));
  await context.tenant.leave();
  await renamingUndisturbed(
    context,
    {
      databases: [copy.database],
      async rename(runner) {
        await endCopyRow(runner, copy);
        await runner.query({ text: `ALTER DATABASE ${quote(copy.database)} RENAME TO ${database}` });
        await runner.query({ text: `COMMENT ON DATABASE ${database} IS NULL` });
      },
    },
    signal,
  );
}

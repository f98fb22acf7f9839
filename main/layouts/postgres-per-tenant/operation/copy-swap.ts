import type { Evidence } from '../../../../shared/domain/operations.ts';
import { AppError } from '../../../../shared/errors.ts';
import { literal, quote } from '../../pg/identifiers.ts';
import type { Runner } from '../../pg/pools.ts';
import type { Swap } from '../../roles/copies.ts';
import type { OperationContext } from './context.ts';
import { copyGone, endCopyRow, findCopyRow, foreignCopy, insertCopyRow } from './copy-rows.ts';
import { seeCopy } from './copy-state.ts';
import { loadedCopyMark, readMark, swappingMark } from './marks.ts';
import { quotedNames } from './names.ts';
import { renamingUndisturbed } from './rename-database.ts';
import { restamp } from './stamp.ts';
import { assertNothingBlocks } from './storage-blockers.ts';
import { reopenStorage } from './storage-gate.ts';
import { databaseRow, refuseForeign, storageState } from './storage-state.ts';
import { tenantRole } from './tenant-role.ts';

const notSwappable = (database: string): AppError =>
  new AppError('conflict', 'copy.not_swappable', { params: { database } });

async function assertSwappable(context: OperationContext, { tenant, copy }: Swap): Promise<void> {
  const { database, role } = tenant;
  // Its rights are given back when there is no way back any more: that must not be refused then.
  if ((await context.read((runner) => tenantRole(runner, tenant))) === 'foreign')
    throw new AppError('conflict', 'tenant.foreign_role', { params: { role } });
  const live = await storageState(context, tenant);
  if (live.kind === 'absent' || live.kind === 'creating')
    throw new AppError('not_found', 'tenant.no_database', { params: { database } });
  if (live.kind === 'invalid') throw new AppError('conflict', 'tenant.database_invalid', { params: { database } });
  if (live.kind === 'empty_unstamped') throw new AppError('conflict', 'tenant.stamp_missing', { params: { database } });
  if (live.kind === 'foreign') refuseForeign(tenant);
  const row = await context.read((runner) => findCopyRow(runner, copy));
  if (row === undefined || row.dropped) throw copyGone(copy);
  if (copy.tenantId !== tenant.tenantId) throw notSwappable(copy.database);
  const seen = await seeCopy(context, copy);
  if (seen === 'absent') throw copyGone(copy);
  if (seen === 'foreign') throw foreignCopy(copy);
  if (seen !== 'loaded') throw notSwappable(copy.database);
}

/**
 * Only the living one has people in it who come back; into the copy nobody but us is let. It says why it is closed:
 * its stamp can't be read from outside.
 */
const closeLive = (context: OperationContext, { tenant }: Swap): Promise<void> =>
  context.fenced(async (runner) => {
    const live = quote(tenant.database);
    await runner.query({ text: `COMMENT ON DATABASE ${live} IS ${literal(swappingMark(tenant.tenantId))}` });
    await runner.query({ text: `ALTER DATABASE ${live} ALLOW_CONNECTIONS false` });
  });

async function assertNamed(runner: Runner, { tenant }: Swap): Promise<void> {
  const rows = await runner.query({
    text: 'SELECT FROM public."Tenants" WHERE "Id" = $1 AND "DatabaseName" = $2 FOR SHARE',
    values: [tenant.tenantId, tenant.database],
  });
  if (rows.length === 0) refuseForeign(tenant);
}

/** All of it or nothing: names, marks, doors and rows never say different things. */
async function exchange(context: OperationContext, runner: Runner, ask: Swap): Promise<void> {
  const { tenant, copy, rollback } = ask;
  await assertNamed(runner, ask);
  if ((await findCopyRow(runner, copy))?.dropped !== false) throw copyGone(copy);
  await insertCopyRow(context, runner, rollback, 'loaded');
  await endCopyRow(runner, copy);
  const live = quote(tenant.database);
  const kept = quote(rollback.database);
  const role =
    (await tenantRole(runner, tenant)) === 'ours' ? [`REVOKE ALL ON DATABASE ${kept} FROM ${quote(tenant.role)}`] : [];
  for (const text of [
    `ALTER DATABASE ${live} RENAME TO ${kept}`,
    `ALTER DATABASE ${quote(copy.database)} RENAME TO ${live}`,
    `COMMENT ON DATABASE ${kept} IS ${literal(loadedCopyMark(rollback.id))}`,
    `COMMENT ON DATABASE ${live} IS NULL`,
    `REVOKE ALL ON DATABASE ${kept} FROM PUBLIC`,
    ...role,
    `ALTER DATABASE ${kept} ALLOW_CONNECTIONS true`,
  ])
    await runner.query({ text });
}

export async function isSwapped(context: OperationContext, { tenant, copy, rollback }: Swap): Promise<boolean> {
  const [taken, kept] = await context.read(async (runner) => [
    await findCopyRow(runner, copy),
    await findCopyRow(runner, rollback),
  ]);
  if (taken?.dropped !== true || kept === undefined) return false;
  const live = await databaseRow(context, tenant.database);
  if (live === undefined || !live.allowsConnections || readMark(live.comment) !== undefined) return false;
  const aside = await databaseRow(context, rollback.database);
  // Let go of since: that it was there is what its row says.
  if (kept.dropped) return true;
  return aside?.comment === loadedCopyMark(rollback.id);
}

export async function swapCopy(context: OperationContext, ask: Swap, signal: AbortSignal): Promise<Evidence> {
  const { tenant, copy, rollback } = ask;
  quotedNames(tenant, context.deps.settings.database);
  const evidence = { database: tenant.database, rollbackDatabase: rollback.database };
  if (await isSwapped(context, ask)) return { ...evidence, swapped: true };
  await reopenStorage(context, tenant);
  await assertSwappable(context, ask);
  for (const database of [tenant.database, copy.database]) await assertNothingBlocks(context, database);
  await context.tenant.fenced(tenant, async () => undefined, signal);
  await context.tenant.stamping(copy.database, (runner) => restamp(runner, tenant.tenantId, context.lease));
  await context.tenant.leave();
  await closeLive(context, ask);
  try {
    const sessionsEnded = await renamingUndisturbed(
      context,
      { databases: [tenant.database, copy.database], rename: (runner) => exchange(context, runner, ask) },
      signal,
    );
    return { ...evidence, swapped: true, sessionsEnded };
  } catch (error) {
    // Nobody is kept out of a tenant's database because its exchange did not come off.
    await reopenStorage(context, tenant).catch(() => undefined);
    throw error;
  }
}

import { AppError } from '../../../../shared/errors.ts';
import { literal } from '../../pg/identifiers.ts';
import type { Runner } from '../../pg/pools.ts';
import type { StorageNames } from '../../roles/provisioning.ts';
import { readWordSql, tenantStatusWords } from '../words.ts';
import type { OperationContext, TenantDatabase } from './context.ts';
import { droppingMark, isClosingMarkOf } from './marks.ts';
import { quotedNames } from './names.ts';
import { databaseRow } from './storage-state.ts';

/** What was never a tenant's yet, or was given up by the deletion that is going on. */
const mayGo = `(${readWordSql(tenantStatusWords, '"Status"')} = 'deleting'
  OR (${readWordSql(tenantStatusWords, '"Status"')} = 'provisioning' AND NOT "IsActive"))`;

/** A database that says nothing of its owner may be another tenant's who is just being provisioned. */
async function assertClaimedByNobodyElse(runner: Runner, { tenantId, database }: TenantDatabase): Promise<void> {
  const [row] = await runner.query({
    text: `SELECT
      EXISTS (SELECT FROM public."Tenants" WHERE lower("DatabaseName") = lower($2) AND "Id" <> $1) AS claimed,
      EXISTS (SELECT FROM public."Tenants" WHERE "Id" = $1 AND NOT ${mayGo}) AS active`,
    values: [tenantId, database],
  });
  if (row?.['claimed'] === true) throw new AppError('conflict', 'tenant.foreign_stamp', { params: { database } });
  if (row?.['active'] === true)
    throw new AppError('conflict', 'tenant.wrong_state', { params: { from: 'active', to: 'deleted' } });
}

export const assertDroppable = (context: OperationContext, names: StorageNames): Promise<void> =>
  context.fenced((runner) => assertClaimedByNobodyElse(runner, names));

/** Closed and marked at once: closed, its stamp can't be read, and the next console has to know whose it is. */
export async function closeForDropping(context: OperationContext, names: StorageNames): Promise<void> {
  const { database } = quotedNames(names, context.deps.settings.database);
  await context.fenced(async (runner) => {
    await assertClaimedByNobodyElse(runner, names);
    await runner.query({ text: `COMMENT ON DATABASE ${database} IS ${literal(droppingMark(names.tenantId))}` });
    await runner.query({ text: `ALTER DATABASE ${database} ALLOW_CONNECTIONS false` });
  });
}

/** Undoes the closing where a drop was given up: a prepared transaction is only rolled back from inside its database. */
export async function reopenStorage(context: OperationContext, names: StorageNames): Promise<void> {
  const row = await databaseRow(context, names.database);
  if (row === undefined || row.allowsConnections || !isClosingMarkOf(names.tenantId, row.comment)) return;
  const { database } = quotedNames(names, context.deps.settings.database);
  await context.fenced(async (runner) => {
    await runner.query({ text: `ALTER DATABASE ${database} ALLOW_CONNECTIONS true` });
    await runner.query({ text: `COMMENT ON DATABASE ${database} IS NULL` });
  });
}

import type { CopyPurpose } from '../../../../shared/domain/copies.ts';
import type { CopyId, TenantId } from '../../../../shared/domain/ids.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Runner } from '../../pg/pools.ts';
import type { CopyNames, NewCopy } from '../../roles/copies.ts';
import { readWordSql, tenantStatusWords } from '../words.ts';
import type { OperationContext } from './context.ts';

export interface CopyRecord extends CopyNames {
  readonly purpose: CopyPurpose;
  readonly dropped: boolean;
}

export const copyGone = ({ database }: Pick<CopyNames, 'database'>): AppError =>
  new AppError('conflict', 'copy.gone', { params: { database } });

const columns = `id, tenant_id AS "tenantId", database, purpose, dropped_at IS NOT NULL AS dropped`;

/** Only a row of exactly this copy: an id with another database is somebody's mistake, and gives no right. */
export async function findCopyRow(
  runner: Runner,
  { id, tenantId, database }: CopyNames,
): Promise<CopyRecord | undefined> {
  const [row] = await runner.query({
    text: `SELECT ${columns} FROM tenantry.copies WHERE id = $1 AND tenant_id = $2 AND database = $3`,
    values: [id, tenantId, database],
  });
  return row as CopyRecord | undefined;
}

async function assertDatabaseFree(runner: Runner, { database }: NewCopy): Promise<void> {
  const [row] = await runner.query({
    text: `SELECT EXISTS (SELECT FROM public."Tenants" WHERE lower("DatabaseName") = lower($1)) AS taken`,
    values: [database],
  });
  if (row?.['taken'] === true)
    throw new AppError('conflict', 'name.database_taken', { params: { name: database, database } });
}

/** In the row's lock, so that a deletion that begins meanwhile finds the copy. */
export async function assertNotDeleted(runner: Runner, { tenantId }: CopyNames): Promise<void> {
  const [row] = await runner.query({
    text: `SELECT "Code" AS code, ${readWordSql(tenantStatusWords, '"Status"')} IN ('deleting', 'deleted') AS gone
             FROM public."Tenants" WHERE "Id" = $1 FOR SHARE`,
    values: [tenantId],
  });
  if (row?.['gone'] === true)
    throw new AppError('conflict', 'archive.tombstoned', { params: { code: String(row['code']) } });
}

/** One that was dropped is begun again by the operation that made it; never one that was another operation's. */
const insertCopy = (loaded: 'loaded' | 'empty'): string => `
  INSERT INTO tenantry.copies (id, tenant_id, purpose, database, archive_id, made_by, operation_id, loaded_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, ${loaded === 'loaded' ? 'clock_timestamp()' : 'NULL'})
  ON CONFLICT (id) DO UPDATE
     SET dropped_at = NULL, loaded_at = excluded.loaded_at, comparison = NULL, compared_at = NULL
   WHERE tenantry.copies.dropped_at IS NOT NULL AND tenantry.copies.operation_id = excluded.operation_id
     AND tenantry.copies.database = excluded.database AND tenantry.copies.purpose <> 'rollback'`;

export async function insertCopyRow(
  { lease }: OperationContext,
  runner: Runner,
  copy: NewCopy,
  loaded: 'loaded' | 'empty',
): Promise<void> {
  await assertDatabaseFree(runner, copy);
  const { id, tenantId, purpose, database, archiveId, madeBy } = copy;
  await runner.query({
    text: insertCopy(loaded),
    values: [id, tenantId, purpose, database, archiveId, madeBy, lease.operationId],
  });
  if ((await findCopyRow(runner, copy))?.dropped !== false) throw copyGone(copy);
}

export async function endCopyRow(runner: Runner, { id }: CopyNames): Promise<void> {
  await runner.query({
    text: 'UPDATE tenantry.copies SET dropped_at = coalesce(dropped_at, clock_timestamp()) WHERE id = $1',
    values: [id],
  });
}

export async function copiesOf(runner: Runner, tenantId: TenantId): Promise<ReadonlyArray<CopyNames>> {
  const rows = await runner.query({
    text: `SELECT id, tenant_id, database FROM tenantry.copies
            WHERE tenant_id = $1 AND dropped_at IS NULL ORDER BY made_at, id`,
    values: [tenantId],
  });
  return rows.map((row) => ({
    id: row['id'] as CopyId,
    tenantId: row['tenant_id'] as TenantId,
    database: row['database'] as string,
  }));
}

/** A database that a tenant's row names is a tenant's, whatever its mark says. */
export async function assertNoTenants(runner: Runner, { database }: CopyNames): Promise<void> {
  const [row] = await runner.query({
    text: `SELECT EXISTS (SELECT FROM public."Tenants" WHERE lower("DatabaseName") = lower($1)) AS named`,
    values: [database],
  });
  if (row?.['named'] === true) throw foreignCopy({ database });
}

export const foreignCopy = ({ database }: Pick<CopyNames, 'database'>): AppError =>
  new AppError('conflict', 'copy.foreign', { params: { database } });

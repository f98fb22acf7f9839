import type { CopyRow } from '../../../shared/contract/archives.ts';
import type { CopyPurpose } from '../../../shared/domain/copies.ts';
import type { ArchiveId, CopyId, TenantId } from '../../../shared/domain/ids.ts';
import type { Comparison } from '../../../shared/domain/inventory.ts';
import type { CopyCatalog } from '../roles/copies.ts';
import type { StockerDeps } from './deps.ts';

const copiesSql = `
  SELECT c.id, c.tenant_id, c.purpose, c.database, c.archive_id, c.made_at, c.made_by, c.comparison, c.compared_at,
         coalesce(t."Code", '') AS code, coalesce(t."Name", '') AS name, d.oid IS NOT NULL AS there,
         CASE WHEN d.datconnlimit <> -2 AND (has_database_privilege(d.oid, 'CONNECT') OR pg_has_role('pg_read_all_stats', 'USAGE'))
              THEN pg_database_size(d.oid) END AS bytes
    FROM tenantry.copies c LEFT JOIN public."Tenants" t ON t."Id" = c.tenant_id
    LEFT JOIN pg_database d ON d.datname::text = c.database
   WHERE c.dropped_at IS NULL AND ($1::uuid IS NULL OR c.tenant_id = $1::uuid) AND ($2::uuid IS NULL OR c.id = $2::uuid)
   ORDER BY c.made_at DESC, c.id`;

function comparisonOf(row: Readonly<Record<string, unknown>>): CopyRow['comparison'] {
  const { comparison, compared_at: at } = row as { comparison: Comparison | null; compared_at: string | null };
  return comparison === null || at === null ? null : { at, result: comparison };
}

const copyOf = (row: Readonly<Record<string, unknown>>): CopyRow => ({
  id: row['id'] as CopyId,
  tenantId: row['tenant_id'] as TenantId,
  tenantCode: row['code'] as string,
  tenantName: row['name'] as string,
  purpose: row['purpose'] as CopyPurpose,
  database: row['database'] as string,
  archiveId: row['archive_id'] as ArchiveId | null,
  madeAt: row['made_at'] as string,
  madeBy: row['made_by'] as string,
  comparison: comparisonOf(row),
  exists: row['there'] === true,
  bytes: row['bytes'] === null ? null : Number(row['bytes']),
});

/** Databases beside the tenants' own, as the platform's table and the server say together. */
export function createCopyCatalog(deps: Pick<StockerDeps, 'pools' | 'shape'>): CopyCatalog {
  const read = async (tenantId: TenantId | null, id: CopyId | null): Promise<ReadonlyArray<CopyRow>> => {
    if (!(await deps.shape()).bookkeeping) return [];
    return (await deps.pools.read.query({ text: copiesSql, values: [tenantId, id] })).map(copyOf);
  };
  return {
    list: (tenantId) => read(tenantId, null),
    find: async (id) => (await read(null, id))[0],
  };
}

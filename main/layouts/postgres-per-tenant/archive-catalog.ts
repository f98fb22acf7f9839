import type { TenantId } from '../../../shared/domain/ids.ts';
import { archiveTool } from '../pg/archive/tool.ts';
import { cronLine } from '../pg/cron-line.ts';
import type { ArchiveCatalog } from '../roles/archives.ts';
import { findArchive, listArchives } from './archive-rows.ts';
import type { StockerDeps } from './deps.ts';

/** Sizes only of what we may look at: one closed database must not hide the others. */
const sizesSql = `
  SELECT t."Id" AS id, CASE WHEN d.datconnlimit <> -2
      AND (has_database_privilege(d.oid, 'CONNECT') OR pg_has_role('pg_read_all_stats', 'USAGE'))
    THEN pg_database_size(d.oid) END AS bytes
    FROM public."Tenants" t LEFT JOIN pg_database d ON d.datname::text = t."DatabaseName"
   WHERE t."Id" = ANY($1::uuid[])`;

/** What the platform knows of files that lie with operators. */
export function createArchiveCatalog(deps: StockerDeps): ArchiveCatalog {
  const { read } = deps.pools;
  const exists = async (): Promise<boolean> => (await deps.shape()).bookkeeping;
  return {
    list: async (tenantId) => ((await exists()) ? listArchives(read, tenantId) : []),
    find: async (id) => ((await exists()) ? findArchive(read, id) : undefined),
    tool: () => archiveTool(deps.server),
    async sizes(tenants) {
      const rows = await read.query({ text: sizesSql, values: [tenants] });
      return new Map(
        rows.map((row) => [row['id'] as TenantId, row['bytes'] === null ? null : Number(row['bytes'])] as const),
      );
    },
    cronLine: (databases, folder) => cronLine(deps.settings, databases, folder),
  };
}

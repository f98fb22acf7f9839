import type { Runner } from '../../pg/pools.ts';
import { sourceTables } from './source-tables.ts';

/** What the role lacks for an upgrade, as the grants that an administrator would write. All of it, not the first. */
export async function missingUpgradeRights(runner: Runner): Promise<ReadonlyArray<string>> {
  const found = await runner.rows({
    text: `
      SELECT format('CREATE ON DATABASE %I', current_database())
        WHERE NOT has_database_privilege(current_database(), 'CREATE')
      UNION ALL
      SELECT 'CREATE ON SCHEMA public'
        WHERE NOT has_schema_privilege('public', 'CREATE')
      UNION ALL
      SELECT format('OWNER OF %I.%I', n.nspname, c.relname)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relname = ANY($1::text[]) AND c.relkind IN ('r', 'p')
          AND NOT pg_has_role(c.relowner, 'USAGE')
      UNION ALL
      SELECT 'OWNER OF SCHEMA tenantry'
        FROM pg_namespace WHERE nspname = 'tenantry' AND NOT pg_has_role(nspowner, 'USAGE')
      UNION ALL
      SELECT 'EXTENSION pg_trgm'
        WHERE NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')
          AND NOT EXISTS (SELECT FROM pg_available_extension_versions v
            WHERE v.name = 'pg_trgm' AND (v.trusted OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)))`,
    values: [sourceTables.map(({ name }) => name)],
  });
  return found.map(([right]) => right as string);
}

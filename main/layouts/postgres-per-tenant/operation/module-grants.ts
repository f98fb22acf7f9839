import { roleNameFor } from '../../../../shared/domain/names.ts';
import { qualified, quote } from '../../pg/identifiers.ts';
import type { Runner } from '../../pg/pools.ts';
import type { TenantDatabase } from '../../roles/migrations.ts';
import { tenantRole } from './tenant-role.ts';

const rows = 'SELECT, INSERT, UPDATE, DELETE';

/** What of a schema the role can't use: nothing where whoever migrates also closed the database. */
const withoutRights = `
  SELECT c.relname::text AS name, c.relkind = 'S' AS sequence FROM pg_catalog.pg_class c
   WHERE c.relnamespace = pg_catalog.to_regnamespace(pg_catalog.quote_ident($1)) AND c.relkind IN ('r', 'p', 'v', 'S')
     AND NOT CASE WHEN c.relkind = 'S' THEN pg_catalog.has_sequence_privilege($2, c.oid, 'USAGE')
       ELSE pg_catalog.has_table_privilege($2, c.oid, 'SELECT') AND pg_catalog.has_table_privilege($2, c.oid, 'INSERT')
        AND pg_catalog.has_table_privilege($2, c.oid, 'UPDATE') AND pg_catalog.has_table_privilege($2, c.oid, 'DELETE') END`;

const schemaClosed = `
  SELECT FROM pg_catalog.pg_namespace WHERE nspname::text = $1 AND NOT pg_catalog.has_schema_privilege($2, oid, 'USAGE')`;

/**
 * Rows for the tenant's own role in what a module brought. The defaults of the one who closed the database give them
 * already; they don't where another role of the platform migrates.
 */
export async function grantRows(runner: Runner, { tenantId, database }: TenantDatabase, schema: string): Promise<void> {
  const role = roleNameFor(database);
  if ((await tenantRole(runner, { role, tenantId })) !== 'ours') return;
  const values = [schema, role];
  if ((await runner.query({ text: schemaClosed, values })).length > 0)
    await runner.query({ text: `GRANT USAGE ON SCHEMA ${quote(schema)} TO ${quote(role)}` });
  for (const { name, sequence } of await runner.query({ text: withoutRights, values })) {
    const object = qualified(schema, String(name));
    const rights = sequence === true ? `USAGE, SELECT ON SEQUENCE ${object}` : `${rows} ON TABLE ${object}`;
    await runner.query({ text: `GRANT ${rights} TO ${quote(role)}` });
  }
}

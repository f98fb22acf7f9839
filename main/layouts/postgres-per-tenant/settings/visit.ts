import type { AppError } from '../../../../shared/errors.ts';
import { closeSession, openSession } from '../../pg/connect.ts';
import { fromPg } from '../../pg/errors.ts';
import { type Runner, runnerOn } from '../../pg/pools.ts';
import type { TenantDatabase } from '../../roles/migrations.ts';
import type { StockerDeps } from '../deps.ts';
import { readStamp } from '../operation/stamp.ts';

/** An operator waits for it. */
const patienceMs = 3_000;

/** That we are not let in, or not in time, says something of the database and is no failure of the look. */
const isFinding = ({ code }: AppError): boolean =>
  code === 'refused' || code === 'missing_rights' || code === 'not_found' || code === 'timeout' || code === 'cancelled';

/** With a connection of our own that writes nothing. Nothing where the database is not this tenant's, or is closed. */
export async function visitTenant<T>(
  { server }: StockerDeps,
  { tenantId, database }: TenantDatabase,
  look: (runner: Runner) => Promise<T>,
): Promise<T | undefined> {
  try {
    const client = await openSession(server, {
      ...{ database, application: 'tenantry', readOnly: true },
      ...{ statementTimeoutMs: patienceMs, answerTimeoutMs: patienceMs },
    });
    try {
      const runner = runnerOn(client);
      const [there] = await runner.query({ text: 'SELECT current_database()::text AS name' });
      // A pooler may hand out another database than the one that was asked for.
      if (there?.['name'] !== database) return undefined;
      if ((await readStamp(runner))?.tenantId !== tenantId) return undefined;
      return await look(runner);
    } finally {
      await closeSession(client);
    }
  } catch (error) {
    const told = fromPg(error);
    if (isFinding(told)) return undefined;
    throw told;
  }
}

/**
 * Whether this is a table that runs nothing when it is read, made by who may make tenants' databases. In a database of
 * their own, others can put a view in its place that acts as us.
 */
export async function isPlainTable(runner: Runner, schema: string, table: string): Promise<boolean> {
  const rows = await runner.query({
    text: `SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles o ON o.oid = c.relowner
            WHERE n.nspname::text = $1 AND c.relname::text = $2 AND c.relkind = 'r' AND NOT c.relrowsecurity
              AND NOT c.relhasrules AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
              AND (o.rolname = current_user OR o.rolsuper OR o.rolcreaterole)`,
    values: [schema, table],
  });
  return rows.length > 0;
}

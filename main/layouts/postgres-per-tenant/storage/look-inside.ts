import type { StampState, TenantDatabaseInfo } from '../../../../shared/contract/tenants.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import type { Runner } from '../../pg/pools.ts';
import type { StockerDeps } from '../deps.ts';
import { visitDatabase } from './visit-database.ts';

export type Inside = Pick<TenantDatabaseInfo, 'latencyMs' | 'schemas' | 'stamp' | 'migrations'>;

export const nothingSeen = (state: StampState): Inside => ({
  latencyMs: null,
  schemas: [],
  stamp: { state, tenantId: null, operationId: null },
  migrations: [],
});

/** There and readable, there and not for us, or not there. */
export async function access(runner: Runner, table: string): Promise<'readable' | 'unreadable' | 'missing'> {
  const [row] = await runner.query({
    // What somebody else made under our name is not read: a view, or a policy, would act as us.
    text: `SELECT has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
              AND c.relkind = 'r' AND NOT c.relrowsecurity
              AND (o.rolname = current_user OR o.rolsuper OR o.rolcreaterole) AS readable
             FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles o ON o.oid = c.relowner
            WHERE n.nspname = '_tenantry' AND c.relname::text = $1`,
    values: [table],
  });
  if (row === undefined) return 'missing';
  return row['readable'] === true ? 'readable' : 'unreadable';
}

export async function stampOf(runner: Runner, id: TenantId): Promise<Inside['stamp']> {
  const none = { tenantId: null, operationId: null };
  const found = await access(runner, 'owner');
  if (found !== 'readable') return { state: found, ...none };
  const [row] = await runner.query({ text: 'SELECT tenant_id, op_id FROM _tenantry.owner' });
  if (row === undefined) return { state: 'missing', ...none };
  const tenantId = row['tenant_id'] as string;
  return { state: tenantId === id ? 'ours' : 'foreign', tenantId, operationId: row['op_id'] as string | null };
}

async function migrationsOf(runner: Runner): Promise<Inside['migrations']> {
  if ((await access(runner, 'migrations')) !== 'readable') return [];
  const rows = await runner.query({
    text: `SELECT module, version, name, applied_at FROM _tenantry.migrations ORDER BY applied_at, module, version`,
  });
  return rows.map((row) => ({
    module: row['module'] as string,
    version: row['version'] as string,
    name: row['name'] as string,
    appliedAt: row['applied_at'] as string,
  }));
}

async function schemasOf(runner: Runner): Promise<Inside['schemas']> {
  const rows = await runner.query({
    text: `SELECT n.nspname::text AS name, coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint AS bytes,
                  count(c.oid)::integer AS tables
             FROM pg_namespace n LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'm')
            WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', '_tenantry')
            GROUP BY n.nspname HAVING n.nspname <> 'public' OR count(c.oid) > 0 ORDER BY n.nspname`,
  });
  return rows.map((row) => ({
    name: row['name'] as string,
    bytes: Number(row['bytes']),
    tables: row['tables'] as number,
  }));
}

/** With little patience: an operator is waiting. That we are not let in is a finding, told as `unreadable`. */
export async function lookInside(
  deps: StockerDeps,
  { id, database }: { id: TenantId; database: string },
): Promise<Inside> {
  const seen = await visitDatabase(deps, database, async (runner, latencyMs) => ({
    latencyMs,
    stamp: await stampOf(runner, id),
    schemas: await schemasOf(runner),
    migrations: await migrationsOf(runner),
  }));
  return seen ?? nothingSeen('unreadable');
}

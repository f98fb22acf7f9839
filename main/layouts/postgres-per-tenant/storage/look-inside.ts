import type { StampState, TenantDatabaseInfo } from '../../../../shared/contract/tenants.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import type { AppError } from '../../../../shared/errors.ts';
import { openSession } from '../../pg/connect.ts';
import { fromPg } from '../../pg/errors.ts';
import { type Runner, runnerOn } from '../../pg/pools.ts';
import type { StockerDeps } from '../deps.ts';

export type Inside = Pick<TenantDatabaseInfo, 'latencyMs' | 'schemas' | 'stamp' | 'migrations'>;

const patienceMs = 3_000;

export const nothingSeen = (state: StampState): Inside => ({
  latencyMs: null,
  schemas: [],
  stamp: { state, tenantId: null, operationId: null },
  migrations: [],
});

/** There and readable, there and not for us, or not there. */
async function access(runner: Runner, table: string): Promise<'readable' | 'unreadable' | 'missing'> {
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

async function stampOf(runner: Runner, id: TenantId): Promise<Inside['stamp']> {
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

/** That we are not let in, or not in time, is a finding about the database and no failure of the look. */
const isFinding = ({ code }: AppError): boolean =>
  code === 'refused' || code === 'missing_rights' || code === 'not_found' || code === 'timeout' || code === 'cancelled';

/** With one connection of our own, and little patience: an operator is waiting. */
export async function lookInside(
  { server }: StockerDeps,
  { id, database }: { id: TenantId; database: string },
): Promise<Inside> {
  try {
    const client = await openSession(server, {
      database,
      application: 'tenantry',
      readOnly: true,
      statementTimeoutMs: patienceMs,
      answerTimeoutMs: patienceMs,
    });
    try {
      const runner = runnerOn(client);
      const asked = performance.now();
      const [there] = await runner.query({ text: 'SELECT current_database()::text AS name' });
      const latencyMs = Math.round((performance.now() - asked) * 10) / 10;
      // A pooler may hand out another database than the one that was asked for.
      if (there?.['name'] !== database) return nothingSeen('unreadable');
      const stamp = await stampOf(runner, id);
      return { latencyMs, stamp, schemas: await schemasOf(runner), migrations: await migrationsOf(runner) };
    } finally {
      await client.end().catch(() => undefined);
    }
  } catch (error) {
    const told = fromPg(error);
    if (isFinding(told)) return nothingSeen('unreadable');
    throw told;
  }
}

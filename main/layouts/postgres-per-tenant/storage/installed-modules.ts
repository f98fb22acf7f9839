import { readBundles } from '../../../migrations/bundle.ts';
import { qualified } from '../../pg/identifiers.ts';
import type { Runner } from '../../pg/pools.ts';
import type { InstalledModule, TenantDatabase } from '../../roles/migrations.ts';
import type { StockerDeps } from '../deps.ts';
import { access, stampOf } from './look-inside.ts';
import { visitDatabase } from './visit-database.ts';

type History = Pick<InstalledModule, 'module' | 'version' | 'appliedAt' | 'history'>;
type Contents = Pick<InstalledModule, 'tables' | 'bytes'>;

/** Above this, the server's own estimate: an operator is waiting. */
const countedBytes = 8 * 1024 * 1024;

async function historyOf(runner: Runner): Promise<ReadonlyArray<History>> {
  const rows = await runner.query({
    text: `SELECT module, version, name, applied_at FROM _tenantry.migrations
            ORDER BY module COLLATE "C", version COLLATE "C"`,
  });
  const lines = rows.map((row) => ({
    module: row['module'] as string,
    version: row['version'] as string,
    name: row['name'] as string,
    appliedAt: row['applied_at'] as string,
  }));
  return [...Map.groupBy(lines, ({ module }) => module)].map(([module, own]) => ({
    module,
    version: own.at(-1)?.version ?? '',
    appliedAt: own.at(-1)?.appliedAt ?? '',
    history: own.map(({ version, name, appliedAt }) => ({ version, name, appliedAt })),
  }));
}

interface Table {
  readonly schema: string;
  readonly name: string;
  readonly bytes: number;
  readonly estimate: number;
  /** Small, and nothing of somebody else's runs when it is read. */
  readonly countable: boolean;
}

/** A schema without tables has one row without a name. */
const tablesSql = `
  SELECT n.nspname::text AS schema, c.relname::text AS name, coalesce(pg_total_relation_size(c.oid), 0)::bigint AS bytes,
         greatest(c.reltuples, 0)::bigint AS estimate,
         c.relkind = 'r' AND NOT c.relrowsecurity AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
           AND (o.rolname = current_user OR o.rolsuper OR o.rolcreaterole) AND pg_relation_size(c.oid) <= $2 AS countable
    FROM pg_namespace n LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'm')
    LEFT JOIN pg_roles o ON o.oid = c.relowner
   WHERE n.nspname::text = ANY ($1) ORDER BY n.nspname, c.relname COLLATE "C"`;

async function tablesIn(
  runner: Runner,
  schemas: ReadonlyArray<string>,
): Promise<ReadonlyMap<string, ReadonlyArray<Table>>> {
  const rows = await runner.query({ text: tablesSql, values: [schemas, countedBytes] });
  const found = new Map<string, Table[]>();
  for (const row of rows) {
    const schema = row['schema'] as string;
    const tables = found.get(schema) ?? [];
    found.set(schema, tables);
    if (row['name'] === null) continue;
    const { name, countable } = row as { name: string; countable: boolean };
    tables.push({ schema, name, countable, bytes: Number(row['bytes']), estimate: Number(row['estimate']) });
  }
  return found;
}

async function countRows(runner: Runner, tables: ReadonlyArray<Table>): Promise<ReadonlyArray<number>> {
  if (tables.length === 0) return [];
  const counts = tables.map(({ schema, name, countable, estimate }) =>
    countable ? `(SELECT count(*) FROM ONLY ${qualified(schema, name)})` : `${estimate}::bigint`,
  );
  const [row = []] = await runner.rows({ text: `SELECT ${counts.join(', ')}` });
  return row.map(Number);
}

async function contentsOf(runner: Runner, tables: ReadonlyArray<Table> | undefined): Promise<Contents> {
  if (tables === undefined) return { tables: null, bytes: null };
  const rows = await countRows(runner, tables);
  return {
    tables: tables.map(({ name }, index) => ({ name, rows: rows[index] ?? 0 })),
    bytes: tables.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** What the tenant's own history says is installed, and what is there of it. */
export async function readInstalled(
  deps: Pick<StockerDeps, 'server'>,
  { tenantId, database }: TenantDatabase,
): Promise<ReadonlyArray<InstalledModule> | null> {
  const bundles = readBundles('postgres-per-tenant');
  const schemaOf = (module: string) => bundles.find(({ manifest }) => manifest.code === module)?.manifest.schema ?? '';
  const seen = await visitDatabase(deps, database, async (runner) => {
    const { state } = await stampOf(runner, tenantId);
    if (state === 'missing') return [];
    if (state !== 'ours') return null;
    const table = await access(runner, 'migrations');
    if (table !== 'readable') return table === 'missing' ? [] : null;
    const history = await historyOf(runner);
    const tables = await tablesIn(
      runner,
      history.map(({ module }) => schemaOf(module)),
    );
    const installed: InstalledModule[] = [];
    for (const module of history)
      installed.push({ ...module, ...(await contentsOf(runner, tables.get(schemaOf(module.module)))) });
    return installed;
  });
  return seen ?? null;
}

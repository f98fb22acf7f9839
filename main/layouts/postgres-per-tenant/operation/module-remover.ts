import { AppError } from '../../../../shared/errors.ts';
import { readManifests } from '../../../migrations/bundle.ts';
import { qualified, quote } from '../../pg/identifiers.ts';
import type { Runner } from '../../pg/pools.ts';
import type { ModuleManifest, ModuleRemover } from '../../roles/migrations.ts';
import type { OperationContext } from './context.ts';
import { usersElsewhere } from './schema-users.ts';

const lockTimeout = '3s';

/**
 * What somebody else made there is not read: its policies would act as us. One that was never analysed counts as having
 * rows as soon as it has pages.
 */
const tablesSql = `
  SELECT c.relname::text AS name, greatest(c.reltuples, (pg_catalog.pg_relation_size(c.oid) > 0)::integer) AS estimate,
         c.relkind = 'r' AND NOT c.relrowsecurity
           AND (o.rolname = current_user OR o.rolsuper OR o.rolcreaterole) AS countable
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_roles o ON o.oid = c.relowner
   WHERE n.nspname::text = $1 AND c.relkind IN ('r', 'p') ORDER BY c.relname`;

const hasSchema = async (runner: Runner, { schema }: ModuleManifest): Promise<boolean> =>
  (await runner.query({ text: 'SELECT FROM pg_catalog.pg_namespace WHERE nspname::text = $1', values: [schema] }))
    .length > 0;

interface Table {
  readonly name: string;
  readonly estimate: number;
  readonly countable: boolean;
}

async function tablesOf(runner: Runner, { schema }: ModuleManifest): Promise<ReadonlyArray<Table>> {
  const rows = await runner.query({ text: tablesSql, values: [schema] });
  return rows.map(({ name, estimate, countable }) => ({
    ...{ name: qualified(schema, String(name)), estimate: Number(estimate), countable: countable === true },
  }));
}

async function rowsOf(runner: Runner, { name, estimate, countable }: Table): Promise<number> {
  if (!countable) return estimate;
  const [row] = await runner.query({ text: `SELECT count(*) AS rows FROM ONLY ${name}` });
  return Number(row?.['rows']);
}

/** Nothing but what the console ships as a module can go: not the core, and no schema that somebody made. */
function assertShipped({ code, schema }: ModuleManifest): void {
  if (!readManifests('postgres-per-tenant').some((one) => one.code === code && one.schema === schema))
    throw new AppError('not_found', 'module.not_shipped', { params: { module: code } });
}

const mostNamed = 5;
const told = (users: ReadonlyArray<string>): string =>
  [...users.slice(0, mostNamed), ...(users.length > mostNamed ? ['…'] : [])].join(', ');

async function removeSchema(runner: Runner, manifest: ModuleManifest): Promise<void> {
  if (!(await hasSchema(runner, manifest))) return;
  const { code, schema } = manifest;
  const tables = (await tablesOf(runner, manifest)).map(({ name }) => name);
  // Held from here on, so that what is looked at next is still so when the schema goes.
  if (tables.length > 0) await runner.query({ text: `LOCK TABLE ${tables.join(', ')} IN ACCESS EXCLUSIVE MODE` });
  const users = await usersElsewhere(runner, schema);
  if (users.length > 0)
    throw new AppError('conflict', 'module.used_elsewhere', {
      params: { module: code, schema, by: told(users), count: users.length },
    });
  await runner.query({ text: `DROP SCHEMA ${quote(schema)} CASCADE` });
}

export function moduleRemover(context: OperationContext): ModuleRemover {
  return {
    contents: (of, manifest) =>
      context.tenant.reading(of, async (runner) => {
        if (!(await hasSchema(runner, manifest))) return undefined;
        const tables = await tablesOf(runner, manifest);
        let rows = 0;
        for (const table of tables) rows += await rowsOf(runner, table);
        return { tables: tables.length, rows };
      }),
    async purge(of, manifest, signal) {
      assertShipped(manifest);
      await context.tenant.fenced(
        of,
        async (runner) => {
          await runner.query({ text: `SET LOCAL lock_timeout = '${lockTimeout}'` });
          await removeSchema(runner, manifest);
          await runner.query({ text: 'DELETE FROM _tenantry.migrations WHERE module = $1', values: [manifest.code] });
        },
        signal,
      );
    },
  };
}

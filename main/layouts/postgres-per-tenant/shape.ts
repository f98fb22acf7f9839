import { AppError } from '../../../shared/errors.ts';
import type { Runner } from '../pg/pools.ts';
import type { SchemaShape } from './deps.ts';
import { lifeTables } from './schema/life-tables.ts';
import { bookkeeping, type OwnObject } from './schema/own-tables.ts';
import { useTables } from './schema/use-tables.ts';

/** The version of the `tenantry` schema that this program works with. */
export const schemaVersion = 3;

const tablesOf = (objects: ReadonlyArray<OwnObject>): ReadonlyArray<string> =>
  objects.filter(({ kind, schema }) => kind === 'table' && schema === undefined).map(({ name }) => name);
/** What every version has: operators, the journal, holds, and the list of tenants. */
const firstTables = [...tablesOf(bookkeeping), 'tenant_list'];
const laterTables = [...tablesOf(lifeTables), ...tablesOf(useTables)];

/** From the catalogue alone: what we may not read is there all the same. */
async function readShape(runner: Runner): Promise<SchemaShape> {
  const found = await runner.rows({
    name: 'shape',
    text: `SELECT n.nspname::text, c.relname::text, a.attname::text
             FROM pg_class c
             JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname IN ('public', 'tenantry')
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relkind IN ('r', 'p', 'v', 'm')`,
  });
  const columns = new Set(found.filter(([schema]) => schema === 'public').map(([, table, name]) => `${table}.${name}`));
  const own = new Set(found.filter(([schema]) => schema === 'tenantry').map(([, table]) => table));
  const version = own.has('schema_version')
    ? await runner.rows({ text: 'SELECT max(version) FROM tenantry.schema_version' })
    : [];
  const applied = Number(version[0]?.[0] ?? 0);
  const readable = applied > 0 && applied <= schemaVersion && firstTables.every((name) => own.has(name));
  return {
    hasColumn: (table, column) => columns.has(`${table}.${column}`),
    readable,
    bookkeeping: readable && applied === schemaVersion && laterTables.every((name) => own.has(name)),
  };
}

export interface ShapeReader {
  shape(): Promise<SchemaShape>;
  forget(): void;
}

/** Read once; again after `forget`, and after a read that failed. */
export function createShapeReader(read: Runner): ShapeReader {
  let known: Promise<SchemaShape> | undefined;
  return {
    shape() {
      if (known === undefined) {
        known = readShape(read);
        known.catch(() => {
          known = undefined;
        });
      }
      return known;
    },
    forget() {
      known = undefined;
    },
  };
}

/** Before every change: without the console's own tables a platform can only be read. */
export async function requireBookkeeping(deps: { shape(): Promise<SchemaShape> }): Promise<void> {
  if (!(await deps.shape()).bookkeeping) throw new AppError('unsupported', 'platform.not_set_up');
}

import type { Runner } from '../../pg/pools.ts';
import { uniqueIndexes } from './unique-indexes.ts';

/** What a platform database is made of, by its own catalogue. Keys are `Tenants`, `Tenants.Code`, `tenantry.holds`. */
export interface Catalogue {
  /** Of `public` and `tenantry`, with what kind of relation it is. */
  readonly relations: ReadonlyMap<string, string>;
  /** With the column's type as PostgreSQL writes it. */
  readonly columns: ReadonlyMap<string, string>;
  /** Valid ones. */
  readonly indexes: ReadonlySet<string>;
  /** Of schema `tenantry`, with the text of the body where it is kept as text. */
  readonly functions: ReadonlyMap<string, string>;
  readonly triggers: ReadonlySet<string>;
  readonly extensions: ReadonlySet<string>;
  readonly ownSchema: boolean;
  /** Tables of other people in any schema. */
  readonly otherTables: number;
  readonly version: number | null;
  /** How many values of a column stand there more than once when case is not looked at. */
  readonly duplicates: ReadonlyMap<string, number>;
}

const nameOf = (schema: unknown, name: unknown): string => (schema === 'public' ? `${name}` : `${schema}.${name}`);

const ours = `('public', 'tenantry')`;
/** What an extension brought is not the platform's. */
const notOfExtension = (catalogue: string, oid: string): string =>
  `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalogue}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;

/** The sequence that the server keeps for an identity column is a part of its table. */
const isIdentity = `EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'i')`;

const relationsSql = `SELECT n.nspname::text, c.relname::text, c.relkind::text, coalesce(i.indisvalid, true),
    EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_index i ON i.indexrelid = c.oid
  WHERE n.nspname IN ${ours} AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'i', 'S') AND ${notOfExtension('pg_class', 'c.oid')}
    AND NOT (c.relkind = 'S' AND ${isIdentity})`;

const columnsSql = `SELECT n.nspname::text, c.relname::text, a.attname::text, format_type(a.atttypid, NULL)
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN ${ours} AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped`;

const functionsSql = `SELECT p.proname::text, p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE n.nspname = 'tenantry' AND ${notOfExtension('pg_proc', 'p.oid')}`;

const otherTablesSql = `SELECT count(*)::integer FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'tenantry')
    AND n.nspname NOT LIKE 'pg\\_%' AND ${notOfExtension('pg_class', 'c.oid')}
    AND NOT (n.nspname = 'public' AND c.relname = ANY($1::text[]))`;

const duplicatesSql = (table: string, column: string): string =>
  `SELECT count(*)::integer FROM (SELECT FROM public."${table}" WHERE "${column}" IS NOT NULL
    GROUP BY lower("${column}") HAVING count(*) > 1) repeated`;

export async function readCatalogue(runner: Runner, sourceNames: ReadonlyArray<string>): Promise<Catalogue> {
  // One after the other: in a transaction there is one session only.
  const found = await runner.rows({ text: relationsSql });
  const attributes = await runner.rows({ text: columnsSql });
  const functions = await runner.rows({ text: functionsSql });
  const triggers = await runner.rows({ text: 'SELECT tgname::text FROM pg_trigger WHERE NOT tgisinternal' });
  const extensions = await runner.rows({ text: 'SELECT extname::text FROM pg_extension' });
  const schema = await runner.rows({ text: `SELECT 1 FROM pg_namespace WHERE nspname = 'tenantry'` });
  const others = await runner.rows({ text: otherTablesSql, values: [sourceNames] });

  const indexes = found.filter(([, , kind, valid]) => kind === 'i' && valid === true);
  const ofConstraints = new Set(found.filter((row) => row[4] === true).map(([space, name]) => nameOf(space, name)));
  const columns = new Map(
    attributes.map(([space, table, name, type]) => [`${nameOf(space, table)}.${name}`, `${type}`]),
  );
  const relations = new Map(
    found
      .map(([space, name, kind]) => [nameOf(space, name), `${kind}`] as const)
      .filter(([name]) => !ofConstraints.has(name)),
  );
  const duplicates = new Map<string, number>();
  for (const { table, column } of uniqueIndexes) {
    if (!columns.has(`${table}.${column}`)) continue;
    const [row] = await runner.rows({ text: duplicatesSql(table, column) });
    duplicates.set(`${table}.${column}`, row?.[0] as number);
  }
  const version = relations.has('tenantry.schema_version')
    ? await runner.rows({ text: 'SELECT max(version) FROM tenantry.schema_version' })
    : [];
  return {
    relations,
    columns,
    indexes: new Set(indexes.map(([space, name]) => nameOf(space, name))),
    functions: new Map(functions.map(([name, body]) => [`tenantry.${name}`, `${body}`])),
    triggers: new Set(triggers.map(([name]) => `${name}`)),
    extensions: new Set(extensions.map(([name]) => `${name}`)),
    ownSchema: schema.length > 0,
    otherTables: (others[0]?.[0] as number | undefined) ?? 0,
    version: (version[0]?.[0] as number | null | undefined) ?? null,
    duplicates,
  };
}

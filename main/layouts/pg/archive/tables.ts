import { qualified } from '../identifiers.ts';
import type { Runner } from '../pools.ts';

export interface ArchiveColumn {
  readonly name: string;
  readonly type: string;
  /** Computed from other columns; can't be given. */
  readonly generated: boolean;
}

export interface ArchiveTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: ReadonlyArray<ArchiveColumn>;
  /** On the server's disk, with indexes. */
  readonly bytes: number;
}

/** The console's mark and its fence: they go along, but two databases are not compared by them. */
export const isStamp = ({ schema, name }: Pick<ArchiveTable, 'schema' | 'name'>): boolean =>
  schema === '_tenantry' && name === 'owner';

/** Schemas that are not the server's. */
export const ownSchema = (column: string): string => `${column} !~ '^pg_' AND ${column} <> 'information_schema'`;

/** What an extension made comes and goes with it. */
export const notOfExtension = (catalog: string, oid: string): string =>
  `NOT EXISTS (SELECT FROM pg_catalog.pg_depend own WHERE own.classid = 'pg_catalog.${catalog}'::pg_catalog.regclass
     AND own.objid = ${oid} AND own.deptype = 'e')`;

const find = `
  SELECT n.nspname::text AS schema, c.relname::text AS name,
         coalesce(pg_catalog.pg_total_relation_size(c.oid), 0)::text AS bytes,
         coalesce((SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
             'name', a.attname, 'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
             'generated', a.attgenerated <> '') ORDER BY a.attnum)
            FROM pg_catalog.pg_attribute a
           WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '[]') AS columns
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind = 'r' AND ${ownSchema('n.nspname')} AND ${notOfExtension('pg_class', 'c.oid')}
   ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`;

const atOnce = 200;

/** Every ordinary table, held so that none of them can be changed in its form until the transaction ends. */
export async function holdTables(runner: Runner): Promise<ReadonlyArray<ArchiveTable>> {
  const tables = (await runner.query({ text: find })).map((row) => ({
    schema: String(row['schema']),
    name: String(row['name']),
    bytes: Number(row['bytes']),
    columns: row['columns'] as ReadonlyArray<ArchiveColumn>,
  }));
  for (let start = 0; start < tables.length; start += atOnce) {
    const names = tables.slice(start, start + atOnce).map(({ schema, name }) => `ONLY ${qualified(schema, name)}`);
    await runner.query({ text: `LOCK TABLE ${names.join(', ')} IN ACCESS SHARE MODE` });
  }
  return tables;
}

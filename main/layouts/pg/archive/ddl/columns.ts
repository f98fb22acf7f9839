import { literal, qualified, quote } from '../../identifiers.ts';
import type { Runner } from '../../pools.ts';
import { ownSchema } from '../tables.ts';
import { optionList } from './options.ts';
import { identityClause, type SequenceForm } from './sequence-form.ts';

export interface Column {
  readonly relation: string;
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly generated: '' | 's' | 'v';
  readonly identity: '' | 'a' | 'd';
  readonly collation: { readonly schema: string; readonly name: string } | null;
  readonly expression: string | null;
  readonly storage: string | null;
  readonly compression: string | null;
  readonly statistics: number | null;
  readonly options: ReadonlyArray<string> | null;
}

export async function readColumns(runner: Runner, major: number): Promise<ReadonlyMap<string, ReadonlyArray<Column>>> {
  const rows = await runner.query({
    text: `
  SELECT a.attrelid::text AS relation, a.attname::text AS name, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
         a.attnotnull AS "notNull", a.attgenerated::text AS generated, a.attidentity::text AS identity,
         CASE WHEN co.oid IS NOT NULL THEN pg_catalog.json_build_object('schema', cn.nspname, 'name', co.collname) END AS collation,
         pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS expression,
         CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage::text END AS storage,
         ${major >= 14 ? `nullif(a.attcompression::text, '')` : 'NULL'} AS compression,
         CASE WHEN a.attstattarget >= 0 THEN a.attstattarget::integer END AS statistics, a.attoptions AS options
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation AND a.attcollation <> t.typcollation
    LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
   WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f', 'c', 'v') AND ${ownSchema('n.nspname')}
   ORDER BY a.attrelid, a.attnum`,
  });
  const byRelation = new Map<string, Column[]>();
  for (const row of rows as unknown as ReadonlyArray<Column>) {
    const columns = byRelation.get(row.relation) ?? [];
    columns.push(row);
    byRelation.set(row.relation, columns);
  }
  return byRelation;
}

const collate = ({ collation }: Column): string =>
  collation === null ? '' : ` COLLATE ${qualified(collation.schema, collation.name)}`;

/** As it stands in CREATE TYPE. */
export const attribute = (column: Column): string => `${quote(column.name)} ${column.type}${collate(column)}`;

/** As it stands in CREATE TABLE. Its default may need what is made later, and comes later. */
export function tableColumn(column: Column, sequence: SequenceForm | undefined): string {
  const generated =
    column.generated === ''
      ? ''
      : ` GENERATED ALWAYS AS (${column.expression}) ${column.generated === 's' ? 'STORED' : 'VIRTUAL'}`;
  const identity = column.identity === '' ? '' : identityClause(column.identity, sequence);
  return `${attribute(column)}${generated}${identity}${column.notNull ? ' NOT NULL' : ''}`;
}

const storages: Readonly<Record<string, string>> = { p: 'PLAIN', e: 'EXTERNAL', m: 'MAIN', x: 'EXTENDED' };
const compressions: Readonly<Record<string, string>> = { p: 'pglz', l: 'lz4' };

/** What is said of a column after its table is there. */
export function columnSettings(table: string, column: Column): ReadonlyArray<string> {
  const alter = `ALTER TABLE ONLY ${table} ALTER COLUMN ${quote(column.name)}`;
  const { storage, compression, statistics, options } = column;
  return [
    ...(storage === null ? [] : [`${alter} SET STORAGE ${storages[storage] ?? literal(storage)}`]),
    ...(compression === null ? [] : [`${alter} SET COMPRESSION ${compressions[compression] ?? literal(compression)}`]),
    ...(statistics === null ? [] : [`${alter} SET STATISTICS ${statistics}`]),
    ...(options === null ? [] : [`${alter} SET (${optionList(options)})`]),
  ];
}

export const columnDefault = (table: string, column: Column): string | undefined =>
  column.expression === null || column.generated !== ''
    ? undefined
    : `ALTER TABLE ONLY ${table} ALTER COLUMN ${quote(column.name)} SET DEFAULT ${column.expression}`;

import { qualified } from '../identifiers.ts';
import type { Runner } from '../pools.ts';
import { notOfExtension, ownSchema } from './tables.ts';

export interface Sequence {
  readonly schema: string;
  readonly name: string;
  /** The table that it counts for, where it belongs to one. */
  readonly table: { readonly schema: string; readonly name: string } | null;
}

export interface Position {
  readonly value: string;
  readonly called: boolean;
}

/** By `schema.name`. */
export type Positions = ReadonlyMap<string, Position>;

export const keyOf = ({ schema, name }: { readonly schema: string; readonly name: string }): string =>
  qualified(schema, name);

const find = `
  SELECT n.nspname::text AS schema, c.relname::text AS name, tn.nspname::text AS "tableSchema", t.relname::text AS "tableName"
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
          AND d.refclassid = d.classid AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
    LEFT JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
    LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
   WHERE c.relkind = 'S' AND ${ownSchema('n.nspname')} AND ${notOfExtension('pg_class', 'c.oid')}
   ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`;

export async function findSequences(runner: Runner): Promise<ReadonlyArray<Sequence>> {
  return (await runner.query({ text: find })).map((row) => ({
    schema: String(row['schema']),
    name: String(row['name']),
    table: row['tableName'] === null ? null : { schema: String(row['tableSchema']), name: String(row['tableName']) },
  }));
}

/** Where they stand now: a snapshot doesn't hold them still. */
export async function readPositions(runner: Runner, sequences: ReadonlyArray<Sequence>): Promise<Positions> {
  const positions = new Map<string, Position>();
  for (const sequence of sequences) {
    const key = keyOf(sequence);
    const [row] = await runner.query({ text: `SELECT last_value::text AS value, is_called AS called FROM ${key}` });
    positions.set(key, { value: String(row?.['value']), called: row?.['called'] === true });
  }
  return positions;
}

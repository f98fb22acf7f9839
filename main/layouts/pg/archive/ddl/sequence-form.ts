import { qualified, quote } from '../../identifiers.ts';
import type { Runner } from '../../pools.ts';
import { notOfExtension, ownSchema } from '../tables.ts';
import type { Piece } from './piece.ts';
import { nodeOf } from './piece.ts';

export interface SequenceForm {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly type: string;
  readonly start: string;
  readonly by: string;
  readonly least: string;
  readonly most: string;
  readonly cache: string;
  readonly cycle: boolean;
  readonly unlogged: boolean;
  /** `i`: a column's identity; `a`: goes with a column. */
  readonly link: 'i' | 'a' | null;
  readonly relation: string | null;
  readonly owner: { readonly schema: string; readonly table: string; readonly column: string } | null;
}

const find = `
  SELECT c.oid::text AS oid, n.nspname::text AS schema, c.relname::text AS name, pg_catalog.format_type(s.seqtypid, NULL) AS type,
         s.seqstart::text AS start, s.seqincrement::text AS by, s.seqmin::text AS least, s.seqmax::text AS most,
         s.seqcache::text AS cache, s.seqcycle AS cycle, c.relpersistence = 'u' AS unlogged, d.deptype::text AS link,
         d.refobjid::text AS relation,
         CASE WHEN t.oid IS NOT NULL THEN
           pg_catalog.json_build_object('schema', tn.nspname, 'table', t.relname, 'column', a.attname) END AS owner
    FROM pg_catalog.pg_sequence s
    JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
          AND d.refclassid = d.classid AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
    LEFT JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
    LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
   WHERE ${ownSchema('n.nspname')} AND ${notOfExtension('pg_class', 'c.oid')}
   ORDER BY c.oid`;

export const readSequenceForms = async (runner: Runner): Promise<ReadonlyArray<SequenceForm>> =>
  (await runner.query({ text: find })) as unknown as ReadonlyArray<SequenceForm>;

const form = ({ start, by, least, most, cache, cycle }: SequenceForm): string =>
  `START WITH ${start} INCREMENT BY ${by} MINVALUE ${least} MAXVALUE ${most} CACHE ${cache}${cycle ? ' CYCLE' : ' NO CYCLE'}`;

export function identityClause(identity: 'a' | 'd', sequence: SequenceForm | undefined): string {
  const own =
    sequence === undefined ? '' : ` (SEQUENCE NAME ${qualified(sequence.schema, sequence.name)} ${form(sequence)})`;
  return ` GENERATED ${identity === 'a' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY${own}`;
}

export function sequencePieces(sequence: SequenceForm): ReadonlyArray<Piece> {
  const { oid, schema, name, type, unlogged, link, owner } = sequence;
  if (link === 'i') return [];
  const own = qualified(schema, name);
  const make = `CREATE ${unlogged ? 'UNLOGGED ' : ''}SEQUENCE ${own} AS ${type} ${form(sequence)}`;
  const made: Piece = { phase: 'object', schema, sql: make, node: nodeOf('class', oid) };
  if (owner === null) return [made];
  const column = `${qualified(owner.schema, owner.table)}.${quote(owner.column)}`;
  return [made, { phase: 'default', schema, sql: `ALTER SEQUENCE ${own} OWNED BY ${column}` }];
}

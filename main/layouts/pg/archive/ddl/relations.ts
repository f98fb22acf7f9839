import { qualified } from '../../identifiers.ts';
import type { Runner } from '../../pools.ts';
import { notOfExtension, ownSchema } from '../tables.ts';
import { attribute, type Column, columnDefault, columnSettings, readColumns, tableColumn } from './columns.ts';
import { optionList, withOptions } from './options.ts';
import { nodeOf, type Piece } from './piece.ts';
import { readSequenceForms, type SequenceForm, sequencePieces } from './sequence-form.ts';

interface Relation {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'r' | 'p' | 'f' | 'c' | 'v' | 'm';
  readonly unlogged: boolean;
  readonly options: ReadonlyArray<string> | null;
  readonly toastOptions: ReadonlyArray<string> | null;
  readonly query: string | null;
  readonly populated: boolean;
  readonly rowSecurity: boolean;
  readonly forced: boolean;
  readonly identity: string;
}

const find = `
  SELECT c.oid::text AS oid, n.nspname::text AS schema, c.relname::text AS name, c.relkind::text AS kind,
         c.relpersistence = 'u' AS unlogged, c.reloptions AS options, toast.reloptions AS "toastOptions",
         CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid) END AS query,
         c.relispopulated AS populated, c.relrowsecurity AS "rowSecurity", c.relforcerowsecurity AS forced,
         c.relreplident::text AS identity
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_class toast ON toast.oid = c.reltoastrelid
   WHERE c.relkind IN ('r', 'p', 'f', 'c', 'v', 'm') AND ${ownSchema('n.nspname')} AND ${notOfExtension('pg_class', 'c.oid')}
   ORDER BY c.oid`;

interface Parts {
  readonly columns: ReadonlyArray<Column>;
  readonly sequences: ReadonlyArray<SequenceForm>;
}

function tablePieces(relation: Relation, { columns, sequences }: Parts): ReadonlyArray<Piece> {
  const { oid, schema, name, unlogged, options, toastOptions } = relation;
  const table = qualified(schema, name);
  const sequenceOf = (column: Column): SequenceForm | undefined =>
    sequences.find((one) => one.link === 'i' && one.relation === oid && one.owner?.column === column.name);
  const lines = columns.map((column) => `  ${tableColumn(column, sequenceOf(column))}`).join(',\n');
  const settings = withOptions(optionList(options ?? []), optionList(toastOptions ?? [], 'toast.'));
  const make = `CREATE ${unlogged ? 'UNLOGGED ' : ''}TABLE ${table} (\n${lines}\n)${settings}`;
  const alter = (what: string): Piece => ({ phase: 'policy', schema, sql: `ALTER TABLE ${table} ${what}` });
  return [
    { phase: 'object', schema, sql: make, node: nodeOf('class', oid) },
    ...columns.flatMap((column) =>
      columnSettings(table, column).map((sql): Piece => ({ phase: 'position', schema, sql })),
    ),
    ...(relation.identity === 'f' ? [alter('REPLICA IDENTITY FULL')] : []),
    ...(relation.identity === 'n' ? [alter('REPLICA IDENTITY NOTHING')] : []),
    ...(relation.rowSecurity ? [alter('ENABLE ROW LEVEL SECURITY')] : []),
    ...(relation.forced ? [alter('FORCE ROW LEVEL SECURITY')] : []),
  ];
}

function viewPieces({ oid, schema, name, kind, options, query, populated }: Relation): ReadonlyArray<Piece> {
  const view = qualified(schema, name);
  const body = `${withOptions(optionList(options ?? []))} AS\n${(query ?? '').replace(/;\s*$/, '')}`;
  const node = nodeOf('class', oid);
  if (kind === 'v') return [{ phase: 'late_object', schema, sql: `CREATE VIEW ${view}${body}`, node }];
  const make = `CREATE MATERIALIZED VIEW ${view}${body}\nWITH NO DATA`;
  const refresh: Piece = { phase: 'refresh', schema, sql: `REFRESH MATERIALIZED VIEW ${view}` };
  return [{ phase: 'late_object', schema, sql: make, node }, ...(populated ? [refresh] : [])];
}

function piecesOf(relation: Relation, parts: Parts): ReadonlyArray<Piece> {
  const { oid, schema, name, kind } = relation;
  const table = qualified(schema, name);
  if (kind === 'c') {
    const sql = `CREATE TYPE ${table} AS (${parts.columns.map(attribute).join(', ')})`;
    return [{ phase: 'object', schema, sql, node: nodeOf('class', oid) }];
  }
  const defaults = parts.columns.flatMap((column): ReadonlyArray<Piece> => {
    const sql = columnDefault(table, column);
    return sql === undefined ? [] : [{ phase: 'default', schema, sql }];
  });
  const made = kind === 'v' || kind === 'm' ? viewPieces(relation) : tablePieces(relation, parts);
  return [...made, ...defaults];
}

/** Tables, views, row types and sequences. */
export async function relationPieces(runner: Runner, major: number): Promise<ReadonlyArray<Piece>> {
  const relations = (await runner.query({ text: find })) as unknown as ReadonlyArray<Relation>;
  const columns = await readColumns(runner, major);
  const sequences = await readSequenceForms(runner);
  return [
    ...sequences.flatMap(sequencePieces),
    ...relations.flatMap((relation) => piecesOf(relation, { columns: columns.get(relation.oid) ?? [], sequences })),
  ];
}

import { qualified, quote } from '../../identifiers.ts';
import type { Runner } from '../../pools.ts';
import { notOfExtension, ownSchema } from '../tables.ts';
import { optionList } from './options.ts';
import type { Phase, Piece } from './piece.ts';

const phaseOf: Readonly<Record<string, Exclude<Phase, 'rows'>>> = {
  p: 'key',
  u: 'key',
  x: 'constraint',
  c: 'constraint',
  f: 'foreign_key',
};

export async function constraintPieces(runner: Runner): Promise<ReadonlyArray<Piece>> {
  const rows = await runner.query({
    text: `
  SELECT n.nspname::text AS schema, c.relname::text AS table, k.conname::text AS name, k.contype::text AS kind,
         pg_catalog.pg_get_constraintdef(k.oid) AS form, n2.nspname::text AS "indexSchema", i.relname::text AS index,
         CASE WHEN k.contype <> 'f' THEN i.reloptions END AS options
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_class i ON i.oid = k.conindid
    LEFT JOIN pg_catalog.pg_namespace n2 ON n2.oid = i.relnamespace
   WHERE k.contype IN ('p', 'u', 'x', 'c', 'f') AND ${ownSchema('n.nspname')} AND ${notOfExtension('pg_class', 'c.oid')}
   ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", k.contype = 'p' DESC, k.conname COLLATE "C"`,
  });
  return rows.flatMap((row): ReadonlyArray<Piece> => {
    const schema = String(row['schema']);
    const table = qualified(schema, String(row['table']));
    const sql = `ALTER TABLE ONLY ${table} ADD CONSTRAINT ${quote(String(row['name']))} ${String(row['form'])}`;
    const made: Piece = { phase: phaseOf[String(row['kind'])] ?? 'constraint', schema, sql };
    if (row['options'] === null) return [made];
    const index = qualified(String(row['indexSchema']), String(row['index']));
    const options = optionList(row['options'] as ReadonlyArray<string>);
    return [made, { phase: 'index', schema, sql: `ALTER INDEX ${index} SET (${options})` }];
  });
}

/** Those that no constraint makes. One that never became valid is not carried along by the server's own tool either. */
export async function indexPieces(runner: Runner): Promise<ReadonlyArray<Piece>> {
  const rows = await runner.query({
    text: `
  SELECT n.nspname::text AS schema, c.relname::text AS table, i.relname::text AS name,
         pg_catalog.pg_get_indexdef(x.indexrelid) AS form, x.indisclustered AS clustered, x.indisreplident AS identity,
         EXISTS (SELECT FROM pg_catalog.pg_constraint k
                  WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x')) AS "byConstraint"
    FROM pg_catalog.pg_index x
    JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
    JOIN pg_catalog.pg_class c ON c.oid = x.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE x.indisvalid AND c.relkind IN ('r', 'm', 'p') AND ${ownSchema('n.nspname')} AND ${notOfExtension('pg_class', 'c.oid')}
   ORDER BY n.nspname COLLATE "C", i.relname COLLATE "C"`,
  });
  return rows.flatMap((row): ReadonlyArray<Piece> => {
    const schema = String(row['schema']);
    const alter = `ALTER TABLE ${qualified(schema, String(row['table']))}`;
    const name = quote(String(row['name']));
    const piece = (phase: 'index' | 'policy', sql: string): Piece => ({ phase, schema, sql });
    return [
      ...(row['byConstraint'] === true ? [] : [piece('index', String(row['form']))]),
      ...(row['clustered'] === true ? [piece('policy', `${alter} CLUSTER ON ${name}`)] : []),
      ...(row['identity'] === true ? [piece('policy', `${alter} REPLICA IDENTITY USING INDEX ${name}`)] : []),
    ];
  });
}

import { literal, qualified, quote } from '../../identifiers.ts';
import type { Runner } from '../../pools.ts';
import { notOfExtension, ownSchema } from '../tables.ts';
import { nodeOf, type Piece } from './piece.ts';

type Texts = Readonly<Record<string, string>>;
const texts = async (runner: Runner, text: string): Promise<ReadonlyArray<Texts>> =>
  (await runner.query({ text })) as unknown as ReadonlyArray<Texts>;

export async function schemaPieces(runner: Runner): Promise<ReadonlyArray<Piece>> {
  // `public` is in every new database.
  const rows = await texts(
    runner,
    `SELECT n.nspname::text AS name FROM pg_catalog.pg_namespace n
      WHERE ${ownSchema('n.nspname')} AND n.nspname <> 'public' AND ${notOfExtension('pg_namespace', 'n.oid')}
      ORDER BY n.nspname COLLATE "C"`,
  );
  return rows.map(({ name = '' }) => ({ phase: 'schema', schema: name, sql: `CREATE SCHEMA ${quote(name)}` }));
}

export async function extensionPieces(runner: Runner): Promise<ReadonlyArray<Piece>> {
  const rows = await runner.query({
    text: `SELECT e.extname::text AS name, n.nspname::text AS schema,
                  ${notOfExtension('pg_namespace', 'n.oid')} AND n.nspname <> 'pg_catalog' AS "schemaIsThere"
             FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
            WHERE e.oid >= 16384 ORDER BY e.oid`,
  });
  return rows.map((row) => {
    const place = row['schemaIsThere'] === true ? ` WITH SCHEMA ${quote(String(row['schema']))}` : '';
    const sql = `CREATE EXTENSION IF NOT EXISTS ${quote(String(row['name']))}${place}`;
    return { phase: 'extension', schema: null, sql };
  });
}

/** Functions and procedures. What is written in SQL's own form is parsed when it is made, the rest when it runs. */
export async function routinePieces(runner: Runner, major: number): Promise<ReadonlyArray<Piece>> {
  const rows = await runner.query({
    text: `SELECT p.oid::text AS oid, n.nspname::text AS schema, pg_catalog.pg_get_functiondef(p.oid) AS form,
                  ${major >= 14 ? 'p.prosqlbody IS NULL' : 'true'} AS verbatim
             FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            WHERE p.prokind IN ('f', 'p') AND ${ownSchema('n.nspname')} AND ${notOfExtension('pg_proc', 'p.oid')}
            ORDER BY p.oid`,
  });
  return rows.map((row) => ({
    phase: 'object',
    schema: String(row['schema']),
    sql: String(row['form']).trimEnd(),
    verbatim: row['verbatim'] === true,
    node: nodeOf('proc', row['oid']),
  }));
}

export async function statisticsPieces(runner: Runner): Promise<ReadonlyArray<Piece>> {
  const rows = await texts(
    runner,
    `SELECT n.nspname::text AS schema, pg_catalog.pg_get_statisticsobjdef(s.oid) AS form
       FROM pg_catalog.pg_statistic_ext s JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
      WHERE ${ownSchema('n.nspname')} AND ${notOfExtension('pg_statistic_ext', 's.oid')} ORDER BY s.oid`,
  );
  return rows.map(({ schema = '', form = '' }) => ({ phase: 'index', schema, sql: form }));
}

/** What the console's own words and the server's have in common for each. */
const commented: Readonly<Record<string, string>> = {
  schema: 'SCHEMA',
  extension: 'EXTENSION',
  table: 'TABLE',
  view: 'VIEW',
  'materialized view': 'MATERIALIZED VIEW',
  sequence: 'SEQUENCE',
  index: 'INDEX',
  type: 'TYPE',
  'composite type': 'TYPE',
  function: 'FUNCTION',
  procedure: 'PROCEDURE',
  'table column': 'COLUMN',
  'view column': 'COLUMN',
  'materialized view column': 'COLUMN',
  'composite type column': 'COLUMN',
  'table constraint': 'CONSTRAINT',
  trigger: 'TRIGGER',
  policy: 'POLICY',
  'statistics object': 'STATISTICS',
};

export async function commentPieces(runner: Runner): Promise<ReadonlyArray<Piece>> {
  const rows = await runner.query({
    text: `
  SELECT i.type, i.identity, i.schema, d.description AS words
    FROM pg_catalog.pg_description d, LATERAL pg_catalog.pg_identify_object(d.classoid, d.objoid, d.objsubid) i
   WHERE d.objoid >= 16384 AND coalesce(i.schema, '') !~ '^pg_'
     AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend own
           WHERE own.classid = d.classoid AND own.objid = d.objoid AND own.deptype = 'e')
   ORDER BY i.type COLLATE "C", i.identity COLLATE "C"`,
  });
  return rows.flatMap((row): ReadonlyArray<Piece> => {
    const kind = commented[String(row['type'])];
    if (kind === undefined) return [];
    const schema = row['schema'] === null ? null : String(row['schema']);
    const sql = `COMMENT ON ${kind} ${String(row['identity'])} IS ${literal(String(row['words']))}`;
    return [{ phase: 'comment', schema, sql }];
  });
}

const enabled: Readonly<Record<string, string>> = { D: 'DISABLE', R: 'ENABLE REPLICA', A: 'ENABLE ALWAYS' };

export async function triggerPieces(runner: Runner): Promise<ReadonlyArray<Piece>> {
  const rows = await texts(
    runner,
    `SELECT n.nspname::text AS schema, c.relname::text AS table, t.tgname::text AS name, t.tgenabled::text AS state,
            pg_catalog.pg_get_triggerdef(t.oid) AS form
       FROM pg_catalog.pg_trigger t
       JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT t.tgisinternal AND ${ownSchema('n.nspname')} AND ${notOfExtension('pg_class', 'c.oid')}
      ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", t.tgname COLLATE "C"`,
  );
  return rows.flatMap(({ schema = '', table = '', name = '', state = '', form = '' }): ReadonlyArray<Piece> => {
    const how = enabled[state];
    const alter = `ALTER TABLE ${qualified(schema, table)} ${how} TRIGGER ${quote(name)}`;
    const made: Piece = { phase: 'trigger', schema, sql: form };
    return how === undefined ? [made] : [made, { phase: 'trigger', schema, sql: alter }];
  });
}

const commands: Readonly<Record<string, string>> = { r: 'SELECT', a: 'INSERT', w: 'UPDATE', d: 'DELETE', '*': 'ALL' };

export async function policyPieces(runner: Runner): Promise<ReadonlyArray<Piece>> {
  const rows = await runner.query({
    text: `
  SELECT n.nspname::text AS schema, c.relname::text AS table, p.polname::text AS name, p.polcmd::text AS command,
         p.polpermissive AS permissive, pg_catalog.pg_get_expr(p.polqual, p.polrelid) AS "using",
         pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) AS "check",
         coalesce((SELECT pg_catalog.json_agg(r.rolname ORDER BY r.rolname) FROM pg_catalog.pg_roles r
                    WHERE r.oid = ANY (p.polroles)), '[]') AS roles
    FROM pg_catalog.pg_policy p
    JOIN pg_catalog.pg_class c ON c.oid = p.polrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE ${ownSchema('n.nspname')} AND ${notOfExtension('pg_class', 'c.oid')}
   ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", p.polname COLLATE "C"`,
  });
  return rows.map((row) => {
    const roles = (row['roles'] as ReadonlyArray<string>).map(quote);
    const sql = [
      `CREATE POLICY ${quote(String(row['name']))} ON ${qualified(String(row['schema']), String(row['table']))}`,
      `AS ${row['permissive'] === true ? 'PERMISSIVE' : 'RESTRICTIVE'} FOR ${commands[String(row['command'])]}`,
      `TO ${roles.length === 0 ? 'PUBLIC' : roles.join(', ')}`,
      ...(row['using'] === null ? [] : [`USING (${String(row['using'])})`]),
      ...(row['check'] === null ? [] : [`WITH CHECK (${String(row['check'])})`]),
    ].join(' ');
    return { phase: 'policy', schema: String(row['schema']), sql };
  });
}

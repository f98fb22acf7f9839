import type { Runner } from '../../pools.ts';
import { notOfExtension, ownSchema } from '../tables.ts';

/** By catalogue: which of a person's or program's objects in it the console's own form can't make again. */
const byCatalog: Readonly<Record<string, string>> = {
  pg_class: `JOIN pg_catalog.pg_namespace n ON n.oid = o.relnamespace
    WHERE ${ownSchema('n.nspname')} AND (o.relkind IN ('p', 'f') OR o.relispartition
      OR (o.relkind IN ('r', 'm', 'i') AND o.reltablespace <> 0)
      OR (o.relkind = 'r' AND o.reloftype <> 0)
      OR (o.relkind IN ('r', 'm') AND (SELECT a.amname FROM pg_catalog.pg_am a WHERE a.oid = o.relam) <> 'heap')
      OR (o.relkind = 'r' AND EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE o.oid IN (h.inhrelid, h.inhparent)))
      OR (o.relkind = 'r' AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '')))`,
  pg_type: `JOIN pg_catalog.pg_namespace n ON n.oid = o.typnamespace
    WHERE ${ownSchema('n.nspname')} AND (o.typtype IN ('r', 'm')
      OR (o.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.typarray = o.oid)))
      AND NOT (o.typtype = 'b' AND EXISTS (SELECT FROM pg_catalog.pg_depend i
        WHERE i.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND i.objid = o.oid AND i.deptype = 'i'))`,
  pg_proc: `JOIN pg_catalog.pg_namespace n ON n.oid = o.pronamespace JOIN pg_catalog.pg_language l ON l.oid = o.prolang
    WHERE ${ownSchema('n.nspname')} AND (o.prokind NOT IN ('f', 'p') OR l.lanname IN ('c', 'internal'))
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend i
        WHERE i.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND i.objid = o.oid AND i.deptype = 'i')`,
  pg_rewrite: `JOIN pg_catalog.pg_class c ON c.oid = o.ev_class JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE ${ownSchema('n.nspname')} AND o.rulename <> '_RETURN' AND ${notOfExtension('pg_class', 'c.oid')}`,
  pg_extension: 'WHERE o.extconfig IS NOT NULL',
  ...Object.fromEntries(
    [
      ...['pg_operator', 'pg_opclass', 'pg_opfamily', 'pg_am', 'pg_cast', 'pg_conversion', 'pg_collation'],
      ...['pg_ts_config', 'pg_ts_dict', 'pg_ts_parser', 'pg_ts_template', 'pg_transform', 'pg_language'],
      ...['pg_foreign_data_wrapper', 'pg_foreign_server', 'pg_event_trigger', 'pg_publication'],
    ].map((catalog) => [catalog, 'WHERE true']),
  ),
};

const find = [
  ...Object.entries(byCatalog).map(
    ([catalog, where]) => `SELECT i.type || ' ' || i.identity AS name FROM (
      SELECT o.oid FROM pg_catalog.${catalog} o ${where} AND o.oid >= 16384 AND ${notOfExtension(catalog, 'o.oid')}) found,
      LATERAL pg_catalog.pg_identify_object('pg_catalog.${catalog}'::pg_catalog.regclass, found.oid, 0) i`,
  ),
  `SELECT 'subscription ' || s.subname FROM pg_catalog.pg_subscription s
    WHERE s.subdbid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())`,
  `SELECT 'constraint ' || k.conname FROM pg_catalog.pg_constraint k
    WHERE k.contype = 'n' AND NOT k.convalidated AND k.oid >= 16384`,
  `SELECT 'large objects' WHERE EXISTS (SELECT FROM pg_catalog.pg_largeobject_metadata)`,
].join('\nUNION ALL\n');

/** As in `foreign table crm.people`. */
export async function findUnsupported(runner: Runner): Promise<ReadonlyArray<string>> {
  const rows = await runner.query({ text: `SELECT found.name FROM (${find}) found ORDER BY found.name COLLATE "C"` });
  return rows.map((row) => String(row['name']));
}

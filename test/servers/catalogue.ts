import { connected, type Login } from './databases.ts';

const objects = `
  SELECT 'schema ' || nspname || ' ' || coalesce(nspacl::text, '') AS line FROM pg_namespace n WHERE ours(n.oid)
  UNION ALL
  SELECT 'table ' || c.oid::regclass || ' ' || c.relkind::text || ' ' || coalesce(c.relacl::text, '') FROM pg_class c
   WHERE ours(c.relnamespace) AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
  UNION ALL
  SELECT 'column ' || a.attrelid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
         || ' ' || a.attnotnull || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
   WHERE ours(c.relnamespace) AND c.relkind IN ('r', 'p', 'v') AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT 'constraint ' || conrelid::regclass || '.' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
   WHERE ours(connamespace)
  UNION ALL
  SELECT 'index ' || pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE ours(c.relnamespace)
  UNION ALL
  SELECT 'function ' || p.oid::regprocedure FROM pg_proc p WHERE ours(p.pronamespace)
  UNION ALL
  SELECT 'type ' || t.oid::regtype FROM pg_type t WHERE ours(t.typnamespace)
  ORDER BY 1`;

const isOurs = (oid: string): string =>
  `(${oid} IN (SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', '_tenantry')))`;

/** Everything that somebody made in a database, a line each, in the words of its own catalogue. */
export async function catalogueOf(login: Login): Promise<ReadonlyArray<string>> {
  const text = objects.replaceAll(/ours\(([a-z.]+)\)/g, (_call, oid: string) => isOurs(oid));
  return connected(login, async (client) => (await client.query(text)).rows.map(({ line }) => line as string));
}

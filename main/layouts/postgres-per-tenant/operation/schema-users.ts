import type { Runner } from '../../pg/pools.ts';

/**
 * Everything outside a schema that stands on something in it: foreign keys, views, columns of its types, defaults of its
 * sequences, functions. Dropping the schema with all that stands on it would take these along.
 */
const findUsers = `
  WITH inside AS (
    SELECT 'pg_catalog.pg_namespace'::regclass AS kind, oid FROM pg_catalog.pg_namespace WHERE nspname::text = $1
    UNION ALL
    SELECT 'pg_catalog.pg_class'::regclass, c.oid FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname::text = $1
    UNION ALL
    SELECT 'pg_catalog.pg_type'::regclass, t.oid FROM pg_catalog.pg_type t
      JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE n.nspname::text = $1
    UNION ALL
    SELECT 'pg_catalog.pg_proc'::regclass, p.oid FROM pg_catalog.pg_proc p
      JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname::text = $1
    UNION ALL
    SELECT 'pg_catalog.pg_constraint'::regclass, k.oid FROM pg_catalog.pg_constraint k
      JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace WHERE n.nspname::text = $1)
  SELECT DISTINCT coalesce(named.identity, '') AS name
    FROM inside JOIN pg_catalog.pg_depend d ON d.refclassid = inside.kind AND d.refobjid = inside.oid
    CROSS JOIN LATERAL pg_catalog.pg_identify_object(d.classid, d.objid, d.objsubid) named
    CROSS JOIN LATERAL pg_catalog.pg_identify_object_as_address(d.classid, d.objid, 0) address
   WHERE d.deptype IN ('n', 'a', 'P', 'S', 'x') AND d.classid <> 'pg_catalog.pg_default_acl'::regclass
     AND coalesce(named.schema, address.object_names[1]) IS DISTINCT FROM $1
   ORDER BY 1`;

export async function usersElsewhere(runner: Runner, schema: string): Promise<ReadonlyArray<string>> {
  const rows = await runner.query({ text: findUsers, values: [schema] });
  return rows.map((row) => String(row['name']));
}

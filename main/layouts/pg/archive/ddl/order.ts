import type { Runner } from '../../pools.ts';
import { nodeOf, type Piece } from './piece.ts';

/** Who needs whom. Rules stand for their views, array and row types for what they are of. */
const find = `
  WITH types AS (
    SELECT t.oid, CASE WHEN e.oid IS NULL THEN t.oid ELSE e.oid END AS element
      FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_type e ON e.typarray = t.oid),
  named AS (
    SELECT 'pg_catalog.pg_class'::pg_catalog.regclass::oid AS classid, c.oid AS objid, 'class' AS kind, c.oid AS id
      FROM pg_catalog.pg_class c WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c', 'S')
    UNION ALL SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid, 'proc', p.oid
      FROM pg_catalog.pg_proc p WHERE p.oid >= 16384
    UNION ALL SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid,
           CASE WHEN e.typrelid <> 0 THEN 'class' ELSE 'type' END, CASE WHEN e.typrelid <> 0 THEN e.typrelid ELSE e.oid END
      FROM types t JOIN pg_catalog.pg_type e ON e.oid = t.element WHERE t.oid >= 16384
    UNION ALL SELECT 'pg_catalog.pg_rewrite'::pg_catalog.regclass, r.oid, 'class', r.ev_class
      FROM pg_catalog.pg_rewrite r WHERE r.oid >= 16384
    UNION ALL SELECT 'pg_catalog.pg_attrdef'::pg_catalog.regclass, d.oid, 'class', d.adrelid
      FROM pg_catalog.pg_attrdef d JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
     WHERE a.attgenerated <> ''
    UNION ALL SELECT 'pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid, 'type', k.contypid
      FROM pg_catalog.pg_constraint k WHERE k.contypid <> 0)
  SELECT DISTINCT a.kind, a.id::text AS id, b.kind AS "neededKind", b.id::text AS needed
    FROM pg_catalog.pg_depend d
    JOIN named a ON a.classid = d.classid AND a.objid = d.objid
    JOIN named b ON b.classid = d.refclassid AND b.objid = d.refobjid
   WHERE (a.kind, a.id) IS DISTINCT FROM (b.kind, b.id)
     AND NOT EXISTS (SELECT FROM pg_catalog.pg_class s WHERE a.kind = 'class' AND s.oid = a.id AND s.relkind = 'S')`;

async function readNeeds(runner: Runner): Promise<ReadonlyMap<string, ReadonlyArray<string>>> {
  const needs = new Map<string, string[]>();
  for (const row of await runner.query({ text: find })) {
    const node = nodeOf(row['kind'] as 'class', row['id']);
    const list = needs.get(node) ?? [];
    list.push(nodeOf(row['neededKind'] as 'class', row['needed']));
    needs.set(node, list);
  }
  return needs;
}

export interface Ordered {
  readonly pieces: ReadonlyArray<Piece>;
  /** Tables that need a view before them, which is made after the rows. */
  readonly tangled: ReadonlyArray<Piece>;
}

/** Each after what it needs. What needs a view, comes with the views, after the keys that a view may rest on. */
export async function inOrder(runner: Runner, objects: ReadonlyArray<Piece>): Promise<Ordered> {
  const needs = await readNeeds(runner);
  const byNode = new Map(objects.flatMap((piece) => (piece.node === undefined ? [] : [[piece.node, piece] as const])));
  const met = new Set<string>();
  const late = new Set<string>();
  const pieces: Piece[] = [];
  const visit = (node: string): void => {
    const piece = byNode.get(node);
    if (piece === undefined || met.has(node)) return;
    met.add(node);
    for (const needed of needs.get(node) ?? []) {
      visit(needed);
      if (late.has(needed)) late.add(node);
    }
    if (piece.phase === 'late_object') late.add(node);
    pieces.push(late.has(node) ? { ...piece, phase: 'late_object' } : piece);
  };
  for (const node of byNode.keys()) visit(node);
  return {
    pieces,
    tangled: pieces.filter(({ phase, sql }) => phase === 'late_object' && /^CREATE (UNLOGGED )?TABLE /.test(sql)),
  };
}

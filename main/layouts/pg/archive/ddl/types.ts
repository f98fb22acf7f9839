import { literal, qualified, quote } from '../../identifiers.ts';
import type { Runner } from '../../pools.ts';
import { notOfExtension, ownSchema } from '../tables.ts';
import { nodeOf, type Piece } from './piece.ts';

interface OwnType {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'e' | 'd';
  readonly labels: ReadonlyArray<string>;
  readonly base: string | null;
  readonly collation: { readonly schema: string; readonly name: string } | null;
  readonly notNull: boolean;
  readonly initial: string | null;
  readonly checks: ReadonlyArray<{ readonly name: string; readonly form: string; readonly valid: boolean }>;
}

const find = `
  SELECT t.oid::text AS oid, n.nspname::text AS schema, t.typname::text AS name, t.typtype::text AS kind,
         coalesce((SELECT pg_catalog.json_agg(e.enumlabel ORDER BY e.enumsortorder)
                     FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid), '[]') AS labels,
         CASE WHEN t.typtype = 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) END AS base,
         CASE WHEN co.oid IS NOT NULL THEN pg_catalog.json_build_object('schema', cn.nspname, 'name', co.collname) END AS collation,
         t.typnotnull AS "notNull", pg_catalog.pg_get_expr(t.typdefaultbin, 0) AS initial,
         coalesce((SELECT pg_catalog.json_agg(pg_catalog.json_build_object('name', k.conname, 'valid', k.convalidated,
                     'form', pg_catalog.pg_get_constraintdef(k.oid)) ORDER BY k.conname)
                     FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'), '[]') AS checks
    FROM pg_catalog.pg_type t
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
    LEFT JOIN pg_catalog.pg_collation co ON co.oid = t.typcollation AND t.typtype = 'd' AND t.typcollation <> b.typcollation
    LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
   WHERE t.typtype IN ('e', 'd') AND ${ownSchema('n.nspname')} AND ${notOfExtension('pg_type', 't.oid')}
   ORDER BY t.oid`;

const checkOf = ({ name, form }: OwnType['checks'][number]): string => `CONSTRAINT ${quote(name)} ${form}`;

function domain(type: OwnType): string {
  const { schema, name, base, collation, initial, notNull, checks } = type;
  return [
    `CREATE DOMAIN ${qualified(schema, name)} AS ${base}`,
    ...(collation === null ? [] : [`COLLATE ${qualified(collation.schema, collation.name)}`]),
    ...(initial === null ? [] : [`DEFAULT ${initial}`]),
    ...(notNull ? ['NOT NULL'] : []),
    ...checks.filter(({ valid }) => valid).map(checkOf),
  ].join(' ');
}

function piecesOf(type: OwnType): ReadonlyArray<Piece> {
  const { oid, schema, name, kind, labels, checks } = type;
  const node = nodeOf('type', oid);
  if (kind === 'e') {
    const sql = `CREATE TYPE ${qualified(schema, name)} AS ENUM (${labels.map(literal).join(', ')})`;
    return [{ phase: 'object', schema, sql, node }];
  }
  const later = checks
    .filter(({ valid }) => !valid)
    .map((check): Piece => {
      const sql = `ALTER DOMAIN ${qualified(schema, name)} ADD ${checkOf(check)}`;
      return { phase: 'constraint', schema, sql };
    });
  return [{ phase: 'object', schema, sql: domain(type), node }, ...later];
}

export async function typePieces(runner: Runner): Promise<ReadonlyArray<Piece>> {
  return ((await runner.query({ text: find })) as unknown as ReadonlyArray<OwnType>).flatMap(piecesOf);
}

import { literal } from '../../identifiers.ts';
import type { Positions } from '../sequences.ts';
import type { Catalogue } from './catalogue.ts';
import { type Piece, phases } from './piece.ts';

const rowsCome = phases.indexOf('rows');
const isBefore = ({ phase }: Piece): boolean => phases.indexOf(phase) < rowsCome;
const text = (statements: ReadonlyArray<string>): string => statements.map((sql) => `${sql};\n`).join('\n');

/** What is run before the rows, and what after them. */
export function scriptsOf(
  { pieces }: Catalogue,
  positions: Positions,
): { readonly before: string; readonly after: string } {
  const set = [...positions].map(
    ([name, { value, called }]) => `SELECT pg_catalog.setval(${literal(name)}, ${BigInt(value)}, ${called})`,
  );
  return {
    before: text(pieces.filter(isBefore).map(({ sql }) => sql)),
    after: text([...set, ...pieces.filter((piece) => !isBefore(piece)).map(({ sql }) => sql)]),
  };
}

/** For a person to read: one schema, or everything but the console's own, and in a comment what is missing. */
export function readableScript({ pieces, unsupported }: Catalogue, only?: string): string {
  const wanted = (schema: string | null): boolean => (only === undefined ? schema !== '_tenantry' : schema === only);
  const told = pieces.filter(({ schema }) => wanted(schema)).map(({ sql }) => sql);
  const oneLine = (name: string): string => `--   ${name.replaceAll(/\s+/g, ' ')}\n`;
  const missing = unsupported.length === 0 ? '' : `-- Not in this text:\n${unsupported.map(oneLine).join('')}\n`;
  return `${missing}${text(told)}`;
}

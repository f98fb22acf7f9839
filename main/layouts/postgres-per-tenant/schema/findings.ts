import type { SchemaFinding } from '../../../../shared/contract/platform.ts';
import { addedColumns } from './added-columns.ts';
import type { Catalogue } from './catalogue.ts';
import { lifeTables } from './life-tables.ts';
import { listObjects } from './list-objects.ts';
import { bookkeeping, type OwnObject } from './own-tables.ts';
import { sourceTables } from './source-tables.ts';
import { uniqueIndexes } from './unique-indexes.ts';
import { useTables } from './use-tables.ts';

/** Of every version, in the order in which they came. */
export const ownObjects: ReadonlyArray<OwnObject> = [...bookkeeping, ...listObjects, ...lifeTables, ...useTables];

/** Types that are read alike. Entity Framework writes lengths where the source's description says text. */
const families: Readonly<Record<string, ReadonlyArray<string>>> = {
  text: ['text', 'character varying', 'character', 'citext'],
  timestamptz: ['timestamp with time zone'],
  integer: ['integer', 'smallint'],
  numeric: ['numeric'],
};

/** `numeric(18,2) NOT NULL` is numeric. */
const bareType = (type: string): string => type.split(/[ (]/, 1)[0] ?? type;

type State = Pick<SchemaFinding, 'state' | 'found' | 'expected'>;

function columnState(found: string | undefined, type: string): State {
  const expected = bareType(type);
  if (found === undefined) return { state: 'missing', found: null, expected };
  const fits = (families[expected] ?? [expected]).includes(found);
  return { state: fits ? 'present' : 'differs', found, expected };
}

/** Names of a table's columns from the statement that makes it. */
function columnsOfStatement(sql: string): ReadonlyArray<string> {
  const body = sql.slice(sql.indexOf('(') + 1, sql.lastIndexOf(')'));
  let depth = 0;
  const parts = [''];
  for (const letter of body) {
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts
    .map((part) => part.trim().split(/\s/, 1)[0] ?? '')
    .filter((name) => /^([a-z_][a-z0-9_]*|"[A-Za-z0-9_]+")$/.test(name))
    .map((name) => name.replaceAll('"', ''));
}

const there: State = { state: 'present', found: null, expected: null };
const missing: State = { state: 'missing', found: null, expected: null };
const thereIf = (is: boolean): State => (is ? there : missing);

const nameIn = ({ schema, name }: OwnObject): string => (schema === 'public' ? name : `tenantry.${name}`);

function tableState(catalogue: Catalogue, own: OwnObject): State {
  const name = nameIn(own);
  if (!catalogue.relations.has(name)) return missing;
  const lacks = columnsOfStatement(own.sql).filter((column) => !catalogue.columns.has(`${name}.${column}`));
  return lacks.length === 0 ? there : { state: 'differs', found: null, expected: lacks.join(', ') };
}

/** A body that PostgreSQL keeps as text is compared; one that it keeps parsed is there or not. */
function functionState(catalogue: Catalogue, { name, sql }: OwnObject): State {
  const body = catalogue.functions.get(`tenantry.${name}`);
  return body === undefined || sql.includes(body) ? thereIf(body !== undefined) : { ...there, state: 'differs' };
}

export function ownState(catalogue: Catalogue, own: OwnObject): State {
  switch (own.kind) {
    case 'schema':
      return thereIf(catalogue.ownSchema);
    case 'extension':
      return thereIf(catalogue.extensions.has(own.name));
    case 'table':
      return tableState(catalogue, own);
    case 'index':
      return thereIf(catalogue.indexes.has(own.name) || catalogue.indexes.has(`tenantry.${own.name}`));
    case 'sequence':
      return thereIf(catalogue.relations.has(`tenantry.${own.name}`));
    case 'function':
      return functionState(catalogue, own);
    case 'trigger':
      return thereIf(catalogue.triggers.has(own.name));
  }
}

function sourceFindings({ relations, columns }: Catalogue): ReadonlyArray<SchemaFinding> {
  return sourceTables.flatMap(({ name, columns: expected }): ReadonlyArray<SchemaFinding> => {
    if (!relations.has(name)) return [{ object: name, owner: 'source', ...missing }];
    return [
      { object: name, owner: 'source', ...there },
      ...expected.map((column): SchemaFinding => {
        const object = `${name}.${column.name}`;
        return { object, owner: 'source', ...columnState(columns.get(object), column.type) };
      }),
    ];
  });
}

const addedFindings = ({ columns }: Catalogue): ReadonlyArray<SchemaFinding> =>
  addedColumns.map(({ table, column, type }) => {
    const object = `${table}.${column}`;
    return { object, owner: 'tenantry', ...columnState(columns.get(object), type) };
  });

const uniqueFindings = ({ indexes, duplicates }: Catalogue): ReadonlyArray<SchemaFinding> =>
  uniqueIndexes.map(({ name, table, column, expected }): SchemaFinding => {
    const repeated = duplicates.get(`${table}.${column}`) ?? 0;
    const found = repeated > 0 ? `duplicates: ${repeated}` : null;
    const state = indexes.has(name) ? 'present' : repeated > 0 ? 'differs' : 'missing';
    return { object: `${table}.${name}`, owner: 'tenantry', state, found, expected };
  });

const label = (own: OwnObject): string =>
  own.kind === 'schema' || own.kind === 'extension' || own.kind === 'trigger' || /^(IX|UX)_/.test(own.name)
    ? own.name
    : nameIn(own);

function extraFindings({ relations, functions }: Catalogue): ReadonlyArray<SchemaFinding> {
  const known = new Set(ownObjects.map(({ name }) => `tenantry.${name}`));
  return [...relations.keys(), ...functions.keys()]
    .filter((name) => name.startsWith('tenantry.') && !known.has(name))
    .map((object) => ({ object, owner: 'tenantry', state: 'extra', found: null, expected: null }));
}

/** Everything that the console reads or keeps in a platform, one line each, with what was found there. */
export const findingsOf = (catalogue: Catalogue): ReadonlyArray<SchemaFinding> => [
  ...sourceFindings(catalogue),
  ...addedFindings(catalogue),
  ...uniqueFindings(catalogue),
  ...ownObjects.map((own): SchemaFinding => ({ object: label(own), owner: 'tenantry', ...ownState(catalogue, own) })),
  ...extraFindings(catalogue),
];

import { createHash } from 'node:crypto';
import type { DdlStatement, SchemaReport } from '../../../../shared/contract/platform.ts';
import { qualified, quote } from '../../pg/identifiers.ts';
import { schemaVersion } from '../shape.ts';
import { addedColumns } from './added-columns.ts';
import type { Catalogue } from './catalogue.ts';
import { findingsOf, ownObjects, ownState } from './findings.ts';
import { listBackfill, listObjects } from './list-objects.ts';
import type { OwnObject } from './own-tables.ts';
import { type SourceColumn, type SourceTable, sourceTables } from './source-tables.ts';
import { uniqueIndexes } from './unique-indexes.ts';

function columnSql({ name, type, nullable, default: value }: SourceColumn): string {
  return `${quote(name)} ${type}${nullable ? '' : ' NOT NULL'}${value === undefined ? '' : ` DEFAULT ${value}`}`;
}

const tableStatement = ({ name, columns, constraints }: SourceTable): DdlStatement => {
  const lines = [
    ...columns.map(columnSql),
    `CONSTRAINT ${quote(`PK_${name}`)} PRIMARY KEY (${quote('Id')})`,
    ...constraints,
  ];
  return { sql: `CREATE TABLE ${qualified('public', name)} (${lines.join(', ')})`, purpose: 'table', object: name };
};

const defaultsToNow = / DEFAULT now\(\)$/;

/** A moment of making that nobody recorded stays unknown: only rows of the future get the default. */
const columnStatement = ({ table, column, type }: (typeof addedColumns)[number]): DdlStatement => {
  const add = `ALTER TABLE ${qualified('public', table)} ADD COLUMN ${quote(column)} ${type.replace(defaultsToNow, '')}`;
  const later = defaultsToNow.test(type) ? `, ALTER COLUMN ${quote(column)} SET DEFAULT now()` : '';
  return { sql: `${add}${later}`, purpose: 'column', object: `${table}.${column}` };
};

const purposes: Readonly<Record<OwnObject['kind'], DdlStatement['purpose']>> = {
  schema: 'schema',
  extension: 'extension',
  table: 'table',
  sequence: 'sequence',
  index: 'index',
  function: 'function',
  trigger: 'trigger',
};

function ownStatement(catalogue: Catalogue, own: OwnObject): ReadonlyArray<DdlStatement> {
  const { state } = ownState(catalogue, own);
  const statement = { sql: own.sql, purpose: purposes[own.kind], object: own.name };
  if (state === 'missing') return [statement];
  // A table of ours that differs is not mended by guessing; a function is its text.
  if (state !== 'differs' || own.kind !== 'function') return [];
  return [{ ...statement, sql: own.sql.replace(/^CREATE FUNCTION/, 'CREATE OR REPLACE FUNCTION') }];
}

function statementsFor(catalogue: Catalogue, from: 'nothing' | 'source'): ReadonlyArray<DdlStatement> {
  const own = ownObjects.flatMap((object) => ownStatement(catalogue, object));
  const listChanges = own.some(({ object }) =>
    listObjects.some(({ kind, name }) => name === object && kind !== 'index'),
  );
  const version: DdlStatement = {
    sql: `INSERT INTO tenantry.schema_version (version) VALUES (${schemaVersion})`,
    purpose: 'data',
    object: 'tenantry.schema_version',
  };
  const backfill: DdlStatement = { sql: listBackfill, purpose: 'data', object: 'tenantry.tenant_list' };
  return [
    ...(from === 'nothing' ? sourceTables.map(tableStatement) : []),
    ...addedColumns.filter(({ table, column }) => !catalogue.columns.has(`${table}.${column}`)).map(columnStatement),
    ...uniqueIndexes
      .filter(({ name, table, column }) => {
        return !catalogue.indexes.has(name) && (catalogue.duplicates.get(`${table}.${column}`) ?? 0) === 0;
      })
      .map(({ sql, name, table }): DdlStatement => ({ sql, purpose: 'index', object: `${table}.${name}` })),
    ...own,
    ...(listChanges ? [backfill] : []),
    ...(catalogue.version === schemaVersion ? [] : [version]),
  ];
}

function stateOf(catalogue: Catalogue): SchemaReport['state'] {
  if (catalogue.version !== null && catalogue.version > schemaVersion) return 'newer';
  const source = findingsOf(catalogue).filter(({ owner }) => owner === 'source');
  if (source.some(({ state }) => state === 'missing')) {
    const nothing = !sourceTables.some(({ name }) => catalogue.relations.has(name));
    return nothing && catalogue.otherTables === 0 && catalogue.version === null ? 'empty' : 'foreign';
  }
  if (catalogue.version === null) return 'source_only';
  const incomplete = ownObjects.some((own) => ownState(catalogue, own).state !== 'present');
  return incomplete || statementsFor(catalogue, 'source').length > 0 ? 'outdated' : 'current';
}

const hashOf = (plan: ReadonlyArray<DdlStatement>): string =>
  createHash('sha256')
    .update(JSON.stringify(plan.map(({ sql }) => sql)))
    .digest('hex');

/** What is there, what differs, and the statements that bring it to this version, in the order in which they run. */
export function reportOf(catalogue: Catalogue): SchemaReport {
  const state = stateOf(catalogue);
  const plan =
    state === 'newer' || state === 'foreign' ? [] : statementsFor(catalogue, state === 'empty' ? 'nothing' : 'source');
  return {
    state,
    version: catalogue.version,
    target: schemaVersion,
    findings: findingsOf(catalogue),
    plan,
    planHash: hashOf(plan),
  };
}

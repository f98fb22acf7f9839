import type { OwnObject } from './own-tables.ts';

/** What must be one of a kind whatever its case: the last word on it is the database's, not a look before an insert. */
export interface UniqueIndex extends OwnObject {
  readonly table: string;
  readonly column: string;
  readonly expected: string;
}

export const uniqueIndexes: ReadonlyArray<UniqueIndex> = [
  ['Tenants', 'Code'] as const,
  ['Tenants', 'DatabaseName'] as const,
  ['MasterUsers', 'Email'] as const,
  ['TenantDomains', 'DomainName'] as const,
].map(([table, column]) => {
  const name = `UX_${table}_${column}_Lower`;
  const expected = `UNIQUE (lower("${column}"))`;
  const sql = `CREATE UNIQUE INDEX "${name}" ON public."${table}" (lower("${column}"))`;
  return { kind: 'index', name, table, column, expected, sql };
});

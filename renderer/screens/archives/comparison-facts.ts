import type { Comparison, TableComparison } from '../../../shared/domain/inventory.ts';

/** What a comparison of the tenant's database (left) with a copy (right) comes to. */
export interface ComparisonFacts {
  readonly tables: number;
  readonly differing: number;
  /** Rows only on the tenant's side, and only on the copy's, by the tables' counts. */
  readonly lost: number;
  readonly gained: number;
  /** As many rows, but other contents. */
  readonly content: number;
  readonly versions: number;
}

const surplus = (of: number | null, over: number | null): number => Math.max(0, (of ?? 0) - (over ?? 0));

export function comparisonFacts({ tables, versions }: Comparison): ComparisonFacts {
  const sum = (part: (table: TableComparison) => number): number =>
    tables.reduce((total, table) => total + part(table), 0);
  return {
    tables: tables.length,
    differing: tables.filter(({ differs }) => differs !== null).length,
    lost: sum(({ left, right }) => surplus(left, right)),
    gained: sum(({ left, right }) => surplus(right, left)),
    content: tables.filter(({ differs }) => differs === 'content').length,
    versions: versions.filter(({ left, right }) => left !== right).length,
  };
}

/** What differs comes first, and otherwise the tables stay as they are ordered. */
export const differingFirst = (tables: ReadonlyArray<TableComparison>): ReadonlyArray<TableComparison> => [
  ...tables.filter(({ differs }) => differs !== null),
  ...tables.filter(({ differs }) => differs === null),
];

/** Rows that the copy has more; less than nothing where it has fewer. */
export const rowDifference = ({ left, right }: Pick<TableComparison, 'left' | 'right'>): number =>
  (right ?? 0) - (left ?? 0);

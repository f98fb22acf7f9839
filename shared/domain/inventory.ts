/** What is in a database, in a form that two databases can be compared by. */
export interface TableInventory {
  readonly schema: string;
  readonly name: string;
  readonly rows: number;
  /** Of every row's text, whatever their order. */
  readonly checksum: string;
}

export interface Inventory {
  /** By schema and name. */
  readonly tables: ReadonlyArray<TableInventory>;
  readonly migrations: ReadonlyArray<{ readonly module: string; readonly version: string; readonly checksum: string }>;
  /** Of columns, defaults, constraints, indexes, views, functions, triggers: the same in two databases that are made alike. */
  readonly structure: string;
  /** It is of this module only; otherwise of the whole database. */
  readonly module?: string;
}

export interface TableComparison {
  readonly table: string;
  /** Rows on each side; null where the table is not there. */
  readonly left: number | null;
  readonly right: number | null;
  readonly differs: 'missing_left' | 'missing_right' | 'rows' | 'content' | null;
}

export interface Comparison {
  readonly same: boolean;
  readonly structure: 'same' | 'differs';
  readonly tables: ReadonlyArray<TableComparison>;
  /** Versions by module, newest on each side. */
  readonly versions: ReadonlyArray<{
    readonly module: string;
    readonly left: string | null;
    readonly right: string | null;
  }>;
  readonly rows: { readonly left: number; readonly right: number };
}

const keyOf = ({ schema, name }: TableInventory): string => `${schema}.${name}`;

function differenceOf(left: TableInventory | undefined, right: TableInventory | undefined): TableComparison['differs'] {
  if (left === undefined) return 'missing_left';
  if (right === undefined) return 'missing_right';
  if (left.rows !== right.rows) return 'rows';
  return left.checksum === right.checksum ? null : 'content';
}

const newest = ({ migrations }: Inventory, module: string): string | null =>
  migrations
    .filter((one) => one.module === module)
    .map(({ version }) => version)
    .sort()
    .at(-1) ?? null;

const rowsIn = ({ tables }: Inventory): number => tables.reduce((sum, { rows }) => sum + rows, 0);

/** Table by table, versions, structure. `same` only when nothing at all differs. */
export function compareInventories(left: Inventory, right: Inventory): Comparison {
  const here = new Map(left.tables.map((table) => [keyOf(table), table]));
  const there = new Map(right.tables.map((table) => [keyOf(table), table]));
  const tables = [...new Set([...here.keys(), ...there.keys()])].sort().map(
    (table): TableComparison => ({
      table,
      left: here.get(table)?.rows ?? null,
      right: there.get(table)?.rows ?? null,
      differs: differenceOf(here.get(table), there.get(table)),
    }),
  );
  const modules = [...new Set([...left.migrations, ...right.migrations].map(({ module }) => module))].sort();
  const versions = modules.map((module) => ({ module, left: newest(left, module), right: newest(right, module) }));
  const structure = left.structure === right.structure ? 'same' : 'differs';
  const alike = tables.every(({ differs }) => differs === null) && versions.every(({ left: a, right: b }) => a === b);
  return {
    same: alike && structure === 'same',
    structure,
    tables,
    versions,
    rows: { left: rowsIn(left), right: rowsIn(right) },
  };
}

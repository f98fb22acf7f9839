import type { Inventory, TableInventory } from '../../../../shared/domain/inventory.ts';
import { qualified, quote } from '../identifiers.ts';
import type { Runner } from '../pools.ts';
import { readCatalogue } from './ddl/catalogue.ts';
import { structureOf } from './ddl/structure.ts';
import type { ArchiveHost } from './host.ts';
import { findSequences, keyOf, type Positions, readPositions, type Sequence } from './sequences.ts';
import { withSnapshot } from './session.ts';
import { type ArchiveTable, holdTables, isStamp } from './tables.ts';

/** All but where the sequences stand, which is told by what was written down of them. */
export interface Taken {
  readonly tables: ReadonlyArray<TableInventory>;
  readonly sequences: ReadonlyArray<Sequence>;
  readonly migrations: Inventory['migrations'];
  readonly structure: string;
}

/** A name for the whole row that none of its columns has. */
function rowName({ columns }: ArchiveTable): string {
  let name = 'whole_row';
  while (columns.some((column) => column.name === name)) name += '_';
  return name;
}

async function countTable(runner: Runner, table: ArchiveTable): Promise<TableInventory> {
  const { schema, name } = table;
  const row = quote(rowName(table));
  // Not by `::text`: whoever owns the table may have made a cast of its rows, which would be run as us.
  const [found] = await runner.query({
    text: `SELECT pg_catalog.count(*)::text AS rows,
                  coalesce(pg_catalog.sum(pg_catalog.hashtextextended(pg_catalog.concat(${row}) COLLATE "C", 0)), 0)::text AS checksum
             FROM ONLY ${qualified(schema, name)} AS ${row}`,
  });
  return { schema, name, rows: Number(found?.['rows']), checksum: String(found?.['checksum']) };
}

async function readMigrations(runner: Runner, tables: ReadonlyArray<ArchiveTable>): Promise<Inventory['migrations']> {
  if (!tables.some(({ schema, name }) => schema === '_tenantry' && name === 'migrations')) return [];
  const rows = await runner.query({
    text: `SELECT pg_catalog.concat(module) AS module, pg_catalog.concat(version) AS version,
                  pg_catalog.concat(checksum) AS checksum FROM ONLY _tenantry.migrations
            ORDER BY pg_catalog.concat(module) COLLATE "C", pg_catalog.concat(version) COLLATE "C"`,
  });
  return rows as unknown as Inventory['migrations'];
}

/** Where there are none, nothing is said of them. Whose they are is theirs: only the owner may read one. */
async function countLargeObjects(runner: Runner): Promise<ReadonlyArray<TableInventory>> {
  const [found] = await runner.query({
    text: `SELECT pg_catalog.count(*)::text AS rows,
                  coalesce(pg_catalog.sum(pg_catalog.hashtextextended(
                    o.oid::text || pg_catalog.encode(pg_catalog.sha256(pg_catalog.lo_get(o.oid)), 'hex'), 0)), 0)::text AS checksum
             FROM pg_catalog.pg_largeobject_metadata o`,
  });
  const rows = Number(found?.['rows']);
  return rows === 0
    ? []
    : [{ schema: 'pg_catalog', name: 'pg_largeobject', rows, checksum: String(found?.['checksum']) }];
}

export async function takeInventory(runner: Runner, tables: ReadonlyArray<ArchiveTable>): Promise<Taken> {
  const structure = structureOf(await readCatalogue(runner));
  const counted: TableInventory[] = [];
  for (const table of tables) if (!isStamp(table)) counted.push(await countTable(runner, table));
  return {
    tables: [...counted, ...(await countLargeObjects(runner))],
    sequences: await findSequences(runner),
    migrations: await readMigrations(runner, tables),
    structure,
  };
}

/** A sequence belongs to its table's contents; one that belongs to no table is told as one without rows. */
export function withPositions({ tables, sequences, migrations, structure }: Taken, positions: Positions): Inventory {
  const told = (sequence: Sequence): string => {
    const position = positions.get(keyOf(sequence));
    return `${sequence.name}=${position?.value}${position?.called === true ? '' : '-'}`;
  };
  const lines = tables.map((table) => {
    const own = sequences.filter((one) => one.table?.schema === table.schema && one.table.name === table.name);
    return own.length === 0 ? table : { ...table, checksum: [table.checksum, ...own.map(told)].join(' ') };
  });
  const free = sequences
    .filter(({ table }) => table === null)
    .map((one) => ({ schema: one.schema, name: one.name, rows: 0, checksum: told(one) }));
  return { tables: [...lines, ...free].sort(bySchemaAndName), migrations, structure };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const bySchemaAndName = (a: TableInventory, b: TableInventory): number =>
  compare(a.schema, b.schema) || compare(a.name, b.name);

/** Of everything but the console's stamp, as one snapshot sees it. */
export const inventoryOf = (host: ArchiveHost, database: string, signal: AbortSignal): Promise<Inventory> =>
  withSnapshot({ host, database, signal }, async ({ runner }) => {
    const taken = await takeInventory(runner, await holdTables(runner));
    return withPositions(taken, await readPositions(runner, taken.sequences));
  });

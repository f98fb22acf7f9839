import type pg from 'pg';
import { type SourceTable, sourceTables } from '../../main/layouts/postgres-per-tenant/schema/source-tables.ts';

const tableSql = ({ name, columns, constraints }: SourceTable): string => {
  const lines = columns.map((column) => {
    const ending = column.nullable ? '' : ' NOT NULL';
    return `"${column.name}" ${column.type}${ending}${column.default === undefined ? '' : ` DEFAULT ${column.default}`}`;
  });
  return `CREATE TABLE public."${name}" (${[...lines, 'PRIMARY KEY ("Id")', ...constraints].join(', ')})`;
};

/** A master as Stocker's own program made it: nothing of the console's in it. */
export async function createSourceTables(client: pg.Client): Promise<void> {
  for (const table of sourceTables) await client.query(tableSql(table));
}

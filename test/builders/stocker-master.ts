import type pg from 'pg';
import { addedColumns } from '../../main/layouts/postgres-per-tenant/schema/added-columns.ts';
import { ownObjects } from '../../main/layouts/postgres-per-tenant/schema/findings.ts';
import { listBackfill } from '../../main/layouts/postgres-per-tenant/schema/list-objects.ts';
import { type SourceTable, sourceTables } from '../../main/layouts/postgres-per-tenant/schema/source-tables.ts';
import { schemaVersion } from '../../main/layouts/postgres-per-tenant/shape.ts';

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

/** What the explicit upgrade adds, in one transaction. */
export async function addBookkeeping(client: pg.Client): Promise<void> {
  await client.query('BEGIN');
  for (const { table, column, type } of addedColumns)
    await client.query(`ALTER TABLE public."${table}" ADD COLUMN "${column}" ${type}`);
  for (const { sql } of ownObjects) await client.query(sql);
  await client.query(listBackfill);
  await client.query(`INSERT INTO tenantry.schema_version (version) VALUES (${schemaVersion})`);
  await client.query('COMMIT');
  await client.query('ANALYZE');
}

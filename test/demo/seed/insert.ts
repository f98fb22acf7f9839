import pg from 'pg';

/** A row by column name; JSON carries it, and the column's own type reads it. */
export type Row = Readonly<Record<string, unknown>>;

/** All rows in one statement. Columns that the rows don't name get their defaults. */
export async function insert(
  client: pg.ClientBase,
  [schema, table]: readonly [schema: string, table: string],
  rows: ReadonlyArray<Row>,
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first).map(pg.escapeIdentifier).join(', ');
  const name = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`;
  await client.query(
    `INSERT INTO ${name} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${name}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

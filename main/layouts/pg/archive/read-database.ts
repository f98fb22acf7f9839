import copyStreams from 'pg-copy-streams';
import type { Inventory } from '../../../../shared/domain/inventory.ts';
import type { ArchiverIo, DatabaseArchiver } from '../../roles/archives.ts';
import { qualified, quote } from '../identifiers.ts';
import type { Runner } from '../pools.ts';
import { databaseWord, withConnectionEnv } from './connection-env.ts';
import { rowsOf } from './copy-text.ts';
import { readCatalogue } from './ddl/catalogue.ts';
import { readableScript } from './ddl/script.ts';
import type { ArchiveHost, Tool } from './host.ts';
import { type Taken, takeInventory, withPositions } from './inventory.ts';
import { createTableMeter, type TableMeter } from './progress.ts';
import { runTool } from './run-tool.ts';
import { readPositions } from './sequences.ts';
import { type ArchiveSession, type Snapshot, withSnapshot } from './session.ts';
import { type ArchiveTable, holdTables } from './tables.ts';

export interface ReadAsk {
  readonly host: ArchiveHost;
  readonly database: string;
  /** Tells of objects that the console's own words can't. */
  readonly tool: Tool | null;
  /** One module's schema; otherwise all. */
  readonly only?: { readonly module: string; readonly schema: string } | undefined;
}
export type Visit = Parameters<DatabaseArchiver['read']>[1];

/** By the server's tool; nothing where that fails, since there are other words. */
async function toldByTool(
  { host, database, tool }: ReadAsk,
  snapshot: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (tool === null) return undefined;
  return withConnectionEnv(host, async (env) => {
    const args = [
      ...['--schema-only', '--exclude-schema=_tenantry', '--no-owner', '--no-privileges', '--no-password'],
      ...['--lock-wait-timeout=5000', `--snapshot=${snapshot}`, databaseWord(database)],
    ];
    const { code, output } = await runTool({ program: tool.dump, args, env, signal });
    return code === 0 ? output : undefined;
  });
}

async function schemaText(ask: ReadAsk, { runner, name }: Snapshot, signal: AbortSignal): Promise<string> {
  const catalogue = await readCatalogue(runner);
  if (ask.only !== undefined) return readableScript(catalogue, ask.only.schema);
  const byTool = catalogue.unsupported.length === 0 ? undefined : await toldByTool(ask, name, signal);
  return byTool ?? readableScript(catalogue);
}

/** Hands the rows out as they come. What the visitor leaves is read to its end, for the session to go on. */
async function visitTable({ client }: ArchiveSession, table: ArchiveTable, visit: Visit, meter: TableMeter) {
  const { schema, name, columns } = table;
  const list = columns.map((column) => quote(column.name)).join(', ');
  const stream = client.query(copyStreams.to(`COPY (SELECT ${list} FROM ONLY ${qualified(schema, name)}) TO STDOUT`));
  // Where the visitor failed, nobody looks at it any more, and the session is given up.
  stream.on('error', () => undefined);
  const chunks = stream.iterator({ destroyOnReturn: false });
  let bytes = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      bytes += (chunk as Buffer).length;
      meter.within(bytes);
      yield chunk as Buffer;
    }
  }
  meter.enter(table);
  await visit.table(
    { schema, name, columns: columns.map((one) => ({ name: one.name, type: one.type })) },
    rowsOf(counted()),
  );
  if (stream.readableEnded) return;
  for await (const _ of stream);
}

/** What is told of a table, a sequence or a version, where only one module is asked for. */
function narrowed(taken: Taken, { module, schema }: NonNullable<ReadAsk['only']>): Taken {
  const inSchema = (one: { readonly schema: string }): boolean => one.schema === schema;
  return {
    ...taken,
    tables: taken.tables.filter(inSchema),
    sequences: taken.sequences.filter(inSchema),
    migrations: taken.migrations.filter((one) => one.module === module),
  };
}

async function inventoryFor({ only }: ReadAsk, runner: Runner, tables: ReadonlyArray<ArchiveTable>) {
  if (only === undefined) return takeInventory(runner, tables);
  // The history says which versions it is of; no other table is counted for nothing.
  const read = tables.filter(
    ({ schema, name }) => schema === only.schema || (schema === '_tenantry' && name === 'migrations'),
  );
  return narrowed(await takeInventory(runner, read), only);
}

/** The schema as text, then every table's rows, and what they were, all of one snapshot. Without the console's own schema. */
export async function readDatabase(ask: ReadAsk, visit: Visit, io: ArchiverIo): Promise<Inventory> {
  const { host, database, only } = ask;
  return withSnapshot({ host, database, signal: io.signal }, async (snapshot) => {
    const tables = await holdTables(snapshot.runner);
    const exported = tables.filter(
      ({ schema, columns }) => schema === (only?.schema ?? schema) && schema !== '_tenantry' && columns.length > 0,
    );
    const meter = createTableMeter(io, exported);
    await visit.schema(await schemaText(ask, snapshot, io.signal));
    for (const table of exported) await visitTable(snapshot, table, visit, meter);
    const taken = await inventoryFor(ask, snapshot.runner, tables);
    const inventory = withPositions(taken, await readPositions(snapshot.runner, taken.sequences));
    meter.done();
    return only === undefined ? inventory : { ...inventory, module: only.module };
  });
}

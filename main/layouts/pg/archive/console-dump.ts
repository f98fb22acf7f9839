import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import copyStreams from 'pg-copy-streams';
import { ZipFile } from 'yazl';
import type { Inventory } from '../../../../shared/domain/inventory.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { ArchiverIo } from '../../roles/archives.ts';
import { qualified, quote } from '../identifiers.ts';
import { readCatalogue } from './ddl/catalogue.ts';
import { scriptsOf } from './ddl/script.ts';
import { writingInto } from './file-streams.ts';
import type { ArchiveHost } from './host.ts';
import { takeInventory, withPositions } from './inventory.ts';
import { afterName, beforeName, type Manifest, manifestName, writeManifest } from './manifest.ts';
import type { PartFile } from './part-file.ts';
import { createTableMeter, type TableMeter } from './progress.ts';
import { findSequences, type Positions, readPositions } from './sequences.ts';
import { type ArchiveSession, besideSnapshot, type Snapshot, withSnapshot } from './session.ts';
import { type ArchiveTable, holdTables } from './tables.ts';

interface Head {
  readonly tables: ReadonlyArray<ArchiveTable>;
  readonly positions: Positions;
  readonly scripts: { readonly before: string; readonly after: string };
  readonly server: string;
}

const mostNamed = 8;

async function begin({ runner }: Snapshot, database: string): Promise<Head> {
  const catalogue = await readCatalogue(runner);
  const { unsupported } = catalogue;
  if (unsupported.length > 0) {
    const more = unsupported.length > mostNamed ? ', …' : '';
    const names = `${unsupported.slice(0, mostNamed).join(', ')}${more}`;
    throw new AppError('unsupported', 'archive.unsupported_objects', {
      params: { names, count: unsupported.length, database },
    });
  }
  const [version] = await runner.query({ text: `SELECT pg_catalog.current_setting('server_version') AS version` });
  const tables = await holdTables(runner);
  const positions = await readPositions(runner, await findSequences(runner));
  const server = String(version?.['version']);
  return { tables, positions, scripts: scriptsOf(catalogue, positions), server };
}

const givenColumns = ({ columns }: ArchiveTable): ReadonlyArray<string> =>
  columns.filter(({ generated }) => !generated).map(({ name }) => name);
const entryOf = (index: number): string => `data/${index}.copy`;

/** More than this may come to more than a short form of zip can count. */
const large = 1_000_000_000;

function addTable(
  zip: ZipFile,
  { client }: ArchiveSession,
  ask: { table: ArchiveTable; entry: string; meter: TableMeter },
) {
  const { table, entry, meter } = ask;
  const columns = givenColumns(table).map(quote).join(', ');
  const done = Promise.withResolvers<number>();
  zip.addReadStreamLazy(entry, { forceZip64Format: table.bytes > large }, (give) => {
    meter.enter(table);
    let bytes = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, next) {
        bytes += chunk.length;
        meter.within(bytes);
        next(null, chunk);
      },
    });
    const rows = client.query(copyStreams.to(`COPY ${qualified(table.schema, table.name)} (${columns}) TO STDOUT`));
    pipeline(rows, counted).then(() => done.resolve(rows.rowCount), done.reject);
    give(null, counted);
  });
  return done.promise;
}

/** Rows as COPY gives them, straight from the server into the zip. */
async function writeTables(
  session: ArchiveSession,
  { zip, part, meter }: { zip: ZipFile; part: PartFile; meter: TableMeter },
  head: Head,
): Promise<{ readonly data: Manifest['data']; readonly finish: (inventory: Inventory) => Promise<void> }> {
  const output = writingInto(part.handle);
  const written = pipeline(zip.outputStream, output);
  written.catch(() => undefined);
  zip.addBuffer(Buffer.from(head.scripts.before), beforeName);
  zip.addBuffer(Buffer.from(head.scripts.after), afterName);
  const data: Manifest['data'] = [];
  for (const [index, table] of head.tables.entries()) {
    const entry = entryOf(index);
    // Where the file can't be written, nobody takes the rows any more.
    const rows = await Promise.race([addTable(zip, session, { table, entry, meter }), written.then(neverFinished)]);
    data.push({ schema: table.schema, name: table.name, columns: [...givenColumns(table)], entry, rows });
  }
  const finish = async (inventory: Inventory): Promise<void> => {
    zip.addBuffer(writeManifest({ server: head.server, data, inventory }), manifestName);
    zip.end();
    await written;
    meter.done();
  };
  return { data, finish };
}

const neverFinished = (): never => {
  throw new Error('a zip that ended before its rows');
};

/** In the console's own form, for where no tool fits the server. */
export async function dumpInOwnForm(
  { host, database }: { readonly host: ArchiveHost; readonly database: string },
  part: PartFile,
  io: ArchiverIo,
): Promise<Inventory> {
  const [taken, { head, finish }] = await besideSnapshot(
    { host, database, signal: io.signal },
    {
      begin: (snapshot) => begin(snapshot, database),
      read: ({ runner }, { tables }) => takeInventory(runner, tables),
      use: (join, head, signal) =>
        withSnapshot({ host, database, signal, join }, async (session) => {
          const parts = { zip: new ZipFile(), part, meter: createTableMeter(io, head.tables) };
          return { head, ...(await writeTables(session, parts, head)) };
        }),
    },
  );
  const inventory = withPositions(taken, head.positions);
  await finish(inventory);
  return inventory;
}

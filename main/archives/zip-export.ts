import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PassThrough, type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Inventory } from '../../shared/domain/inventory.ts';
import { safeSegment } from '../app/file-name.ts';
import type { DatabaseArchiver, ExportedTable } from '../layouts/roles/archives.ts';
import { csvCell, jsonValue } from './cells.ts';
import { delimiterFor, type ExportAbout, type ExportedFiles, readmeOf } from './export-readme.ts';
import { openZip, type ZipWriter } from './zip-file.ts';

type Visit = Parameters<DatabaseArchiver['read']>[1];

export interface ExportAsk {
  /** Not there yet; parts lie beside it for a while. */
  readonly file: string;
  readonly about: ExportAbout;
  read(visit: Visit): Promise<Inventory>;
  readonly signal: AbortSignal;
}

/** Much smaller pieces would cost more than they hold. */
const pieceBytes = 64 * 1024;

/** One that no other table has, on systems that don't tell capitals apart either. */
function nameFor({ schema, name }: ExportedTable, taken: Set<string>): string {
  const plain = safeSegment(`${schema}.${name}`);
  let chosen = plain;
  for (let again = 2; taken.has(chosen.toLowerCase()); again += 1) chosen = `${plain}-${again}`;
  taken.add(chosen.toLowerCase());
  return chosen;
}

/** Text in pieces, waiting where the reader is slower. */
function writerOf(stream: Writable, signal: AbortSignal) {
  let waiting = '';
  const flush = async (): Promise<void> => {
    const piece = waiting;
    waiting = '';
    if (piece !== '' && !stream.write(piece)) await once(stream, 'drain', { signal });
  };
  return {
    async add(text: string): Promise<void> {
      waiting += text;
      if (waiting.length >= pieceBytes) await flush();
    },
    async end(): Promise<void> {
      await flush();
      stream.end();
    },
  };
}

interface Pass {
  readonly csv: Writable;
  readonly ndjson: Writable;
  readonly delimiter: string;
  readonly signal: AbortSignal;
}

type Rows = Parameters<Visit['table']>[1];

/** Both forms from one reading of the rows: they can't say different things. */
async function writeTable(table: ExportedTable, rows: Rows, pass: Pass): Promise<number> {
  const { delimiter, signal } = pass;
  const csv = writerOf(pass.csv, signal);
  const ndjson = writerOf(pass.ndjson, signal);
  const keys = table.columns.map(({ name }) => JSON.stringify(name));
  const titles = table.columns.map(({ name }) => csvCell('text', name, delimiter));
  await csv.add(`\uFEFF${titles.join(delimiter)}\r\n`);
  let count = 0;
  for await (const row of rows) {
    signal.throwIfAborted();
    const typed = table.columns.map(({ type }, at) => [type, row[at] ?? null] as const);
    await csv.add(`${typed.map(([type, text]) => csvCell(type, text, delimiter)).join(delimiter)}\r\n`);
    await ndjson.add(`{${typed.map(([type, text], at) => `${keys[at]}:${jsonValue(type, text)}`).join(',')}}\n`);
    count += 1;
  }
  await csv.end();
  await ndjson.end();
  return count;
}

/** The CSV goes straight into the zip; the other form waits beside it for its turn, and is gone after that. */
async function addTable(
  zip: ZipWriter,
  ask: ExportAsk,
  entry: Omit<ExportedFiles, 'rows'>,
  found: ExportedTable,
  rows: Rows,
) {
  const beside = join(dirname(ask.file), 'rows.ndjson');
  const csv = new PassThrough({ highWaterMark: pieceBytes });
  zip.addStream(entry.csv, csv);
  const ndjson = createWriteStream(beside, { flags: 'w', mode: 0o600 });
  ndjson.on('error', zip.broke);
  try {
    const pass = { csv, ndjson, delimiter: delimiterFor(ask.about.language), signal: zip.stop };
    const count = await writeTable(found, rows, pass);
    await finished(ndjson, { signal: zip.stop });
    const again = createReadStream(beside);
    zip.addStream(entry.ndjson, again);
    await finished(again, { signal: zip.stop, cleanup: true });
    return count;
  } finally {
    ndjson.destroy();
    await rm(beside, { force: true });
  }
}

/** One zip, written as it is read. */
export async function writeExport(ask: ExportAsk): Promise<Inventory> {
  const { about } = ask;
  const zip = await openZip(ask.file, about.at, ask.signal);
  const files: ExportedFiles[] = [];
  const taken = new Set<string>();
  try {
    const inventory = await ask.read({
      schema: async (ddl) => zip.addText('schema.sql', ddl),
      async table(found, rows) {
        const name = nameFor(found, taken);
        const entry = {
          table: `${found.schema}.${found.name}`,
          csv: `csv/${name}.csv`,
          ndjson: `ndjson/${name}.ndjson`,
        };
        files.push({ ...entry, rows: await addTable(zip, ask, entry, found, rows) });
      },
    });
    zip.addText('README.txt', readmeOf(about, inventory, files));
    await zip.finish();
    return inventory;
  } catch (error) {
    throw await zip.giveUp(error);
  }
}

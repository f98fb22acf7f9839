import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PassThrough, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Inventory } from '../../shared/domain/inventory.ts';
import { safeSegment } from '../app/file-name.ts';
import type { DatabaseArchiver, ExportedTable } from '../layouts/roles/archives.ts';
import { csvCell, jsonValue } from './cells.ts';
import { delimiterFor, type ExportAbout, type ExportedFiles, readmeOf } from './export-readme.ts';

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

/** One zip, written as it is read: nothing but one table's second form ever lies beside it. */
export async function writeExport({ file, about, read, signal }: ExportAsk): Promise<Inventory> {
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  const options = { mtime: about.at, mode: 0o100600 };
  const broken = new AbortController();
  const stop = AbortSignal.any([signal, broken.signal]);
  const output = pipeline(
    zip.outputStream as NodeJS.ReadableStream,
    createWriteStream(file, { flags: 'wx', mode: 0o600 }),
    {
      signal: stop,
    },
  );
  // Whoever waits for room in a stream that nobody reads any more is told.
  output.catch((error: unknown) => broken.abort(error));
  zip.on('error', (error: unknown) => broken.abort(error));

  const files: ExportedFiles[] = [];
  const taken = new Set<string>();
  const beside = join(dirname(file), 'rows.ndjson');

  async function table(found: ExportedTable, rows: Rows): Promise<void> {
    const name = nameFor(found, taken);
    const entries = { csv: `csv/${name}.csv`, ndjson: `ndjson/${name}.ndjson` };
    const csv = new PassThrough({ highWaterMark: pieceBytes });
    zip.addReadStream(csv, entries.csv, options);
    const ndjson = createWriteStream(beside, { flags: 'w', mode: 0o600 });
    const written = once(ndjson, 'close', { signal: stop });
    ndjson.on('error', (error) => broken.abort(error));
    const count = await writeTable(found, rows, { csv, ndjson, delimiter: delimiterFor(about.language), signal: stop });
    await written;
    const again = createReadStream(beside);
    again.on('error', (error) => broken.abort(error));
    const taking = once(again, 'close', { signal: stop });
    zip.addReadStream(again, entries.ndjson, options);
    await taking;
    await rm(beside, { force: true });
    files.push({ table: `${found.schema}.${found.name}`, ...entries, rows: count });
  }

  try {
    const inventory = await read({
      schema: async (ddl) => zip.addBuffer(Buffer.from(ddl), 'schema.sql', options),
      table,
    });
    zip.addBuffer(Buffer.from(readmeOf(about, inventory, files)), 'README.txt', options);
    zip.end();
    await output;
    return inventory;
  } catch (error) {
    broken.abort(error);
    await output.catch(() => undefined);
    throw broken.signal.reason instanceof Error && !signal.aborted ? broken.signal.reason : error;
  }
}

import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { AppError } from '../../../../shared/errors.ts';
import { invalidFile, readError } from './file-errors.ts';

export interface ZipReader {
  readonly names: ReadonlyArray<string>;
  bytesOf(name: string): number;
  /** Fails at the end where what was read is not what was written. */
  open(name: string): Promise<Readable>;
  text(name: string): Promise<string>;
  close(): void;
}

/** A schema's text or a manifest; rows are never read whole. */
const mostText = 200_000_000;

/** Errors of the reader mean a damaged file; those of the file system what they always do. */
const told = (error: unknown, file: string): unknown => {
  if (error instanceof AppError) return error;
  const meant = readError(error, file);
  const isSystem = error instanceof Error && 'syscall' in error;
  return isSystem ? meant : invalidFile(file);
};

function checked(entry: Entry, file: string): Transform {
  let sum = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
    flush: (done) => done(sum === entry.crc32 ? null : invalidFile(file)),
  });
}

export async function openZip(file: string): Promise<ZipReader> {
  let zip: ZipFile;
  const entries = new Map<string, Entry>();
  try {
    zip = await openPromise(file, { lazyEntries: true, autoClose: false });
  } catch (error) {
    throw told(error, file);
  }
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  } catch (error) {
    zip.close();
    throw told(error, file);
  }
  const find = (name: string): Entry => {
    const entry = entries.get(name);
    if (entry === undefined) throw invalidFile(file);
    return entry;
  };
  const open = async (name: string): Promise<Readable> => {
    try {
      const source = await zip.openReadStreamPromise(find(name));
      const watched = checked(find(name), file);
      source.on('error', (error) => watched.destroy(told(error, file) as Error));
      return source.pipe(watched);
    } catch (error) {
      throw told(error, file);
    }
  };
  return {
    names: [...entries.keys()],
    bytesOf: (name) => find(name).uncompressedSize,
    open,
    async text(name) {
      if (find(name).uncompressedSize > mostText) throw invalidFile(file);
      const parts: Buffer[] = [];
      for await (const part of await open(name)) parts.push(part as Buffer);
      return Buffer.concat(parts).toString('utf8');
    },
    close: () => zip.close(),
  };
}

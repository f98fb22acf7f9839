import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import copyStreams from 'pg-copy-streams';
import { AppError } from '../../../../shared/errors.ts';
import type { ArchiverIo } from '../../roles/archives.ts';
import { qualified, quote } from '../identifiers.ts';
import { invalidFile } from './file-errors.ts';
import type { ArchiveHost } from './host.ts';
import { afterName, beforeName, type Manifest, manifestName, readManifest } from './manifest.ts';
import { createProgress } from './progress.ts';
import { type ArchiveSession, withLoading } from './session.ts';
import { openZip, type ZipReader } from './zip-reader.ts';

interface Filling {
  readonly zip: ZipReader;
  readonly file: string;
  moved(bytes: number): void;
}

async function fillTable({ client }: ArchiveSession, table: Manifest['data'][number], { zip, file, moved }: Filling) {
  const columns = table.columns.map(quote).join(', ');
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      moved(chunk.length);
      done(null, chunk);
    },
  });
  const source = await zip.open(table.entry);
  const into = client.query(copyStreams.from(`COPY ${qualified(table.schema, table.name)} (${columns}) FROM STDIN`));
  // A damaged file ends the COPY by CopyFail, and the server's answer to that says less than the reader does.
  into.on('error', () => undefined);
  let damaged: unknown;
  source.once('error', (error) => {
    damaged ??= error;
  });
  try {
    await pipeline(source, counted, into);
  } catch (error) {
    throw damaged instanceof AppError ? damaged : error;
  }
  if (into.rowCount !== table.rows) throw invalidFile(file);
}

/** All of it in one transaction: rows first, then what would look at every one of them or act on it. */
export async function loadOwnForm(
  { host, database, file }: { readonly host: ArchiveHost; readonly database: string; readonly file: string },
  io: ArchiverIo,
): Promise<void> {
  const zip = await openZip(file);
  try {
    const manifest = readManifest(await zip.text(manifestName), file);
    const [before, after] = [await zip.text(beforeName), await zip.text(afterName)];
    const progress = createProgress(
      io,
      manifest.data.reduce((sum, { entry }) => sum + zip.bytesOf(entry), 0),
    );
    let bytes = 0;
    const moved = (more: number): void => {
      bytes += more;
      progress.at(bytes);
    };
    await withLoading({ host, database, signal: io.signal }, async (session) => {
      await session.client.query(before);
      for (const table of manifest.data) await fillTable(session, table, { zip, file, moved });
      await session.client.query(after);
    });
    progress.done();
  } finally {
    zip.close();
  }
}

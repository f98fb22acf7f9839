import type { FileHandle } from 'node:fs/promises';
import { Readable, Writable } from 'node:stream';

/*
 * The system's own streams close a file when they are stopped, and whoever opened it then closes a number that may be
 * another file's by now. These leave closing to the handle.
 */

export const writingInto = (handle: FileHandle): Writable =>
  new Writable({
    highWaterMark: 1_048_576,
    write(chunk: Buffer, _encoding, done) {
      handle.appendFile(chunk).then(() => done(), done);
    },
  });

const pieceBytes = 262_144;

async function* piecesOf(handle: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(pieceBytes), 0, pieceBytes, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

export const readingFrom = (handle: FileHandle): Readable => Readable.from(piecesOf(handle), { objectMode: false });

import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A zip that is on the disk as fast as it is fed. */
export interface ZipWriter {
  /** Aborted when it can't be written any more, or nobody wants it. */
  readonly stop: AbortSignal;
  addText(name: string, text: string): void;
  /** One after the other: the next is read when this one has ended. */
  addStream(name: string, stream: Readable): void;
  /** What feeds it broke. */
  broke(error: unknown): void;
  finish(): Promise<void>;
  /** Ends it as it is. Gives what was wrong first: whoever waits for a broken file only hears that it is over. */
  giveUp(error: unknown): Promise<unknown>;
}

export async function openZip(file: string, madeAt: Date, signal: AbortSignal): Promise<ZipWriter> {
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  const options = { mtime: madeAt, mode: 0o100600 };
  const broken = new AbortController();
  const stop = AbortSignal.any([signal, broken.signal]);
  const onDisk = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  const written = pipeline(zip.outputStream, onDisk, { signal: stop });
  const broke = (error: unknown): void => broken.abort(error);
  written.catch(broke);
  zip.on('error', broke);
  return {
    stop,
    broke,
    addText: (name, text) => zip.addBuffer(Buffer.from(text), name, options),
    addStream(name, stream) {
      stream.on('error', broke);
      stop.addEventListener('abort', () => stream.destroy(), { once: true });
      zip.addReadStream(stream, name, options);
    },
    async finish() {
      zip.end();
      await written;
    },
    async giveUp(error) {
      broke(error);
      await written.catch(() => undefined);
      return signal.aborted ? error : broken.signal.reason;
    },
  };
}

import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import type { ArchiverIo } from '../../roles/archives.ts';
import { databaseWord, withConnectionEnv } from './connection-env.ts';
import { invalidFile, readError } from './file-errors.ts';
import { readingFrom } from './file-streams.ts';
import type { ToolAsk } from './pg-dump.ts';
import { createProgress } from './progress.ts';
import { runTool } from './run-tool.ts';
import { toolError } from './tool-errors.ts';

const magic = 'PGDMP';

/** All of it in one transaction: an error, a cut or a stop leaves the database as empty as it was. */
export async function restoreWithTool({ host, tool, database, file }: ToolAsk, io: ArchiverIo): Promise<void> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw readError(error, file);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(magic.length), 0, magic.length, 0);
    if (bytesRead < magic.length || buffer.toString('latin1') !== magic) throw invalidFile(file);
    const { size } = await handle.stat();
    const progress = createProgress(io, size);
    let sent = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        sent += chunk.length;
        progress.at(sent);
        done(null, chunk);
      },
    });
    const source = readingFrom(handle);
    source.on('error', (error) => counted.destroy(error));
    await host.assertHeld();
    await withConnectionEnv(host, async (env) => {
      const args = [
        ...['--format=custom', '--exit-on-error', '--single-transaction', '--no-owner', '--no-privileges'],
        // A copy must never take over what the living database is subscribed to.
        ...['--no-subscriptions', '--no-password', '--verbose', databaseWord(database)],
      ];
      const { code, lines } = await runTool({
        ...{ program: tool.restore, args, env, signal: io.signal },
        input: source.pipe(counted),
      });
      if (code === 0) return;
      const version = tool.version;
      throw await toolError({ host, program: 'pg_restore', version, database, file, needed: size, lines });
    });
    progress.done();
  } catch (error) {
    throw readError(error, file);
  } finally {
    await handle.close();
  }
}

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const writer = new URL('../fakes/log-writer.ts', import.meta.url).pathname;
const traces = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

/** A kill can't tell a row that is on the disk from one in the system's cache; the order of system calls can. */
it.runIf(traces)('has every intent on the disk before it says so', () => {
  const folder = temporaryFolder();
  const trace = join(folder, 'trace');
  const { status } = spawnSync('strace', [
    ...['-f', '-o', trace, '-e', 'trace=fsync,fdatasync,write'],
    ...[process.execPath, '--disable-warning=ExperimentalWarning', writer, join(folder, 'oplog.db'), '20'],
  ]);
  expect(status).toBe(0);
  const calls = readFileSync(trace, 'utf8')
    .split('\n')
    .flatMap((line) => (/ write\(1, "ACK/.test(line) ? ['ack'] : / f(data)?sync\(/.test(line) ? ['sync'] : []));
  const acknowledged = calls.flatMap((call, index) => (call === 'ack' ? [calls[index - 1]] : []));
  expect(acknowledged).toEqual(Array.from({ length: 20 }, () => 'sync'));
});

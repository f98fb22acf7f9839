import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MatrixConsole, openConsole } from '../matrix/console.ts';
import { problemsOfProvisioned, problemsOfRemoved, remainsOf } from '../matrix/oracle.ts';
import { type MatrixPlatform, startPlatform } from '../matrix/platform.ts';
import { connected } from '../servers/databases.ts';
import { findBinaries } from '../servers/postgres-binaries.ts';

/** A disk that is full in a minute is made by mounting a small one, which takes root and a kernel that lets it. */
function mountSmallDisk(): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'tenantry-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=40m', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmdirSync(folder);
    return undefined;
  }
}
const disk = mountSmallDisk();

let platform: MatrixPlatform;
let desk: MatrixConsole;

const asAdmin = (sql: string) => connected(platform.admin, (client) => client.query(sql));

beforeAll(async () => {
  platform = await startPlatform(3);
  desk = await openConsole(platform.config, { machine: 'desk' });
  if (disk === undefined) return;
  const { uid, gid } = findBinaries().runAs;
  if (uid !== undefined && gid !== undefined) chownSync(disk, uid, gid);
  await asAdmin(`CREATE TABLESPACE small LOCATION '${disk}'`);
  // Where its template lies, a new database lies too.
  await asAdmin('ALTER DATABASE template0 SET TABLESPACE small');
});
afterAll(async () => {
  await desk?.close();
  await platform?.close();
  if (disk === undefined) return;
  execFileSync('umount', ['-l', disk]);
  rmdirSync(disk);
});

it.runIf(disk !== undefined)(
  'P20: a full disk fails with its own sentence, leaves no half of a database, and is got over',
  async () => {
    const free = (): number => statfsSync(disk ?? '').bfree;
    const first = await platform.register('first');
    const second = await platform.register('second');
    const firstId = await desk.operations.provision(first, 'ayse');
    await desk.engine.whenSettled(firstId);
    expect(await desk.engine.get(firstId)).toMatchObject({ state: 'succeeded' });
    await asAdmin('CHECKPOINT');
    const filler = path.join(disk ?? '', 'filler');
    writeFileSync(filler, Buffer.alloc((free() - 64) * statfsSync(disk ?? '').bsize));
    const before = free();
    const operationId = await desk.operations.provision(second, 'ayse');
    await desk.engine.whenSettled(operationId);
    expect(await desk.engine.get(operationId)).toMatchObject({
      state: 'failed',
      attempts: 1,
      currentStep: 'creating_database',
      error: { code: 'server_full', key: 'server.disk_full', server: { code: '53100' } },
    });
    expect(free()).toBeGreaterThan(before * 0.9);
    expect(await remainsOf(platform, second, 'second')).toMatchObject({ registration: 'Failed', databases: 0 });
    const cleaning = await desk.operations.cleanUp(second, 'ayse');
    await desk.engine.whenSettled(cleaning);
    expect(problemsOfRemoved(await remainsOf(platform, second, 'second'), 'succeeded')).toEqual([]);
    rmSync(filler);
    const again = await desk.operations.provision(second, 'ayse');
    await desk.engine.whenSettled(again);
    expect(problemsOfProvisioned(await remainsOf(platform, second, 'second'), 3)).toEqual([]);
  },
);

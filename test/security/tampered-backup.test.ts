import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { archiveRow } from '../../main/archives/archive-row.ts';
import { backupOperation } from '../../main/archives/backup.ts';
import { restoreOperation } from '../../main/archives/restore.ts';
import { verifyBackupOperation } from '../../main/archives/verify-backup.ts';
import type { Archive } from '../../shared/domain/archives.ts';
import { copyDatabaseName } from '../../shared/domain/copies.ts';
import type { CopyId } from '../../shared/domain/ids.ts';
import { lease } from '../fakes/archive-server.ts';
import { type ArchiveWorld, archiveIdOf, archiveWorld, begunAt, by, machine, tenant } from '../fakes/archive-work.ts';
import { runOperation } from '../fakes/run-operation.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const copyId = '3c3c3c3c-3333-4000-8000-000000000001' as CopyId;
const { archiveId, tenantId, code, name, database } = tenant('acme', 1);
const copy = { id: copyId, database: copyDatabaseName(database, 'beside', copyId) };
const hostile = 'DROP';

let world: ArchiveWorld;
let loaded: string[];
beforeEach(async () => {
  world = archiveWorld();
  const made = { tenants: [tenant('acme', 1)], format: 'pg_dump', verify: false, folder: world.folder, machine, by };
  await runOperation(backupOperation(world.parts), { ...made, begunAt }, lease('1', tenantId));
  loaded = [];
  world.server.instead = { load: async ({ file }) => void loaded.push(readFileSync(file, 'utf8')) };
});

const recorded = (): Archive => {
  const archive = world.server.archives.get(archiveIdOf(1));
  if (archive === undefined) throw new Error('no archive');
  return archive;
};
const edit = (change: Partial<Archive>): void =>
  void world.server.archives.set(archiveIdOf(1), { ...recorded(), ...change });
const restore = () =>
  runOperation(
    restoreOperation(world.parts),
    { archiveId, tenant: { tenantId, code, name, database }, copy, machine, by },
    lease('2'),
  );
const verify = () =>
  runOperation(
    verifyBackupOperation(world.parts),
    { archiveId, tenantId, code, name, database, machine, by, begunAt },
    lease('2'),
  );

/** Other contents of the same length, and the time of the old ones put back. */
function exchangeUnnoticed(): void {
  const { path, bytes } = recorded();
  const { atime, mtime } = statSync(path);
  writeFileSync(path, hostile.padEnd(bytes));
  utimesSync(path, atime, mtime);
}

/** Does it when the copy is made: after the file was looked at, before it is loaded. */
function betweenLookingAndLoading(act: () => void): void {
  const { openRoles } = world.parts;
  Object.assign(world.parts, {
    openRoles: async (held: Parameters<typeof openRoles>[0]) => {
      const roles = await openRoles(held);
      const create: typeof roles.copies.create = async (...asked) => {
        const made = await roles.copies.create(...asked);
        act();
        return made;
      };
      return { ...roles, copies: { ...roles.copies, create } };
    },
  });
}

describe.each([
  ['restored', restore],
  ['verified', verify],
])('a backup that is %s', (_, run) => {
  it('with other contents of the same length and age is never loaded', async () => {
    exchangeUnnoticed();
    expect((await run()).error).toMatchObject({ key: 'archive.file_changed' });
    expect(loaded).toEqual([]);
  });

  it('exchanged after it was looked at is never loaded', async () => {
    betweenLookingAndLoading(exchangeUnnoticed);
    expect((await run()).error).toMatchObject({ key: 'archive.file_changed' });
    expect(loaded).toEqual([]);
  });

  it('exchanged while it is loaded, and put back before the end, is told and is no copy', async () => {
    world.server.instead = {
      async load({ file }) {
        renameSync(file, `${file}.aside`);
        writeFileSync(file, hostile);
        rmSync(file);
        renameSync(`${file}.aside`, file);
      },
    };
    const ran = await run();
    expect(ran.error).toMatchObject({ key: 'archive.file_changed' });
    expect(world.server.copies.get(copyId)?.state).not.toBe('loaded');
  });

  it.each([
    ['/etc/passwd', '/etc/passwd'],
    ['a device that never ends', '/dev/zero'],
    ['a terminal', '/dev/tty'],
    ['a folder', '/etc'],
    ['a way up', '../../../../etc/passwd'],
    ['a name with NUL', '/etc/pass\0wd'],
  ])('that somebody has pointed at %s is not opened', async (_what, path) => {
    edit({ path });
    const { error } = await run();
    expect(error).toMatchObject({ key: expect.stringMatching(/^archive\.|^field\./) });
    expect(JSON.stringify(error)).not.toContain('root:');
    expect(loaded).toEqual([]);
  });

  it('that somebody has pointed at a pipe does not wait for it', async () => {
    const pipe = join(temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    edit({ path: pipe });
    expect((await run()).error).toMatchObject({ key: 'archive.file_missing' });
    expect(await archiveRow(recorded(), machine)).toMatchObject({ file: 'missing' });
    expect(loaded).toEqual([]);
  });

  it('in whose place a link to another file lies is never loaded', async () => {
    const elsewhere = join(temporaryFolder(), 'hostile');
    writeFileSync(elsewhere, hostile.padEnd(recorded().bytes));
    rmSync(recorded().path);
    symlinkSync(elsewhere, recorded().path);
    expect((await run()).error).toMatchObject({ key: 'archive.file_changed' });
    expect(loaded).toEqual([]);
  });

  it('that is whole is loaded: these tests would see it', async () => {
    expect((await run()).error).not.toMatchObject({ key: 'archive.file_changed' });
    expect(loaded).toEqual([readFileSync(recorded().path, 'utf8')]);
  });

  it('of a tenant that was deleted since is not loaded', async () => {
    world.server.lifecycles.set(tenantId, 'deleted');
    expect((await run()).error).toMatchObject({ key: 'archive.tombstoned' });
    expect(loaded).toEqual([]);
  });
});

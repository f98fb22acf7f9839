import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BackupParams, backupOperation } from '../../main/archives/backup.ts';
import { verifyBackupOperation } from '../../main/archives/verify-backup.ts';
import { isVerified } from '../../shared/domain/archives.ts';
import { AppError } from '../../shared/errors.ts';
import { inventoryWith, lease } from '../fakes/archive-server.ts';
import { type ArchiveWorld, archiveIdOf, archiveWorld, begunAt, by, machine, tenant } from '../fakes/archive-work.ts';
import { runOperation } from '../fakes/run-operation.ts';

const paramsFor = (world: ArchiveWorld, change: Partial<BackupParams> = {}): BackupParams => ({
  tenants: [tenant('acme', 1)],
  ...{ format: 'pg_dump', verify: true, folder: world.folder, machine, by, begunAt },
  ...change,
});
const run = (world: ArchiveWorld, change: Partial<BackupParams> = {}, held = lease()) =>
  runOperation(backupOperation(world.parts), paramsFor(world, change), held);
const statesOf = ({ steps }: Awaited<ReturnType<typeof run>>) => steps.map(({ name, state }) => `${name} ${state}`);
const base = 'acme 2026-11-21T120005Z 1a2b3c4d';

describe('a backup of one tenant', () => {
  it('is a file with its manifest, recorded, proved, and leaves nothing else', async () => {
    const world = archiveWorld();
    const ran = await run(world);
    expect(ran.error).toBeUndefined();
    expect(statesOf(ran)).toEqual(['checking done', 'backing_up/acme done', 'verifying/acme done', 'completed done']);
    const folder = join(world.folder, 'acme');
    expect(readdirSync(world.folder)).toEqual(['acme']);
    expect(readdirSync(folder).toSorted()).toEqual([`${base}.dump`, `${base}.json`]);
    const archive = world.server.archives.get(archiveIdOf(1));
    expect(archive).toMatchObject({
      ...{ purpose: 'backup', format: 'pg_dump', tool: 'pg_dump 18.4', server: 'PostgreSQL 18.4', machine },
      path: join(folder, `${base}.dump`),
      verification: { by, problem: null },
    });
    const manifest = JSON.parse(readFileSync(join(folder, `${base}.json`), 'utf8'));
    expect(manifest).toMatchObject({
      tenant: { code: 'acme', database: 'Stocker_acme_Db' },
      file: { name: `${base}.dump`, bytes: archive?.bytes, sha256: archive?.sha256 },
      systemIdentifier: '7000000000000000001',
      tables: [
        { name: 'Companies', rows: 2 },
        { name: 'Users', rows: 40 },
      ],
      migrations: [{ module: 'core', version: '0003' }],
    });
    expect(statSync(archive?.path ?? '').mode & 0o077).toBe(0);
    expect([...world.server.databases.keys()]).toEqual(['Stocker_acme_Db']);
    expect([...world.server.copies.values()]).toMatchObject([{ purpose: 'scratch', dropped: true }]);
    expect(ran.steps[1]?.evidence).toMatchObject({ tables: 2, rows: 42, sha256: archive?.sha256 });
  });

  it('D04: cut short by a tool that said nothing, it is not believed, and says so', async () => {
    const world = archiveWorld();
    const { dump } = world.server.rolesFor(lease()).archiver;
    world.server.instead = {
      async dump(ask, io) {
        const made = await dump(ask, io);
        truncateSync(ask.file, Math.floor(statSync(ask.file).size * 0.9));
        return made;
      },
    };
    const ran = await run(world);
    expect(ran.error).toMatchObject({ key: 'archive.file_invalid' });
    expect(statesOf(ran).slice(1, 3)).toEqual(['backing_up/acme done', 'verifying/acme failed']);
    const archive = world.server.archives.get(archiveIdOf(1));
    expect(archive?.verification).toMatchObject({ problem: { key: 'archive.file_invalid' } });
    expect(isVerified({ verification: archive?.verification ?? null })).toBe(false);
    expect([...world.server.databases.keys()]).toEqual(['Stocker_acme_Db']);
  });

  it('D04: with rows missing, it is not believed, and says which', async () => {
    const world = archiveWorld();
    world.server.instead = {
      async load({ database }) {
        world.server.databases.set(database, inventoryWith({ Companies: 2, Users: 39 }));
      },
    };
    const ran = await run(world);
    expect(ran.error).toMatchObject({
      key: 'archive.differs',
      params: { tables: 'tenant.Users (40 → 39)', count: 1 },
    });
    expect(world.server.archives.get(archiveIdOf(1))?.verification?.problem?.key).toBe('archive.differs');
    expect([...world.server.copies.values()]).toMatchObject([{ dropped: true }]);
  });

  it.each([
    [{ machine: 'elsewhere' }, 'operation.other_machine'],
    [{ folder: '/not/there' }, 'archive.folder_missing'],
    [{ tenants: [{ ...tenant('acme', 1), bytes: 2 ** 50 }] }, 'archive.disk_full'],
  ] as const)('is not begun where it can not be: %j', async (change, key) => {
    const world = archiveWorld();
    const ran = await run(world, change as Partial<BackupParams>);
    expect(ran.error).toMatchObject({ key });
    expect(readdirSync(world.folder)).toEqual([]);
    expect(world.server.archives.size).toBe(0);
  });

  it('D05: planned with a tool that is too old by now, it is not begun', async () => {
    const world = archiveWorld();
    const problem = new AppError('unsupported', 'archive.tool_too_old', { params: { found: '15', required: '18' } });
    world.server.instead = { tool: async () => ({ format: 'console', label: 'Tenantry', problem }) };
    expect((await run(world)).error).toBe(problem);
    expect(readdirSync(world.folder)).toEqual([]);
  });

  it('whose folder is unplugged in the middle says that, and leaves no record', async () => {
    const world = archiveWorld();
    const { dump } = world.server.rolesFor(lease()).archiver;
    const away = `${world.folder}-away`;
    world.server.instead = {
      async dump(ask, io) {
        await dump(ask, io);
        renameSync(world.folder, away);
        throw new AppError('refused', 'archive.tool_failed');
      },
    };
    const ran = await run(world);
    expect(ran.error).toMatchObject({ key: 'archive.folder_missing', params: { path: world.folder } });
    expect(world.server.archives.size).toBe(0);
    // Plugged in again, it is gone on with, and what was begun is taken away.
    renameSync(away, world.folder);
    world.server.instead = {};
    expect((await run(world, {}, lease('2'))).error).toBeUndefined();
    expect(readdirSync(join(world.folder, 'acme')).toSorted()).toEqual([`${base}.dump`, `${base}.json`]);
  });
});

describe('one that another console goes on with', () => {
  it('finds the parts of the one before, and takes them away', async () => {
    const world = archiveWorld();
    const folder = join(world.folder, 'acme');
    mkdirSync(join(folder, `${base}.1.part`), { recursive: true });
    writeFileSync(join(folder, `${base}.1.part`, 'data'), 'half');
    // It got as far as the name, and not as far as the record.
    writeFileSync(join(folder, `${base}.dump`), 'never recorded');
    writeFileSync(join(folder, 'something else'), 'stays');
    expect((await run(world, {}, lease('2'))).error).toBeUndefined();
    expect(readdirSync(folder).toSorted()).toEqual([`${base}.dump`, `${base}.json`, 'something else']);
    expect(readFileSync(join(folder, `${base}.dump`), 'utf8')).toContain('Companies');
  });

  it('is not touched by the one before, which was only slow', async () => {
    const world = archiveWorld();
    const { dump } = world.server.rolesFor(lease()).archiver;
    const slow: Awaited<ReturnType<typeof run>>[] = [];
    world.server.instead = {
      async dump(ask, io) {
        const made = await dump(ask, io);
        // Everything of the second console happens while the first one stands still.
        world.server.fence = '2';
        world.server.instead = {};
        slow.push(await run(world, {}, lease('2')));
        return made;
      },
    };
    const first = await run(world, {}, lease('1'));
    expect(slow[0]?.error).toBeUndefined();
    expect(first.error).toBeDefined();
    const archive = world.server.archives.get(archiveIdOf(1));
    expect(readdirSync(join(world.folder, 'acme')).toSorted()).toEqual([`${base}.dump`, `${base}.json`]);
    expect(statSync(archive?.path ?? '').size).toBe(archive?.bytes);
    world.server.fence = null;
    expect(await verified(world)).toBeUndefined();
  });

  it('on a file that was recorded and changed since says so, and makes no other', async () => {
    const world = archiveWorld();
    await run(world);
    const { path = '' } = world.server.archives.get(archiveIdOf(1)) ?? {};
    writeFileSync(path, 'x'.repeat(statSync(path).size));
    expect((await run(world, {}, lease('2'))).error).toMatchObject({ key: 'archive.file_changed' });
    expect(readFileSync(path, 'utf8')).toMatch(/^x+$/);
  });
});

const verified = async (world: ArchiveWorld): Promise<unknown> => {
  const { archiveId, tenantId, code, name, database } = tenant('acme', 1);
  const params = { archiveId, tenantId, code, name, database, machine, by, begunAt: '2026-11-21T12:00:30.000Z' };
  return (await runOperation(verifyBackupOperation(world.parts), params, lease('9', tenantId))).error;
};

describe('undone', () => {
  it('before it was recorded, nothing of it is left', async () => {
    const world = archiveWorld();
    world.server.fence = '2';
    const ran = await run(world, {}, lease('1'));
    expect(ran.error).toMatchObject({ key: 'operation.lost' });
    writeFileSync(join(world.folder, 'acme', `${base}.dump`), 'named, not recorded');
    await ran.undo(lease('2'));
    expect(readdirSync(join(world.folder, 'acme'))).toEqual([]);
    expect(ran.steps[1]).toMatchObject({ state: 'undone', evidence: { filesRemoved: 1 } });
  });

  it('after it was recorded, the backup stays and its scratch goes', async () => {
    const world = archiveWorld();
    world.server.instead = {
      load: async () => {
        throw new AppError('unreachable', 'server.lost');
      },
    };
    const ran = await run(world);
    expect(ran.error).toMatchObject({ key: 'server.lost' });
    await ran.undo(lease('2'));
    expect(existsSync(join(world.folder, 'acme', `${base}.dump`))).toBe(true);
    expect(world.server.archives.get(archiveIdOf(1))?.verification).toBeNull();
    expect([...world.server.copies.values()].every(({ dropped }) => dropped)).toBe(true);
    expect([...world.server.databases.keys()]).toEqual(['Stocker_acme_Db']);
  });
});

describe('a backup of several', () => {
  it('tells of the one that fails, and makes the others', async () => {
    const world = archiveWorld(['acme', 'zeta']);
    const tenants = [tenant('acme', 1), tenant('gone', 2), tenant('zeta', 3)];
    const ran = await run(world, { tenants });
    expect(ran.error).toBeUndefined();
    expect(statesOf(ran)).toEqual([
      'checking done',
      'backing_up/acme done',
      'verifying/acme done',
      'backing_up/gone warned',
      'verifying/gone warned',
      'backing_up/zeta done',
      'verifying/zeta done',
      'completed done',
    ]);
    expect(ran.steps[3]?.error).toMatchObject({ key: 'server.no_database', params: { database: 'Stocker_gone_Db' } });
    expect([...world.server.archives.keys()]).toEqual([archiveIdOf(1), archiveIdOf(3)]);
    expect(readdirSync(join(world.folder, 'gone'))).toEqual([]);
  });
});

describe('proving a backup again', () => {
  it('does not take an older proof for its own', async () => {
    const world = archiveWorld();
    await run(world);
    const { path = '' } = world.server.archives.get(archiveIdOf(1)) ?? {};
    expect(await verified(world)).toBeUndefined();
    truncateSync(path, 3);
    // The clock stands still, as on a console whose clock is behind.
    const ran = await runOperation(
      verifyBackupOperation(world.parts),
      { ...tenantOnly(), machine, by, begunAt: '2026-11-21T12:01:00.001Z' },
      lease('9'),
    );
    expect(ran.error).toMatchObject({ key: 'archive.file_changed' });
    expect(world.server.archives.get(archiveIdOf(1))?.verification).toMatchObject({
      at: '2026-11-21T12:01:00.001Z',
      problem: { key: 'archive.file_changed' },
    });
  });

  it.each([
    ['archive.file_missing', (path: string) => renameSync(path, `${path}.away`)],
    ['archive.file_elsewhere', () => undefined],
  ] as const)('says %s, and keeps what was proved', async (key, change) => {
    const world = archiveWorld();
    await run(world);
    const archive = world.server.archives.get(archiveIdOf(1));
    if (archive === undefined) throw new Error('there is no backup');
    change(archive.path);
    if (key === 'archive.file_elsewhere')
      world.server.archives.set(archive.id, { ...archive, machine: 'another computer' });
    expect(await verified(world)).toMatchObject({ key });
    expect(world.server.archives.get(archive.id)?.verification).toMatchObject({ problem: null });
  });
});

const tenantOnly = () => {
  const { bytes: _bytes, ...rest } = tenant('acme', 1);
  return rest;
};

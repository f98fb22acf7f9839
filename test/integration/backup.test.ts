import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planBackup } from '../../main/archives/plan-backup.ts';
import type { OperationRoles } from '../../main/layouts/layout.ts';
import type { DatabaseArchiver } from '../../main/layouts/roles/archives.ts';
import { isVerified } from '../../shared/domain/archives.ts';
import { startWorkingPlatform, type WorkingPlatform, type WorkingTenant } from '../builders/working-tenant.ts';

let world: WorkingPlatform;
let tenant: WorkingTenant;
let folder: string;

beforeAll(async () => {
  world = await startWorkingPlatform();
});
afterAll(() => world?.close());
beforeEach(async () => {
  tenant = await world.tenant();
  folder = mkdtempSync(path.join(world.folder, 'chosen-'));
});

/** The console's archiver, with another way of writing a file. */
const dumping =
  (
    dump: (
      real: DatabaseArchiver,
      ...asked: Parameters<DatabaseArchiver['dump']>
    ) => ReturnType<DatabaseArchiver['dump']>,
  ) =>
  (roles: OperationRoles): OperationRoles => ({
    ...roles,
    archiver: { ...roles.archiver, dump: (ask, io) => dump(roles.archiver, ask, io) },
  });
const backUp = async (desk = world.desk, verify = true, into = folder) =>
  world.ended(desk, await desk.archives.backUp({ tenants: [tenant.id], folder: into, verify }, 'ayse'));
const newest = async () => {
  const [archive] = await world.desk.layout.archives.list(tenant.id);
  return archive;
};
const filesOf = (code = tenant.code) => readdirSync(path.join(folder, code)).toSorted();

describe('a backup in the console’s own form', () => {
  it('D05: is what is planned where the server’s tool is older than the server, and says why', async () => {
    const { layout, engine } = world.desk;
    expect(await planBackup({ layout, engine }, [tenant.id], folder)).toMatchObject({
      format: 'console',
      toolProblem: { key: 'archive.tool_too_old', params: { required: 18 } },
      tenants: [{ code: tenant.code, problem: null, bytes: expect.any(Number) }],
      cron: expect.stringContaining(tenant.database),
    });
  });

  it('is a file with its hash and counts, proved by bringing it back, and tells how far it is', async () => {
    const operation = await backUp();
    expect(operation).toMatchObject({ state: 'succeeded', error: null, warnings: [] });
    const archive = await newest();
    if (archive === undefined) throw new Error('nobody knows of it');
    expect(archive).toMatchObject({ purpose: 'backup', format: 'console', tenantCode: tenant.code, madeBy: 'ayse' });
    expect(isVerified(archive)).toBe(true);
    const content = readFileSync(archive.path);
    expect(content.length).toBe(archive.bytes);
    expect(createHash('sha256').update(content).digest('hex')).toBe(archive.sha256);
    expect(archive.inventory.tables.find(({ name }) => name === 'Notes')).toMatchObject({
      schema: 'tenant',
      rows: 102,
    });
    expect(archive.inventory.migrations.map(({ module }) => module)).toContain('core');
    const files = filesOf();
    expect(files.map((name) => path.extname(name))).toEqual(['.json', '.zip']);
    const manifest = JSON.parse(readFileSync(path.join(folder, tenant.code, files[0] ?? ''), 'utf8'));
    expect(manifest).toMatchObject({
      tenant: { id: tenant.id, database: tenant.database },
      file: { name: files[1], bytes: archive.bytes, sha256: archive.sha256 },
    });
    expect(manifest.systemIdentifier).toBe(world.desk.layout.server.systemIdentifier);
    expect(await world.databases(tenant.database)).toEqual([tenant.database]);
    expect(await world.desk.layout.copies.list(tenant.id)).toEqual([]);
  });

  it('D04: cut short by a tool that ended with 0 is not believed, and says so', async () => {
    const cut = dumping(async (real, ask, io) => {
      const made = await real.dump(ask, io);
      truncateSync(ask.file, Math.floor(statSync(ask.file).size * 0.9));
      return made;
    });
    const operation = await world.withRoles(cut, (other) => backUp(other));
    expect(operation).toMatchObject({ state: 'failed', currentStep: `verifying/${tenant.code}` });
    expect(['archive.file_invalid', 'archive.tool_failed']).toContain(operation.error?.key);
    const archive = await newest();
    expect(archive?.verification?.problem?.key).toBe(operation.error?.key);
    expect(await world.databases(tenant.database)).toEqual([tenant.database]);
    expect(await world.desk.layout.copies.list(tenant.id)).toEqual([]);
  });

  it('goes on by itself when the server is lost in the middle', async () => {
    let restarted = false;
    const losing = dumping(async (real, ask, io) => {
      if (!restarted) {
        restarted = true;
        await world.platform.server.stop('crash');
        await world.platform.server.start();
      }
      return real.dump(ask, io);
    });
    const operation = await world.withRoles(losing, (other) => backUp(other));
    expect(operation).toMatchObject({ state: 'succeeded', attempts: 2 });
    expect(filesOf()).toHaveLength(2);
    expect(isVerified((await newest()) ?? { verification: null })).toBe(true);
  });

  it('whose folder is unplugged in the middle says that, and goes on when it is there again', async () => {
    const away = `${folder}-away`;
    const unplugging = dumping(async (real, ask, io) => {
      renameSync(folder, away);
      return real.dump(ask, io);
    });
    const operation = await world.withRoles(unplugging, (other) => backUp(other));
    expect(operation).toMatchObject({
      state: 'failed',
      error: { key: 'archive.folder_missing', params: { path: folder } },
    });
    expect(await newest()).toBeUndefined();
    renameSync(away, folder);
    await world.desk.engine.resume(operation.id, { operator: 'ayse', fence: null });
    expect(await world.ended(world.desk, operation.id)).toMatchObject({ state: 'succeeded' });
    expect(filesOf()).toHaveLength(2);
  });

  it('undone before it was recorded leaves no file and no database', async () => {
    const failing = (roles: OperationRoles): OperationRoles => ({
      ...roles,
      archives: { ...roles.archives, record: async () => Promise.reject(new Error('it could not be written down')) },
    });
    const operation = await world.withRoles(failing, (other) => backUp(other));
    expect(operation).toMatchObject({ state: 'failed', canUndo: true });
    await world.desk.engine.undo(operation.id, { operator: 'ayse', fence: null });
    expect(await world.ended(world.desk, operation.id)).toMatchObject({ state: 'cancelled' });
    expect(filesOf()).toEqual([]);
    expect(await newest()).toBeUndefined();
    expect(await world.databases(tenant.database)).toEqual([tenant.database]);
  });
});

it('of two of which one loses its database, the other is made', async () => {
  const other = await world.tenant();
  const dropping = dumping(async (real, ask, io) => {
    if (ask.database === tenant.database)
      await world.asAdmin(`DROP DATABASE "${other.database.replaceAll('"', '""')}" WITH (FORCE)`);
    return real.dump(ask, io);
  });
  const operation = await world.withRoles(dropping, async (desk) =>
    world.ended(desk, await desk.archives.backUp({ tenants: [tenant.id, other.id], folder, verify: true }, 'ayse')),
  );
  expect(operation).toMatchObject({ state: 'succeeded', error: null });
  expect(operation.steps.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'checking done',
    `backing_up/${tenant.code} done`,
    `verifying/${tenant.code} done`,
    `backing_up/${other.code} warned`,
    `verifying/${other.code} warned`,
    'completed done',
  ]);
  expect(operation.warnings[0]).toMatchObject({ key: 'server.no_database', params: { database: other.database } });
  expect(filesOf(other.code)).toEqual([]);
  const plan = world.desk.archives.backUp({ tenants: [other.id], folder, verify: false }, 'ayse');
  await expect(plan).rejects.toMatchObject({ key: 'tenant.no_database' });
});

/** A disk that is full in a minute is made by mounting a small one, which takes root and a kernel that lets it. */
function mountSmallDisk(): string | undefined {
  const disk = mkdtempSync(path.join(tmpdir(), 'tenantry-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk], { stdio: 'ignore' });
    return disk;
  } catch {
    rmdirSync(disk);
    return undefined;
  }
}
const disk = mountSmallDisk();
afterAll(() => {
  if (disk === undefined) return;
  execFileSync('umount', ['-l', disk]);
  rmdirSync(disk);
});

describe.runIf(disk !== undefined)('a full disk', () => {
  const into = disk ?? '';
  const filler = path.join(into, 'filler');
  const fill = (leave: number): void => {
    const { bavail, bsize } = statfsSync(into);
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
  };
  const somewhere = (): ReadonlyArray<string> => readdirSync(into, { recursive: true }).map(String);

  it('is told before anything is written', async () => {
    fill(1_000_000);
    expect(await backUp(world.desk, false, into)).toMatchObject({
      ...{ state: 'failed', currentStep: 'checking' },
      error: { key: 'archive.disk_full', params: { path: into } },
    });
    expect(somewhere()).toEqual(['filler']);
    rmSync(filler);
  });

  it('in the middle is told as that, leaves no part, and is got over', async () => {
    const filling = dumping(async (real, ask, io) => {
      fill(8_192);
      return real.dump(ask, io);
    });
    const operation = await world.withRoles(filling, (other) => backUp(other, false, into));
    expect(operation).toMatchObject({ state: 'failed', error: { code: 'local_store', key: 'archive.disk_full' } });
    expect(somewhere().toSorted()).toEqual([tenant.code, 'filler'].toSorted());
    rmSync(filler);
    await world.desk.engine.resume(operation.id, { operator: 'ayse', fence: null });
    expect(await world.ended(world.desk, operation.id)).toMatchObject({ state: 'succeeded' });
    expect(readdirSync(path.join(into, tenant.code))).toHaveLength(2);
  });
});

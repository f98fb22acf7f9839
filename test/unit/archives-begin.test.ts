import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createArchiveOperations } from '../../main/archives/archive-operations.ts';
import { createCopyOperations } from '../../main/archives/copy-operations.ts';
import { planBackup } from '../../main/archives/plan-backup.ts';
import type { PlatformLayout } from '../../main/layouts/layout.ts';
import type { StartRequest } from '../../main/operations/engine.ts';
import type { CopyRow } from '../../shared/contract/archives.ts';
import type { Archive } from '../../shared/domain/archives.ts';
import type { ArchiveId, CopyId, OperationId } from '../../shared/domain/ids.ts';
import type { OperationView } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import { addTenant } from '../builders/platform.ts';
import { inventoryWith } from '../fakes/archive-server.ts';
import { engineWith, operationView } from '../fakes/idle-engine.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const by = 'ayse@stocker.example';
const archiveId = '1a2b3c4d-2222-4000-8000-000000000001' as ArchiveId;
const now = new Date('2026-11-21T12:00:05.000Z');

async function house(operations: Readonly<Record<string, OperationView>> = {}, change: Partial<PlatformLayout> = {}) {
  const platform = createMemoryPlatform();
  const tenant = addTenant(platform);
  const layout = { ...platform.open(), ...change };
  await layout.setWritable(true);
  const started: StartRequest[] = [];
  const engine = {
    ...engineWith(operations),
    async start(request: StartRequest) {
      started.push(request);
      return 'o' as OperationId;
    },
  };
  const parts = { layout, engine, settings: platform.settings, machine: 'here', clock: { now: () => now } };
  const folder = temporaryFolder();
  const archive: Archive = {
    ...{ id: archiveId, purpose: 'backup', format: 'pg_dump', tool: 'pg_dump 18.4', server: 'PostgreSQL 18.4' },
    ...{ tenantId: tenant.id, tenantCode: tenant.code, tenantName: tenant.name, database: 'Stocker_cinar_Db' },
    ...{ machine: 'here', path: join(folder, 'f.dump'), bytes: 3, sha256: 'x', inventory: inventoryWith({ Users: 2 }) },
    ...{ madeAt: '2026-11-20T00:00:00.000Z', madeBy: by, verification: null },
  };
  writeFileSync(archive.path, 'abc');
  platform.world.archives.set(archive.id, archive);
  return { ...platform, tenant, layout, engine, parts, started, folder, archive };
}
const busyOn = (resource: string, change: Partial<OperationView> = {}) => ({ [resource]: operationView(change) });

describe('the plan of a backup', () => {
  it('says which tool, how much, and the line that makes the same without the console', async () => {
    const { parts, tenant } = await house();
    expect(await planBackup(parts, [tenant.id], '/chosen')).toMatchObject({
      ...{ format: 'pg_dump', tool: 'pg_dump 18.4', toolProblem: null, folder: '/chosen', totalBytes: 8_000_000 },
      tenants: [{ code: 'cinar', bytes: 8_000_000, problem: null }],
      cron: expect.stringContaining('Stocker_cinar_Db'),
    });
  });

  it('D05: tells why the server’s own tool is not used', async () => {
    const { parts, tenant, layout } = await house();
    const problem = new AppError('unsupported', 'archive.tool_too_old', { params: { found: '15', required: '18' } });
    const archives = {
      ...layout.archives,
      tool: async () => ({ format: 'console' as const, label: 'Tenantry', problem }),
    };
    expect(await planBackup({ ...parts, layout: { ...layout, archives } }, [tenant.id], null)).toMatchObject({
      format: 'console',
      toolProblem: { key: 'archive.tool_too_old', params: { found: '15', required: '18' } },
    });
  });

  it('leaves out, each with its reason', async () => {
    const { parts, tenant, ...platform } = await house();
    const none = addTenant(platform, { code: 'none', database: null });
    const gone = addTenant(platform, { code: 'gone', database: null, lifecycle: 'deleted' });
    const busy = addTenant(platform, { code: 'busy', database: 'Stocker_busy_Db' });
    const plan = await planBackup(
      { ...parts, engine: engineWith(busyOn(`tenant:${busy.id}`)) },
      [tenant.id, none.id, gone.id, busy.id],
      null,
    );
    expect(plan.tenants.map(({ code, problem }) => [code, problem?.key ?? null])).toEqual([
      ['cinar', null],
      ['none', 'tenant.no_database'],
      ['gone', 'tenant.deleted'],
      ['busy', 'operation.running_on_resource'],
    ]);
    expect(plan.totalBytes).toBe(8_000_000);
  });
});

describe('beginning a backup', () => {
  it('of two of which one has no database is a backup of the other', async () => {
    const { parts, tenant, started, ...platform } = await house();
    const none = addTenant(platform, { code: 'none', database: null });
    const operations = createArchiveOperations(parts);
    await operations.backUp({ tenants: [none.id, tenant.id], folder: '/chosen', verify: true }, by);
    expect(started).toMatchObject([
      {
        ...{ kind: 'backup', resource: `tenant:${tenant.id}`, actor: by, supersedes: false },
        params: {
          tenants: [{ tenantId: tenant.id, code: 'cinar', bytes: 8_000_000 }],
          ...{ format: 'pg_dump', verify: true, folder: '/chosen', machine: 'here', by, begunAt: now.toISOString() },
        },
      },
    ]);
  });
  it('of several is of a selection of its own', async () => {
    const { parts, tenant, started, ...platform } = await house();
    const other = addTenant(platform, { code: 'other', database: 'Stocker_other_Db' });
    await createArchiveOperations(parts).backUp({ tenants: [tenant.id, other.id], folder: '/c', verify: false }, by);
    expect(started[0]?.resource).toMatch(/^selection:/);
    expect(started[0]?.subject).toEqual({ label: 'cinar, other', registrationId: null, tenantId: null });
  });
  it('of nothing that can be copied says why', async () => {
    const { parts, started, ...platform } = await house();
    const none = addTenant(platform, { code: 'none', database: null });
    const operations = createArchiveOperations(parts);
    await expect(operations.backUp({ tenants: [none.id], folder: '/c', verify: false }, by)).rejects.toMatchObject({
      key: 'tenant.no_database',
    });
    await expect(operations.export({ tenantId: none.id, folder: '/c' }, by)).rejects.toMatchObject({
      key: 'tenant.no_database',
    });
    expect(started).toEqual([]);
  });
  it('takes over a failed backup, and no failed restore', async () => {
    for (const [kind, supersedes] of [
      ['backup', true],
      ['restore', false],
    ] as const) {
      const { parts, tenant, started, layout } = await house();
      const engine = {
        ...engineWith(busyOn(`tenant:${tenant.id}`, { kind, state: 'failed', canResume: true })),
        start: parts.engine.start,
      };
      await createArchiveOperations({ ...parts, layout, engine }).backUp(
        { tenants: [tenant.id], folder: '/c', verify: false },
        by,
      );
      expect(started[0]?.supersedes).toBe(supersedes);
    }
  });
});

it('a proof is asked for with a time after the last one, whatever this clock says', async () => {
  const { parts, started, archive, world } = await house();
  world.archives.set(archiveId, { ...archive, verification: { at: '2027-01-01T00:00:00.000Z', by, problem: null } });
  await createArchiveOperations(parts).verify(archiveId, by);
  expect(started[0]?.params).toMatchObject({ begunAt: '2027-01-01T00:00:00.001Z' });
});

describe('the plan of a restore', () => {
  it('names the copy that is then made', async () => {
    const { parts, started } = await house();
    const operations = createArchiveOperations(parts);
    const plan = await operations.planRestore(archiveId);
    expect(plan).toMatchObject({
      problem: null,
      archive: { file: 'there', tables: 1, rows: 2 },
      suggestion: { code: 'cinar-restored', name: 'Çınar A.Ş.' },
    });
    await operations.restoreBeside(archiveId, by);
    expect(started[0]?.params).toMatchObject({ copy: { database: plan.copyDatabase } });
    expect((await operations.planRestore(archiveId)).copyDatabase).not.toBe(plan.copyDatabase);
  });

  it.each<[string, (made: Awaited<ReturnType<typeof house>>) => void]>([
    ['archive.file_missing', ({ archive }) => rmSync(archive.path)],
    ['archive.file_changed', ({ archive }) => truncateSync(archive.path, 1)],
    ['archive.file_elsewhere', ({ world, archive }) => world.archives.set(archiveId, { ...archive, machine: 'there' })],
    ['archive.not_a_backup', ({ world, archive }) => world.archives.set(archiveId, { ...archive, purpose: 'export' })],
    ['archive.tombstoned', ({ tenant }) => void Object.assign(tenant, { lifecycle: 'deleted' })],
    ['tenant.wrong_state', ({ tenant }) => void Object.assign(tenant, { lifecycle: 'deleting' })],
    [
      'server.too_old',
      ({ world, archive }) => world.archives.set(archiveId, { ...archive, server: 'PostgreSQL 19.1' }),
    ],
  ])('says %s, and nothing of it is begun', async (key, change) => {
    const made = await house();
    change(made);
    const operations = createArchiveOperations(made.parts);
    expect((await operations.planRestore(archiveId)).problem).toMatchObject({ key });
    await expect(operations.restoreBeside(archiveId, by)).rejects.toMatchObject({ key });
    const names = { id: archiveId, code: 'yeni', name: 'Yeni', ownerEmail: 'bilgi@yeni.example' };
    await expect(operations.restoreAsNew(names, by)).rejects.toMatchObject({ key });
    expect(made.started).toEqual([]);
  });
});

describe('the names of a restored tenant', () => {
  const names = { id: archiveId, code: 'yeni', name: 'Yeni A.Ş.', ownerEmail: 'bilgi@yeni.example' };
  it('are all decided before it begins', async () => {
    const { parts, started } = await house();
    const { operationId, tenantId } = await createArchiveOperations(parts).restoreAsNew(names, by);
    expect(operationId).toBe('o');
    expect(started[0]).toMatchObject({
      ...{ kind: 'restore_as_new', resource: `tenant:${tenantId}` },
      params: {
        reservation: {
          ...{ tenantId, code: 'yeni', name: 'Yeni A.Ş.', ownerEmail: 'bilgi@yeni.example' },
          ...{ domain: 'yeni.stoocker.app', database: 'Stocker_yeni_Db', role: 'stocker_yeni_app' },
        },
      },
    });
  });
  it.each([
    [{ code: 'cinar' }, 'code', 'name.code_taken'],
    [{ code: '-x' }, 'code', 'name.bad_start'],
    [{ ownerEmail: 'nobody' }, 'ownerEmail', 'field.email'],
    [{ name: 'Ye\u202Eni' }, 'name', 'name.hidden_characters'],
  ])('%j are refused at the field', async (change, field, key) => {
    const { parts, started } = await house();
    const operations = createArchiveOperations(parts);
    await expect(operations.restoreAsNew({ ...names, ...change }, by)).rejects.toMatchObject({ field, key });
    expect(started).toEqual([]);
  });
});

describe('a copy', () => {
  const id = '3c3c3c3c-3333-4000-8000-000000000001' as CopyId;
  async function withCopy(change: Partial<CopyRow> = {}) {
    const { layout, engine, tenant, started } = await house();
    const database = 'Stocker_cinar_Db_r_3c3c3c3c3333';
    const comparison = { at: now.toISOString(), result: { same: true } } as unknown as CopyRow['comparison'];
    const row: CopyRow = {
      ...{ id, tenantId: tenant.id, tenantCode: tenant.code, tenantName: tenant.name, purpose: 'beside', database },
      ...{ archiveId, madeAt: now.toISOString(), madeBy: by, comparison, exists: true, bytes: 1 },
      ...change,
    };
    const copies = { ...layout.copies, find: async () => row };
    return { operations: createCopyOperations({ layout: { ...layout, copies }, engine }), started, row, tenant };
  }
  const reason = 'the customer asked for it';

  it('is swapped in with the names of what is put aside decided', async () => {
    const { operations, started, row, tenant } = await withCopy();
    await operations.swap({ id, typedCode: 'cinar', reason }, by);
    expect(started).toMatchObject([
      {
        ...{ kind: 'swap_copy', resource: `tenant:${tenant.id}` },
        params: {
          tenant: { database: 'Stocker_cinar_Db', role: 'stocker_cinar_app' },
          copy: { id, database: row.database },
          rollback: { database: expect.stringMatching(/^Stocker_cinar_Db_o_[0-9a-f]{12}$/) },
        },
      },
    ]);
  });
  it.each([
    [{}, 'cınar', 'field.invalid'],
    [{}, 'cinar ', 'field.invalid'],
    [{ exists: false }, 'cinar', 'copy.gone'],
    [{ comparison: null }, 'cinar', 'copy.not_swappable'],
    [{ purpose: 'scratch' as const }, 'cinar', 'copy.not_swappable'],
  ])('%j typed as %j is refused with %s', async (change, typedCode, key) => {
    const { operations, started } = await withCopy(change);
    await expect(operations.swap({ id, typedCode, reason }, by)).rejects.toMatchObject({ key });
    expect(started).toEqual([]);
  });
  it('is dropped by its exact name only', async () => {
    const { operations, started, row } = await withCopy();
    for (const typedDatabase of [row.database.toLowerCase(), `${row.database} `, row.database.replace('i', 'ı')])
      await expect(operations.drop({ id, typedDatabase, reason }, by)).rejects.toMatchObject({ key: 'field.invalid' });
    await operations.drop({ id, typedDatabase: row.database, reason }, by);
    expect(started).toMatchObject([
      { kind: 'drop_copy', params: { copy: { id, database: row.database }, reason, by } },
    ]);
  });
});

import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../main/access/session.ts';
import { createArchiveHandlers } from '../../main/ipc/handlers/archives.ts';
import { createChosenFolders } from '../../main/local/chosen-folders.ts';
import type { StartRequest } from '../../main/operations/engine.ts';
import type { Archive } from '../../shared/domain/archives.ts';
import type { ArchiveId, OperationId } from '../../shared/domain/ids.ts';
import { addTenant } from '../builders/platform.ts';
import { inventoryWith } from '../fakes/archive-server.ts';
import { engineWith } from '../fakes/idle-engine.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';
import { createMovedClock } from '../fakes/moved-clock.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const log = { subject: () => undefined, before: () => undefined, after: () => undefined, operation: () => undefined };
const context = { log, signal: new AbortController().signal };
const archiveId = '1a2b3c4d-2222-4000-8000-000000000001' as ArchiveId;

async function desk(remembered: string | null = null) {
  const platform = createMemoryPlatform();
  const tenant = addTenant(platform);
  const layout = platform.open();
  await layout.setWritable(true);
  const started: StartRequest[] = [];
  const engine = {
    ...engineWith(),
    start: async (request: StartRequest) => {
      started.push(request);
      return 'o' as OperationId;
    },
  };
  const open = { layout, engine, profile: { settings: platform.settings } };
  const session = {
    platform: () => open,
    actor: () => ({ operator: 'ayse@stocker.example', role: 'super_admin', platform: 'Demo' }),
  } as unknown as Session;
  const published: string[] = [];
  let folder = remembered;
  let answer: string | null = null;
  const handlers = createArchiveHandlers({
    session,
    dialogs: { saveFile: async () => null, openFile: async () => null, openFolder: async () => answer },
    broadcast: { publish: (name: string) => void published.push(name) } as never,
    folders: createChosenFolders({
      get: () => folder,
      set: (next) => {
        folder = next;
      },
    }),
    machine: 'here',
    clock: createMovedClock(),
  });
  const choose = (next: string | null) => {
    answer = next;
    return handlers['archives.chooseFolder']({ language: 'tr' }, context);
  };
  return { ...platform, tenant, handlers, started, published, choose, lastFolder: () => folder };
}

describe('the folder of a backup', () => {
  it('is one that a person chose, and is remembered', async () => {
    const { handlers, choose, tenant, started, lastFolder, published } = await desk();
    const input = { tenants: [tenant.id], folder: '/chosen', verify: false };
    await expect(handlers['archives.backUp'](input, context)).rejects.toMatchObject({ field: 'folder' });
    await expect(
      handlers['archives.export']({ tenantId: tenant.id, folder: '/chosen' }, context),
    ).rejects.toMatchObject({ field: 'folder' });
    expect(await choose(null)).toBeNull();
    expect(await choose('/chosen')).toEqual({ folder: '/chosen' });
    expect(await handlers['archives.backUp'](input, context)).toEqual({ operationId: 'o' });
    expect(started).toMatchObject([{ kind: 'backup', params: { folder: '/chosen', by: 'ayse@stocker.example' } }]);
    expect(lastFolder()).toBe('/chosen');
    expect(published).toEqual(['archives.changed', 'tenants.changed']);
  });
  it('that was chosen before is offered while it is there', async () => {
    const folder = temporaryFolder();
    const there = await desk(folder);
    expect((await there.handlers['archives.plan']({ tenants: [there.tenant.id] }, context)).folder).toBe(folder);
    const away = await desk(join(folder, 'unplugged'));
    expect((await away.handlers['archives.plan']({ tenants: [away.tenant.id] }, context)).folder).toBeNull();
  });
});

it('the list tells what became of each file', async () => {
  const { handlers, tenant, world } = await desk();
  const path = join(temporaryFolder(), 'f.dump');
  const archive: Archive = {
    ...{ id: archiveId, purpose: 'backup', format: 'pg_dump', tool: 'pg_dump 18.4', server: 'PostgreSQL 18.4' },
    ...{ tenantId: tenant.id, tenantCode: 'cinar', tenantName: 'Çınar', database: 'Stocker_cinar_Db', path },
    ...{ machine: 'here', bytes: 3, sha256: 'x', inventory: inventoryWith({ Users: 2 }), verification: null },
    ...{ madeAt: '2026-11-20T00:00:00.000Z', madeBy: 'ayse@stocker.example' },
  };
  world.archives.set(archiveId, archive);
  const state = async () => (await handlers['archives.list']({ tenantId: tenant.id }, context))[0]?.file;
  expect(await state()).toBe('missing');
  writeFileSync(path, 'abc');
  expect(await state()).toBe('there');
  truncateSync(path, 1);
  expect(await state()).toBe('changed');
  world.archives.set(archiveId, { ...archive, machine: 'elsewhere' });
  expect(await state()).toBe('elsewhere');
  const [row] = await handlers['archives.list']({ tenantId: null }, context);
  expect(row).toMatchObject({ tables: 1, rows: 2 });
  expect(row).not.toHaveProperty('inventory');
});

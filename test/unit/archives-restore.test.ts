import { renameSync, truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { backupOperation } from '../../main/archives/backup.ts';
import { type RestoreParams, restoreOperation } from '../../main/archives/restore.ts';
import { copyDatabaseName } from '../../shared/domain/copies.ts';
import type { CopyId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import { inventoryWith, lease } from '../fakes/archive-server.ts';
import { type ArchiveWorld, archiveIdOf, archiveWorld, begunAt, by, machine, tenant } from '../fakes/archive-work.ts';
import { runOperation } from '../fakes/run-operation.ts';

const copyId = '3c3c3c3c-3333-4000-8000-000000000001' as CopyId;
const { archiveId, tenantId, code, name, database } = tenant('acme', 1);
const copy = { id: copyId, database: copyDatabaseName(database, 'beside', copyId) };
const params: RestoreParams = { archiveId, tenant: { tenantId, code, name, database }, copy, machine, by };

async function backedUp(): Promise<ArchiveWorld> {
  const world = archiveWorld();
  const made = { tenants: [tenant('acme', 1)], format: 'pg_dump', verify: false, folder: world.folder, machine, by };
  await runOperation(backupOperation(world.parts), { ...made, begunAt }, lease('1', tenantId));
  return world;
}
const pathOf = ({ server }: ArchiveWorld): string => server.archives.get(archiveIdOf(1))?.path ?? '';
const restore = (world: ArchiveWorld, held = lease()) => runOperation(restoreOperation(world.parts), params, held);

describe('a backup brought back beside the living database', () => {
  it('is compared with it as it is now: the living on the left', async () => {
    const world = await backedUp();
    world.server.databases.set(database, inventoryWith({ Companies: 2, Users: 41 }));
    const ran = await restore(world);
    expect(ran.error).toBeUndefined();
    expect(world.server.copies.get(copyId)).toMatchObject({ purpose: 'beside', state: 'loaded', dropped: false });
    expect(world.server.copies.get(copyId)?.comparison).toMatchObject({ same: false, rows: { left: 43, right: 42 } });
    expect(ran.steps.find((step) => step.name === 'comparing')?.evidence).toEqual({
      ...{ same: false, rowsLiving: 43, rowsRestored: 42, tablesThatDiffer: 1 },
    });
    expect(world.server.databases.get(copy.database)).toEqual(inventoryWith({ Companies: 2, Users: 40 }));
  });

  it('is brought back all the same where the living one was lost', async () => {
    const world = await backedUp();
    world.server.databases.delete(database);
    expect((await restore(world)).error).toBeUndefined();
    expect(world.server.copies.get(copyId)?.comparison).toMatchObject({ rows: { left: 0, right: 42 } });
  });

  it('that differs from what was backed up is said not to be it, and is not compared', async () => {
    const world = await backedUp();
    world.server.instead = {
      load: async () => void world.server.databases.set(copy.database, inventoryWith({ Companies: 2 })),
    };
    const ran = await restore(world);
    expect(ran.error).toMatchObject({ key: 'archive.differs', params: { tables: 'tenant.Users (40 → 0)' } });
    expect(world.server.copies.get(copyId)?.comparison).toBeUndefined();
    await ran.undo(lease('2'));
    expect([...world.server.databases.keys()]).toEqual([database]);
    expect(world.server.copies.get(copyId)?.dropped).toBe(true);
  });

  it('is loaded anew by whoever goes on with it', async () => {
    const world = await backedUp();
    world.server.instead = {
      async load({ database: into }) {
        world.server.databases.set(into, inventoryWith({ Companies: 1 }));
        throw new AppError('unreachable', 'server.lost');
      },
    };
    expect((await restore(world)).error).toMatchObject({ key: 'server.lost' });
    world.server.instead = {};
    expect((await restore(world, lease('2'))).error).toBeUndefined();
    expect(world.server.databases.get(copy.database)).toEqual(inventoryWith({ Companies: 2, Users: 40 }));
  });

  it.each([
    ['archive.file_missing', (world: ArchiveWorld) => renameSync(pathOf(world), `${pathOf(world)}.away`)],
    ['archive.file_changed', (world: ArchiveWorld) => truncateSync(pathOf(world), 2)],
    ['archive.tombstoned', ({ server }: ArchiveWorld) => void server.lifecycles.set(tenantId, 'deleted')],
    ['tenant.wrong_state', ({ server }: ArchiveWorld) => void server.lifecycles.set(tenantId, 'deleting')],
    ['archive.not_found', ({ server }: ArchiveWorld) => void server.archives.clear()],
    [
      'archive.not_a_backup',
      ({ server }: ArchiveWorld) => {
        const archive = server.archives.get(archiveIdOf(1));
        if (archive !== undefined) server.archives.set(archive.id, { ...archive, purpose: 'export', format: 'zip' });
      },
    ],
  ])('is refused with %s before anything is made', async (key, change) => {
    const world = await backedUp();
    change(world);
    expect((await restore(world)).error).toMatchObject({ key });
    expect(world.server.copies.size).toBe(0);
  });
});

import { expect } from 'vitest';
import { createLifecycleOperations } from '../../main/tenants/lifecycle-operations.ts';
import type { DeletionAsk } from '../../main/tenants/start-deletion.ts';
import type { FileState } from '../../shared/contract/archives.ts';
import type { Certificate } from '../../shared/domain/deletion.ts';
import type { CopyId, OperationId } from '../../shared/domain/ids.ts';
import type { Lifecycle } from '../../shared/domain/lifecycle.ts';
import { anArchive } from '../builders/archives.ts';
import { addTenant, operationId } from '../builders/platform.ts';
import { startDesk } from './engine-desk.ts';
import { newDatabase } from './memory/storage.ts';
import { aNewUser, type MemoryTenant } from './memory/world.ts';
import { createMemoryPlatform } from './memory-layout.ts';

export const operator = { name: 'Ayşe Yılmaz', email: 'ayse@example.com' };
export const waiver = { waiver: 'the customer wants none' };
export const copyId = '7d0f2f5e-5555-4000-8000-000000000001' as CopyId;
export const copy = 'Stocker_cinar_Db_r_7d0f2f5e5555';

/** A tenant whose day has come, with a proved backup and an export, and a console that may delete it. */
export async function deletionHouse(
  change: Partial<MemoryTenant> & { readonly fileState?: FileState; readonly hash?: string } = {},
) {
  const { fileState = 'there', hash = 'ab'.repeat(32), ...tenantChange } = change;
  const platform = createMemoryPlatform();
  const tenant = addTenant(platform, {
    ...{ lifecycle: 'deletion_scheduled' as Lifecycle, deleteAfter: '2026-11-21' },
    ...tenantChange,
  });
  const { world } = platform;
  world.users.push({
    ...{ tenantId: tenant.id, email: 'sahip@cinar.example', username: 's', passwordHash: 'h' },
    ...{ ...aNewUser(), isAdmin: true, emailVerified: true },
  });
  world.invoices.set(tenant.id, 2);
  const backup = anArchive({ tenantId: tenant.id });
  const exported = anArchive({
    tenantId: tenant.id,
    purpose: 'export',
    path: '/disa/cinar.zip',
    verification: null,
    madeAt: '2026-11-19T09:00:00.000Z',
  });
  for (const archive of [backup, exported]) world.archives.set(archive.id, archive);
  const desk = await startDesk(platform);
  const { layout, engine, clock } = desk;
  const lifeOn = (server = layout.server, knownServer: string | null = null) =>
    createLifecycleOperations({
      ...{ layout: { ...layout, server }, engine, settings: platform.settings, knownServer, clock },
      fileState: async () => fileState,
      hashOf: async () => hash,
    });
  const ask: DeletionAsk = {
    id: tenant.id,
    typedCode: tenant.code,
    reason: 'the contract ended',
    backup: { archiveId: backup.id },
    export: { archiveId: exported.id },
  };
  const begin = async (asked: Partial<DeletionAsk> = {}): Promise<OperationId> =>
    (await lifeOn().delete({ ...ask, ...asked }, operator)).operationId;
  const certificate = async (): Promise<Certificate> => lifeOn().certificate(tenant.id);
  const everythingIsThere = () => {
    expect(world.databases.has('Stocker_cinar_Db')).toBe(true);
    expect(world.roles.has('stocker_cinar_app')).toBe(true);
    expect(world.users).toHaveLength(1);
    expect(world.domains).not.toEqual([]);
  };
  const nothingIsLeft = () => {
    expect([...world.databases.keys(), ...world.roles.keys(), ...world.users, ...world.domains]).toEqual([]);
    expect(world.tenants.get(tenant.id)).toMatchObject({ lifecycle: 'deleted', code: 'cinar' });
  };
  return {
    ...{ ...platform, tenant, desk, layout, engine, lifeOn, ask, begin, certificate, backup, exported },
    ...{ everythingIsThere, nothingIsLeft },
  };
}

/** A copy beside its database. */
export function addCopy({ world, tenant }: Pick<Awaited<ReturnType<typeof deletionHouse>>, 'world' | 'tenant'>): void {
  const database = newDatabase(copy);
  database.mark = { copy: copyId, loaded: true };
  world.databases.set(copy, database);
  world.copies.set(copyId, {
    ...{ id: copyId, tenantId: tenant.id, database: copy, purpose: 'beside', archiveId: null },
    ...{ madeBy: operator.email, madeAt: '2026-11-20T10:00:00.000Z', comparison: null, dropped: false, operationId },
  });
}

import { describe, expect, it } from 'vitest';
import type { Reservation } from '../../../main/layouts/roles/provisioning.ts';
import type { Archive } from '../../../shared/domain/archives.ts';
import type { ArchiveId } from '../../../shared/domain/ids.ts';
import { AppError } from '../../../shared/errors.ts';
import { activeTenant, type ConformanceWorld, heldTenant, lost, newId, overtake } from '../world.ts';

const archiveOf = ({ tenantId, code, name, database }: Reservation, change: Partial<Archive> = {}): Archive => ({
  ...{ id: newId<ArchiveId>(), purpose: 'backup', tenantId, tenantCode: code, tenantName: name, database },
  ...{ format: 'pg_dump', tool: 'pg_dump 18.4', server: 'PostgreSQL 18.4', machine: 'laptop' },
  ...{ path: `/backups/${code}.dump`, bytes: 5_000_000_000, sha256: 'a'.repeat(64) },
  inventory: {
    tables: [{ schema: 'tenant', name: 'Işık', rows: 3, checksum: 'c' }],
    migrations: [{ module: 'core', version: '001', checksum: 'm' }],
    structure: 's',
  },
  ...{ madeAt: '2026-11-21T10:00:00.000Z', madeBy: 'ayse', verification: null },
  ...change,
});

export function describeArchives(world: () => ConformanceWorld): void {
  describe('the list of backups', () => {
    it('keeps what was written once, newest first, and of whom it is', async () => {
      const { layout } = world();
      const [tenant, other] = [await activeTenant(layout, 'arch'), await activeTenant(layout, 'arch')];
      const { roles } = await heldTenant(layout, tenant);
      const older = archiveOf(tenant);
      const newer = archiveOf(tenant, { madeAt: '2026-11-22T10:00:00.000Z', purpose: 'export', format: 'zip' });
      const others = archiveOf(other);
      for (const archive of [older, newer, others]) await roles.archives.record(archive);
      await roles.archives.record({ ...older, path: '/elsewhere' });
      expect(await layout.archives.list(tenant.tenantId)).toEqual([newer, older]);
      expect((await layout.archives.list(null)).map(({ id }) => id)).toEqual(
        expect.arrayContaining([older.id, newer.id, others.id]),
      );
      expect(await layout.archives.find(others.id)).toEqual(others);
      expect(await roles.archives.find(older.id)).toEqual(older);
      expect(await layout.archives.find(newId())).toBeUndefined();
      await roles.close();
    });

    it('knows which were proved and when, and which failed for what', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'arch');
      const { roles } = await heldTenant(layout, tenant);
      const archive = archiveOf(tenant);
      await roles.archives.record(archive);
      const proof = { at: '2026-11-21T11:00:00.000Z', by: 'cem', problem: null };
      await roles.archives.keepVerification(archive.id, proof);
      expect(await layout.archives.find(archive.id)).toEqual({ ...archive, verification: proof });
      const problem = new AppError('conflict', 'archive.file_changed', { params: { file: 'x' } }).toData();
      await roles.archives.keepVerification(archive.id, { ...proof, problem });
      expect(await layout.archives.find(archive.id)).toMatchObject({ verification: { problem } });
      await expect(roles.archives.keepVerification(newId(), proof)).rejects.toMatchObject({ key: 'archive.not_found' });
      await roles.close();
    });

    it('is closed to whoever was overtaken', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'arch');
      const held = await heldTenant(layout, tenant);
      const archive = archiveOf(tenant);
      await held.roles.archives.record(archive);
      const next = await overtake(world(), held);
      const proof = { at: '2026-11-21T11:00:00.000Z', by: 'cem', problem: null };
      await expect(held.roles.archives.record(archiveOf(tenant))).rejects.toMatchObject(lost);
      await expect(held.roles.archives.keepVerification(archive.id, proof)).rejects.toMatchObject(lost);
      expect(await next.roles.archives.find(archive.id)).toEqual(archive);
      expect(await layout.archives.list(tenant.tenantId)).toHaveLength(1);
      await Promise.all([held.roles.close(), next.roles.close()]);
    });

    it('is what a selection is told of', async () => {
      const { layout } = world();
      const [first, second] = [await activeTenant(layout, 'sel'), await activeTenant(layout, 'sel')];
      const { roles } = await heldTenant(layout, first);
      await layout.holds.put({
        ...{ id: newId(), tenantId: second.tenantId, kind: 'legal', effects: ['block_write'] },
        ...{ reason: 'court order', reviewOn: '2027-01-31', by: 'ayse' },
      });
      const proved = archiveOf(first, { madeAt: '2026-11-20T10:00:00.000Z' });
      for (const archive of [proved, archiveOf(first), archiveOf(second, { purpose: 'export' })])
        await roles.archives.record(archive);
      const asked = [second.tenantId, newId<typeof first.tenantId>(), first.tenantId];
      const before = await layout.tenants.selection(asked);
      expect(before.map(({ id }) => id)).toEqual([second.tenantId, first.tenantId]);
      expect(before[0]).toMatchObject({ code: second.code, name: second.name, lifecycle: 'active', users: 1 });
      expect(before[0]).toMatchObject({ mrr: null, subscription: null, lastBackupAt: null });
      expect(before[0]?.holds).toEqual(await layout.holds.ofTenant(second.tenantId));
      expect(before[1]).toMatchObject({ holds: [], lastBackupAt: '2026-11-21T10:00:00.000Z' });
      await roles.archives.keepVerification(proved.id, { at: '2026-11-22T10:00:00.000Z', by: 'cem', problem: null });
      expect(await layout.tenants.selection([first.tenantId])).toMatchObject([{ lastBackupAt: proved.madeAt }]);
      expect(await layout.tenants.selection([])).toEqual([]);
      await roles.close();
    });
  });
}

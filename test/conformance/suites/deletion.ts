import { describe, expect, it } from 'vitest';
import type { PlatformLayout } from '../../../main/layouts/layout.ts';
import type { Reservation } from '../../../main/layouts/roles/provisioning.ts';
import type { Certificate } from '../../../shared/domain/deletion.ts';
import type { HoldId } from '../../../shared/domain/ids.ts';
import {
  activeTenant,
  type ConformanceWorld,
  heldTenant,
  lost,
  newCode,
  newId,
  overtake,
  reservationFor,
} from '../world.ts';

const by = 'ayse@stocker.example';
const wrongState = { code: 'conflict', key: 'tenant.wrong_state' };

async function scheduledTenant(layout: PlatformLayout): Promise<Reservation> {
  const tenant = await activeTenant(layout, 'gone');
  const { tenantId } = tenant;
  const move = { tenantId, reason: 'contract ended', by } as const;
  await layout.lifecycle.move({ ...move, from: ['active'], to: 'cancelled', deleteAfter: null });
  await layout.lifecycle.move({ ...move, from: ['cancelled'], to: 'deletion_scheduled', deleteAfter: '2026-12-21' });
  return tenant;
}

const certificateOf = ({ tenantId, code, name, role }: Reservation): Certificate => ({
  version: 1,
  ...{ tenantId, code, name, platform: 'Conformance', server: 'PostgreSQL 18', systemIdentifier: '7' },
  ...{ operationId: newId(), reason: 'contract ended', startedBy: by, finishedAt: '2026-12-22T10:00:00.000Z' },
  backup: { waiver: 'the customer has every file' },
  export: { waiver: 'the customer has every file' },
  removed: [{ kind: 'role', name: role }],
  kept: [],
  toDo: [],
});

export function describeDeletion(world: () => ConformanceWorld): void {
  describe('deleting', () => {
    it('takes what is of people, keeps what the law wants, and leaves a tombstone with its certificate', async () => {
      const { layout } = world();
      const tenant = await scheduledTenant(layout);
      const { tenantId } = tenant;
      expect(await layout.lifecycle.removal(tenantId)).toMatchObject({
        domains: [tenant.domain],
        users: 1,
        invoices: 0,
      });
      const { roles } = await heldTenant(layout, tenant);
      await expect(roles.lifecycle.removeRows(tenantId)).rejects.toMatchObject(wrongState);
      await expect(roles.lifecycle.bury(certificateOf(tenant))).rejects.toMatchObject(wrongState);
      await roles.lifecycle.beginDeleting({ tenantId, reason: 'contract ended', by });
      await roles.lifecycle.beginDeleting({ tenantId, reason: 'contract ended', by });
      expect(await roles.lifecycle.find(tenantId)).toMatchObject({
        lifecycle: 'deleting',
        deleteAfter: '2026-12-21',
      });
      expect(await roles.lifecycle.removable(tenantId)).toEqual(
        expect.arrayContaining([
          { kind: 'domain', name: tenant.domain },
          { kind: 'rows', name: 'MasterUsers', count: 1 },
          { kind: 'rows', name: 'TenantRegistrations', count: 1 },
        ]),
      );
      await roles.lifecycle.removeRows(tenantId);
      await roles.lifecycle.removeRows(tenantId);
      expect(await roles.lifecycle.removable(tenantId)).toEqual([]);
      expect(await layout.users.ofTenant(tenantId)).toEqual([]);
      const registration = await layout.registrations.find(tenant.registrationId);
      expect(registration).toMatchObject({ companyName: tenant.name, phone: null, state: 'completed' });
      expect(registration?.email).not.toContain(tenant.code);
      expect(await roles.lifecycle.kept(tenantId)).toEqual(
        expect.arrayContaining([
          { name: 'Tenants', count: 1, reason: 'tombstone' },
          { name: 'lifecycle_events', count: 3, reason: 'history' },
        ]),
      );
      expect(await roles.lifecycle.certificate(tenantId)).toBeUndefined();
      const certificate = certificateOf(tenant);
      await roles.lifecycle.bury(certificate);
      await roles.lifecycle.bury({ ...certificate, reason: 'another' });
      expect(await roles.lifecycle.certificate(tenantId)).toEqual(certificate);
      expect(await layout.lifecycle.info(tenantId)).toMatchObject({
        lifecycle: 'deleted',
        deleteAfter: null,
        certificate: { operationId: certificate.operationId },
      });
      await roles.close();
    });

    it('never brings a name of the deleted back, nor the tenant itself', async () => {
      const { layout } = world();
      const tenant = await scheduledTenant(layout);
      const { roles } = await heldTenant(layout, tenant);
      await roles.lifecycle.beginDeleting({ tenantId: tenant.tenantId, reason: 'over', by });
      await roles.lifecycle.removeRows(tenant.tenantId);
      await roles.lifecycle.bury(certificateOf(tenant));
      const rival = reservationFor(newCode('rival'), { code: tenant.code });
      await expect(roles.lifecycle.reserveRestored(rival)).rejects.toMatchObject({ key: 'name.code_taken' });
      await expect(
        roles.lifecycle.reserveRestored(reservationFor(newCode('rival'), { database: tenant.database })),
      ).rejects.toMatchObject({ key: 'name.database_taken' });
      await expect(
        roles.lifecycle.reserveRestored(reservationFor(newCode('risen'), { tenantId: tenant.tenantId })),
      ).rejects.toMatchObject({ key: 'archive.tombstoned' });
      await expect(
        roles.lifecycle.beginDeleting({ tenantId: tenant.tenantId, reason: 'again', by }),
      ).rejects.toMatchObject(wrongState);
      await expect(layout.lifecycle.rename({ tenantId: tenant.tenantId, name: 'Alive', by })).rejects.toMatchObject({
        code: 'conflict',
      });
      await roles.close();
    });

    it('does not begin under a legal hold, nor unscheduled', async () => {
      const { layout } = world();
      const tenant = await scheduledTenant(layout);
      const id = newId<HoldId>();
      await layout.holds.put({
        ...{ id, tenantId: tenant.tenantId, kind: 'legal', effects: ['block_write'] },
        ...{ reason: 'court order', reviewOn: null, by },
      });
      const { roles } = await heldTenant(layout, tenant);
      const ask = { tenantId: tenant.tenantId, reason: 'over', by };
      await expect(roles.lifecycle.beginDeleting(ask)).rejects.toMatchObject({ key: 'tenant.legal_hold' });
      await roles.holds.lift({ id, tenantId: tenant.tenantId, reason: 'withdrawn', by });
      await roles.lifecycle.beginDeleting(ask);
      const active = await activeTenant(layout, 'kept');
      await expect(roles.lifecycle.beginDeleting({ ...ask, tenantId: active.tenantId })).rejects.toMatchObject(
        wrongState,
      );
      await roles.close();
    });

    it('is refused to whoever was overtaken, at every write', async () => {
      const { layout } = world();
      const tenant = await scheduledTenant(layout);
      const held = await heldTenant(layout, tenant);
      const next = await overtake(world(), held);
      const { tenantId } = tenant;
      const { lifecycle } = held.roles;
      const restored = reservationFor(newCode('risen'));
      const recode = {
        ...{ tenantId, from: tenant, to: reservationFor(newCode('new')), reason: 'brand', by },
      };
      for (const write of [
        () => lifecycle.beginDeleting({ tenantId, reason: 'over', by }),
        () => lifecycle.removeRows(tenantId),
        () => lifecycle.bury(certificateOf(tenant)),
        () => lifecycle.recode(recode),
        () => lifecycle.reserveRestored(restored),
        () => lifecycle.createRestoredOwner(restored),
        () => lifecycle.activateRestored(restored),
      ])
        await expect(write()).rejects.toMatchObject(lost);
      expect(await next.roles.lifecycle.find(tenantId)).toMatchObject({
        lifecycle: 'deletion_scheduled',
        code: tenant.code,
      });
      expect(await next.roles.lifecycle.find(restored.tenantId)).toBeUndefined();
      await Promise.all([held.roles.close(), next.roles.close()]);
    });
  });

  describe('a tenant that comes out of a backup', () => {
    it('has a row, a domain and an owner whose password nobody knows, once', async () => {
      const { layout } = world();
      const source = await activeTenant(layout, 'source');
      const { roles } = await heldTenant(layout, source);
      const reservation = reservationFor(newCode('twin'));
      for (let time = 0; time < 2; time += 1) {
        await roles.lifecycle.reserveRestored(reservation);
        await roles.lifecycle.createRestoredOwner(reservation);
      }
      expect(await layout.tenants.find(reservation.tenantId)).toMatchObject({
        lifecycle: 'provisioning',
        domain: reservation.domain,
        databaseName: reservation.database,
        owner: { email: reservation.ownerEmail },
        domainCount: 1,
        users: 1,
      });
      await roles.lifecycle.activateRestored(reservation);
      await roles.lifecycle.activateRestored(reservation);
      expect(await layout.tenants.find(reservation.tenantId)).toMatchObject({
        lifecycle: 'active',
        access: { access: 'full' },
      });
      const rival = reservationFor(newCode('rival'), { ownerEmail: source.ownerEmail.toUpperCase() });
      await roles.lifecycle.reserveRestored(rival);
      await expect(roles.lifecycle.createRestoredOwner(rival)).rejects.toMatchObject({ key: 'name.email_taken' });
      await roles.close();
    });
  });
}

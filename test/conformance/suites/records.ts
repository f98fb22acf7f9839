import { describe, expect, it } from 'vitest';
import type { HoldId } from '../../../shared/domain/ids.ts';
import { AppError } from '../../../shared/errors.ts';
import { type ConformanceWorld, hold, never, newCode, newId, register, reservationFor, reserved } from '../world.ts';

export function describeRecords(world: () => ConformanceWorld): void {
  describe("a tenant's rows", () => {
    it('reserves once, however often it is asked', async () => {
      const { layout } = world();
      const { reservation, roles } = await reserved(layout, newCode());
      await roles.tenants.reserve(reservation);
      expect(await roles.tenants.findTenant(reservation)).toEqual({ status: 'provisioning', domains: 1 });
      expect(await roles.registrations.state(reservation.registrationId)).toEqual({
        state: 'provisioning',
        tenantId: reservation.tenantId,
      });
      expect(await layout.tenants.find(reservation.tenantId)).toMatchObject({
        lifecycle: 'provisioning',
        domain: reservation.domain,
        databaseName: reservation.database,
      });
      await roles.close();
    });

    it('refuses a code, a database or a domain that another tenant has, whatever the case', async () => {
      const { layout } = world();
      const { reservation: first, roles: held } = await reserved(layout, newCode('one'));
      const rivals = [
        ['name.code_taken', { code: first.code.toUpperCase() }],
        ['name.database_taken', { database: first.database.toLowerCase() }],
        ['name.domain_taken', { domain: first.domain }],
      ] as const;
      for (const [key, names] of rivals) {
        const rival = reservationFor(newCode('rival'), names);
        await register(layout, { ...rival, code: newCode('rival') });
        const { roles } = await hold(layout, rival);
        await expect(roles.tenants.reserve(rival)).rejects.toMatchObject({ code: 'conflict', key });
        expect(await roles.tenants.findTenant(rival)).toBeUndefined();
        await roles.close();
      }
      await held.close();
    });

    it('makes one owner from the registration, and none from an e-mail that somebody else has', async () => {
      const { layout } = world();
      const { reservation, roles } = await reserved(layout, newCode());
      expect(await roles.tenants.findOwner(reservation)).toBe(false);
      await roles.tenants.createOwner(reservation);
      await roles.tenants.createOwner(reservation);
      expect(await roles.tenants.findOwner(reservation)).toBe(true);
      expect(await layout.users.ofTenant(reservation.tenantId)).toEqual([
        expect.objectContaining({ email: reservation.ownerEmail, isTenantAdmin: true, emailVerified: true }),
      ]);
      const rival = await reserved(layout, newCode('rival'), { ownerEmail: reservation.ownerEmail.toUpperCase() });
      await expect(rival.roles.tenants.createOwner(rival.reservation)).rejects.toMatchObject({
        key: 'name.email_taken',
      });
      expect(await rival.roles.tenants.findOwner(rival.reservation)).toBe(false);
      await Promise.all([roles.close(), rival.roles.close()]);
    });

    it('activates in one go, with one mail under one name', async () => {
      const { layout } = world();
      const { reservation, roles, lease } = await reserved(layout, newCode());
      const mail = { kind: 'welcome', to: reservation.ownerEmail, language: 'tr' } as const;
      await roles.tenants.activate(reservation, mail);
      await roles.tenants.activate(reservation, mail);
      expect(await roles.tenants.findTenant(reservation)).toMatchObject({ status: 'active' });
      expect(await roles.registrations.state(reservation.registrationId)).toMatchObject({ state: 'completed' });
      const messageId = `<${lease.operationId}.welcome@stoocker.app>`;
      expect(await roles.outbox.pending(lease.operationId)).toEqual([{ ...mail, messageId, sent: false }]);
      await roles.outbox.markSent(lease.operationId, 'welcome');
      expect(await roles.outbox.pending(lease.operationId)).toEqual([{ ...mail, messageId, sent: true }]);
      await roles.close();
    });

    it('removes what failed, in order, and finds nothing the second time', async () => {
      const { layout } = world();
      const { reservation, roles } = await reserved(layout, newCode());
      await roles.tenants.createOwner(reservation);
      const failure = new AppError('refused', 'migration.failed', { params: {} }).toData();
      await roles.registrations.markFailed(reservation.registrationId, failure);
      expect(await layout.registrations.find(reservation.registrationId)).toMatchObject({
        state: 'failed',
        failureText: null,
      });
      expect(await roles.tenants.countSubscriptions(reservation)).toBe(0);
      expect(await roles.tenants.removeSubscriptions(reservation)).toBe(0);
      expect(await roles.tenants.removeOwner(reservation)).toBe(1);
      expect(await roles.tenants.removeTenant(reservation)).toBe(2);
      expect(await roles.tenants.removeOwner(reservation)).toBe(0);
      expect(await roles.tenants.removeTenant(reservation)).toBe(0);
      await roles.registrations.clearTenant(reservation.registrationId);
      await roles.registrations.markVerified(reservation.registrationId);
      expect(await layout.registrations.find(reservation.registrationId)).toMatchObject({
        state: 'verified',
        tenantId: null,
        failureText: null,
      });
      await roles.close();
    });

    it('never removes the rows of a tenant that works', async () => {
      const { layout } = world();
      const { reservation, roles } = await reserved(layout, newCode());
      await roles.tenants.createOwner(reservation);
      await roles.tenants.activate(reservation, { kind: 'welcome', to: reservation.ownerEmail, language: 'en' });
      const refused = { key: 'registration.nothing_to_clean' };
      await expect(roles.tenants.removeSubscriptions(reservation)).rejects.toMatchObject(refused);
      await expect(roles.tenants.removeOwner(reservation)).rejects.toMatchObject(refused);
      await expect(roles.tenants.removeTenant(reservation)).rejects.toMatchObject(refused);
      await expect(roles.registrations.clearTenant(reservation.registrationId)).rejects.toMatchObject({
        key: 'registration.wrong_state',
      });
      expect(await roles.tenants.findTenant(reservation)).toMatchObject({ status: 'active', domains: 1 });
      await roles.close();
    });

    it('never removes a tenant that was put on hold, though another program calls its registration failed', async () => {
      const { layout } = world();
      const { reservation, roles } = await reserved(layout, newCode());
      await roles.tenants.createOwner(reservation);
      await roles.storage.create(reservation, world().passwordVerifier('x'), never);
      await roles.tenants.activate(reservation, { kind: 'welcome', to: reservation.ownerEmail, language: 'en' });
      await layout.holds.put({
        ...{ id: newId<HoldId>(), tenantId: reservation.tenantId, kind: 'billing', effects: ['block_login'] },
        ...{ reason: 'unpaid', reviewOn: null, by: 'ayse' },
      });
      await layout.registrations.transition(reservation.registrationId, ['completed'], 'failed', 'mail');
      const refused = { key: 'registration.nothing_to_clean' };
      await expect(roles.tenants.removeOwner(reservation)).rejects.toMatchObject(refused);
      await expect(roles.tenants.removeTenant(reservation)).rejects.toMatchObject(refused);
      await expect(roles.storage.drop(reservation, never)).rejects.toMatchObject({ key: 'tenant.wrong_state' });
      expect(await roles.tenants.findTenant(reservation)).toMatchObject({ status: 'other', domains: 1 });
      await roles.close();
    });

    it('says which registration is not there', async () => {
      const { layout } = world();
      const { roles } = await hold(layout, reservationFor(newCode()));
      expect(await roles.registrations.state(newId())).toBeUndefined();
      await expect(roles.registrations.markProvisioning(newId())).rejects.toMatchObject({
        key: 'registration.not_found',
      });
      await roles.close();
    });
  });
}

import { describe, expect, it } from 'vitest';
import type { CompanyDetails } from '../../../main/layouts/roles/tenant-settings.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { activeTenant, type ConformanceWorld, lost, never, newCode, newId, overtake, reserved } from '../world.ts';

const by = 'ayse@stocker.example';

const details: CompanyDetails = {
  ...{ name: 'Işık Ltd.', legalName: 'Işık Tekstil Limited Şirketi', taxNumber: '1234567890', taxOffice: 'Kadıköy' },
  ...{ email: 'bilgi@isik.example', phone: '+90 216 000 00 00', address: 'Çınar Sok. 1', district: 'Moda' },
  ...{ city: 'İstanbul', postalCode: '34710', countryCode: 'TR' },
};

export function describeTenantSettings(world: () => ConformanceWorld): void {
  /** With its database, its tables and its company. */
  const seeded = async () => {
    const held = await reserved(world().layout, newCode('set'));
    const { roles, reservation } = held;
    await roles.tenants.createOwner(reservation);
    await roles.storage.create(reservation, world().passwordVerifier('password'), never);
    for (const migration of roles.migrator.available('core')) await roles.migrator.apply(reservation, migration, never);
    await roles.seeder.seed(reservation);
    return held;
  };

  describe('what a tenant has of its own', () => {
    it('is nothing at first, then what was saved, and nothing again', async () => {
      const { tenantSettings } = world().layout;
      const id = newId<TenantId>();
      const nothing = { timeZone: null, language: null, currency: null };
      expect(await tenantSettings.find(id)).toEqual({ ...nothing, updatedAt: null, updatedBy: null });
      const wanted = { timeZone: 'Europe/Berlin', language: 'en', currency: 'EUR' };
      const saved = await tenantSettings.save(id, wanted, by);
      expect(saved).toMatchObject({ ...wanted, updatedBy: by, updatedAt: expect.stringMatching(/^\d{4}-.*Z$/) });
      expect(await tenantSettings.find(id)).toEqual(saved);
      await tenantSettings.save(id, nothing, 'mehmet@stocker.example');
      expect(await tenantSettings.find(id)).toMatchObject({ ...nothing, updatedBy: 'mehmet@stocker.example' });
    });

    it('may be limits other than the package has, one for each, until they are taken back', async () => {
      const { tenantSettings } = world().layout;
      const id = newId<TenantId>();
      expect(await tenantSettings.overrides(id)).toEqual([]);
      const first = { key: 'max_users', value: 40, reason: 'Season', by, until: '2026-12-31' } as const;
      expect(await tenantSettings.setOverride(id, first)).toMatchObject(first);
      await tenantSettings.setOverride(id, { ...first, value: null, until: null });
      const rate = { key: 'api_rate_limit', value: 50_000, reason: 'A migration', by, until: null } as const;
      await tenantSettings.setOverride(id, rate);
      expect(await tenantSettings.overrides(id)).toMatchObject([rate, { ...first, value: null, until: null }]);
      await tenantSettings.clearOverride(id, 'max_users');
      await tenantSettings.clearOverride(id, 'max_users');
      expect((await tenantSettings.overrides(id)).map(({ key }) => key)).toEqual(['api_rate_limit']);
      expect(await tenantSettings.overrides(newId())).toEqual([]);
    });

    it('is only read while the platform is not opened for writing', async () => {
      const other = await world().another();
      await other.setWritable(false);
      const id = newId<TenantId>();
      const refused = { key: 'session.read_only' };
      const settings = { timeZone: null, language: null, currency: null };
      await expect(other.tenantSettings.save(id, settings, by)).rejects.toMatchObject(refused);
      await expect(
        other.tenantSettings.setOverride(id, { key: 'max_users', value: 1, reason: 'No', by, until: null }),
      ).rejects.toMatchObject(refused);
      await expect(other.tenantSettings.clearOverride(id, 'max_users')).rejects.toMatchObject(refused);
    });
  });

  describe('what a tenant uses', () => {
    it('is counted as far as it can be', async () => {
      const { tenantSettings } = world().layout;
      const { roles, reservation } = await seeded();
      const used = await tenantSettings.used(reservation, reservation.tenantId);
      expect(used).toMatchObject({ max_users: 1, max_storage_gb: expect.any(Number) });
      expect(Object.keys(used).toSorted()).toEqual(['max_storage_gb', 'max_users']);
      await roles.close();
      const without = await activeTenant(world().layout, 'used');
      expect(await tenantSettings.used(null, without.tenantId)).toEqual({ max_users: 1 });
    });

    it("is not counted in a database that is another tenant's, nor is its company shown", async () => {
      const { tenantSettings } = world().layout;
      const { roles, reservation } = await seeded();
      const stranger = { tenantId: newId<TenantId>(), database: reservation.database };
      expect(await tenantSettings.company(reservation)).toMatchObject({ name: reservation.name });
      expect(await tenantSettings.company(stranger)).toBeNull();
      expect(await tenantSettings.company({ ...stranger, database: 'Stocker_nowhere_Db' })).toBeNull();
      expect(await tenantSettings.used(stranger, stranger.tenantId)).toMatchObject({ max_users: 0 });
      await roles.close();
    });
  });

  describe("a tenant's company", () => {
    it('is the seeded one, then as it was saved, once and again', async () => {
      const { tenantSettings } = world().layout;
      const { roles, reservation } = await seeded();
      expect(await roles.companies.find(reservation)).toMatchObject({ name: reservation.name, taxNumber: null });
      await roles.companies.save(reservation, details);
      await roles.companies.save(reservation, details);
      expect(await roles.companies.find(reservation)).toEqual(details);
      expect(await tenantSettings.company(reservation)).toEqual(details);
      await roles.close();
    });

    it('is not looked for in a database that is not there, and not found before there is one', async () => {
      const held = await reserved(world().layout, newCode('set'));
      const { roles, reservation } = held;
      await expect(roles.companies.find(reservation)).rejects.toMatchObject({ key: 'server.no_database' });
      await roles.storage.create(reservation, world().passwordVerifier('password'), never);
      const stranger = { ...reservation, tenantId: newId<TenantId>() };
      await expect(roles.companies.find(stranger)).rejects.toMatchObject({ key: 'tenant.foreign_stamp' });
      await expect(roles.companies.save(stranger, details)).rejects.toMatchObject({ code: expect.any(String) });
      await roles.close();
    });

    it('is not saved by an operation that was overtaken', async () => {
      const before = await seeded();
      const after = await overtake(world(), before);
      await expect(before.roles.companies.save(before.reservation, details)).rejects.toMatchObject(lost);
      expect(await after.roles.companies.find(before.reservation)).toMatchObject({ taxNumber: null });
      await Promise.all([before.roles.close(), after.roles.close()]);
    });
  });
}

import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { type ConformanceWorld, lost, never, newCode, overtake, reserved } from '../world.ts';

/** Whoever was overtaken changes nothing any more, by any of its roles. */
export function describeFences(world: () => ConformanceWorld): void {
  const failure = new AppError('refused', 'migration.failed', { params: {} }).toData();

  describe('fences', () => {
    it("refuse every write of an overtaken operation in the platform's database", async () => {
      const before = await reserved(world().layout, newCode());
      const { roles, reservation, lease } = before;
      const { registrationId } = reservation;
      const after = await overtake(world(), before);
      const writes: ReadonlyArray<() => Promise<unknown>> = [
        () => roles.tenants.reserve(reservation),
        () => roles.tenants.createOwner(reservation),
        () => roles.tenants.activate(reservation, { kind: 'welcome', to: 'a@b.example', language: 'tr' }),
        () => roles.tenants.removeSubscriptions(reservation),
        () => roles.tenants.removeOwner(reservation),
        () => roles.tenants.removeTenant(reservation),
        () => roles.registrations.markProvisioning(registrationId),
        () => roles.registrations.markFailed(registrationId, failure),
        () => roles.registrations.markVerified(registrationId),
        () => roles.registrations.clearTenant(registrationId),
        () => roles.storage.create(reservation, world().passwordVerifier('x'), never),
        () => roles.storage.dropRole(reservation),
        () => roles.outbox.markSent(lease.operationId, 'welcome'),
      ];
      for (const write of writes) await expect(write()).rejects.toMatchObject(lost);
      expect(await after.roles.tenants.findTenant(reservation)).toEqual({ status: 'provisioning', domains: 1 });
      expect(await after.roles.storage.state(reservation)).toEqual({ kind: 'absent' });
      await Promise.all([roles.close(), after.roles.close()]);
    });

    it("refuse every write of an overtaken operation in the tenant's database", async () => {
      const before = await reserved(world().layout, newCode());
      const { roles, reservation } = before;
      await roles.storage.create(reservation, world().passwordVerifier('x'), never);
      const [first, second] = roles.migrator.available('core');
      if (first === undefined || second === undefined) throw new Error('there is a core bundle');
      await roles.migrator.apply(reservation, first, never);
      const after = await overtake(world(), before);
      await expect(roles.migrator.apply(reservation, second, never)).rejects.toMatchObject(lost);
      await expect(roles.migrator.revert(reservation, first, never)).rejects.toMatchObject(lost);
      for (const module of roles.migrator.modules())
        await expect(roles.modules.purge(reservation, module, never)).rejects.toMatchObject(lost);
      await expect(roles.seeder.seed(reservation)).rejects.toMatchObject(lost);
      await expect(roles.storage.drop(reservation, never)).rejects.toMatchObject(lost);
      await after.roles.migrator.apply(reservation, second, never);
      expect(await after.roles.migrator.applied(reservation)).toHaveLength(2);
      await Promise.all([roles.close(), after.roles.close()]);
    });

    it('end the sessions of the overtaken, which then say so', async () => {
      const before = await reserved(world().layout, newCode());
      const { roles, reservation } = before;
      const after = await overtake(world(), before);
      const { operationId, fence } = after.lease;
      expect(await world().layout.journal.evict(operationId, fence)).toBeGreaterThanOrEqual(1);
      await expect(roles.registrations.state(reservation.registrationId)).rejects.toMatchObject({
        code: 'unreachable',
        key: 'server.lost',
      });
      await expect(roles.registrations.markVerified(reservation.registrationId)).rejects.toMatchObject({
        key: 'server.lost',
      });
      expect(await after.roles.registrations.state(reservation.registrationId)).toMatchObject({
        state: 'provisioning',
      });
      await Promise.all([roles.close(), after.roles.close()]);
    });
  });
}

import { describe, expect, it } from 'vitest';
import type { HoldCatalog } from '../../../main/layouts/layout.ts';
import { isLive } from '../../../shared/domain/holds.ts';
import type { HoldId, TenantId } from '../../../shared/domain/ids.ts';
import {
  activeTenant,
  type ConformanceWorld,
  heldTenant,
  hold,
  lost,
  never,
  newCode,
  newId,
  overtake,
  reservationFor,
  reserved,
} from '../world.ts';

const draft = (tenantId: TenantId): Parameters<HoldCatalog['put']>[0] => ({
  ...{ id: newId<HoldId>(), tenantId, kind: 'billing', effects: ['block_login'] },
  ...{ reason: 'Two invoices late', reviewOn: null, by: 'ayse' },
});

export function describeHoldRecords(world: () => ConformanceWorld): void {
  describe('holds that an operation writes', () => {
    it('are one hold however often they are put, lifted or given back', async () => {
      const { layout } = world();
      const { tenantId } = await activeTenant(layout, 'many');
      // An operation over many tenants: its own resource is none of theirs.
      const { roles } = await hold(layout, reservationFor(newCode('many')));
      const asked = draft(tenantId);
      const put = await roles.holds.put(asked);
      expect(await roles.holds.put(asked)).toEqual(put);
      expect(await roles.holds.ofTenant(tenantId)).toHaveLength(1);
      expect(await layout.tenants.find(tenantId)).toMatchObject({ suspended: true });
      const lift = { id: asked.id, tenantId, reason: 'Paid', by: 'mehmet' };
      const lifted = await roles.holds.lift(lift);
      expect(await roles.holds.lift({ ...lift, by: 'cem' })).toEqual(lifted);
      expect(await layout.tenants.find(tenantId)).toMatchObject({ suspended: false });
      // Putting what was lifted since does not put it again: that was another's decision.
      expect(isLive(await roles.holds.put(asked))).toBe(false);
      await roles.holds.reinstate(asked);
      await roles.holds.reinstate(asked);
      expect((await roles.holds.ofTenant(tenantId)).filter(isLive)).toHaveLength(1);
      expect(await layout.tenants.find(tenantId)).toMatchObject({ suspended: true });
      await expect(roles.holds.lift({ ...lift, id: newId() })).rejects.toMatchObject({ key: 'hold.not_found' });
      await expect(roles.holds.reinstate({ id: newId(), tenantId })).rejects.toMatchObject({ key: 'hold.not_found' });
      await roles.close();
    });

    it('leave alone a tenant on which another operation works, but not the own', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'busy');
      const own = await heldTenant(layout, tenant);
      await own.roles.holds.put(draft(tenant.tenantId));
      const { roles } = await hold(layout, reservationFor(newCode('many')));
      await expect(roles.holds.put(draft(tenant.tenantId))).rejects.toMatchObject({
        key: 'operation.running_on_resource',
      });
      await Promise.all([own.roles.close(), roles.close()]);
    });

    it('are refused to whoever was overtaken, and so is the gate', async () => {
      const { layout, passwordVerifier } = world();
      const { reservation, roles: making } = await reserved(layout, newCode('gate'));
      await making.storage.create(reservation, passwordVerifier('x'), never);
      await making.tenants.activate(reservation, { kind: 'welcome', to: reservation.ownerEmail, language: 'tr' });
      await making.close();
      const asked = draft(reservation.tenantId);
      const held = await heldTenant(layout, reservation);
      await held.roles.holds.put(asked);
      const next = await overtake(world(), held);
      const storage = { id: reservation.tenantId, database: reservation.database };
      const lift = { id: asked.id, tenantId: asked.tenantId, reason: 'x', by: 'x' };
      for (const write of [
        () => held.roles.holds.put({ ...asked, id: newId() }),
        () => held.roles.holds.lift(lift),
        () => held.roles.holds.reinstate(asked),
        () => held.roles.gate.seal(storage),
        () => held.roles.gate.unseal(storage),
      ])
        await expect(write()).rejects.toMatchObject(lost);
      expect((await next.roles.holds.ofTenant(asked.tenantId)).filter(isLive)).toHaveLength(1);
      const { mayLogIn } = world().administrator;
      const getsIn = () => mayLogIn(reservation.role, 'x', reservation.database);
      expect(await getsIn()).toBe(true);
      expect(await next.roles.gate.seal(storage)).toMatchObject({ sealed: true, sessionsLeft: 0 });
      expect(await next.roles.gate.seal(storage)).toMatchObject({ sealed: true });
      expect(await getsIn()).toBe(false);
      await next.roles.gate.unseal(storage);
      expect(await getsIn()).toBe(true);
      await Promise.all([held.roles.close(), next.roles.close()]);
    });
  });
}

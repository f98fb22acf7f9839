import { describe, expect, it } from 'vitest';
import type { PlatformLayout } from '../../../main/layouts/layout.ts';
import type { HoldKind } from '../../../shared/domain/holds.ts';
import type { HoldId, TenantId } from '../../../shared/domain/ids.ts';
import { type ConformanceWorld, newCode, newId, reserved } from '../world.ts';

async function activeTenant(layout: PlatformLayout): Promise<TenantId> {
  const { roles, reservation } = await reserved(layout, newCode('hold'));
  await roles.tenants.activate(reservation, { kind: 'welcome', to: reservation.ownerEmail, language: 'tr' });
  await roles.close();
  return reservation.tenantId;
}

const draft = (tenantId: TenantId, kind: HoldKind) =>
  ({
    id: newId<HoldId>(),
    tenantId,
    kind,
    effects: ['block_login'],
    reason: 'Two invoices late',
    reviewOn: null,
    by: 'ayse',
  }) as const;

export function describeHolds(world: () => ConformanceWorld): void {
  describe('holds', () => {
    it('suspend while one of them blocks, and no longer', async () => {
      const { layout } = world();
      const id = await activeTenant(layout);
      const billing = await layout.holds.put(draft(id, 'billing'));
      const legal = await layout.holds.put(draft(id, 'legal'));
      expect(await layout.tenants.find(id)).toMatchObject({ suspended: true, access: { access: 'none' } });
      await layout.holds.lift({ id: billing.id, tenantId: id, reason: 'Paid', by: 'mehmet' });
      expect(await layout.tenants.find(id)).toMatchObject({ suspended: true, holdKinds: ['legal'] });
      const lifted = await layout.holds.lift({ id: legal.id, tenantId: id, reason: 'Settled', by: 'mehmet' });
      expect(lifted).toMatchObject({ liftedBy: 'mehmet' });
      expect(await layout.tenants.find(id)).toMatchObject({ suspended: false, access: { access: 'full' } });
      expect(await layout.holds.ofTenant(id)).toHaveLength(2);
    });

    it('are lifted once', async () => {
      const { layout } = world();
      const id = await activeTenant(layout);
      const hold = await layout.holds.put(draft(id, 'security'));
      const lift = { id: hold.id, tenantId: id, reason: 'Over', by: 'ayse' };
      const tries = await Promise.allSettled([layout.holds.lift(lift), layout.holds.lift(lift)]);
      expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { key: 'hold.already_lifted' },
      });
      await expect(layout.holds.lift({ ...lift, id: newId() })).rejects.toMatchObject({ key: 'hold.not_found' });
    });

    it('are not put on a tenant that is not there yet', async () => {
      const { layout } = world();
      const { roles, reservation } = await reserved(layout, newCode());
      await expect(layout.holds.put(draft(reservation.tenantId, 'legal'))).rejects.toMatchObject({
        key: 'hold.tenant_state',
      });
      await expect(layout.holds.put(draft(newId(), 'legal'))).rejects.toMatchObject({ key: 'tenant.not_found' });
      await roles.close();
    });
  });
}

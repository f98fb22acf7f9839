import { describe, expect, it } from 'vitest';
import type { PlatformLayout } from '../../../main/layouts/layout.ts';
import type { Recode } from '../../../main/layouts/roles/lifecycle.ts';
import type { Reservation } from '../../../main/layouts/roles/provisioning.ts';
import type { HoldId } from '../../../shared/domain/ids.ts';
import type { Lifecycle } from '../../../shared/domain/lifecycle.ts';
import { activeTenant, type ConformanceWorld, heldTenant, newCode, newId } from '../world.ts';

const by = 'ayse@stocker.example';
const wrongState = { code: 'conflict', key: 'tenant.wrong_state' };

const moves = (layout: PlatformLayout, { tenantId }: Reservation) => ({
  to: (to: Lifecycle, from: ReadonlyArray<Lifecycle>, deleteAfter: string | null = null) =>
    layout.lifecycle.move({ tenantId, from, to, deleteAfter, reason: `to ${to}`, by }),
});

const recode = (tenant: Reservation, from: string, to: string): Recode => ({
  tenantId: tenant.tenantId,
  from: { code: from, domain: `${from}.stoocker.app` },
  to: { code: to, domain: `${to}.stoocker.app` },
  reason: 'new brand',
  by,
});

export function describeLifecycle(world: () => ConformanceWorld): void {
  describe("a tenant's later life", () => {
    it('goes step by step, with a line for each, and closes the tenant on the way', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'life');
      const { to } = moves(layout, tenant);
      await to('cancelled', ['active']);
      expect(await layout.tenants.find(tenant.tenantId)).toMatchObject({
        lifecycle: 'cancelled',
        access: { access: 'none' },
      });
      await to('deletion_scheduled', ['cancelled'], '2026-12-21');
      expect(await layout.lifecycle.info(tenant.tenantId)).toMatchObject({
        lifecycle: 'deletion_scheduled',
        deleteAfter: '2026-12-21',
        certificate: null,
      });
      await to('active', ['cancelled', 'deletion_scheduled']);
      const info = await layout.lifecycle.info(tenant.tenantId);
      expect(info).toMatchObject({ lifecycle: 'active', deleteAfter: null, redirects: [] });
      expect(info?.events.map(({ from, to: reached }) => `${from} ${reached}`)).toEqual([
        'deletion_scheduled active',
        'cancelled deletion_scheduled',
        'active cancelled',
      ]);
      expect(info?.events[0]).toMatchObject({ by, reason: 'to active' });
      expect(await layout.tenants.find(tenant.tenantId)).toMatchObject({
        lifecycle: 'active',
        suspended: false,
        access: { access: 'full' },
      });
    });

    it('refuses what the state machine has no way for, and what somebody else did already', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'life');
      const { to } = moves(layout, tenant);
      await expect(to('deletion_scheduled', ['active'])).rejects.toMatchObject({
        ...wrongState,
        params: { from: 'active', to: 'deletion_scheduled' },
      });
      const both = await Promise.allSettled([to('cancelled', ['active']), to('cancelled', ['active'])]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect((await layout.lifecycle.info(tenant.tenantId))?.events).toHaveLength(1);
      expect(await layout.lifecycle.info(newId())).toBeUndefined();
      const nobody = { ...tenant, tenantId: newId<typeof tenant.tenantId>() };
      await expect(moves(layout, nobody).to('cancelled', ['active'])).rejects.toMatchObject({
        key: 'tenant.not_found',
      });
    });

    it('comes back suspended where a hold still blocks', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'life');
      const { to } = moves(layout, tenant);
      const hold = { id: newId<HoldId>(), tenantId: tenant.tenantId, kind: 'billing', reason: 'unpaid' } as const;
      await layout.holds.put({ ...hold, effects: ['block_login'], reviewOn: null, by });
      await to('cancelled', ['active']);
      await to('active', ['cancelled']);
      expect(await layout.tenants.find(tenant.tenantId)).toMatchObject({ lifecycle: 'active', suspended: true });
      await layout.holds.lift({ id: hold.id, tenantId: tenant.tenantId, reason: 'paid', by });
      expect(await layout.tenants.find(tenant.tenantId)).toMatchObject({ suspended: false });
    });

    it('waits while an operation works on the tenant', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'life');
      const { roles } = await heldTenant(layout, tenant);
      const busy = { key: 'operation.running_on_resource' };
      await expect(moves(layout, tenant).to('cancelled', ['active'])).rejects.toMatchObject(busy);
      await expect(layout.lifecycle.rename({ tenantId: tenant.tenantId, name: 'Other', by })).rejects.toMatchObject(
        busy,
      );
      await roles.close();
    });

    it('changes the name, and nothing else', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'life');
      await layout.lifecycle.rename({ tenantId: tenant.tenantId, name: 'Çiğdem Gıda A.Ş.', by });
      expect(await layout.tenants.find(tenant.tenantId)).toMatchObject({
        name: 'Çiğdem Gıda A.Ş.',
        code: tenant.code,
        domain: tenant.domain,
        databaseName: tenant.database,
      });
    });
  });

  describe('a new code', () => {
    it('comes with a domain, keeps the database, and redirects every earlier domain to the newest', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'old');
      const [second, third] = [newCode('second'), newCode('third')];
      const { roles } = await heldTenant(layout, tenant);
      await roles.lifecycle.recode(recode(tenant, tenant.code, second));
      await roles.lifecycle.recode(recode(tenant, tenant.code, second));
      expect(await roles.lifecycle.find(tenant.tenantId)).toMatchObject({
        code: second,
        database: tenant.database,
        primaryDomain: `${second}.stoocker.app`,
      });
      await roles.lifecycle.recode(recode(tenant, second, third));
      const target = `${third}.stoocker.app`;
      const redirects = (await layout.lifecycle.info(tenant.tenantId))?.redirects ?? [];
      expect(redirects.map(({ domain, to }) => [domain, to]).sort()).toEqual(
        [
          [`${second}.stoocker.app`, target],
          [tenant.domain, target],
        ].sort(),
      );
      expect((await layout.domains.ofTenant(tenant.tenantId)).filter(({ isPrimary }) => isPrimary)).toMatchObject([
        { name: target, isVerified: true },
      ]);
      await roles.close();
    });

    it('leaves a domain of its own the one that people are sent to', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'own');
      const own = newCode('panel');
      const { roles } = await heldTenant(layout, tenant);
      // What leads to it is another name than the one under its code.
      await roles.lifecycle.recode(recode(tenant, tenant.code, own));
      const next = newCode('next');
      await roles.lifecycle.recode({ ...recode(tenant, own, next), from: { code: own, domain: null } });
      expect(await roles.lifecycle.find(tenant.tenantId)).toMatchObject({
        code: next,
        primaryDomain: `${own}.stoocker.app`,
      });
      const domains = await layout.domains.ofTenant(tenant.tenantId);
      expect(domains.find(({ name }) => name === `${next}.stoocker.app`)).toMatchObject({
        isPrimary: false,
        isVerified: true,
      });
      await roles.close();
    });

    it('may be an earlier one again', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'back');
      const other = newCode('other');
      const { roles } = await heldTenant(layout, tenant);
      await roles.lifecycle.recode(recode(tenant, tenant.code, other));
      await roles.lifecycle.recode(recode(tenant, other, tenant.code));
      expect((await layout.lifecycle.info(tenant.tenantId))?.redirects).toMatchObject([
        { domain: `${other}.stoocker.app`, to: tenant.domain },
      ]);
      expect(await layout.tenants.find(tenant.tenantId)).toMatchObject({ code: tenant.code, domain: tenant.domain });
      await roles.close();
    });

    it('is refused where another tenant has the code or the domain, or had it a moment ago', async () => {
      const { layout } = world();
      const [tenant, rival] = [await activeTenant(layout, 'mine'), await activeTenant(layout, 'rival')];
      const { roles } = await heldTenant(layout, tenant);
      const wanted = recode(tenant, tenant.code, newCode('new'));
      await expect(
        roles.lifecycle.recode({ ...wanted, to: { ...wanted.to, code: rival.code.toUpperCase() } }),
      ).rejects.toMatchObject({ key: 'name.code_taken' });
      await expect(
        roles.lifecycle.recode({ ...wanted, to: { ...wanted.to, domain: rival.domain } }),
      ).rejects.toMatchObject({ key: 'name.domain_taken' });
      await expect(roles.lifecycle.recode(recode(tenant, 'somebody-else', newCode()))).rejects.toMatchObject(
        wrongState,
      );
      const rivals = await heldTenant(layout, rival);
      await rivals.roles.lifecycle.recode(recode(rival, rival.code, newCode('moved')));
      // Its old domain still leads to it.
      await expect(
        roles.lifecycle.recode({ ...wanted, to: { ...wanted.to, domain: rival.domain } }),
      ).rejects.toMatchObject({ key: 'name.domain_taken' });
      expect(await roles.lifecycle.find(tenant.tenantId)).toMatchObject({ code: tenant.code });
      await Promise.all([roles.close(), rivals.roles.close()]);
    });

    it('leaves a redirect until it is taken away', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'left');
      const { roles, lease } = await heldTenant(layout, tenant);
      await roles.lifecycle.recode(recode(tenant, tenant.code, newCode('right')));
      const redirect = { tenantId: tenant.tenantId, domain: tenant.domain.toUpperCase(), by };
      await expect(layout.lifecycle.removeRedirect(redirect)).rejects.toMatchObject({
        key: 'operation.running_on_resource',
      });
      await roles.close();
      await layout.journal.finish(lease.operationId, lease.fence, 'succeeded', null);
      await layout.lifecycle.removeRedirect(redirect);
      expect((await layout.lifecycle.info(tenant.tenantId))?.redirects).toEqual([]);
      expect(await layout.domains.ofTenant(tenant.tenantId)).toHaveLength(1);
      await expect(layout.lifecycle.removeRedirect(redirect)).rejects.toMatchObject({
        key: 'tenant.redirect_not_found',
      });
    });
  });
}

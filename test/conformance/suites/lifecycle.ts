import { describe, expect, it } from 'vitest';
import type { PlatformLayout, Reservation } from '../../../main/layouts/layout.ts';
import type { Recode } from '../../../main/layouts/roles/lifecycle.ts';
import type { Certificate } from '../../../shared/domain/deletion.ts';
import type { HoldId } from '../../../shared/domain/ids.ts';
import type { Lifecycle } from '../../../shared/domain/lifecycle.ts';
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

const moves = (layout: PlatformLayout, { tenantId }: Reservation) => ({
  to: (to: Lifecycle, from: ReadonlyArray<Lifecycle>, deleteAfter: string | null = null) =>
    layout.lifecycle.move({ tenantId, from, to, deleteAfter, reason: `to ${to}`, by }),
});

async function scheduledTenant(layout: PlatformLayout): Promise<Reservation> {
  const tenant = await activeTenant(layout, 'gone');
  await moves(layout, tenant).to('cancelled', ['active']);
  await moves(layout, tenant).to('deletion_scheduled', ['cancelled'], '2026-12-21');
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
      expect((await layout.tenants.domains(tenant.tenantId)).filter(({ isPrimary }) => isPrimary)).toMatchObject([
        { name: target, isVerified: true },
      ]);
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
      expect(await layout.tenants.domains(tenant.tenantId)).toHaveLength(1);
      await expect(layout.lifecycle.removeRedirect(redirect)).rejects.toMatchObject({
        key: 'tenant.redirect_not_found',
      });
    });
  });

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
      expect(await layout.tenants.users(tenantId)).toEqual([]);
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
      for (const write of [
        () => lifecycle.beginDeleting({ tenantId, reason: 'over', by }),
        () => lifecycle.removeRows(tenantId),
        () => lifecycle.bury(certificateOf(tenant)),
        () => lifecycle.recode(recode(tenant, tenant.code, newCode())),
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

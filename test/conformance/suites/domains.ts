import { describe, expect, it } from 'vitest';
import type { PlatformLayout } from '../../../main/layouts/layout.ts';
import type { Reservation } from '../../../main/layouts/roles/provisioning.ts';
import type { DomainFilter, StoredDomain } from '../../../shared/contract/domains.ts';
import type { DnsFinding } from '../../../shared/domain/domains.ts';
import type { DomainId, TenantId } from '../../../shared/domain/ids.ts';
import {
  activeTenant,
  type ConformanceWorld,
  heldTenant,
  lost,
  newCode,
  newId,
  overtake,
  register,
  reservationFor,
} from '../world.ts';

const by = 'ayse@stocker.example';
const taken = { code: 'conflict', key: 'domain.taken', field: 'name' };

const wanted = ({ tenantId }: Pick<Reservation, 'tenantId'>, name: string) => ({
  ...{ id: newId<DomainId>(), tenantId, name, token: `token of ${name}`, by },
});
const filter = (overrides: Partial<DomainFilter>): DomainFilter => ({
  ...{ tab: 'all', search: '', offset: 0, limit: 50 },
  ...overrides,
});
const namesOf = (domains: ReadonlyArray<StoredDomain>): ReadonlyArray<string> => domains.map(({ name }) => name);

async function verified(layout: PlatformLayout, tenant: Reservation, name: string): Promise<StoredDomain> {
  const { id } = await layout.domains.add(wanted(tenant, name));
  return layout.domains.checked({ id, verified: true, findings: [] });
}

async function primaryOf({ domains }: PlatformLayout, tenantId: TenantId): Promise<ReadonlyArray<string>> {
  return namesOf((await domains.ofTenant(tenantId)).filter(({ isPrimary }) => isPrimary));
}

/** As the source's own registration writes it: on the other spelling of the base domain. */
async function mismatched(layout: PlatformLayout, prefix: string) {
  const tenant = await activeTenant(layout, prefix);
  const [own] = await layout.domains.ofTenant(tenant.tenantId);
  if (own === undefined) throw new Error('a tenant without a domain');
  const { roles, lease } = await heldTenant(layout, tenant);
  const from = `${tenant.code}.stocker.app`;
  const move = { id: own.id, from: tenant.domain, to: from, by };
  await roles.domains.moveToBase(move);
  const redirect = { tenantId: tenant.tenantId, domain: tenant.domain, by };
  await roles.close();
  await layout.journal.finish(lease.operationId, lease.fence, 'succeeded', null);
  await layout.lifecycle.removeRedirect(redirect);
  return { tenant, id: own.id, move: { id: own.id, from, to: tenant.domain, by } };
}

const redirectsOf = async (layout: PlatformLayout, tenantId: TenantId) =>
  ((await layout.lifecycle.info(tenantId))?.redirects ?? []).map(({ domain, to }) => `${domain} > ${to}`);

export function describeDomains(world: () => ConformanceWorld): void {
  describe("a tenant's domains", () => {
    it('begin with its own address, verified and primary, that asks for no proof', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'dom');
      const [own, ...more] = await layout.domains.ofTenant(tenant.tenantId);
      expect(more).toEqual([]);
      expect(own).toMatchObject({
        ...{ name: tenant.domain, unicodeName: tenant.domain, kind: 'base', token: null, findings: [] },
        ...{ isPrimary: true, isVerified: true, tenant: { id: tenant.tenantId, code: tenant.code } },
      });
      expect(await layout.domains.find(own?.id ?? newId())).toEqual(own);
      expect(await layout.domains.find(newId())).toBeUndefined();
      expect(await layout.domains.ofTenant(newId())).toEqual([]);
    });

    it('take one of its own, unverified, in both spellings', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'dom');
      const unicodeName = `${tenant.code}.çınar.com.tr`;
      const asked = wanted(tenant, `${tenant.code}.xn--nar-1la48a.com.tr`);
      const added = await layout.domains.add(asked);
      expect(added).toMatchObject({
        ...{ id: asked.id, name: asked.name, unicodeName, kind: 'own', token: asked.token },
        ...{ isPrimary: false, isVerified: false, verifiedAt: null, checkedAt: null, findings: [] },
      });
      expect(namesOf(await layout.domains.ofTenant(tenant.tenantId))).toEqual([tenant.domain, asked.name]);
    });

    it('keep what DNS said last, and since when they are verified', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'dom');
      const { id, name } = await layout.domains.add(wanted(tenant, `${tenant.code}.example.com`));
      const findings: ReadonlyArray<DnsFinding> = [
        {
          ...{ kind: 'TXT', name: `_tenantry.${name}`, expected: 'one', found: ['two'] },
          ...{ state: 'wrong', silence: null },
        },
      ];
      const missed = await layout.domains.checked({ id, verified: false, findings });
      expect(missed).toMatchObject({ isVerified: false, verifiedAt: null, findings });
      expect(missed.checkedAt).not.toBeNull();
      const proved = await layout.domains.checked({ id, verified: true, findings: [] });
      expect(proved).toMatchObject({ isVerified: true, findings: [] });
      expect(proved.verifiedAt).not.toBeNull();
      const again = await layout.domains.checked({ id, verified: true, findings });
      expect(again.verifiedAt).toBe(proved.verifiedAt);
      await expect(layout.domains.checked({ id: newId(), verified: true, findings: [] })).rejects.toMatchObject({
        key: 'domain.not_found',
      });
    });

    it('have one token, the first', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'dom');
      const added = await layout.domains.add(wanted(tenant, `${tenant.code}.example.com`));
      const again = await layout.domains.issueToken({ id: added.id, token: 'another', by });
      expect(again.token).toBe(added.token);
    });

    it('are refused where somebody has the name, in whichever spelling and case', async () => {
      const { layout } = world();
      const [mine, theirs] = [await activeTenant(layout, 'mine'), await activeTenant(layout, 'theirs')];
      const name = `${theirs.code}.xn--nar-1la48a.com.tr`;
      await layout.domains.add(wanted(theirs, name));
      const { roles } = await heldTenant(layout, theirs);
      const next = newCode('next');
      await roles.lifecycle.recode({
        ...{ tenantId: theirs.tenantId, reason: 'new brand', by },
        from: { code: theirs.code, domain: theirs.domain },
        to: { code: next, domain: `${next}.stoocker.app` },
      });
      await roles.close();
      const waiting = reservationFor(newCode('waits'));
      await register(layout, waiting);
      for (const [tenant, other] of [
        [mine, name],
        [theirs, name],
        [mine, theirs.domain],
        [mine, `${next}.stoocker.app`],
        [mine, waiting.domain],
      ] as const)
        if (tenant === mine) await expect(layout.domains.add(wanted(tenant, other))).rejects.toMatchObject(taken);
      const both = [`${theirs.code}.ÇINAR.com.tr`.toLowerCase().replace('çi', 'çı'), name.toUpperCase()];
      const found = await layout.domains.taken(both.map((one) => ({ tenantId: mine.tenantId, name: one })));
      expect([...found]).toEqual([name]);
      expect(await layout.domains.taken([{ tenantId: theirs.tenantId, name }])).toEqual(new Set());
      expect(await layout.domains.taken([])).toEqual(new Set());
    });

    it('go to one of two consoles that want the same', async () => {
      const first = world().layout;
      const second = await world().another();
      const [mine, theirs] = [await activeTenant(first, 'one'), await activeTenant(first, 'two')];
      const name = `${mine.code}.example.com`;
      const results = await Promise.allSettled([
        first.domains.add(wanted(mine, name)),
        second.domains.add(wanted(theirs, name)),
        second.domains.add(wanted(mine, name)),
      ]);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject(taken);
    });

    it('wait while an operation works on the tenant', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'busy');
      const { id } = await verified(layout, tenant, `${tenant.code}.example.com`);
      const { roles } = await heldTenant(layout, tenant);
      const busy = { key: 'operation.running_on_resource' };
      await expect(layout.domains.makePrimary(id)).rejects.toMatchObject(busy);
      await expect(layout.domains.remove(id)).rejects.toMatchObject(busy);
      await expect(layout.domains.add(wanted(tenant, `x.${tenant.code}.com`))).rejects.toMatchObject(busy);
      await roles.close();
    });
  });

  describe('the primary domain', () => {
    it('is exactly one, and only a verified one', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'pri');
      const { id, name } = await layout.domains.add(wanted(tenant, `${tenant.code}.example.com`));
      await expect(layout.domains.makePrimary(id)).rejects.toMatchObject({ key: 'domain.unverified' });
      await layout.domains.checked({ id, verified: true, findings: [] });
      expect(await layout.domains.makePrimary(id)).toEqual({ before: tenant.domain, after: name });
      expect(await primaryOf(layout, tenant.tenantId)).toEqual([name]);
      expect(await layout.tenants.find(tenant.tenantId)).toMatchObject({ domain: name });
      expect(await layout.domains.makePrimary(id)).toEqual({ before: name, after: name });
      expect(await primaryOf(layout, tenant.tenantId)).toEqual([name]);
    });

    it('stays one when two consoles choose at once', async () => {
      const first = world().layout;
      const second = await world().another();
      const tenant = await activeTenant(first, 'pri');
      const [one, two] = [
        await verified(first, tenant, `one.${tenant.code}.com`),
        await verified(first, tenant, `two.${tenant.code}.com`),
      ];
      await Promise.all([first.domains.makePrimary(one.id), second.domains.makePrimary(two.id)]);
      expect(await primaryOf(first, tenant.tenantId)).toHaveLength(1);
    });

    it("can't be removed, nor can the tenant's own address; everything else can", async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'pri');
      const [own] = await layout.domains.ofTenant(tenant.tenantId);
      const { id, name } = await verified(layout, tenant, `${tenant.code}.example.com`);
      await expect(layout.domains.remove(own?.id ?? id)).rejects.toMatchObject({ key: 'domain.primary' });
      await layout.domains.makePrimary(id);
      await expect(layout.domains.remove(own?.id ?? id)).rejects.toMatchObject({ key: 'domain.own' });
      await expect(layout.domains.remove(id)).rejects.toMatchObject({ key: 'domain.primary' });
      await layout.domains.makePrimary(own?.id ?? id);
      expect(await layout.domains.remove(id)).toEqual({ name });
      await expect(layout.domains.remove(id)).rejects.toMatchObject({ key: 'domain.not_found' });
      expect(namesOf(await layout.domains.ofTenant(tenant.tenantId))).toEqual([tenant.domain]);
      // Free for the next one.
      await layout.domains.add(wanted(await activeTenant(layout, 'heir'), name));
    });
  });

  describe('the list of domains', () => {
    it('has tabs that are counted as they are shown, and is searched in both spellings', async () => {
      const { layout } = world();
      const { tenant, id } = await mismatched(layout, 'list');
      const before = await layout.domains.counts();
      const word = newCode('y').slice(2);
      const name = `${word}.xn--nar-1la48a.com.tr`;
      const added = await layout.domains.add(wanted(tenant, name));
      expect(await layout.domains.counts()).toEqual({
        ...{ all: before.all + 1, unverified: before.unverified + 1 },
        ...{ custom: before.custom + 1, mismatched: before.mismatched },
      });
      for (const search of [word, `${word} çınar`, `${word} CINAR`, `xn--nar ${word}`, `${word} ${tenant.code}`])
        expect(await layout.domains.page(filter({ search, tab: 'custom' })), search).toEqual({
          rows: [added],
          total: 1,
        });
      expect(await layout.domains.page(filter({ search: `${word} demir` }))).toEqual({ rows: [], total: 0 });
      const other = await layout.domains.page(filter({ tab: 'mismatched', search: tenant.code }));
      expect(other.rows.map((row) => [row.id, row.kind])).toEqual([[id, 'other_base']]);
    });

    it('comes in pages', async () => {
      const { layout } = world();
      const tenant = await activeTenant(layout, 'pages');
      const names = ['a', 'b', 'c'].map((letter) => `${letter}.${tenant.code}.com`);
      for (const name of names) await layout.domains.add(wanted(tenant, name));
      const at = (offset: number) =>
        layout.domains.page(filter({ search: tenant.code, tab: 'custom', offset, limit: 2 }));
      const [first, second] = [await at(0), await at(2)];
      expect([first.total, second.total]).toEqual([3, 3]);
      expect([...namesOf(first.rows), ...namesOf(second.rows)].sort()).toEqual(names);
      expect(first.rows).toHaveLength(2);
    });
  });

  describe('a domain on another spelling of the base domain', () => {
    it("gets the profile's, keeps its row, and redirects from the old name", async () => {
      const { layout } = world();
      const { tenant, id, move } = await mismatched(layout, 'fix');
      const { roles, lease } = await heldTenant(layout, tenant);
      await roles.domains.moveToBase(move);
      await roles.domains.moveToBase(move);
      expect(await roles.domains.find(id)).toMatchObject({
        name: move.to,
        kind: 'base',
        isPrimary: true,
        isVerified: true,
      });
      await roles.close();
      await layout.journal.finish(lease.operationId, lease.fence, 'succeeded', null);
      expect(await redirectsOf(layout, tenant.tenantId)).toEqual([`${move.from} > ${move.to}`]);
      expect(namesOf(await layout.domains.ofTenant(tenant.tenantId))).toEqual([move.to]);
      const rival = await activeTenant(layout, 'rival');
      await expect(layout.domains.add(wanted(rival, move.from))).rejects.toMatchObject(taken);
    });

    it('goes back as if nothing had been', async () => {
      const { layout } = world();
      const { tenant, id, move } = await mismatched(layout, 'fix');
      const before = await layout.domains.find(id);
      const { roles } = await heldTenant(layout, tenant);
      await roles.domains.moveBack({ ...move, wasVerified: true });
      await roles.domains.moveToBase(move);
      await roles.domains.moveBack({ ...move, wasVerified: true });
      await roles.domains.moveBack({ ...move, wasVerified: true });
      expect(await layout.domains.find(id)).toEqual(before);
      expect(await redirectsOf(layout, tenant.tenantId)).toEqual([]);
      await roles.domains.moveBack({ ...move, id: newId(), wasVerified: true });
      await roles.close();
    });

    it('is left where the name is taken, where it changed meanwhile, and where it is gone', async () => {
      const { layout } = world();
      const { tenant, id, move } = await mismatched(layout, 'fix');
      const rival = await activeTenant(layout, 'rival');
      const { roles } = await heldTenant(layout, tenant);
      await expect(roles.domains.moveToBase({ ...move, to: rival.domain })).rejects.toMatchObject({
        key: 'domain.taken',
      });
      await expect(roles.domains.moveToBase({ ...move, from: 'other.stocker.app' })).rejects.toMatchObject({
        key: 'domain.changed',
      });
      await expect(roles.domains.moveToBase({ ...move, id: newId() })).rejects.toMatchObject({
        key: 'domain.not_found',
      });
      expect(await roles.domains.find(id)).toMatchObject({ name: move.from });
      await roles.close();
    });

    it('is not touched by a console that lost the operation', async () => {
      const { layout } = world();
      const { tenant, id, move } = await mismatched(layout, 'lost');
      const held = await heldTenant(layout, tenant);
      await held.roles.domains.find(id);
      const next = await overtake(world(), held);
      await expect(held.roles.domains.moveToBase(move)).rejects.toSatisfy(
        (error: { readonly code: string }) => error.code === lost.code || error.code === 'unreachable',
      );
      expect(await next.roles.domains.find(id)).toMatchObject({ name: move.from });
      await next.roles.domains.moveToBase(move);
      await Promise.all([held.roles.close(), next.roles.close()]);
    });
  });
}

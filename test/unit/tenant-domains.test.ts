import { describe, expect, it } from 'vitest';
import type { DnsClient } from '../../main/dns/dns-client.ts';
import {
  addDomain,
  domainsOfTenant,
  makeDomainPrimary,
  removeDomain,
  verifyDomain,
} from '../../main/tenants/domains.ts';
import { planRepair, startRepair } from '../../main/tenants/plan-repair.ts';
import { repairDomainsOperation } from '../../main/tenants/repair-domains.ts';
import type { DnsAnswer } from '../../shared/domain/dns-findings.ts';
import type { DomainId, TenantId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import { addTenant } from '../builders/platform.ts';
import { startDesk } from '../fakes/engine-desk.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

const by = 'ayse@example.com';
const reason = 'one spelling for all';

async function house() {
  const platform = createMemoryPlatform();
  const tenant = addTenant(platform);
  const opened = platform.open();
  const desk = await startDesk(platform, 'one', [
    repairDomainsOperation({
      async openRoles(lease) {
        await opened.setWritable(true);
        return opened.openOperation(lease);
      },
    }),
  ]);
  const { layout, engine } = desk;
  const parts = { layout, engine, settings: platform.settings, by };
  /** DNS as it is set: what is not set is not there. */
  const zone = new Map<string, DnsAnswer>();
  const asked = (name: string): Promise<DnsAnswer> => Promise.resolve(zone.get(name) ?? { silence: 'no_name' });
  const dns: DnsClient = {
    txt: (name) => asked(`TXT ${name}`),
    cname: (name) => asked(`CNAME ${name}`),
    addresses: (name) => asked(`A ${name}`),
  };
  const add = (name: string, tenantId = tenant.id) => addDomain(parts, { tenantId, name });
  /** On the other spelling, as the source's own registration writes it. */
  const misspelled = (code: string): { readonly id: DomainId; readonly tenantId: TenantId } => {
    const { id } = addTenant(platform, {
      code,
      name: code,
      database: null,
      id: crypto.randomUUID() as string as TenantId,
    });
    const domain = platform.world.domains.find(({ tenantId }) => tenantId === id);
    if (domain === undefined) throw new Error('a tenant without a domain');
    domain.name = `${code}.stocker.app`;
    return { id: domain.id as DomainId, tenantId: id };
  };
  const namesOf = (id: TenantId) =>
    platform.world.domains.filter(({ tenantId }) => tenantId === id).map(({ name }) => name);
  return { ...platform, tenant, desk, parts, zone, dns, add, misspelled, namesOf };
}

describe('a domain of its own', () => {
  it('is added in the form that DNS knows, with a proof to set that nobody guesses', async () => {
    const { add, tenant, parts } = await house();
    const [one, two] = [await add(' Panel.çınar.com.tr. '), await add('www.cinar.example')];
    expect(one).toMatchObject({
      name: 'panel.xn--nar-1la48a.com.tr',
      unicodeName: 'panel.çınar.com.tr',
      isVerified: false,
    });
    expect(one.token).toMatch(/^tenantry-[0-9a-f]{32}$/);
    expect(two.token).not.toBe(one.token);
    const { domains, target } = await domainsOfTenant(parts, tenant.id);
    expect(domains.map(({ name }) => name)).toEqual(['cinar.stoocker.app', one.name, two.name]);
    expect(target).toBe('cinar.stoocker.app');
  });

  it('is refused at its field, before anybody is asked', async () => {
    const { add, faults, tenant } = await house();
    await expect(add('*.cinar.com.tr')).rejects.toMatchObject({ key: 'domain.wildcard', field: 'name' });
    await expect(add('baska.stoocker.app')).rejects.toMatchObject({ key: 'domain.of_platform', field: 'name' });
    await add('panel.cinar.example');
    await expect(add('PANEL.cinar.example')).rejects.toMatchObject({ key: 'domain.taken', field: 'name' });
    faults.fail('domains.add', new AppError('unreachable', 'server.lost'));
    tenant.lifecycle = 'deleted';
    await expect(add('x.cinar.example')).rejects.toMatchObject({ key: 'tenant.deleted' });
  });

  it('is verified by both of its records, and says what was found until then', async () => {
    const { add, parts, dns, zone } = await house();
    const { id, name, token } = await add('panel.cinar.example');
    const verify = async () => (await verifyDomain({ ...parts, dns }, id)).after;
    expect(await verify()).toMatchObject({
      isVerified: false,
      findings: [
        { kind: 'TXT', name: `_tenantry.${name}`, expected: token, state: 'missing', silence: 'no_name' },
        { kind: 'CNAME', name, expected: 'cinar.stoocker.app', state: 'missing' },
      ],
    });
    zone.set(`TXT _tenantry.${name}`, { values: [token ?? ''] });
    zone.set(`CNAME ${name}`, { values: ['cinar.stocker.app'] });
    expect(await verify()).toMatchObject({
      isVerified: false,
      findings: [{ state: 'right' }, { state: 'wrong', found: ['cinar.stocker.app'] }],
    });
    zone.set(`CNAME ${name}`, { silence: 'no_record' });
    zone.set(`A ${name}`, { values: ['203.0.113.7'] });
    zone.set('A cinar.stoocker.app', { values: ['203.0.113.7', '203.0.113.8'] });
    expect(await verify()).toMatchObject({ isVerified: true, findings: [{ state: 'right' }, { state: 'right' }] });
    // The proof was given; that it is gone is shown.
    zone.clear();
    expect(await verify()).toMatchObject({ isVerified: true, findings: [{ state: 'missing' }, { state: 'missing' }] });
  });

  it('gets a proof to set where another program wrote it without one', async () => {
    const { world, tenant, parts, dns } = await house();
    const id = crypto.randomUUID() as string as DomainId;
    const written = { id, tenantId: tenant.id, name: 'eski.example', isPrimary: false, isVerified: false };
    world.domains.push({ ...written, createdAt: tenant.createdAt });
    const first = (await verifyDomain({ ...parts, dns }, id)).after;
    expect(first.token).toMatch(/^tenantry-/);
    expect((await verifyDomain({ ...parts, dns }, id)).after.token).toBe(first.token);
  });

  it('asks nothing for an address of the platform itself', async () => {
    const { world, parts, dns } = await house();
    const id = (world.domains[0]?.id ?? '') as DomainId;
    await expect(verifyDomain({ ...parts, dns }, id)).rejects.toMatchObject({ key: 'domain.needs_no_proof' });
    await expect(removeDomain(parts, id)).rejects.toMatchObject({ key: 'domain.primary' });
    await expect(removeDomain(parts, crypto.randomUUID() as string as DomainId)).rejects.toMatchObject({
      key: 'domain.not_found',
    });
  });

  it('becomes the primary one once it is verified, and goes only when it is not', async () => {
    const { add, parts, dns, zone, tenant, namesOf } = await house();
    const { id, name, token } = await add('panel.cinar.example');
    await expect(makeDomainPrimary(parts, id)).rejects.toMatchObject({ key: 'domain.unverified' });
    zone.set(`TXT _tenantry.${name}`, { values: [token ?? ''] });
    zone.set(`CNAME ${name}`, { values: ['cinar.stoocker.app'] });
    await verifyDomain({ ...parts, dns }, id);
    expect(await makeDomainPrimary(parts, id)).toMatchObject({ before: 'cinar.stoocker.app', after: name });
    await expect(removeDomain(parts, id)).rejects.toMatchObject({ key: 'domain.primary' });
    const own = (await domainsOfTenant(parts, tenant.id)).domains.find(({ kind }) => kind === 'base');
    await makeDomainPrimary(parts, own?.id ?? id);
    await removeDomain(parts, id);
    expect(namesOf(tenant.id)).toEqual(['cinar.stoocker.app']);
  });
});

describe('a repair of domains', () => {
  it('tells what it would rename and what it leaves out, and why', async () => {
    const { misspelled, parts, world, add, tenant } = await house();
    const [fine, taken, gone, both] = [misspelled('acme'), misspelled('beta'), misspelled('gone'), misspelled('both')];
    addTenant({ world } as Parameters<typeof addTenant>[0], { code: 'beta-2', database: null });
    for (const domain of world.domains) if (domain.name === 'beta-2.stoocker.app') domain.name = 'beta.stoocker.app';
    const deleted = world.tenants.get(gone.tenantId);
    if (deleted !== undefined) deleted.lifecycle = 'deleted';
    const createdAt = tenant.createdAt;
    const own = { tenantId: both.tenantId, isPrimary: false, isVerified: true, createdAt };
    world.domains.push({ ...own, id: crypto.randomUUID(), name: 'both.stoocker.app' });
    const other = await add('panel.cinar.example');
    const plan = await planRepair(parts, null);
    expect(plan).toMatchObject({ baseDomain: 'stoocker.app', more: 0 });
    expect(plan.rows.map(({ id, from, to, problem }) => [id, from, to, problem]).sort()).toEqual(
      [
        [fine.id, 'acme.stocker.app', 'acme.stoocker.app', null],
        [taken.id, 'beta.stocker.app', 'beta.stoocker.app', 'taken'],
        [gone.id, 'gone.stocker.app', 'gone.stoocker.app', 'tenant_state'],
        [both.id, 'both.stocker.app', 'both.stoocker.app', 'has_it'],
      ].sort(),
    );
    expect((await planRepair(parts, [fine.id, other.id, fine.id])).rows.map(({ id }) => id)).toEqual([fine.id]);
  });

  it('gives a name to one domain alone, the primary one first, and an address of the platform’s own to nobody', async () => {
    const { misspelled, parts, world } = await house();
    const [one, two] = [misspelled('acme'), misspelled('beta')];
    const also = ({ tenantId }: { readonly tenantId: TenantId }, name: string): DomainId => {
      const id = crypto.randomUUID() as string as DomainId;
      const createdAt = '2026-11-01T09:00:00.000Z';
      world.domains.push({ ...{ id, tenantId, name, createdAt }, isPrimary: false, isVerified: true });
      return id;
    };
    const again = also(one, 'acme.stooker.app');
    const [shop, shopToo] = [also(one, 'shop.stooker.app'), also(two, 'shop.stocker.app')];
    const api = also(two, 'api.stocker.app');
    const { rows } = await planRepair(parts, [again, shop, shopToo, one.id, api]);
    expect(rows.map(({ id, problem }) => [id, problem])).toEqual([
      [again, 'has_it'],
      [shop, null],
      [shopToo, 'taken'],
      [one.id, null],
      [api, 'reserved'],
    ]);
  });

  it('renames each, leaves a redirect, and keeps the result of each', async () => {
    const { misspelled, parts, desk, namesOf, world } = await house();
    const [one, two] = [misspelled('acme'), misspelled('beta')];
    const { operationId, before, after } = await startRepair(parts, { ids: [one.id, two.id], reason });
    expect([before, after]).toEqual([
      ['acme.stocker.app', 'beta.stocker.app'],
      ['acme.stoocker.app', 'beta.stoocker.app'],
    ]);
    const view = await desk.settled(operationId);
    expect(view).toMatchObject({ state: 'succeeded', warnings: [] });
    expect(view.steps.map(({ name }) => name)).toEqual(['checking', 'repairing/acme', 'repairing/beta', 'completed']);
    expect([namesOf(one.tenantId), namesOf(two.tenantId)]).toEqual([['acme.stoocker.app'], ['beta.stoocker.app']]);
    expect(world.redirects.map(({ domain, to }) => `${domain} ${to}`).sort()).toEqual([
      'acme.stocker.app acme.stoocker.app',
      'beta.stocker.app beta.stoocker.app',
    ]);
    await expect(startRepair(parts, { ids: [one.id, two.id], reason })).rejects.toMatchObject({
      key: 'domain.none_to_repair',
    });
  });

  it('goes on without the one whose domain was removed meanwhile', async () => {
    const { misspelled, parts, desk, namesOf, world, faults } = await house();
    const [one, two] = [misspelled('acme'), misspelled('beta')];
    faults.fail('domainRecords.moveToBase', new AppError('not_found', 'domain.not_found'));
    const { operationId } = await startRepair(parts, { ids: [one.id, two.id], reason });
    const view = await desk.settled(operationId);
    expect(view.state).toBe('succeeded');
    expect(view.steps.map(({ state }) => state)).toEqual(['done', 'warned', 'done', 'done']);
    expect([namesOf(one.tenantId), namesOf(two.tenantId)]).toEqual([['acme.stocker.app'], ['beta.stoocker.app']]);
    expect(world.redirects).toHaveLength(1);
  });

  it('of one tenant alone fails as itself, and belongs to the tenant', async () => {
    const { misspelled, parts, desk, faults } = await house();
    const one = misspelled('acme');
    faults.fail('domainRecords.moveToBase', new AppError('conflict', 'domain.taken', { params: { domain: 'x' } }));
    const { operationId } = await startRepair(parts, { ids: [one.id], reason });
    expect(await desk.settled(operationId)).toMatchObject({
      state: 'failed',
      subject: { tenantId: one.tenantId, label: 'acme' },
      error: { key: 'domain.taken' },
    });
    // It waits for somebody, and is not begun a second time meanwhile.
    expect((await planRepair(parts, [one.id])).rows).toMatchObject([{ id: one.id }]);
  });
});

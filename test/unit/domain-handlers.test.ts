import { afterEach, expect, it } from 'vitest';
import type { Session } from '../../main/access/session.ts';
import { createBroadcast } from '../../main/ipc/broadcast.ts';
import type { HandlerContext } from '../../main/ipc/handler.ts';
import { createDomainHandlers } from '../../main/ipc/handlers/domains.ts';
import { addTenant } from '../builders/platform.ts';
import { startDesk } from '../fakes/engine-desk.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';
import { type DnsHost, startDns } from '../servers/dns.ts';

let dns: DnsHost | undefined;
afterEach(async () => {
  await dns?.close();
  dns = undefined;
});

async function house() {
  dns = await startDns();
  const platform = createMemoryPlatform({ settings: { dnsServers: [dns.server] } });
  const tenant = addTenant(platform);
  const { layout, engine } = await startDesk(platform);
  const session = {
    platform: () => ({ layout, engine, profile: { settings: platform.settings } }),
    actor: () => ({ operator: 'ayse@example.com', role: 'super_admin', platform: 'Memory' }),
  } as unknown as Session;
  const told: string[] = [];
  const noted: Array<readonly [string, unknown]> = [];
  const broadcast = createBroadcast();
  broadcast.events.subscribe((name, payload) => void told.push(`${name} ${JSON.stringify(payload)}`));
  const handlers = createDomainHandlers({ session, broadcast });
  const note = (what: string) => (value: unknown) => void noted.push([what, value]);
  const context: HandlerContext = {
    signal: new AbortController().signal,
    log: { subject: note('subject'), before: note('before'), after: note('after'), operation: note('operation') },
  };
  return { ...platform, tenant, dns, handlers, context, told, noted };
}

it('asks the DNS that the profile names, and writes what was before and after', async () => {
  const { handlers, context, tenant, dns: zone, noted, told } = await house();
  const { id: tenantId, name: label } = tenant;
  const added = await handlers['domains.add']({ tenantId, name: 'çınar.example' }, context);
  const { id, name, token } = added;
  zone.put({
    [`_tenantry.${name}`]: [{ type: 'TXT', value: token ?? '' }],
    [name]: [{ type: 'CNAME', value: 'cinar.stoocker.app' }],
  });
  expect(await handlers['domains.verify']({ id }, context)).toMatchObject({ isVerified: true });
  expect(zone.questions).toContain(`TXT _tenantry.${name}`);
  await handlers['domains.makePrimary']({ id }, context);
  const both = { name, unicodeName: 'çınar.example', isPrimary: false };
  expect(noted).toEqual([
    ['subject', { label, id: tenantId }],
    ['after', { ...both, isVerified: false }],
    ['subject', { label, id: tenantId }],
    ['before', { ...both, isVerified: false }],
    [
      'after',
      { ...both, isVerified: true, findings: expect.arrayContaining([expect.objectContaining({ kind: 'TXT' })]) },
    ],
    ['subject', { label, id: tenantId }],
    ['before', { primary: 'cinar.stoocker.app' }],
    ['after', { primary: name }],
  ]);
  expect(told).toEqual(Array.from({ length: 3 }, () => `tenants.changed {"id":"${tenantId}"}`));
});

it('tells of a removal what was there', async () => {
  const { handlers, context, tenant, noted } = await house();
  const { id } = await handlers['domains.add']({ tenantId: tenant.id, name: 'panel.cinar.example' }, context);
  noted.length = 0;
  await handlers['domains.remove']({ id }, context);
  expect(noted).toContainEqual(['before', { name: 'panel.cinar.example', isPrimary: false, isVerified: false }]);
  expect((await handlers['domains.ofTenant']({ id: tenant.id }, context)).domains).toHaveLength(1);
  expect(await handlers['domains.counts']({}, context)).toEqual({ all: 1, unverified: 0, custom: 0, mismatched: 0 });
  expect(await handlers['domains.planRepair']({ ids: null }, context)).toEqual({
    ...{ baseDomain: 'stoocker.app', rows: [], more: 0 },
  });
});

it('keeps that a check was given up out of the tenant', async () => {
  const { handlers, context, tenant, dns: zone, world } = await house();
  const { id, name } = await handlers['domains.add']({ tenantId: tenant.id, name: 'panel.cinar.example' }, context);
  zone.put({ [`_tenantry.${name}`]: [{ type: 'drop' }] });
  const stop = new AbortController();
  const verifying = handlers['domains.verify']({ id }, { ...context, signal: stop.signal });
  stop.abort();
  await expect(verifying).rejects.toThrow();
  expect(world.proofs.get(id)).toMatchObject({ checkedAt: null, findings: [] });
});

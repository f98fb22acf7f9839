import { describe, expect, it } from 'vitest';
import type { Session } from '../../main/access/session.ts';
import { changePackageOperation } from '../../main/billing/change-package.ts';
import { createBroadcast } from '../../main/ipc/broadcast.ts';
import type { HandlerContext } from '../../main/ipc/handler.ts';
import { createSubscriptionHandlers } from '../../main/ipc/handlers/subscriptions.ts';
import type { HoldId, PackageId, SubscriptionId, TenantId } from '../../shared/domain/ids.ts';
import type { PackageDefinition } from '../../shared/domain/packages.ts';
import { addTenant } from '../builders/platform.ts';
import { startDesk } from '../fakes/engine-desk.ts';
import { sourceModules } from '../fakes/memory/modules.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

const newId = <T extends string>(): T => crypto.randomUUID() as string as T;
const by = 'ayse@example.com';
const reason = 'agreed on the phone';

const sold = (name: string, order: number, codes: ReadonlyArray<string>): PackageDefinition => ({
  ...{ names: { en: name, tr: name }, type: 'Standard', monthlyPrice: 30_000 * order, yearlyPrice: null },
  ...{ currency: 'TRY', limits: { max_users: order }, features: [], flags: [], order, active: true },
  modules: codes.map((code) => ({ code, name: `${code} adı`, included: true, maxEntities: null })),
});

async function house() {
  const platform = createMemoryPlatform();
  const { world } = platform;
  world.modules.push(...sourceModules);
  const opened = platform.open();
  await opened.setWritable(true);
  const clock = { now: () => new Date(world.clock.now) };
  const desk = await startDesk(platform, 'one', [
    changePackageOperation({ openRoles: opened.openOperation, journal: opened.journal, clock }),
  ]);
  const { layout, engine } = desk;
  const small = (await layout.packages.create(newId<PackageId>(), sold('Small', 1, ['CRM']), by)).id;
  const large = (await layout.packages.create(newId<PackageId>(), sold('Large', 2, ['CRM', 'Sales']), by)).id;
  const tenant = addTenant(platform);
  const tenantId = tenant.id;
  const begin = (packageId: PackageId, minor: number) =>
    layout.subscriptions.start({
      ...{ id: newId<SubscriptionId>(), tenantId, packageId, packageVersion: 1, currency: 'TRY' },
      ...{ price: minor, period: 'monthly', startsOn: '2026-11-01', periodEndsOn: '2026-12-01' },
      ...{ trialEndsOn: null, modules: [], reason: null, by },
    });
  const session = {
    platform: () => ({ layout, engine, profile: { settings: platform.settings } }),
    actor: () => ({ operator: by, role: 'finance', platform: 'Memory' }),
  } as unknown as Session;
  const told: string[] = [];
  const noted = new Map<string, unknown>();
  const broadcast = createBroadcast();
  broadcast.events.subscribe((name, payload) => void told.push(`${name} ${JSON.stringify(payload)}`));
  const handlers = createSubscriptionHandlers({ session, broadcast, clock });
  const note = (what: string) => (value: unknown) => void noted.set(what, value);
  const context: HandlerContext = {
    signal: new AbortController().signal,
    log: { subject: note('subject'), before: note('before'), after: note('after'), operation: note('operation') },
  };
  return { ...{ world, desk, layout, small, large, tenant, tenantId, begin }, ...{ handlers, context, told, noted } };
}

const nobody = 'aaaaaaaa-0000-4000-8000-000000000001' as string as TenantId;

describe('a move', () => {
  it('is told to the window, and logged with before and after', async () => {
    const { handlers, context, begin, small, tenant, tenantId, told, noted } = await house();
    await begin(small, 30_000);
    await handlers['subscriptions.markPastDue']({ tenantId, reason }, context);
    expect(told).toEqual([`tenants.changed {"id":"${tenantId}"}`]);
    expect(noted.get('subject')).toEqual({ label: tenant.name, id: tenantId });
    expect(noted.get('before')).toMatchObject({ package: 'Small', status: 'active' });
    expect(noted.get('after')).toMatchObject({ package: 'Small', status: 'past_due' });
  });

  it('that its state does not allow changes nothing and is told to nobody', async () => {
    const { handlers, context, begin, small, tenantId, told, noted, layout } = await house();
    const before = await begin(small, 30_000);
    await expect(handlers['subscriptions.markPaid']({ tenantId, reason }, context)).rejects.toMatchObject({
      key: 'subscription.wrong_state',
    });
    expect(await layout.subscriptions.current(tenantId)).toEqual(before);
    expect(told).toEqual([]);
    expect(noted.has('after')).toBe(false);
  });

  it('cancels at once or at the end, as it is asked', async () => {
    const { handlers, context, begin, small, tenantId } = await house();
    await begin(small, 30_000);
    const atEnd = await handlers['subscriptions.cancel']({ tenantId, when: 'period_end', reason }, context);
    expect(atEnd).toMatchObject({ status: 'active', cancelAtPeriodEnd: true });
    await handlers['subscriptions.undoCancel']({ tenantId, reason: null }, context);
    const now = await handlers['subscriptions.cancel']({ tenantId, when: 'now', reason }, context);
    expect(now).toMatchObject({ status: 'cancelled', cancelledOn: '2026-11-21' });
  });
});

describe('what begins to be paid for', () => {
  const start = (tenantId: TenantId, packageId: PackageId) =>
    ({ ...{ tenantId, packageId, trial: true, reason: null }, period: 'monthly' }) as const;

  it('is begun by the setup where that was not completed, and by hand where it was', async () => {
    const { handlers, context, small, tenant, tenantId, layout, world } = await house();
    const begun = () => handlers['subscriptions.start'](start(tenantId, small), context);
    await expect(begun()).rejects.toMatchObject({ key: 'module.no_subscription', params: { name: tenant.name } });
    expect(await layout.subscriptions.current(tenantId)).toBeUndefined();
    for (const one of world.tenants.values()) one.setupCompletedAt = '2026-01-01T00:00:00.000Z';
    expect(await begun()).toMatchObject({ status: 'trial', packageName: 'Small' });
  });

  it('is no trial of a tenant that is cancelled', async () => {
    const { handlers, context, begin, small, tenantId, world } = await house();
    await begin(small, 30_000);
    await handlers['subscriptions.cancel']({ tenantId, when: 'now', reason }, context);
    await handlers['subscriptions.start'](start(tenantId, small), context);
    for (const one of world.tenants.values()) one.lifecycle = 'cancelled';
    await expect(handlers['subscriptions.activate']({ tenantId, reason: null }, context)).rejects.toMatchObject({
      key: 'tenant.wrong_state',
    });
  });
});

describe('a change of package', () => {
  const ask = { period: 'monthly' as const, reason, acceptsBroken: false };

  it('now is an operation, with what it was before in the log', async () => {
    const { handlers, context, begin, small, large, tenantId, noted, desk, layout } = await house();
    await begin(small, 30_000);
    const done = await handlers['subscriptions.change']({ ...ask, tenantId, packageId: large, when: 'now' }, context);
    if (done.operationId === null) throw new Error('no operation');
    expect(noted.get('operation')).toBe(done.operationId);
    expect(noted.get('before')).toMatchObject({ package: 'Small', price: { minor: 30_000, currency: 'TRY' } });
    expect(await desk.settled(done.operationId)).toMatchObject({ state: 'succeeded' });
    expect(await layout.subscriptions.current(tenantId)).toMatchObject({ packageName: 'Large' });
  });

  it('at the end waits in the subscription, and can be taken back', async () => {
    const { handlers, context, begin, small, large, tenantId, noted } = await house();
    await begin(small, 30_000);
    const input = { ...ask, tenantId, packageId: large, when: 'period_end' as const };
    expect(await handlers['subscriptions.change'](input, context)).toEqual({ operationId: null });
    expect(noted.get('after')).toMatchObject({ package: 'Small', pendingChange: { packageName: 'Large' } });
    await handlers['subscriptions.cancelChange']({ tenantId, reason }, context);
    expect(noted.get('after')).toMatchObject({ pendingChange: null });
  });

  it('of many leaves out whose use would break a limit, until that is wanted', async () => {
    const { handlers, context, begin, small, large, tenantId, world } = await house();
    await begin(large, 60_000);
    for (const index of [1, 2, 3])
      world.users.push({
        ...{ tenantId, email: `u${index}@x.example`, username: 'u', passwordHash: '!', isAdmin: false },
        emailVerified: true,
      } as (typeof world.users)[number]);
    const input = { tenants: [tenantId], packageId: small, period: 'monthly', when: 'period_end' } as const;
    const plan = (acceptsBroken: boolean) =>
      handlers['subscriptions.planMany']({ ...input, tenants: [tenantId], acceptsBroken }, context);
    const careful = await plan(false);
    expect(careful.tenants[0]).toMatchObject({
      breaks: ['max_users'],
      lost: ['Sales adı'],
      skipped: { key: 'subscription.limit_broken' },
    });
    expect(careful.mrrBefore).toEqual([]);
    const bold = await plan(true);
    expect(bold.tenants[0]).toMatchObject({ breaks: ['max_users'], skipped: null });
    expect(bold).toMatchObject({
      mrrBefore: [{ minor: 60_000, currency: 'TRY' }],
      mrrAfter: [{ minor: 30_000, currency: 'TRY' }],
    });
  });
});

describe('what is due', () => {
  it('is planned for all, or for the tenants that are asked of', async () => {
    const { handlers, context, begin, small, large, tenantId, world } = await house();
    await begin(small, 30_000);
    const change = { tenantId, packageId: large, period: 'monthly', when: 'period_end' } as const;
    await handlers['subscriptions.change']({ ...change, reason, acceptsBroken: false }, context);
    const planned = async (tenants: TenantId[] | null) =>
      (await handlers['subscriptions.planDue']({ tenants }, context)).changes.map(({ tenant: { id } }) => id);
    expect(await planned(null)).toEqual([]);
    world.clock.now = Date.UTC(2026, 11, 1, 12);
    expect(await planned(null)).toEqual([tenantId]);
    expect(await planned([tenantId])).toEqual([tenantId]);
    expect(await planned([nobody])).toEqual([]);
  });
});

describe("a tenant's tab", () => {
  it('tells the current one apart from older ones, with limits, modules and the newer version', async () => {
    const { handlers, context, begin, small, tenantId, layout } = await house();
    await begin(small, 30_000);
    await handlers['subscriptions.cancel']({ tenantId, when: 'now', reason }, context);
    const start = { tenantId, packageId: small, period: 'monthly', trial: true, reason: null } as const;
    await handlers['subscriptions.start'](start, context);
    await layout.packages.change(small, {
      expected: 1,
      definition: { ...sold('Small', 1, ['CRM']), monthlyPrice: 40_000 },
      by,
    });
    const tab = await handlers['subscriptions.ofTenant']({ tenantId }, context);
    expect(tab).toMatchObject({
      ...{ today: '2026-11-21', mrr: null, newerVersion: 2 },
      current: { state: 'trial', packageVersion: 1, price: { minor: 30_000 } },
      older: [{ state: 'cancelled' }],
      modules: [{ code: 'CRM' }],
    });
    expect(tab.limits.find(({ key }) => key === 'max_users')).toMatchObject({ value: 1, origin: { from: 'package' } });
  });

  it('counts nothing for who is kept out for not paying, until that hold is lifted', async () => {
    const { handlers, context, begin, small, tenantId, layout } = await house();
    await begin(small, 30_000);
    const mrr = async () => (await handlers['subscriptions.ofTenant']({ tenantId }, context)).mrr;
    expect(await mrr()).toEqual({ minor: 30_000, currency: 'TRY' });
    const hold = (kind: 'billing' | 'security') =>
      layout.holds.put({
        ...{ id: newId<HoldId>(), tenantId, kind, effects: ['block_login'], reason, reviewOn: null, by },
      });
    const security = await hold('security');
    expect(await mrr()).not.toBeNull();
    const billing = await hold('billing');
    expect(await mrr()).toBeNull();
    await layout.holds.lift({ id: billing.id, tenantId, reason, by });
    await layout.holds.lift({ id: security.id, tenantId, reason, by });
    expect(await mrr()).not.toBeNull();
  });

  it('has nothing where there was no setup', async () => {
    const { handlers, context, tenantId } = await house();
    expect(await handlers['subscriptions.ofTenant']({ tenantId }, context)).toMatchObject({ current: null, older: [] });
    expect(await handlers['subscriptions.current']({ tenantId }, context)).toBeNull();
  });
});

it('offers what is sold, the least first', async () => {
  const { handlers, context, layout, small, large } = await house();
  const before = await handlers['subscriptions.offers']({}, context);
  expect(before.map(({ name }) => name)).toEqual(['Small', 'Large']);
  expect(before[0]).toMatchObject({ id: small, monthly: { minor: 30_000, currency: 'TRY' }, yearly: null });
  await layout.packages.change(large, { expected: 1, definition: { ...sold('Large', 2, ['CRM']), active: false }, by });
  expect((await handlers['subscriptions.offers']({}, context)).map(({ name }) => name)).toEqual(['Small']);
});

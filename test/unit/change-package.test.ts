import { describe, expect, it } from 'vitest';
import { changePackageOperation } from '../../main/billing/change-package.ts';
import { applyDue, changeMany, planDue, planMany } from '../../main/billing/many-changes.ts';
import * as subscriptions from '../../main/billing/subscription-operations.ts';
import type { PackageId, SubscriptionId, TenantId } from '../../shared/domain/ids.ts';
import type { PackageDefinition } from '../../shared/domain/packages.ts';
import { AppError } from '../../shared/errors.ts';
import { addTenant } from '../builders/platform.ts';
import { startDesk } from '../fakes/engine-desk.ts';
import { sourceModules } from '../fakes/memory/modules.ts';
import type { MemoryTenant } from '../fakes/memory/world.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

const newId = <T extends string>(): T => crypto.randomUUID() as string as T;
const moduleOf = (code: string) => ({ code, name: `${code} adı`, maxEntities: null });
const reason = 'They grow';
const by = 'ayse';

const definition = (name: string, order: number, codes: ReadonlyArray<string>): PackageDefinition => ({
  ...{
    names: { en: name, tr: name },
    type: 'Standard',
    monthlyPrice: 30_000 * order,
    yearlyPrice: null,
    currency: 'TRY',
  },
  ...{ limits: { max_users: order }, features: [], flags: [], order, active: true },
  modules: codes.map((code) => ({ ...moduleOf(code), included: true })),
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
  const parts = { layout, engine, settings: platform.settings, clock };
  const sell = async (...given: Parameters<typeof definition>): Promise<PackageId> =>
    (await layout.packages.create(newId<PackageId>(), definition(...given), by)).id;
  const small = await sell('Small', 1, ['CRM', 'Finance']);
  const large = await sell('Large', 2, ['CRM', 'Sales']);
  let tenants = 0;
  const tenant = async (packageId = small, modules = ['CRM', 'Finance', 'HR']): Promise<MemoryTenant> => {
    tenants += 1;
    const made = addTenant(platform, {
      code: `t-${tenants}`,
      name: `T ${tenants}`,
      database: `Stocker_t_${tenants}_Db`,
    });
    await layout.subscriptions.start({
      ...{ id: newId<SubscriptionId>(), tenantId: made.id, packageId, packageVersion: 1, currency: 'TRY' },
      ...{ price: packageId === small ? 30_000 : 60_000, period: 'monthly', startsOn: '2026-11-01' },
      ...{ periodEndsOn: '2026-12-01', trialEndsOn: null, modules: modules.map(moduleOf), reason: null, by },
    });
    return made;
  };
  const users = (tenantId: TenantId, count: number): void => {
    for (let index = 0; index < count; index += 1)
      world.users.push({
        ...{ tenantId, email: `u${index}@${tenantId}.example`, username: 'u', passwordHash: '!' },
        ...{ isAdmin: false, emailVerified: true },
      } as (typeof world.users)[number]);
  };
  const current = async (tenantId: TenantId) => {
    const found = await layout.subscriptions.current(tenantId);
    if (found === undefined) throw new Error('no subscription');
    return found;
  };
  const codes = async (id: TenantId) => (await current(id)).modules.map(({ code }) => code);
  const installed = ({ database }: MemoryTenant) => [
    ...new Set(
      world.databases
        .get(database ?? '')
        ?.migrations.map(({ module }) => module)
        .filter((one) => one !== 'core'),
    ),
  ];
  const ended = async (id: Parameters<typeof desk.settled>[0]) => desk.settled(id);
  /** To noon of the first day after the period. */
  const untilDue = (): void => {
    world.clock.now = Date.UTC(2026, 11, 1, 12);
  };
  const asked = (tenantId: TenantId, packageId = large) => ({ tenantId, packageId, period: 'monthly' as const });
  return {
    ...{ platform, world, desk, layout, engine, parts, small, large, sell, tenant, users, current, codes },
    installed,
    ended,
    untilDue,
    asked,
  };
}

describe('a change of package now', () => {
  it('installs what is gained, then changes price, version and modules with one event', async () => {
    const { parts, tenant, asked, ended, current, codes, installed, layout } = await house();
    const one = await tenant();
    const { operationId, name } = await subscriptions.change(
      parts,
      { ...asked(one.id), reason, acceptsBroken: false },
      by,
    );
    expect(name).toBe(one.name);
    expect(await ended(operationId)).toMatchObject({ state: 'succeeded', subject: { tenantId: one.id } });
    expect(await current(one.id)).toMatchObject({
      ...{ packageName: 'Large', packageVersion: 1, price: { minor: 60_000, currency: 'TRY' } },
      periodEndsOn: '2026-12-01',
    });
    // Its add-on stays; what only the old package had goes.
    expect(await codes(one.id)).toEqual(['CRM', 'HR', 'Sales']);
    expect(installed(one)).toEqual(['CRM', 'Sales']);
    expect((await layout.subscriptions.events(one.id)).map(({ action, reason: why }) => [action, why])).toEqual([
      ['change', reason],
      ['start', null],
    ]);
  });

  it('undone, leaves tables of what somebody else has sold meanwhile', async () => {
    const { platform, parts, tenant, asked, ended, desk, codes, installed, layout } = await house();
    const one = await tenant(undefined, ['Finance']);
    platform.faults.fail('subscriptionRecords.move', new AppError('refused', 'server.refused_statement'));
    const { operationId } = await subscriptions.change(parts, { ...asked(one.id), reason, acceptsBroken: false }, by);
    expect(await ended(operationId)).toMatchObject({ state: 'failed' });
    expect(installed(one)).toEqual(['CRM', 'Sales']);
    await layout.subscriptions.setModules({
      ...{ tenantId: one.id, add: [moduleOf('CRM')], remove: [], reason: null, by: 'mehmet' },
    });
    await desk.engine.undo(operationId, { operator: by, fence: null });
    expect(await ended(operationId)).toMatchObject({ state: 'cancelled' });
    expect(await codes(one.id)).toEqual(['CRM', 'Finance']);
    expect(installed(one)).toEqual(['CRM']);
  });

  it('writes the modules down of one that lived by its package, and tells only of those that come and go', async () => {
    const { parts, tenant, asked, ended, codes, world } = await house();
    const one = await tenant(undefined, []);
    const before = world.moduleEvents.length;
    const { operationId } = await subscriptions.change(parts, { ...asked(one.id), reason, acceptsBroken: false }, by);
    await ended(operationId);
    expect(await codes(one.id)).toEqual(['CRM', 'Sales']);
    expect(world.moduleEvents.slice(before).map(({ module, action }) => [module, action])).toEqual([
      ['Sales', 'activated'],
      ['Finance', 'deactivated'],
    ]);
  });

  it('leaves the subscription as it was where a migration fails, and goes on later', async () => {
    const { parts, tenant, asked, ended, current, platform, engine, desk, installed } = await house();
    const one = await tenant();
    platform.faults.fail('migrator.apply', new AppError('refused', 'migration.failed', { params: { module: 'CRM' } }));
    const { operationId } = await subscriptions.change(parts, { ...asked(one.id), reason, acceptsBroken: false }, by);
    expect(await ended(operationId)).toMatchObject({ state: 'failed', error: { key: 'migration.failed' } });
    expect(await current(one.id)).toMatchObject({ packageName: 'Small' });
    await engine.resume(operationId, { operator: by, fence: null });
    expect(await desk.settled(operationId)).toMatchObject({ state: 'succeeded' });
    expect([(await current(one.id)).packageName, installed(one)]).toEqual(['Large', ['CRM', 'Sales']]);
  });

  it('is refused where it breaks a limit, until somebody accepts it with a reason', async () => {
    const { parts, tenant, users, asked, small, large, ended, current } = await house();
    const one = await tenant(large, ['CRM']);
    users(one.id, 2);
    const ask = asked(one.id, small);
    expect(await subscriptions.preview(parts, { ...ask, when: 'now' })).toMatchObject({
      needsReason: true,
      broken: [{ key: 'max_users', used: 2, after: 1 }],
    });
    const refused = { key: 'subscription.limit_broken' };
    for (const accepted of [
      { reason, acceptsBroken: false },
      { reason: null, acceptsBroken: true },
    ])
      await expect(subscriptions.change(parts, { ...ask, ...accepted }, by)).rejects.toMatchObject(refused);
    const { operationId } = await subscriptions.change(parts, { ...ask, reason, acceptsBroken: true }, by);
    expect(await ended(operationId)).toMatchObject({ state: 'succeeded' });
    expect(await current(one.id)).toMatchObject({ packageName: 'Small' });
  });

  it.each([
    ['to what it has', 'subscription.same_terms', async ({ small }: Awaited<ReturnType<typeof house>>) => small],
    ['to what is not there', 'package.not_found', async () => newId<PackageId>()],
  ] as const)('is refused %s', async (_, key, target) => {
    const one = await house();
    const { id } = await one.tenant();
    const ask = { ...one.asked(id, await target(one)), reason, acceptsBroken: false };
    await expect(subscriptions.change(one.parts, ask, by)).rejects.toMatchObject({ key });
  });

  it('is refused for a subscription that somebody moved after it was decided', async () => {
    const { parts, tenant, asked, engine, ended, current, layout, platform } = await house();
    const one = await tenant();
    platform.faults.fail('migrator.apply', new AppError('refused', 'migration.failed', { params: { module: 'CRM' } }));
    const { operationId } = await subscriptions.change(parts, { ...asked(one.id), reason, acceptsBroken: false }, by);
    await ended(operationId);
    const before = await current(one.id);
    const after = { ...before, packageVersion: 2, price: { minor: 1, currency: 'TRY' } };
    await layout.subscriptions.move({
      ...{ id: before.id, tenantId: one.id, action: 'change', expected: before, after, reason: null, by },
    });
    await engine.resume(operationId, { operator: by, fence: null });
    expect(await ended(operationId)).toMatchObject({ state: 'failed', error: { key: 'subscription.changed' } });
    expect(await current(one.id)).toEqual(after);
  });
});

describe('a change at the end of the period', () => {
  it('waits without an operation, is taken back before, and is applied by a hand once its day has come', async () => {
    const { parts, tenant, asked, large, small, current, ended, untilDue } = await house();
    const one = await tenant(large, ['CRM', 'Sales']);
    const ask = { ...asked(one.id, small), reason, acceptsBroken: false };
    expect(await subscriptions.preview(parts, { ...asked(one.id, small), when: null })).toMatchObject({
      ...{ direction: 'downgrade', when: 'period_end', on: '2026-12-01', lines: [] },
    });
    const { after } = await subscriptions.scheduleChange(parts, ask, by);
    expect(after).toMatchObject({
      packageName: 'Large',
      pendingChange: { packageName: 'Small', on: '2026-12-01', by },
    });
    await subscriptions.cancelChange(parts, { tenantId: one.id, reason: null }, by);
    expect(await current(one.id)).toMatchObject({ pendingChange: null });
    await subscriptions.scheduleChange(parts, ask, by);
    expect((await planDue(parts, null)).changes).toEqual([]);
    await expect(applyDue(parts, { tenants: [one.id], reason: null }, by)).rejects.toMatchObject({
      key: 'subscription.not_due',
    });
    untilDue();
    expect(await planDue(parts, null)).toMatchObject({
      changes: [{ tenant: { id: one.id }, to: { packageName: 'Small' }, on: '2026-12-01', skipped: null }],
      mrrBefore: [{ minor: 60_000 }],
      mrrAfter: [{ minor: 30_000 }],
    });
    // Nothing happens by a clock alone.
    expect(await current(one.id)).toMatchObject({ packageName: 'Large' });
    const operationId = await applyDue(parts, { tenants: [one.id], reason: null }, by);
    expect(await ended(operationId)).toMatchObject({ state: 'succeeded' });
    expect(await current(one.id)).toMatchObject({
      ...{ packageName: 'Small', price: { minor: 30_000 }, pendingChange: null, periodEndsOn: '2027-01-01' },
    });
    await expect(applyDue(parts, { tenants: [one.id], reason: null }, by)).rejects.toMatchObject({
      key: 'subscription.no_pending_change',
    });
  });

  it('of which more is used by then than it allows is applied only with a reason', async () => {
    const { parts, tenant, users, asked, large, small, ended, untilDue } = await house();
    const one = await tenant(large, ['CRM']);
    await subscriptions.scheduleChange(parts, { ...asked(one.id, small), reason: null, acceptsBroken: false }, by);
    users(one.id, 2);
    untilDue();
    await expect(applyDue(parts, { tenants: [one.id], reason: null }, by)).rejects.toMatchObject({
      key: 'subscription.limit_broken',
    });
    const operationId = await applyDue(parts, { tenants: [one.id], reason }, by);
    expect(await ended(operationId)).toMatchObject({ state: 'succeeded' });
  });
});

describe('a change of many', () => {
  it('says whom it leaves out and why, changes the others, and tells of each', async () => {
    const { parts, tenant, users, large, small, layout, ended, current, world } = await house();
    const [one, other, same, ended1, broken] = [
      await tenant(large, ['CRM']),
      await tenant(large, []),
      await tenant(small),
      await tenant(large, ['CRM']),
      await tenant(large, ['CRM']),
    ];
    users(broken.id, 2);
    const gone = await current(ended1.id);
    await layout.subscriptions.move({
      ...{ id: gone.id, tenantId: ended1.id, action: 'cancel_now', expected: gone, reason: null, by },
      after: { ...gone, status: 'cancelled', cancelledOn: '2026-11-20' },
    });
    const asked = {
      ...{ tenants: [one, other, same, ended1, broken].map(({ id }) => id), packageId: small },
      ...{ period: 'monthly' as const, when: 'now' as const, acceptsBroken: false },
    };
    const plan = await planMany(parts, asked);
    expect(plan.tenants.map(({ id, skipped }) => [id, skipped?.key ?? null])).toEqual([
      [one.id, null],
      [other.id, null],
      [same.id, 'subscription.same_terms'],
      [ended1.id, 'subscription.wrong_state'],
      [broken.id, 'subscription.limit_broken'],
    ]);
    expect(plan.mrrBefore).toEqual([{ minor: 120_000, currency: 'TRY' }]);
    expect(plan.mrrAfter).toEqual([{ minor: 60_000, currency: 'TRY' }]);
    // Its migration fails: the other one is changed all the same.
    world.databases.delete(other.database ?? '');
    const view = await ended(await changeMany(parts, { ...asked, reason }, by));
    expect(view).toMatchObject({ state: 'succeeded', warnings: [{}] });
    expect(view.steps.map(({ name, state }) => [name, state])).toEqual([
      ['checking', 'done'],
      [`changing/${one.code}`, 'done'],
      [`changing/${other.code}`, 'warned'],
      ['completed', 'done'],
    ]);
    expect([await current(one.id), await current(other.id)].map(({ packageName }) => packageName)).toEqual([
      'Small',
      'Large',
    ]);
  });

  it('at the end of the period is one operation that installs nothing', async () => {
    const { parts, tenant, large, ended, current, installed } = await house();
    const both = [await tenant(), await tenant()];
    const asked = {
      ...{ tenants: both.map(({ id }) => id), packageId: large, period: 'monthly' as const, reason },
      ...{ when: 'period_end' as const, acceptsBroken: false },
    };
    expect(await ended(await changeMany(parts, asked, by))).toMatchObject({ state: 'succeeded', warnings: [] });
    for (const one of both) {
      expect(await current(one.id)).toMatchObject({
        packageName: 'Small',
        pendingChange: { packageName: 'Large', by },
      });
      expect(installed(one)).toEqual([]);
    }
  });
});

describe('what is done with one subscription', () => {
  it('is started by what is sold, as a trial or paid', async () => {
    const { parts, platform, large, layout } = await house();
    const one = addTenant(platform, {
      ...{ code: 'yeni', database: 'Stocker_yeni_Db', setupCompletedAt: '2026-01-01T00:00:00.000Z' },
    });
    const ask = { tenantId: one.id, packageId: large, period: 'monthly' as const, reason: null };
    await expect(subscriptions.start(parts, { ...ask, period: 'yearly', trial: true }, by)).rejects.toMatchObject({
      key: 'package.no_yearly_price',
    });
    const { before, after } = await subscriptions.start(parts, { ...ask, trial: true }, by);
    expect(before).toBeNull();
    expect(after).toMatchObject({
      status: 'trial',
      startedOn: '2026-11-21',
      trialEndsOn: '2026-12-05',
      price: { minor: 60_000 },
    });
    expect(after.modules.map(({ code }) => code)).toEqual(['CRM', 'Sales']);
    await expect(subscriptions.start(parts, { ...ask, trial: false }, by)).rejects.toMatchObject({
      key: 'subscription.exists',
    });
    const extended = await subscriptions.extendTrial(parts, { tenantId: one.id, reason }, by);
    expect(extended.after).toMatchObject({ trialEndsOn: '2026-12-19' });
    await expect(subscriptions.extendTrial(parts, { tenantId: one.id, reason }, by)).rejects.toMatchObject({
      key: 'subscription.trial_extended',
    });
    expect((await subscriptions.activate(parts, { tenantId: one.id, reason: null }, by)).after).toMatchObject({
      ...{ status: 'active', periodEndsOn: '2026-12-21' },
    });
    expect((await layout.subscriptions.events(one.id)).map(({ action }) => action)).toEqual([
      ...['activate', 'extend_trial', 'start'],
    ]);
  });

  it('is refused with both states and the permission, and where there is none', async () => {
    const { parts, tenant, platform } = await house();
    const one = await tenant();
    await expect(subscriptions.markUnpaid(parts, { tenantId: one.id, reason: null }, by)).rejects.toMatchObject({
      ...{ key: 'subscription.wrong_state', params: { from: 'active', to: 'unpaid', permission: 'billing.manage' } },
    });
    const bare = addTenant(platform, { code: 'bos', database: null });
    await expect(subscriptions.cancelNow(parts, { tenantId: bare.id, reason }, by)).rejects.toMatchObject({
      key: 'subscription.not_found',
    });
  });

  it('is refused while an operation works on the tenant', async () => {
    const { parts, tenant, asked, ended } = await house();
    const one = await tenant();
    const { operationId } = await subscriptions.change(parts, { ...asked(one.id), reason, acceptsBroken: false }, by);
    await expect(subscriptions.markPastDue(parts, { tenantId: one.id, reason: null }, by)).rejects.toMatchObject({
      key: 'operation.running_on_resource',
    });
    await ended(operationId);
    await subscriptions.markPastDue(parts, { tenantId: one.id, reason: null }, by);
    await subscriptions.markUnpaid(parts, { tenantId: one.id, reason: null }, by);
    const { after } = await subscriptions.markPaid(parts, { tenantId: one.id, reason: null }, by);
    expect(after).toMatchObject({ status: 'active', unpaidSince: null });
    await subscriptions.cancelAtEnd(parts, { tenantId: one.id, reason }, by);
    expect((await subscriptions.undoCancel(parts, { tenantId: one.id, reason: null }, by)).after).toMatchObject({
      cancelAtPeriodEnd: false,
    });
    expect(await subscriptions.history(parts, one.id)).toHaveLength(7);
  });
});

import { describe, expect, it } from 'vitest';
import type { NewSubscription, SubscriptionChange } from '../../../main/layouts/roles/subscriptions.ts';
import type { SubscriptionFilter } from '../../../shared/contract/subscriptions.ts';
import { addDays, periodEndAfter } from '../../../shared/domain/calendar.ts';
import type { PackageId, SubscriptionId, TenantId } from '../../../shared/domain/ids.ts';
import type { PackageDefinition } from '../../../shared/domain/packages.ts';
import {
  type MoveDetails,
  moveSubscription,
  type SubscriptionMove,
} from '../../../shared/domain/subscription-moves.ts';
import type { Subscription } from '../../../shared/domain/subscriptions.ts';
import { activeTenant, type ConformanceWorld, heldTenant, lost, newCode, newId, overtake } from '../world.ts';

const moduleOf = (code: string, maxEntities: number | null = null) => ({ code, name: code, maxEntities });

let packages = 0;
/** Sold at 450 a month with two modules, each time under a name of its own. */
async function sold({ layout }: ConformanceWorld): Promise<{ readonly id: PackageId; readonly name: string }> {
  packages += 1;
  const name = newCode('paket');
  const definition: PackageDefinition = {
    ...{ names: { en: name, tr: name }, type: 'Standard', monthlyPrice: 45_000, yearlyPrice: 450_000, currency: 'TRY' },
    ...{ limits: { max_users: 5 }, features: [], flags: [], order: 70_000 + packages, active: true },
    modules: [
      { ...moduleOf('CRM', 100), included: true },
      { ...moduleOf('Sales'), included: true },
    ],
  };
  const made = await layout.packages.create(newId<PackageId>(), definition, 'ayse');
  return { id: made.id, name };
}

const draft = (tenantId: TenantId, packageId: PackageId, startsOn: string, change: Partial<NewSubscription> = {}) =>
  ({
    ...{ id: newId<SubscriptionId>(), tenantId, packageId, packageVersion: 1, price: 45_000, currency: 'TRY' },
    ...{ period: 'monthly', startsOn, periodEndsOn: periodEndAfter(startsOn, 'monthly'), trialEndsOn: null },
    ...{ modules: [moduleOf('CRM', 100), moduleOf('Sales')], reason: null, by: 'ayse', ...change },
  }) satisfies NewSubscription;

export function describeSubscriptions(world: () => ConformanceWorld): void {
  /** As far back as no clock matters, and a period that goes on. */
  const startsOn = new Date().toISOString().slice(0, 10);

  const begun = async (change: Partial<NewSubscription> = {}) => {
    const { layout } = world();
    const [{ tenantId, code, name }, bought] = await Promise.all([activeTenant(layout, 'abone'), sold(world())]);
    const made = await layout.subscriptions.start(draft(tenantId, bought.id, startsOn, change));
    return { tenantId, code, name, bought, made };
  };
  const moved = (
    expected: Subscription,
    action: SubscriptionMove,
    details: MoveDetails = {},
    today = startsOn,
  ): SubscriptionChange => {
    const { after } = moveSubscription(expected, action, details, today);
    if (after === undefined) throw new Error(`${action} is refused`);
    const { id, tenantId } = expected;
    return { id, tenantId, action, expected, after, reason: details.reason ?? null, by: 'mehmet' };
  };
  const filter = (change: Partial<SubscriptionFilter>): SubscriptionFilter => ({
    ...{ search: '', states: [], packageIds: [], pending: null },
    ...{ sort: { column: 'tenant', descending: false }, offset: 0, limit: 100, ...change },
  });

  describe('subscriptions', () => {
    it('are started with their modules and an event, and read as they were asked', async () => {
      const { layout } = world();
      const { tenantId, bought, made } = await begun({ reason: 'Signed' });
      expect(made).toEqual({
        ...{ id: made.id, tenantId, packageId: bought.id, packageName: bought.name, packageVersion: 1 },
        ...{ status: 'active', price: { minor: 45_000, currency: 'TRY' }, period: 'monthly', startedOn: startsOn },
        ...{ periodEndsOn: periodEndAfter(startsOn, 'monthly'), trialEndsOn: null, trialExtended: false },
        ...{ cancelAtPeriodEnd: false, cancelledOn: null, unpaidSince: null, pendingChange: null },
        modules: [moduleOf('CRM', 100), moduleOf('Sales')],
      });
      expect(await layout.subscriptions.current(tenantId)).toEqual(made);
      expect(await layout.subscriptions.ofTenant(tenantId)).toEqual([made]);
      expect(await layout.subscriptions.events(tenantId)).toEqual([
        { at: expect.any(String), by: 'ayse', action: 'start', before: null, after: made, reason: 'Signed' },
      ]);
      expect(await layout.tenants.find(tenantId)).toMatchObject({ subscription: 'active', packageName: bought.name });
    });

    it('are one at a time, and a new one follows one that ended', async () => {
      const { layout } = world();
      const { tenantId, bought, made } = await begun();
      const another = draft(tenantId, bought.id, startsOn, { price: 50_000 });
      await expect(layout.subscriptions.start(another)).rejects.toMatchObject({ key: 'subscription.exists' });
      const ended = await layout.subscriptions.move(moved(made, 'cancel_now', { reason: 'Closed' }));
      expect(ended).toMatchObject({ status: 'cancelled', cancelledOn: startsOn });
      const next = await layout.subscriptions.start(another);
      expect(await layout.subscriptions.current(tenantId)).toEqual(next);
      expect(await layout.subscriptions.ofTenant(tenantId)).toEqual([next, ended]);
    });

    it('are started once by two who start at once', async () => {
      const { layout, another } = world();
      const { tenantId } = await activeTenant(layout, 'abone');
      const bought = await sold(world());
      const tries = await Promise.allSettled(
        [layout, await another()].map((one) => one.subscriptions.start(draft(tenantId, bought.id, startsOn))),
      );
      expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await layout.subscriptions.ofTenant(tenantId)).toHaveLength(1);
    });

    it('are not started for a tenant that is not there, or not yet or no more', async () => {
      const { layout } = world();
      const bought = await sold(world());
      const start = (tenantId: TenantId) => layout.subscriptions.start(draft(tenantId, bought.id, startsOn));
      await expect(start(newId())).rejects.toMatchObject({ key: 'tenant.not_found' });
      const { tenantId } = await activeTenant(layout, 'abone');
      await layout.lifecycle.move({
        ...{ tenantId, from: ['active'], to: 'cancelled', deleteAfter: null, reason: 'Closed', by: 'ayse' },
      });
      await expect(start(tenantId)).rejects.toMatchObject({ key: 'tenant.wrong_state' });
    });

    it('keep what every move makes of them', async () => {
      const { layout } = world();
      const trialEndsOn = addDays(startsOn, 14);
      const { tenantId, bought, made } = await begun({ trialEndsOn, periodEndsOn: addDays(trialEndsOn, 1) });
      const target = await sold(world());
      const terms = {
        ...{ packageId: target.id, packageName: target.name, packageVersion: 1, period: 'yearly' as const },
        price: { minor: 450_000, currency: 'TRY' },
      };
      const steps: ReadonlyArray<readonly [SubscriptionMove, MoveDetails]> = [
        ['extend_trial', { reason: 'Asked' }],
        ['activate', {}],
        ['schedule_change', { terms, by: 'mehmet' }],
        ['cancel_change', {}],
        ['change', { terms, modules: [moduleOf('CRM', 100), moduleOf('HR')] }],
        ['cancel_at_end', { reason: 'Leaves' }],
        ['undo_cancel', {}],
        ['mark_past_due', {}],
        ['mark_unpaid', {}],
        ['mark_paid', {}],
        ['cancel_at_end', { reason: 'Leaves' }],
        ['cancel_now', { reason: 'Leaves now' }],
      ];
      let current = made;
      for (const [action, details] of steps) {
        const change = moved(current, action, details);
        current = await layout.subscriptions.move(change);
        expect(current, action).toEqual(change.after);
        expect(await layout.subscriptions.current(tenantId), action).toEqual(change.after);
      }
      const events = await layout.subscriptions.events(tenantId);
      expect(events.map(({ action }) => action)).toEqual([...steps.map(([action]) => action).reverse(), 'start']);
      expect(events[0]).toMatchObject({ by: 'mehmet', reason: 'Leaves now', after: current });
      expect(events.find(({ action }) => action === 'change')).toMatchObject({
        before: { packageId: bought.id, period: 'monthly' },
        after: { packageId: target.id, period: 'yearly' },
      });
      expect((await layout.moduleEvents.ofTenant(tenantId)).map(({ module, action }) => [module, action])).toEqual(
        expect.arrayContaining([
          ['HR', 'activated'],
          ['Sales', 'deactivated'],
        ]),
      );
    });

    it('are moved by the first of two who decided on the same', async () => {
      const { layout, another } = world();
      const { tenantId, made } = await begun();
      const second = await another();
      const tries = await Promise.allSettled([
        layout.subscriptions.move(moved(made, 'cancel_at_end', { reason: 'Leaves' })),
        second.subscriptions.move(moved(made, 'mark_past_due')),
      ]);
      expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { key: 'subscription.changed' },
      });
      expect(await layout.subscriptions.events(tenantId)).toHaveLength(2);
    });

    it('are not moved while an operation works on the tenant', async () => {
      const { layout } = world();
      const { tenantId, made } = await begun();
      const { roles } = await heldTenant(layout, { tenantId });
      await expect(layout.subscriptions.move(moved(made, 'mark_past_due'))).rejects.toMatchObject({
        key: 'operation.running_on_resource',
      });
      await roles.close();
    });

    it('are listed by state, package, text and what waits, each in its order', async () => {
      const { layout } = world();
      const bought = await sold(world());
      const packageIds = [bought.id];
      const one = async (price: number) => {
        const tenant = await activeTenant(layout, 'liste');
        return layout.subscriptions.start(draft(tenant.tenantId, bought.id, startsOn, { price }));
      };
      const [cheap, middle, dear] = [await one(100), await one(200), await one(300)];
      const target = await sold(world());
      const terms = {
        ...{ packageId: target.id, packageName: target.name, packageVersion: 1, period: 'monthly' as const },
        price: { minor: 45_000, currency: 'TRY' },
      };
      await layout.subscriptions.move(moved(middle, 'schedule_change', { terms, by: 'mehmet' }));
      await layout.subscriptions.move(moved(dear, 'cancel_at_end', { reason: 'Leaves' }));
      const ids = async (change: Partial<SubscriptionFilter>) =>
        (await layout.subscriptions.page(filter({ packageIds, ...change }))).rows.map(({ id }) => id);
      const byPrice = { column: 'price', descending: true } as const;
      expect(await ids({ sort: byPrice })).toEqual([dear.id, middle.id, cheap.id]);
      expect(await ids({ sort: byPrice, offset: 1, limit: 1 })).toEqual([middle.id]);
      expect(await ids({ states: ['non_renewing'] })).toEqual([dear.id]);
      expect(await ids({ states: ['active'], sort: byPrice })).toEqual([middle.id, cheap.id]);
      expect(await ids({ pending: 'any' })).toEqual([middle.id]);
      expect(await ids({ pending: 'due' })).toEqual([]);
      const { rows, total } = await layout.subscriptions.page(filter({ packageIds, limit: 2, sort: byPrice }));
      expect([rows.length, total]).toEqual([2, 3]);
      expect(rows[0]).toMatchObject({ state: 'non_renewing', tenant: { id: dear.tenantId }, packageName: bought.name });
      const code = rows[1]?.tenant.code ?? '';
      for (const column of ['tenant', 'package', 'price', 'period_end', 'started'] as const) {
        expect(await ids({ search: code, sort: { column, descending: false } }), column).toEqual([middle.id]);
        const up = await ids({ sort: { column, descending: false } });
        expect(await ids({ sort: { column, descending: true } }), column).toEqual([...up].reverse());
      }
      const counts = await layout.subscriptions.counts();
      expect(counts.non_renewing).toBeGreaterThanOrEqual(1);
      expect(counts.all).toBe(
        counts.trial +
          counts.active +
          counts.past_due +
          counts.unpaid +
          counts.non_renewing +
          counts.cancelled +
          counts.expired,
      );
    });

    it('gain and lose modules of their own, written down first where they lived by the package', async () => {
      const { layout } = world();
      const { tenantId } = await begun({ modules: [] });
      const change = { tenantId, add: [], remove: [], reason: null, by: 'ayse' };
      const codes = async () => (await layout.subscriptions.current(tenantId))?.modules.map(({ code }) => code);
      await layout.subscriptions.setModules({ ...change, add: [moduleOf('CRM')] });
      expect(await codes()).toEqual([]);
      await layout.subscriptions.setModules({ ...change, add: [moduleOf('HR')] });
      expect(await codes()).toEqual(['CRM', 'HR', 'Sales']);
      await layout.subscriptions.setModules({ ...change, remove: ['Sales', 'Finance'] });
      expect(await codes()).toEqual(['CRM', 'HR']);
      expect((await layout.moduleEvents.ofTenant(tenantId)).map(({ module, action }) => [module, action])).toEqual([
        ['Sales', 'deactivated'],
        ['HR', 'activated'],
      ]);
      // With none of its own it would have all of its package again.
      await expect(layout.subscriptions.setModules({ ...change, remove: ['CRM', 'HR'] })).rejects.toMatchObject({
        key: 'module.last_module',
      });
      expect(await codes()).toEqual(['CRM', 'HR']);
      const none = await activeTenant(layout, 'abone');
      await expect(layout.subscriptions.setModules({ ...change, tenantId: none.tenantId })).rejects.toMatchObject({
        key: 'subscription.none',
      });
    });
  });

  describe('subscriptions that an operation writes', () => {
    it('are moved once under its fence, and never by whoever was overtaken', async () => {
      const { layout } = world();
      const { tenantId, made } = await begun();
      const held = await heldTenant(layout, { tenantId });
      const change = moved(made, 'mark_past_due');
      expect(await held.roles.subscriptions.movedBy(held.lease.operationId, tenantId)).toBe(false);
      await held.roles.subscriptions.move(change);
      await held.roles.subscriptions.move(change);
      expect(await held.roles.subscriptions.movedBy(held.lease.operationId, tenantId)).toBe(true);
      expect(await held.roles.subscriptions.current(tenantId)).toEqual(change.after);
      expect(await layout.subscriptions.events(tenantId)).toHaveLength(2);
      const put = { tenantId, reason: 'Undone', by: 'mehmet' };
      await held.roles.subscriptions.revert(put);
      await held.roles.subscriptions.revert(put);
      expect(await held.roles.subscriptions.current(tenantId)).toEqual(made);
      expect(await held.roles.subscriptions.movedBy(held.lease.operationId, tenantId)).toBe(false);
      expect(await layout.subscriptions.events(tenantId)).toHaveLength(3);
      await held.roles.subscriptions.move(change);
      const next = await overtake(world(), held);
      for (const write of [
        () => held.roles.subscriptions.move(moved(change.after, 'mark_paid')),
        () => held.roles.subscriptions.revert(put),
        () => held.roles.setUp.complete(draft(tenantId, made.packageId, startsOn)),
        () =>
          held.roles.subscriptions.setModules({ tenantId, add: [moduleOf('HR')], remove: [], reason: null, by: 'x' }),
      ])
        await expect(write()).rejects.toMatchObject(lost);
      expect(await next.roles.subscriptions.current(tenantId)).toEqual(change.after);
      await Promise.all([held.roles.close(), next.roles.close()]);
    });

    it('complete a setup in one go, once', async () => {
      const { layout } = world();
      const [{ tenantId }, bought] = await Promise.all([activeTenant(layout, 'kurulum'), sold(world())]);
      const held = await heldTenant(layout, { tenantId });
      const { setUp, subscriptions } = held.roles;
      expect(await setUp.isSetUp(tenantId)).toBe(false);
      expect(await subscriptions.startedBy(held.lease.operationId)).toBeUndefined();
      const asked = draft(tenantId, bought.id, startsOn);
      await setUp.complete(asked);
      await setUp.complete(asked);
      expect(await setUp.isSetUp(tenantId)).toBe(true);
      expect(await subscriptions.startedBy(held.lease.operationId)).toMatchObject({ id: asked.id, tenantId });
      expect(await layout.subscriptions.ofTenant(tenantId)).toHaveLength(1);
      expect(await layout.tenants.find(tenantId)).toMatchObject({ setupCompleted: true, packageName: bought.name });
      await held.roles.close();
      await layout.journal.finish(held.lease.operationId, held.lease.fence, 'succeeded', null);
      const { roles } = await heldTenant(layout, { tenantId });
      await expect(roles.setUp.complete(draft(tenantId, bought.id, startsOn))).rejects.toMatchObject({
        key: 'subscription.exists',
      });
      await roles.close();
    });
  });
}

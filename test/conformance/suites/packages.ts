import { describe, expect, it } from 'vitest';
import type { PackageId, SubscriptionId } from '../../../shared/domain/ids.ts';
import type { PackageDefinition } from '../../../shared/domain/packages.ts';
import type { BillingPeriod } from '../../../shared/domain/subscriptions.ts';
import { activeTenant, type ConformanceWorld, newCode, newId } from '../world.ts';

let place = 100;

export const definitionFor = (change: Partial<PackageDefinition> = {}): PackageDefinition => {
  place += 1;
  const name = newCode('sold');
  return {
    names: { en: `${name} Growth`, tr: `${name} Büyüme` },
    type: 'Standard',
    monthlyPrice: 45_050,
    yearlyPrice: 450_500,
    currency: 'TRY',
    limits: { max_users: 10, max_customers: 500, api_rate_limit: null },
    modules: [
      { code: 'CRM', name: 'Müşteri İlişkileri', included: true, maxEntities: 500 },
      { code: 'Sales', name: 'Satış', included: true, maxEntities: null },
      { code: 'HR', name: 'İnsan Kaynakları', included: false, maxEntities: null },
    ],
    features: ['custom_domain'],
    flags: ['beta-grid'],
    order: place,
    active: true,
    ...change,
  };
};

const by = 'ayse@stocker.example';

export function describePackages(world: () => ConformanceWorld): void {
  const made = async (change: Partial<PackageDefinition> = {}) => {
    const id = newId<PackageId>();
    const definition = definitionFor(change);
    return { id, definition, sold: await world().layout.packages.create(id, definition, by) };
  };
  const sorted = (definition: PackageDefinition): PackageDefinition => ({
    ...definition,
    modules: definition.modules.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
  });
  const bare = ({ id: _, version: __, ...definition }: Awaited<ReturnType<typeof made>>['sold']) => sorted(definition);

  describe('what is sold', () => {
    it('is as it was created, with a first version by whoever did it', async () => {
      const { packages } = world().layout;
      const { id, definition, sold } = await made();
      expect(sold).toMatchObject({ id, version: 1 });
      expect(bare(sold)).toEqual(sorted(definition));
      expect(await packages.find(id)).toEqual(sold);
      const listed = (await packages.list()).find((one) => one.id === id);
      expect(listed?.use).toEqual({ tenants: 0, mrr: [], versions: [] });
      const [only, ...older] = await packages.versions(id);
      expect(older).toEqual([]);
      expect(only).toMatchObject({ version: 1, by, at: expect.any(String) });
    });

    it('keeps what has no limit, no yearly price and no module of a kind', async () => {
      const { sold, definition } = await made({
        ...{
          yearlyPrice: null,
          currency: 'JPY',
          monthlyPrice: 4_500,
          limits: { max_users: null },
          features: [],
          flags: [],
        },
        modules: [{ code: 'CRM', name: 'CRM', included: true, maxEntities: null }],
      });
      expect(bare(sold)).toEqual(definition);
    });

    it('is listed by its order', async () => {
      const last = await made({ order: 9_002 });
      const before = await made({ order: 9_001 });
      const ids = (await world().layout.packages.list()).map(({ id }) => id);
      expect(ids.indexOf(before.id)).toBe(ids.indexOf(last.id) - 1);
    });

    it('is not known by an id that nobody gave', async () => {
      const { packages } = world().layout;
      const id = newId<PackageId>();
      expect(await packages.find(id)).toBeUndefined();
      expect(await packages.versions(id)).toEqual([]);
      const change = packages.change(id, { expected: 1, definition: definitionFor(), by });
      await expect(change).rejects.toMatchObject({ key: 'package.not_found' });
    });

    it('becomes another version by a change, and keeps what it was', async () => {
      const { packages } = world().layout;
      const { id, definition } = await made();
      const next: PackageDefinition = {
        ...definition,
        ...{ monthlyPrice: 59_900, yearlyPrice: null, limits: { max_users: 25, max_projects: 3 }, active: false },
        modules: [
          { code: 'Sales', name: 'Satış', included: true, maxEntities: 100 },
          { code: 'Finance', name: 'Finans', included: true, maxEntities: null },
        ],
      };
      const changed = await packages.change(id, { expected: 1, definition: next, by: 'mehmet@stocker.example' });
      expect(changed.version).toBe(2);
      expect(bare(changed)).toEqual(sorted(next));
      expect(changed.modules.map(({ code }) => code).toSorted()).toEqual(['Finance', 'Sales']);
      const versions = await packages.versions(id);
      expect(versions.map(({ version, by: who }) => [version, who])).toEqual([
        [2, 'mehmet@stocker.example'],
        [1, by],
      ]);
      expect(versions[1]?.definition.monthlyPrice).toBe(45_050);
      expect(versions[1]?.definition.limits).toEqual(definition.limits);
    });

    it('is changed once by two who saw the same version', async () => {
      const other = await world().another();
      const { id, definition } = await made();
      const change = (monthlyPrice: number) => ({ expected: 1, definition: { ...definition, monthlyPrice }, by });
      const outcomes = await Promise.allSettled([
        world().layout.packages.change(id, change(1)),
        other.packages.change(id, change(2)),
      ]);
      const refused = outcomes.filter((one) => one.status === 'rejected');
      expect(refused).toHaveLength(1);
      expect(refused[0]?.reason).toMatchObject({ code: 'conflict', key: 'package.changed' });
      expect((await other.packages.find(id))?.version).toBe(2);
    });

    it('has one place, which nobody else has', async () => {
      const { packages } = world().layout;
      const first = await made();
      const taken = { key: 'package.order_taken', field: 'order' };
      const { order } = first.definition;
      await expect(made({ order })).rejects.toMatchObject(taken);
      const second = await made();
      const definition = { ...second.definition, order };
      await expect(packages.change(second.id, { expected: 1, definition, by })).rejects.toMatchObject(taken);
      expect(await packages.find(second.id)).toMatchObject({ version: 1, order: second.definition.order });
    });

    it('is put into another order without a new version, and only where everybody is named', async () => {
      const { packages } = world().layout;
      await made();
      const before = (await packages.list()).map(({ id }) => id);
      const after = before.toReversed();
      await packages.reorder(after);
      const listed = await packages.list();
      expect(listed.map(({ id }) => id)).toEqual(after);
      expect(listed.map(({ order }) => order)).toEqual(after.map((_, index) => index + 1));
      expect(listed.find(({ id }) => id === before.at(-1))?.version).toBe(1);
      await expect(packages.reorder(after.slice(1))).rejects.toMatchObject({ key: 'package.list_changed' });
      await expect(packages.reorder([...after.slice(1), newId<PackageId>()])).rejects.toMatchObject({
        key: 'package.list_changed',
      });
    });

    it('tells who has it and what it brings, by the version that they bought', async () => {
      const { packages, subscriptions } = world().layout;
      const { id, definition } = await made();
      const start = async (packageVersion: number, price: number, trialEndsOn: string | null) => {
        const { tenantId } = await activeTenant(world().layout, 'buys');
        const period: BillingPeriod = 'yearly';
        const sold = { packageId: id, price, currency: 'TRY', period, tenantId, modules: [], reason: null, by };
        // A trial that ran out counts no more.
        await subscriptions.start({
          ...{ ...sold, id: newId<SubscriptionId>(), packageVersion: 1 },
          ...{ startsOn: '2020-01-01', periodEndsOn: '2020-01-16', trialEndsOn: '2020-01-15' },
        });
        await subscriptions.start({
          ...{ ...sold, id: newId<SubscriptionId>(), packageVersion },
          ...{ startsOn: '2026-11-01', periodEndsOn: '2036-11-01', trialEndsOn },
        });
        return tenantId;
      };
      const first = await start(1, 120_000, null);
      await packages.change(id, { expected: 1, definition: { ...definition, monthlyPrice: 1 }, by });
      await start(2, 240_000, null);
      await start(2, 240_000, '2036-10-31');
      const listed = (await packages.list()).find((one) => one.id === id);
      expect(listed?.use).toEqual({
        tenants: 3,
        mrr: [{ minor: 30_000, currency: 'TRY' }],
        versions: [
          { version: 2, tenants: 2 },
          { version: 1, tenants: 1 },
        ],
      });
      const kept = await subscriptions.current(first);
      expect(kept).toMatchObject({ packageVersion: 1, price: { minor: 120_000, currency: 'TRY' } });
      expect(kept?.modules.map(({ code }) => code).toSorted()).toEqual(['CRM', 'Sales']);
    });

    it('is only read while the platform is not opened for writing', async () => {
      const other = await world().another();
      const { id, definition } = await made();
      await other.setWritable(false);
      const refused = { key: 'session.read_only' };
      await expect(other.packages.create(newId(), definitionFor(), by)).rejects.toMatchObject(refused);
      await expect(other.packages.change(id, { expected: 1, definition, by })).rejects.toMatchObject(refused);
      await expect(other.packages.reorder([])).rejects.toMatchObject(refused);
      expect(await other.packages.find(id)).toMatchObject({ version: 1 });
    });
  });
}

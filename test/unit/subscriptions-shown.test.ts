import { describe, expect, it } from 'vitest';
import { mrrOf } from '../../main/billing/mrr.ts';
import { changesBetween } from '../../renderer/screens/subscriptions/subscription-changes.ts';
import { filterOf, readPlace, writePlace } from '../../renderer/screens/subscriptions/use-subscription-filter.ts';
import type { PackageId, SubscriptionId, TenantId } from '../../shared/domain/ids.ts';
import type { Subscription } from '../../shared/domain/subscriptions.ts';

const today = '2026-11-21';

const subscription: Subscription = {
  id: 's1' as SubscriptionId,
  tenantId: 't1' as TenantId,
  packageId: 'p1' as PackageId,
  packageName: 'Pro',
  packageVersion: 1,
  status: 'active',
  price: { minor: 120_000, currency: 'TRY' },
  period: 'monthly',
  startedOn: '2026-01-10',
  periodEndsOn: '2026-12-10',
  trialEndsOn: null,
  trialExtended: false,
  cancelAtPeriodEnd: false,
  cancelledOn: null,
  unpaidSince: null,
  pendingChange: null,
  modules: [],
};

describe('what a subscription brings in a month', () => {
  const cases: ReadonlyArray<readonly [string, Partial<Subscription>, number | null]> = [
    ['active, by the month', {}, 120_000],
    [
      'active, by the year: a twelfth, half-up',
      { period: 'yearly', price: { minor: 1_000_006, currency: 'TRY' } },
      83_334,
    ],
    ['past due counts', { status: 'past_due' }, 120_000],
    ['unpaid does not', { status: 'past_due', unpaidSince: '2026-11-01' }, null],
    ['a trial does not', { status: 'trial', trialEndsOn: '2026-11-30' }, null],
    ['a trial that ran out does not', { status: 'trial', trialEndsOn: '2026-11-20' }, null],
    ['it counts until the day on which it ends', { cancelAtPeriodEnd: true }, 120_000],
    ['and from then on no more', { cancelAtPeriodEnd: true, periodEndsOn: today }, null],
    ['cancelled', { status: 'cancelled' }, null],
  ];
  it.each(cases)('%s', (_name, change, minor) => {
    const amount = mrrOf({ ...subscription, ...change }, today);
    expect(amount?.minor ?? null).toBe(minor);
  });
});

describe('what an event changed', () => {
  it('is nothing where it began the subscription', () => {
    expect(changesBetween(null, subscription)).toEqual([]);
  });

  it('names each field that differs, and no other', () => {
    const after: Subscription = { ...subscription, packageVersion: 2, price: { minor: 150_000, currency: 'TRY' } };
    expect(changesBetween(subscription, after)).toEqual(['package', 'price']);
  });

  it('does not take modules in another order for a change', () => {
    const crm = { code: 'CRM', name: 'CRM', maxEntities: null };
    const sales = { code: 'Sales', name: 'Sales', maxEntities: null };
    expect(
      changesBetween({ ...subscription, modules: [crm, sales] }, { ...subscription, modules: [sales, crm] }),
    ).toEqual([]);
  });

  it('tells a change that waits, and its end', () => {
    const waits: Subscription = {
      ...subscription,
      pendingChange: {
        ...{ packageId: 'p2' as PackageId, packageName: 'Max', packageVersion: 3, period: 'yearly' },
        ...{ price: 900_000, currency: 'TRY', on: '2026-12-10', by: 'ayse@example.com' },
      },
    };
    expect(changesBetween(subscription, waits)).toEqual(['pendingChange']);
    expect(changesBetween(waits, subscription)).toEqual(['pendingChange']);
  });
});

describe('the place in the list', () => {
  it('is in the address, all of it', () => {
    const place = {
      tab: 'past_due',
      search: 'çınar',
      packageIds: ['a', 'b'],
      sort: { column: 'price', descending: true },
      offset: 100,
    } as const;
    expect(readPlace(writePlace(place))).toEqual(place);
  });

  it('is the beginning where the address says nothing that is known', () => {
    const strange = new URLSearchParams({ tab: 'x', sort: 'y', page: '-3' });
    expect(writePlace(readPlace(strange)).toString()).toBe('');
  });

  it('asks for a state, for all of them, or for what is due', () => {
    const place = readPlace(new URLSearchParams());
    expect(filterOf(place)).toMatchObject({ states: [], pending: null });
    expect(filterOf({ ...place, tab: 'unpaid' })).toMatchObject({ states: ['unpaid'], pending: null });
    expect(filterOf({ ...place, tab: 'change_due' })).toMatchObject({ states: [], pending: 'due' });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, periodStart } from '../../shared/domain/calendar.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import {
  directionOf,
  modulesAfter,
  type PackageChangeFacts,
  previewChange,
  priceOf,
  usualWhen,
} from '../../shared/domain/package-change.ts';
import type { PlanTerms } from '../../shared/domain/subscription-change.ts';
import { moveSubscription } from '../../shared/domain/subscription-moves.ts';
import { packageDefinition, subscriptionOf } from '../builders/subscriptions.ts';

const today = '2026-11-21';
const bigger = packageDefinition({
  ...{ names: { en: 'Enterprise', tr: 'Kurumsal' }, monthlyPrice: 90_000, yearlyPrice: 900_000, order: 3 },
  limits: { max_users: 50, max_projects: 100 },
  modules: [
    { code: 'CRM', name: 'CRM', included: true, maxEntities: null },
    { code: 'Finance', name: 'Finans', included: true, maxEntities: null },
  ],
});
const termsOf = (change: Partial<PlanTerms> = {}): PlanTerms => ({
  ...{ packageId: '9ac00000-0000-4000-8000-000000000002' as PackageId, packageName: 'Kurumsal', packageVersion: 1 },
  ...{ price: { minor: 90_000, currency: 'TRY' }, period: 'monthly', ...change },
});
const facts = (change: Partial<PackageChangeFacts> = {}): PackageChangeFacts => ({
  ...{ subscription: subscriptionOf(), from: packageDefinition(), to: bigger, terms: termsOf() },
  ...{ when: null, overrides: [], used: {}, today, ...change },
});
const amounts = (change: Partial<PackageChangeFacts>) =>
  previewChange(facts(change)).lines.map(({ kind, days, of, amount }) => [kind, days, of, amount.minor]);

describe('what a change of package costs', () => {
  it('credits the rest of the period and charges it by the new price, the day of change being the new one', () => {
    // 15 November to 15 December: 30 days, of which 24 are left on the 21st.
    expect(previewChange(facts())).toMatchObject({
      ...{ direction: 'upgrade', when: 'now', on: today, periodEndsOn: '2026-12-15' },
      lines: [
        { kind: 'credit', packageName: 'Büyüme', from: today, until: '2026-12-15', amount: { minor: -36_000 } },
        { kind: 'charge', packageName: 'Kurumsal', from: today, until: '2026-12-15', amount: { minor: 72_000 } },
      ],
      due: { minor: 36_000, currency: 'TRY' },
    });
  });

  it.each([
    [
      'on the first day, all of it',
      { today: '2026-11-15' },
      [
        ['credit', 30, 30, -45_000],
        ['charge', 30, 30, 90_000],
      ],
    ],
    [
      'on the last day, one',
      { today: '2026-12-14' },
      [
        ['credit', 1, 30, -1_500],
        ['charge', 1, 30, 3_000],
      ],
    ],
    ['after the end, a new period and no credit', { today: '2026-12-20' }, [['charge', 31, 31, 90_000]]],
    ['in a trial, nothing', { subscription: subscriptionOf({ status: 'trial', trialEndsOn: '2026-11-30' }) }, []],
    [
      'by the year: the rest of the month back, a whole year from today',
      { terms: termsOf({ period: 'yearly', price: { minor: 900_000, currency: 'TRY' } }) },
      [
        ['credit', 24, 30, -36_000],
        ['charge', 365, 365, 900_000],
      ],
    ],
    [
      'in a February of 28 days, the remainder on the last line',
      {
        subscription: subscriptionOf({ periodEndsOn: '2027-03-15', price: { minor: 100, currency: 'TRY' } }),
        today: '2027-03-14',
        terms: termsOf({ price: { minor: 200, currency: 'TRY' } }),
      },
      [
        ['credit', 1, 28, -4],
        ['charge', 1, 28, 8],
      ],
    ],
    [
      'by the month again, on the day on which a month is left of the year: a whole month',
      {
        subscription: subscriptionOf({
          ...{ startedOn: '2024-12-15', period: 'yearly', price: { minor: 365_000, currency: 'TRY' } },
        }),
        terms: termsOf(),
        today: '2026-11-15',
        when: 'now' as const,
      },
      [
        ['credit', 30, 365, -30_000],
        ['charge', 30, 30, 90_000],
      ],
    ],
    [
      'paid for months ahead, as many months back',
      { subscription: subscriptionOf({ periodEndsOn: '2027-02-15' }) },
      [
        // 15 November to 15 February: three months, of which the first six days are used.
        ['credit', 86, 92, -126_196],
        ['charge', 86, 92, 252_392],
      ],
    ],
    ['at the end, nothing now', { when: 'period_end' as const }, []],
    [
      'across currencies after the end, a new period',
      { terms: termsOf({ price: { minor: 9_000, currency: 'EUR' } }), today: '2026-12-20' },
      [['charge', 31, 31, 9_000]],
    ],
    ['across currencies, nothing now', { terms: termsOf({ price: { minor: 9_000, currency: 'EUR' } }) }, []],
  ])('%s', (_, change, lines) => expect(amounts(change)).toEqual(lines));

  it('loses no minor unit, whatever the prices and the day', () => {
    const price = fc.nat(1e9);
    fc.assert(
      fc.property(price, price, fc.nat(29), (before, after, days) => {
        const subscription = subscriptionOf({ price: { minor: before, currency: 'TRY' } });
        const on = addDays('2026-11-15', days);
        const terms = termsOf({ price: { minor: after, currency: 'TRY' } });
        const { lines, due } = previewChange(facts({ subscription, terms, when: 'now', today: on }));
        const left = BigInt(daysBetween(on, '2026-12-15'));
        const difference = BigInt(after - before) * left;
        const magnitude = ((difference < 0n ? -difference : difference) * 2n + 30n) / 60n;
        expect(due.minor).toBe(Number(difference < 0n ? -magnitude : magnitude));
        expect(lines.reduce((sum, { amount }) => sum + amount.minor, 0)).toBe(due.minor);
        expect(lines.every(({ amount }) => Number.isSafeInteger(amount.minor))).toBe(true);
      }),
    );
  });

  it('costs nothing to go there and back on one day', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), fc.nat(29), (before, after, days) => {
        const on = addDays('2026-11-15', days);
        const subscription = subscriptionOf({ price: { minor: before, currency: 'TRY' } });
        const there = termsOf({ price: { minor: after, currency: 'TRY' } });
        const { after: changed } = moveSubscription(subscription, 'change', { terms: there }, on);
        if (changed === undefined) throw new Error('it may be changed');
        expect(periodStart(changed)).toBe(periodStart(subscription));
        const first = previewChange(facts({ subscription, terms: there, when: 'now', today: on })).due.minor;
        const back = facts({ subscription: changed, terms: { ...subscription }, when: 'now', today: on });
        expect(first + previewChange(back).due.minor).toBe(0);
      }),
    );
  });
});

describe('when a change counts', () => {
  const at = (minor: number, period: 'monthly' | 'yearly' = 'monthly', order = 1) => ({
    ...{ price: { minor, currency: 'TRY' }, period, order },
  });
  it.each([
    [at(100), at(200), 'upgrade'],
    [at(200), at(100), 'downgrade'],
    [at(100), at(1_200, 'yearly'), 'same'],
    [at(100), at(1_000, 'yearly'), 'downgrade'],
    [at(100, 'monthly', 2), at(100, 'monthly', 1), 'downgrade'],
    [at(100), { ...at(9_000, 'monthly', 2), price: { minor: 1, currency: 'EUR' } }, 'upgrade'],
  ] as const)('%j to %j is %s', (before, after, direction) => expect(directionOf(before, after)).toBe(direction));

  it.each([
    ['upgrade', 'monthly', 'monthly', false, 'now'],
    ['downgrade', 'monthly', 'monthly', false, 'period_end'],
    ['downgrade', 'monthly', 'monthly', true, 'now'],
    ['upgrade', 'yearly', 'monthly', false, 'period_end'],
    ['same', 'monthly', 'yearly', false, 'now'],
  ] as const)('%s from %s to %s, trial %s: %s', (direction, from, to, trial, when) =>
    expect(usualWhen(direction, { from, to, trial })).toBe(when),
  );

  it('is without credit at the end, unless somebody chooses otherwise', () => {
    const down = {
      from: bigger,
      to: packageDefinition(),
      subscription: subscriptionOf({ price: { minor: 90_000, currency: 'TRY' } }),
      terms: termsOf({ price: { minor: 45_000, currency: 'TRY' } }),
    };
    expect(previewChange(facts(down))).toMatchObject({
      when: 'period_end',
      on: '2026-12-15',
      lines: [],
      due: { minor: 0 },
    });
    expect(previewChange(facts({ ...down, when: 'now' }))).toMatchObject({ on: today, due: { minor: -36_000 } });
  });
  it.each([
    ['a trial', { subscription: subscriptionOf({ status: 'trial', trialEndsOn: '2026-12-14' }) }],
    ['a period that is over', { subscription: subscriptionOf({ periodEndsOn: today }) }],
  ])('is at once in %s, for which nothing can be put aside', (_, change) => {
    const usual = (terms: PlanTerms) => previewChange(facts({ ...change, terms })).usualWhen;
    expect(usual(termsOf({ price: { minor: 1, currency: 'TRY' } }))).toBe('now');
    expect(usual(termsOf({ price: { minor: 9_000, currency: 'EUR' } }))).toBe('now');
  });
  it('has no price for a period by which it is not sold', () =>
    expect(priceOf(packageDefinition({ yearlyPrice: null }), 'yearly')).toBeUndefined());
});

describe('what a change takes and gives', () => {
  const own = (...codes: ReadonlyArray<string>) => codes.map((code) => ({ code, name: code, maxEntities: null }));
  const codes = (modules: ReadonlyArray<{ readonly code: string }>) => modules.map(({ code }) => code);

  it.each([
    ['lives by its package', [], []],
    ['has what its package has', ['CRM', 'Sales'], ['CRM', 'Finance']],
    ['has more than its package', ['CRM', 'HR', 'Sales'], ['CRM', 'Finance', 'HR']],
    ['bought what the new one has', ['CRM', 'Sales', 'Finance'], ['CRM', 'Finance']],
    ['has less than its package', ['CRM'], ['CRM', 'Finance']],
  ])('one that %s', (_, had, has) =>
    expect(codes(modulesAfter(own(...had), packageDefinition().modules, bigger.modules))).toEqual(has),
  );

  it('says which modules come, go and stay beside the new package', () => {
    const { modules } = previewChange(facts({ subscription: subscriptionOf({ modules: own('CRM', 'HR', 'Sales') }) }));
    expect([modules.gained, modules.lost, modules.kept].map(codes)).toEqual([['Finance'], ['Sales'], ['HR']]);
    const byPackage = previewChange(facts()).modules;
    expect([byPackage.gained, byPackage.lost, byPackage.after].map(codes)).toEqual([['Finance'], ['Sales'], []]);
  });

  it('says which limits change, and which use it would break', () => {
    const down = { from: bigger, to: packageDefinition(), used: { max_users: 12, max_projects: 3 } };
    expect(previewChange(facts(down))).toMatchObject({
      limits: [
        { key: 'max_users', before: 50, after: 10, used: 12 },
        { key: 'max_projects', before: 100, after: null },
      ],
      broken: [{ key: 'max_users', after: 10, used: 12 }],
      needsReason: true,
    });
    expect(previewChange(facts({ ...down, used: { max_users: 10 } })).needsReason).toBe(false);
  });

  it('leaves alone what an override says, and what is over its limit already', () => {
    const override = { key: 'max_users', value: 20, reason: 'Asked', by: 'ayse', at: today, until: null } as const;
    const down = { from: bigger, to: packageDefinition(), used: { max_users: 12 } };
    expect(previewChange(facts({ ...down, overrides: [override] })).broken).toEqual([]);
    const over = { from: packageDefinition(), to: packageDefinition(), used: { max_users: 99 } };
    expect(previewChange(facts(over)).broken).toEqual([]);
  });
});

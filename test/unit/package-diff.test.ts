import { describe, expect, it } from 'vitest';
import { diffOfPackages, type PackageChange, touchesWhoPays } from '../../shared/domain/package-diff.ts';
import type { PackageDefinition } from '../../shared/domain/packages.ts';

const crm = { code: 'CRM', name: 'CRM', included: true, maxEntities: 500 } as const;
const sales = { code: 'Sales', name: 'Satış', included: true, maxEntities: null } as const;
const sold: PackageDefinition = {
  ...{ names: { en: 'Growth', tr: 'Büyüme' }, type: 'Standard', monthlyPrice: 45_000, yearlyPrice: 450_000 },
  ...{ currency: 'TRY', limits: { max_users: 10, max_projects: null }, modules: [crm, sales] },
  ...{ features: ['custom_domain'], flags: ['beta-grid'], order: 2, active: true },
};
const lira = (minor: number) => ({ minor, currency: 'TRY' });

describe('the difference between two packages', () => {
  const cases: ReadonlyArray<readonly [string, Partial<PackageDefinition>, ReadonlyArray<PackageChange>]> = [
    ['nothing', {}, []],
    [
      'a name in one language',
      { names: { en: 'Grow', tr: 'Büyüme' } },
      [{ of: 'name', language: 'en', before: 'Growth', after: 'Grow' }],
    ],
    ['its type', { type: 'Pro' }, [{ of: 'type', before: 'Standard', after: 'Pro' }]],
    [
      'the price of a month',
      { monthlyPrice: 59_900 },
      [{ of: 'price', period: 'monthly', before: lira(45_000), after: lira(59_900) }],
    ],
    [
      'no price of a year any more',
      { yearlyPrice: null },
      [{ of: 'price', period: 'yearly', before: lira(450_000), after: null }],
    ],
    [
      'another currency is two other prices, whatever the figures',
      { currency: 'EUR' },
      [
        { of: 'price', period: 'monthly', before: lira(45_000), after: { minor: 45_000, currency: 'EUR' } },
        { of: 'price', period: 'yearly', before: lira(450_000), after: { minor: 450_000, currency: 'EUR' } },
      ],
    ],
    [
      'a limit, and one that was none',
      { limits: { max_users: null, max_customers: 5 } },
      [
        { of: 'limit', key: 'max_users', before: 10, after: null },
        { of: 'limit', key: 'max_customers', before: null, after: 5 },
      ],
    ],
    ['a limit that is left out is none, as null is', { limits: { max_users: 10 } }, []],
    [
      'one module for another',
      { modules: [crm, { ...sales, code: 'HR', name: 'İK', maxEntities: 20 }] },
      [
        { of: 'module', change: 'added', code: 'HR', name: 'İK', maxEntities: 20 },
        { of: 'module', change: 'removed', code: 'Sales', name: 'Satış', maxEntities: null },
      ],
    ],
    [
      'a module that is named and not included is not there',
      { modules: [crm, { ...sales, included: false }] },
      [{ of: 'module', change: 'removed', code: 'Sales', name: 'Satış', maxEntities: null }],
    ],
    ['modules in another order, or under another name', { modules: [{ ...sales, name: 'Sales' }, crm] }, []],
    [
      'how much of a module',
      { modules: [{ ...crm, maxEntities: null }, sales] },
      [{ of: 'module_limit', code: 'CRM', name: 'CRM', before: 500, after: null }],
    ],
    [
      'features and flags',
      { features: ['api_access'], flags: [] },
      [
        { of: 'feature', change: 'added', key: 'api_access' },
        { of: 'feature', change: 'removed', key: 'custom_domain' },
        { of: 'flag', change: 'removed', key: 'beta-grid' },
      ],
    ],
    [
      'its place, and that it is not sold',
      { order: 3, active: false },
      [
        { of: 'order', before: 2, after: 3 },
        { of: 'active', after: false },
      ],
    ],
  ];
  it.each(cases)('%s', (_what, change, expected) => {
    expect(diffOfPackages(sold, { ...sold, ...change })).toEqual(expected);
  });

  it('read backwards says the opposite of everything', () => {
    const next: PackageDefinition = {
      ...sold,
      monthlyPrice: 1,
      limits: {},
      modules: [crm],
      features: [],
      active: false,
    };
    const there = diffOfPackages(sold, next);
    const back = diffOfPackages(next, sold);
    expect(back.map(({ of }) => of)).toEqual(there.map(({ of }) => of));
    expect(back).not.toEqual(there);
  });

  it('tells what who pays already would feel', () => {
    const changes = diffOfPackages(sold, {
      ...sold,
      ...{ names: { en: 'A', tr: 'B' }, type: 'C', monthlyPrice: 1, limits: {}, modules: [{ ...crm, maxEntities: 1 }] },
      ...{ features: [], flags: [], order: 9, active: false },
    });
    expect(changes.filter(touchesWhoPays).map(({ of }) => of)).toEqual(['price', 'limit', 'module_limit', 'module']);
  });
});

import { describe, expect, it } from 'vitest';
import { maskedTaxNumber } from '../../main/tenants/tenant-settings.ts';
import { effectiveLimits, type LimitOverride } from '../../shared/domain/limits.ts';

const override = (change: Partial<LimitOverride> = {}): LimitOverride => ({
  ...{ key: 'max_users', value: 40, reason: 'Season', by: 'ayse', at: '2026-11-01T09:00:00Z', until: null },
  ...change,
});
const fromPackage = { name: 'Büyüme', limits: { max_users: 10, max_projects: null } };
const usersOf = (sources: Partial<Parameters<typeof effectiveLimits>[0]>) =>
  effectiveLimits({ fromPackage, overrides: [], used: {}, today: '2026-11-22', ...sources }).find(
    ({ key }) => key === 'max_users',
  );

describe('a limit as it holds today', () => {
  const cases: ReadonlyArray<readonly [string, Parameters<typeof usersOf>[0], object]> = [
    ["is the package's", {}, { value: 10, origin: { from: 'package', packageName: 'Büyüme' } }],
    ['is none without a package', { fromPackage: null }, { value: null, origin: { from: 'nothing' } }],
    [
      'is the override',
      { overrides: [override()] },
      { value: 40, origin: { from: 'override', packageValue: 10, until: null } },
    ],
    [
      'is the override, also to no limit',
      { overrides: [override({ value: null })] },
      { value: null, origin: { from: 'override' } },
    ],
    ['is the override on its last day', { overrides: [override({ until: '2026-11-22' })] }, { value: 40 }],
    [
      "is the package's again on the day after",
      { overrides: [override({ until: '2026-11-21' })] },
      { value: 10, origin: { from: 'package' } },
    ],
    ["is not another limit's override", { overrides: [override({ key: 'max_projects' })] }, { value: 10 }],
    [
      'is the override without a package too',
      { fromPackage: null, overrides: [override()] },
      { value: 40, origin: { packageValue: null } },
    ],
    ['stands beside what is used', { used: { max_users: 12 } }, { used: 12 }],
    ['stands alone where that is not known', { used: { max_projects: 1 } }, { used: null }],
  ];
  it.each(cases)('%s', (_what, sources, expected) => {
    expect(usersOf(sources)).toMatchObject(expected);
  });
});

describe('a masked tax number', () => {
  it.each([
    ['1234567890', '••••••••90'],
    ['12345678901', '•••••••••01'],
    ['7', '7'],
    ['', ''],
  ])('%s', (taxNumber, shown) => {
    expect(maskedTaxNumber(taxNumber)).toBe(shown);
  });
});

import { expect, it } from 'vitest';
import { nextBetter, packagesWith } from '../../renderer/screens/flags/draft.ts';
import { flagDecision } from '../../shared/domain/flags.ts';
import type { PackageId, TenantId } from '../../shared/domain/ids.ts';

/** Two of them are equally good. */
const packages = [
  { id: 'a' as PackageId, name: 'Starter', order: 1 },
  { id: 'b' as PackageId, name: 'Growth', order: 2 },
  { id: 'c' as PackageId, name: 'Growth, old', order: 2 },
  { id: 'd' as PackageId, name: 'Enterprise', order: 3 },
];

it.each(packages)('ticks for $name what the rules say', (required) => {
  const has = packagesWith(packages, required.id);
  const rules = {
    key: 'pos',
    stage: 'enabled',
    alwaysOn: [],
    neverOn: [],
    requiresPackage: required,
    rollout: 100,
  } as const;
  for (const one of packages) {
    const decision = flagDecision(rules, { tenantId: 't' as TenantId, package: { ...one, flags: null } });
    expect([one.name, has.has(one.id)]).toEqual([one.name, decision.on]);
  }
});

it('ticks nothing for any package, and for one that is gone', () => {
  expect(packagesWith(packages, null).size).toBe(0);
  expect(packagesWith(packages, 'gone' as PackageId).size).toBe(0);
});

it('goes on with what is better', () => {
  expect(packages.map((one) => nextBetter(packages, one))).toEqual(['b', 'd', 'd', null]);
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlaces } from '../../main/flags/places.ts';
import { flagChanges, flagEffect } from '../../shared/domain/flag-effect.ts';
import {
  type FeatureFlag,
  type FlagRule,
  type FlagRules,
  type FlagSubject,
  flagDecision,
  flagPlace,
  flagRuleNames,
  flagStages,
  flagState,
  listed,
  listOf,
} from '../../shared/domain/flags.ts';
import { flagOf, packageOf, requires, rulesOf, subjectNo, tenantNo } from '../builders/flags.ts';

const one = tenantNo(1);
const subject = subjectNo(1, { package: packageOf(1) });

const rules = fc.record({
  key: fc.constantFrom('a', 'crm.inbox', 'e.fatura'),
  stage: fc.constantFrom(...flagStages),
  alwaysOn: fc.subarray([0, 1, 2, 3, 4].map(tenantNo)),
  neverOn: fc.subarray([0, 1, 2, 3, 4].map(tenantNo)),
  requiresPackage: fc.option(fc.integer({ min: 0, max: 3 }).map(requires)),
  rollout: fc.integer({ min: 0, max: 100 }),
}) satisfies fc.Arbitrary<FlagRules>;

const anyPackage = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.option(fc.subarray(['a', 'crm.inbox', 'e.fatura', 'other'])))
  .map(([order, flags]) => packageOf(order, flags));
const tenant: fc.Arbitrary<FlagSubject> = fc
  .tuple(fc.integer({ min: 0, max: 500 }), fc.option(anyPackage))
  .map(([n, has]) => subjectNo(n, { package: has }));

describe('a flag for a tenant', () => {
  const cases: ReadonlyArray<readonly [string, Partial<FlagRules>, Partial<FlagSubject>, boolean, FlagRule]> = [
    ['disabled, whatever else', { stage: 'disabled', rollout: 100, alwaysOn: [one] }, {}, false, 'stage'],
    ['planned, whatever else', { stage: 'planned', rollout: 100, alwaysOn: [one] }, {}, false, 'stage'],
    ['in development, not listed', { stage: 'development', rollout: 100 }, {}, false, 'stage'],
    ['in development, always on', { stage: 'development', alwaysOn: [one] }, {}, true, 'always_on'],
    ['in development, on both lists', { stage: 'development', alwaysOn: [one], neverOn: [one] }, {}, false, 'never_on'],
    ['never on, all rolled out', { neverOn: [one], rollout: 100 }, {}, false, 'never_on'],
    ['on both lists', { neverOn: [one], alwaysOn: [one] }, {}, false, 'never_on'],
    ['below the package, all rolled out', { requiresPackage: requires(2), rollout: 100 }, {}, false, 'package'],
    ['below the package, always on', { requiresPackage: requires(2), alwaysOn: [one] }, {}, false, 'package'],
    ['never on before the package', { requiresPackage: requires(2), neverOn: [one] }, {}, false, 'never_on'],
    ['the very package', { requiresPackage: requires(1), rollout: 100 }, {}, true, 'rollout'],
    ['a better package', { requiresPackage: requires(0), rollout: 100 }, {}, true, 'rollout'],
    ['another package, as good', { requiresPackage: { ...requires(2), order: 1 }, rollout: 100 }, {}, false, 'package'],
    [
      'no package where one is required',
      { requiresPackage: requires(0), rollout: 100 },
      { package: null },
      false,
      'package',
    ],
    ['no package where none is required', { rollout: 100 }, { package: null }, true, 'rollout'],
    ['a package that has it', { rollout: 100 }, { package: packageOf(1, ['crm.whatsapp_inbox']) }, true, 'rollout'],
    ['a package that has others', { rollout: 100 }, { package: packageOf(1, ['api.v3']) }, false, 'package'],
    [
      'a package that has others, always on',
      { alwaysOn: [one] },
      { package: packageOf(1, ['api.v3']) },
      false,
      'package',
    ],
    ['always on, nothing rolled out', { alwaysOn: [one] }, {}, true, 'always_on'],
    ['nothing rolled out', { rollout: 0 }, {}, false, 'rollout'],
    ['all rolled out', { rollout: 100 }, {}, true, 'rollout'],
  ];
  it.each(cases)('%s', (_, given, has, on, by) => {
    expect(flagDecision(rulesOf(given), { ...subject, ...has })).toMatchObject({ on, by });
  });

  it('is inside the rollout from the percentage after its place', () => {
    const place = flagPlace('crm.whatsapp_inbox', one);
    expect(flagDecision(rulesOf({ rollout: place }), subject)).toEqual({ on: false, by: 'rollout', place });
    expect(flagDecision(rulesOf({ rollout: place + 1 }), subject)).toEqual({ on: true, by: 'rollout', place });
  });

  it('never loses it because the rollout rises', () => {
    const twice = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }));
    fc.assert(
      fc.property(rules, tenant, twice, (given, has, [a, b]) => {
        const at = (rollout: number): boolean => flagDecision({ ...given, rollout }, has).on;
        return !at(Math.min(a, b)) || at(Math.max(a, b));
      }),
    );
  });

  it('is decided by one rule, and only lists and the rollout say yes', () => {
    fc.assert(
      fc.property(rules, tenant, (given, has) => {
        const { on, by, place } = flagDecision(given, has);
        expect(flagRuleNames).toContain(by);
        expect(place).toBe(flagPlace(given.key, has.tenantId));
        if (on) expect(['always_on', 'rollout']).toContain(by);
        if (by === 'always_on') expect(on).toBe(true);
      }),
    );
  });

  it('is decided by the lists in their order', () => {
    fc.assert(
      fc.property(rules, tenant, (given, has) => {
        const { tenantId } = has;
        const live: FlagRules = { ...given, stage: 'enabled' };
        const never = flagDecision({ ...live, neverOn: [...live.neverOn, tenantId] }, has);
        expect(never).toMatchObject({ on: false, by: 'never_on' });
        const free = { ...live, requiresPackage: null, neverOn: [] };
        const always = flagDecision({ ...free, alwaysOn: [...live.alwaysOn, tenantId] }, { ...has, package: null });
        expect(always).toMatchObject({ on: true, by: 'always_on' });
      }),
    );
  });

  it('knows no rollout in development', () => {
    fc.assert(
      fc.property(rules, tenant, fc.integer({ min: 0, max: 100 }), (given, has, rollout) => {
        const developed: FlagRules = { ...given, stage: 'development' };
        expect(flagDecision({ ...developed, rollout }, has)).toEqual(flagDecision(developed, has));
        expect(flagDecision(developed, has).by).not.toBe('rollout');
      }),
    );
  });
});

describe('the place in a rollout', () => {
  it('is what every program can compute: four bytes of the hash, modulo 100', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), (key, id) => {
        const hash = createHash('sha256').update(`${key}:${id}`).digest();
        expect(flagPlace(key, id as Parameters<typeof flagPlace>[1])).toBe(hash.readUInt32BE(0) % 100);
      }),
    );
  });

  it('is even, and another for another flag', () => {
    const many = Array.from({ length: 20_000 }, (_, n) => tenantNo(n));
    const counts = new Array<number>(100).fill(0);
    for (const id of many) counts[flagPlace('one', id)] = (counts[flagPlace('one', id)] ?? 0) + 1;
    // 200 each; the deviation of one is 14, so that six of them is out of reach.
    expect(Math.min(...counts)).toBeGreaterThan(115);
    expect(Math.max(...counts)).toBeLessThan(285);
    const same = many.filter((id) => flagPlace('one', id) === flagPlace('other', id)).length;
    expect(same).toBeGreaterThan(100);
    expect(same).toBeLessThan(300);
  });
});

it('finds a place again that was computed before, whoever came in between', () => {
  const placeOf = createPlaces();
  const flags = ['one', 'other'];
  for (let round = 0; round < 2; round += 1)
    for (let n = 0; n < 3000; n += 1)
      for (const key of flags) expect(placeOf(key, tenantNo(n * 7))).toBe(flagPlace(key, tenantNo(n * 7)));
});

describe('the effect of a flag', () => {
  const lira = (minor: number) => ({ minor, currency: 'TRY' });
  const subjects = [
    subjectNo(1, { mrr: lira(1000), package: packageOf(2) }),
    subjectNo(2, { mrr: lira(500), package: packageOf(2) }),
    subjectNo(3, { mrr: { minor: 90, currency: 'EUR' }, package: packageOf(2) }),
    subjectNo(4, { mrr: lira(50), package: packageOf(0) }),
    subjectNo(5),
  ];

  it('is counted by the rule that decided, each currency on its own', () => {
    const given = rulesOf({
      ...{ alwaysOn: [tenantNo(1), tenantNo(3)], neverOn: [tenantNo(2)], rollout: 0 },
      requiresPackage: requires(1),
    });
    expect(flagEffect(given, subjects)).toEqual({
      tenants: 5,
      mrr: [{ minor: 90, currency: 'EUR' }, lira(1550)],
      on: { tenants: 2, mrr: [{ minor: 90, currency: 'EUR' }, lira(1000)] },
      groups: [
        { by: 'never_on', on: false, tenants: 1, mrr: [lira(500)] },
        { by: 'package', on: false, tenants: 2, mrr: [lira(50)] },
        { by: 'always_on', on: true, tenants: 2, mrr: [{ minor: 90, currency: 'EUR' }, lira(1000)] },
      ],
    });
  });

  it('leaves nobody out and counts nobody twice', () => {
    fc.assert(
      fc.property(rules, fc.array(tenant, { maxLength: 30 }), (given, some) => {
        const { tenants, on, groups } = flagEffect(given, some);
        expect(tenants).toBe(some.length);
        expect(groups.reduce((sum, group) => sum + group.tenants, 0)).toBe(tenants);
        expect(groups.filter((group) => group.on).reduce((sum, group) => sum + group.tenants, 0)).toBe(on.tenants);
      }),
    );
  });

  it('says who changes, and only them', () => {
    const before = rulesOf({ rollout: 100, neverOn: [tenantNo(2)] });
    const after = { ...before, neverOn: [tenantNo(1)] };
    expect(
      flagChanges({ before, after }, subjects).map((change) => [change.subject.code, change.before.on, change.after]),
    ).toEqual([
      ['tenant-1', true, { on: false, by: 'never_on' }],
      ['tenant-2', false, { on: true, by: 'rollout' }],
    ]);
    fc.assert(
      fc.property(rules, fc.array(tenant, { maxLength: 20 }), (given, some) => {
        expect(flagChanges({ before: given, after: { ...given, stage: 'disabled' } }, some)).toHaveLength(
          flagEffect(given, some).on.tenants,
        );
      }),
    );
  });
});

describe('the lists of a flag', () => {
  it('have a tenant where it was put, once, and on no other', () => {
    fc.assert(
      fc.property(
        rules,
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom('always_on', 'never_on', 'nowhere'),
        (given, n, to) => {
          const id = tenantNo(n);
          const after = listed(given, id, to);
          expect(listOf(after, id)).toBe(to);
          expect([...after.alwaysOn, ...after.neverOn].filter((other) => other === id)).toHaveLength(
            to === 'nowhere' ? 0 : 1,
          );
          expect(listed(after, id, to)).toEqual(after);
        },
      ),
    );
  });
});

describe('how a flag stands', () => {
  const cases: ReadonlyArray<readonly [string, Partial<FeatureFlag>, ReturnType<typeof flagState>]> = [
    ['stopped', { stage: 'disabled', stoppedFrom: 'enabled', rollout: 100 }, 'stopped'],
    ['disabled', { stage: 'disabled', rollout: 100 }, 'off'],
    ['planned', { stage: 'planned', alwaysOn: [one] }, 'off'],
    ['in development for nobody', { stage: 'development', rollout: 50 }, 'off'],
    ['in development for one', { stage: 'development', alwaysOn: [one] }, 'partial'],
    ['rolled out to nobody', { rollout: 0 }, 'off'],
    ['rolled out to some', { rollout: 1 }, 'partial'],
    ['rolled out to all', { rollout: 100 }, 'on'],
    ['to all but one', { rollout: 100, neverOn: [one] }, 'partial'],
    ['to all of a package', { rollout: 100, requiresPackage: requires(1) }, 'partial'],
  ];
  it.each(cases)('%s', (_, given, state) => expect(flagState(flagOf(given))).toBe(state));
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  activationOf,
  deactivationOf,
  entitledModules,
  type ModuleFacts,
  moduleDifference,
  standingOf,
} from '../../shared/domain/entitlements.ts';
import type { ModuleDefinition } from '../../shared/domain/modules.ts';
import type { PackageModule } from '../../shared/domain/packages.ts';
import type { SubscriptionFacts } from '../../shared/domain/subscriptions.ts';

const definition = (code: string, more: Partial<ModuleDefinition> = {}): ModuleDefinition => ({
  ...{ code, name: `${code} name`, description: null, isCore: false, dependsOn: [], schema: code.toLowerCase() },
  latest: '0001',
  ...more,
});
const known: ReadonlyArray<ModuleDefinition> = [
  definition('Core', { isCore: true }),
  definition('CRM'),
  definition('Sales', { dependsOn: ['CRM'] }),
  definition('Finance', { dependsOn: ['Sales'] }),
  definition('Old', { latest: null }),
];
const sold = (code: string, included = true): PackageModule => ({ code, name: code, included, maxEntities: null });
const own = (...codes: ReadonlyArray<string>) => ({
  modules: codes.map((code) => ({ code, name: code, maxEntities: 10 })),
});
const paid: SubscriptionFacts = {
  ...{ status: 'active', trialEndsOn: null, cancelAtPeriodEnd: false, periodEndsOn: null },
  unpaidSince: null,
};
const codesOf = (modules: ReadonlyArray<{ readonly code: string; readonly origin: string }>): string =>
  modules.map(({ code, origin }) => `${code}:${origin}`).join(' ');

describe('what a tenant may use', () => {
  const packageModules = [sold('CRM'), sold('Sales'), sold('Finance', false)];
  it.each([
    ['without a subscription', null, 'Core:core'],
    ['by its package, without what that only offers', own(), 'Core:core CRM:package Sales:package'],
    ['by its own modules and no other', own('Sales'), 'Core:core Sales:subscription'],
    ['also what its package has not', own('HR', 'CRM'), 'Core:core HR:subscription CRM:subscription'],
    ['each once', own('CRM', 'CRM', 'Core'), 'Core:core CRM:subscription'],
  ])('%s', (_, subscription, wanted) =>
    expect(codesOf(entitledModules({ known, subscription, packageModules }))).toBe(wanted),
  );

  it.each([
    ['none', null, 'none'],
    ['cancelled', { ...paid, status: 'cancelled' }, 'ended'],
    ['a trial on its last day', { ...paid, status: 'trial', trialEndsOn: '2026-11-21' }, 'live'],
    ['a trial a day later', { ...paid, status: 'trial', trialEndsOn: '2026-11-20' }, 'ended'],
    ['past due', { ...paid, status: 'past_due' }, 'live'],
    ['not renewing', { ...paid, cancelAtPeriodEnd: true }, 'live'],
  ] as ReadonlyArray<[string, SubscriptionFacts | null, string]>)(
    'a subscription that is %s',
    (_, subscription, wanted) => expect(standingOf(subscription, '2026-11-21')).toBe(wanted),
  );
});

describe('what a tenant may use beside what its database has', () => {
  const facts: ModuleFacts = {
    ...{ isCore: false, entitled: true, place: 'included', schemaGone: false },
    available: ['0001', '0002', '0003'],
    applied: ['0001', '0002', '0003'],
  };
  it.each([
    ['all of it', {}, 'up_to_date'],
    ['two versions behind', { applied: ['0001'] }, 'behind'],
    ['one left out in between', { applied: ['0001', '0003'] }, 'behind'],
    ['nothing of it', { applied: [] }, 'not_installed'],
    ['more than this console knows', { applied: ['0001', '0002', '0003', '0004'] }, 'ahead'],
    ['neither bundle nor tables', { available: [], applied: [] }, 'unbundled'],
    ['tables of an older bundle', { available: [] }, 'ahead'],
    ['not read', { applied: null }, 'unreadable'],
    ['not read, and not entitled', { applied: null, entitled: false }, 'unreadable'],
    ['neither', { applied: [], entitled: false }, 'not_activated'],
    ['neither, and not sold', { applied: [], entitled: false, place: 'no' }, 'not_activated'],
    ['data of before', { entitled: false }, 'kept'],
    ['data of before, not sold any more', { entitled: false, place: 'no' }, 'outside'],
    ['active, not sold', { place: 'no' }, 'outside'],
    ['active, not sold, not read', { place: 'no', applied: null }, 'outside'],
    ['active, offered beside the package', { place: 'add_on' }, 'up_to_date'],
    ['core, which no package sells', { place: 'no', isCore: true }, 'up_to_date'],
    ['a history without its schema', { schemaGone: true }, 'damaged'],
  ] as ReadonlyArray<[string, Partial<ModuleFacts>, string]>)('%s', (_, more, wanted) =>
    expect(moduleDifference({ ...facts, ...more }).state).toBe(wanted),
  );

  it('counts what is behind in the order of the bundle', () =>
    expect(moduleDifference({ ...facts, applied: ['0002', '0009'] })).toEqual({
      state: 'behind',
      missing: ['0001', '0003'],
      unknown: ['0009'],
    }));

  it('is up to date exactly when both have the same', () => {
    const versions = fc.uniqueArray(fc.constantFrom<string>('0001', '0002', '0003', '0004'));
    fc.assert(
      fc.property(versions, versions, (available, applied) => {
        const { state, missing, unknown } = moduleDifference({ ...facts, available, applied });
        const same = available.length > 0 && [...available].sort().join() === [...applied].sort().join();
        expect(state === 'up_to_date').toBe(same);
        expect([...applied, ...missing].sort()).toEqual([...new Set([...available, ...applied])].sort());
        expect(unknown.every((version) => !available.includes(version))).toBe(true);
      }),
    );
  });
});

describe('activating', () => {
  const packageModules = [sold('CRM'), sold('Sales'), sold('Finance', false), sold('Old')];
  const base = { standing: 'live' as const, known, packageModules };
  const entitled = (...codes: ReadonlyArray<string>) => codes.map((code) => ({ code }));
  it.each([
    ['brings what it stands on first', 'Finance', {}, ['CRM', 'Sales', 'Finance'], null],
    ['adds only what is not there', 'Finance', { entitled: entitled('CRM') }, ['Sales', 'Finance'], null],
    ['adds nothing where it is there already', 'CRM', { entitled: entitled('CRM') }, [], null],
    ['needs a subscription', 'CRM', { standing: 'none' }, ['CRM'], 'no_subscription CRM'],
    ['needs one that goes on', 'CRM', { standing: 'ended' }, ['CRM'], 'subscription_ended CRM'],
    ['needs it to be sold', 'Sales', { packageModules: [sold('CRM')] }, ['CRM', 'Sales'], 'outside_package Sales'],
    [
      'needs what it stands on to be sold',
      'Sales',
      { packageModules: [sold('Sales')] },
      ['CRM', 'Sales'],
      'outside_package CRM',
    ],
    [
      'leaves what is there already be',
      'Sales',
      { packageModules: [sold('Sales')], entitled: entitled('CRM') },
      ['Sales'],
      null,
    ],
    ['needs migrations', 'Old', {}, ['Old'], 'unbundled Old'],
    ['needs a module', 'Nothing', {}, ['Nothing'], 'unknown Nothing'],
  ] as ReadonlyArray<[string, string, object, ReadonlyArray<string>, string | null]>)(
    '%s',
    (_, code, more, added, problem) => {
      const found = activationOf({ ...base, entitled: [], code, ...more });
      expect(found.added).toEqual(added);
      expect(found.problem === null ? null : `${found.problem.why} ${found.problem.module}`).toBe(problem);
    },
  );
});

describe('deactivating', () => {
  const entitled = (...codes: ReadonlyArray<string>) => [
    { code: 'Core', origin: 'core' as const },
    ...codes.map((code) => ({ code, origin: 'subscription' as const })),
  ];
  it.each([
    ['one of several', 'Finance', entitled('CRM', 'Sales', 'Finance'), null, []],
    ['one that others stand on', 'CRM', entitled('CRM', 'Sales', 'Finance'), 'needed_by_others', ['Sales', 'Finance']],
    ['the last one', 'CRM', entitled('CRM'), 'last_module', []],
    ['one that is not active', 'Sales', entitled('CRM'), 'not_active', []],
    ['a core one', 'Core', entitled('CRM', 'Sales'), 'core', []],
  ] as const)('%s', (_, code, modules, problem, dependents) =>
    expect(deactivationOf({ code, known, entitled: modules })).toEqual({ problem, dependents }),
  );

  it('never leaves a subscription that falls back to its whole package', () => {
    const codes = fc.uniqueArray(fc.constantFrom('CRM', 'Sales', 'Finance'));
    fc.assert(
      fc.property(codes, fc.constantFrom('CRM', 'Sales', 'Finance'), (active, code) => {
        const packageModules = [sold('CRM'), sold('Sales'), sold('Finance')];
        const before = entitledModules({ known, subscription: own(...active), packageModules });
        if (deactivationOf({ code, known, entitled: before }).problem !== null) return;
        const left = before.filter((one) => one.code !== code && one.origin !== 'core');
        const after = entitledModules({
          ...{ known, packageModules },
          subscription: own(...left.map((one) => one.code)),
        });
        expect(after.map((one) => one.code)).toEqual(['Core', ...left.map((one) => one.code)]);
      }),
    );
  });
});

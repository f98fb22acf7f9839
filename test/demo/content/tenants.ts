import type { Lifecycle } from '../../../shared/domain/lifecycle.ts';
import { databaseNameFor, primaryDomainFor } from '../../../shared/domain/names.ts';
import { companies } from '../../builders/companies.ts';
import type { Random } from '../../builders/random.ts';
import { demoNames } from '../names.ts';
import type { Calendar } from './calendar.ts';
import { demoHolds } from './holds.ts';
import { demoUsers } from './people-of.ts';
import { demoSubscriptions } from './subscriptions.ts';
import { type DemoDomain, type DemoPackage, type DemoTenant, type Scenario, specialScenarios } from './types.ts';

const historyDays = 548;

/** In a platform of thousands the special ones come again, as often as they do in life. */
function scenarioAt(index: number, random: Random): Scenario {
  const special = specialScenarios[index];
  if (special !== undefined) return special;
  if (index < 60 || random.chance(0.8)) return 'ordinary';
  // Half-made tenants belong to a registration, of which there are fourteen.
  return random.pick(specialScenarios.slice(3));
}

function lifecycleOf(scenario: Scenario): Lifecycle {
  switch (scenario) {
    case 'orphan_without_database':
    case 'orphan_without_stamp':
    case 'interrupted':
      return 'provisioning';
    case 'cancelled':
    case 'deletion_scheduled':
    case 'deleting':
    case 'deleted':
      return scenario;
    default:
      return 'active';
  }
}

/** Days since a tenant was made: most in the last year, trials in the last two weeks. */
function ageOf(scenario: Scenario, random: Random): number {
  switch (scenario) {
    case 'orphan_without_database':
    case 'orphan_without_stamp':
    case 'interrupted':
      return 1;
    case 'trial_ending':
      return random.int(8, 13);
    case 'trial':
      return random.int(1, 6);
    case 'trial_over':
      return random.int(16, 24);
    case 'no_setup':
      return random.int(2, 20);
    case 'cancelled':
    case 'deletion_scheduled':
    case 'deleting':
    case 'deleted':
      return random.int(120, historyDays);
    default:
      return random.int(45, historyDays);
  }
}

/** Every ninth still has the address that the source's other spelling gave it; some have one of their own. */
function domainsOf(index: number, code: string, made: string, random: Random): ReadonlyArray<DemoDomain> {
  const base = index % 9 === 8 ? demoNames.otherBaseDomain : demoNames.baseDomain;
  const own = index < 3 ? undefined : (['verified', 'waiting'] as const)[random.int(0, 9)];
  const first = {
    name: primaryDomainFor(code, base),
    isPrimary: own !== 'verified',
    verifiedAt: made,
    createdAt: made,
  };
  if (own === undefined) return [first];
  const ownName = `${random.pick(['erp', 'panel', 'portal'])}.${code}.example`;
  const verifiedAt = own === 'verified' ? made : null;
  return [first, { name: ownName, isPrimary: own === 'verified', verifiedAt, createdAt: made }];
}

export function demoTenants(
  { count, packages, calendar }: { count: number; packages: ReadonlyArray<DemoPackage>; calendar: Calendar },
  seed: Random,
): ReadonlyArray<DemoTenant> {
  const names = companies(seed.fork('companies'));
  const [starter] = packages;
  if (starter === undefined) throw new Error('no packages');
  return Array.from({ length: count }, (_, index): DemoTenant => {
    const random = seed.fork(`tenant ${index}`);
    const { name, code } = names.next().value;
    const scenario = scenarioAt(index, random);
    const age = ageOf(scenario, random);
    const made = calendar.daysAgo(age, random.int(5, 16), random.int(0, 59));
    const offer = scenario === 'over_limit' ? starter : random.pick(packages);
    const holds = demoHolds(scenario, calendar, random);
    const blocking = holds.find(({ effects, liftedAt }) => liftedAt === null && effects.includes('block_login'));
    const subscriptions = demoSubscriptions({ scenario, age, packages, offer, calendar }, random);
    return {
      id: random.uuid(),
      scenario,
      name,
      code,
      lifecycle: lifecycleOf(scenario),
      createdAt: made,
      setupCompletedAt: subscriptions.length === 0 ? null : calendar.daysAgo(age, 17),
      database: scenario === 'deleted' ? null : databaseNameFor(demoNames.databasePattern, code),
      domains: scenario === 'deleted' ? [] : domainsOf(index, code, made, random),
      users: scenario === 'deleted' ? [] : demoUsers({ scenario, code, offer }, random),
      subscriptions,
      holds,
      suspension:
        scenario === 'suspended_elsewhere'
          ? { at: calendar.daysAgo(15, 11), reason: 'Ödeme alınamadı' }
          : blocking === undefined
            ? null
            : { at: blocking.putAt, reason: blocking.reason },
    };
  });
}

import { person } from '../../builders/people.ts';
import type { Random } from '../../builders/random.ts';
import type { DemoPackage, DemoUser, Scenario } from './types.ts';

/** How many people a tenant has: what its package allows, or more where that is the point. */
function peopleCount(scenario: Scenario, offer: DemoPackage, random: Random): number {
  switch (scenario) {
    case 'orphan_without_database':
    case 'orphan_without_stamp':
    case 'interrupted':
    case 'no_setup':
      return 1;
    case 'over_limit':
      return offer.maxUsers + random.int(1, 4);
    default:
      return random.int(1, Math.min(offer.maxUsers, 18));
  }
}

/** The owner first. */
export function demoUsers(
  { scenario, code, offer }: { scenario: Scenario; code: string; offer: DemoPackage },
  random: Random,
): ReadonlyArray<DemoUser> {
  return Array.from({ length: peopleCount(scenario, offer, random) }, (_, number) => ({
    ...person(random, code, number),
    id: random.uuid(),
    isAdmin: number === 0 || random.chance(0.08),
    emailVerified: number === 0 || random.chance(0.9),
  }));
}

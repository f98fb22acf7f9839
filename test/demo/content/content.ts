import { createRandom } from '../../builders/random.ts';
import { createCalendar } from './calendar.ts';
import { demoPackages } from './packages.ts';
import { demoRegistrations } from './registrations.ts';
import { demoTenants } from './tenants.ts';
import { type DemoContent, specialScenarios } from './types.ts';

const seed = 20_261_121;
/** Fewer could not show every state. */
export const fewestTenants = specialScenarios.length;

/** Everything that the demo's platform holds: the same for the same day and count. */
export function demoContent({ tenants: count, today }: { tenants: number; today: string }): DemoContent {
  if (count < fewestTenants) throw new Error(`The demo has at least ${fewestTenants} tenants.`);
  const random = createRandom(seed);
  const calendar = createCalendar(today);
  const packages = demoPackages(random.fork('packages'));
  const tenants = demoTenants({ count, packages, calendar }, random);
  return { packages, tenants, registrations: demoRegistrations({ tenants, packages, calendar }, random) };
}

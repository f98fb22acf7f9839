import { release } from '../hold.ts';
import { giveBackAs, problemsOfHolds, type TenantsCase, takeTwo } from './hold-many.ts';
import type { Scenario } from './kind.ts';

export const releaseManyScenario: Scenario<TenantsCase> = {
  kind: 'release_many',
  arrange: ({ tenants }) => takeTwo(tenants.takeHeld),
  start: (console, { tenants }) => release(console, tenants, 'first'),
  problems: (stage, arranged, end) => problemsOfHolds(stage, arranged, end === 'forward' ? 'free' : 'held'),
  giveBack: (stage, arranged, end) => giveBackAs(stage, arranged, end === 'forward' ? 'free' : 'held'),
};

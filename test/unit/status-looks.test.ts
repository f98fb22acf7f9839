import { describe, expect, it } from 'vitest';
import { lifecycleLook } from '../../renderer/components/status/lifecycle-look.ts';
import { logLook } from '../../renderer/components/status/log-look.ts';
import type { StatusLook } from '../../renderer/components/status/look.ts';
import { operationLook } from '../../renderer/components/status/operation-look.ts';
import { registrationLook } from '../../renderer/components/status/registration-look.ts';
import { stepLook } from '../../renderer/components/status/step-look.ts';
import { subscriptionLook } from '../../renderer/components/status/subscription-look.ts';
import { tenantLook } from '../../renderer/components/status/tenant-look.ts';
import { userLook } from '../../renderer/components/status/user-look.ts';
import { logOutcomes } from '../../shared/contract/log.ts';
import { lifecycles, registrationStates } from '../../shared/domain/lifecycle.ts';
import { operationStates, stepStates } from '../../shared/domain/operations.ts';
import { subscriptionStates } from '../../shared/domain/subscriptions.ts';
import { userStandings } from '../../shared/domain/users.ts';

const machines: ReadonlyArray<readonly [string, ReadonlyArray<StatusLook>]> = [
  ['registrations', registrationStates.map(registrationLook)],
  ['lifecycle', lifecycles.map(lifecycleLook)],
  ['subscriptions', subscriptionStates.map(subscriptionLook)],
  ['operations', operationStates.map(operationLook)],
  ['steps', stepStates.map(stepLook)],
  ['log', logOutcomes.map(logLook)],
  ['users', userStandings.map(userLook)],
];

it.each(machines)('tells the states of %s apart without colour', (_name, looks) => {
  expect(new Set(looks.map(({ glyph }) => glyph)).size).toBe(looks.length);
});

describe('a tenant shows the most urgent of its states', () => {
  it.each([
    ['active', false, 'active', 'lifecycle.active'],
    ['active', false, null, 'lifecycle.active'],
    ['active', false, 'trial', 'subscription.trial'],
    ['active', false, 'past_due', 'subscription.past_due'],
    ['active', true, 'past_due', 'suspended'],
    ['provisioning', true, 'trial', 'lifecycle.provisioning'],
    ['deletion_scheduled', true, 'cancelled', 'lifecycle.deletion_scheduled'],
  ] as const)('%s, suspended %s, %s', (lifecycle, suspended, subscription, label) => {
    expect(tenantLook({ lifecycle, suspended, subscription }).label).toBe(label);
  });
});

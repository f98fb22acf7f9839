import { defaultHoldEffects, type HoldEffect, type HoldKind } from '../../../shared/domain/holds.ts';
import type { Random } from '../../builders/random.ts';
import type { Calendar } from './calendar.ts';
import type { DemoHold, Scenario } from './types.ts';

const reasons: Readonly<Record<HoldKind, string>> = {
  billing: 'Invoice unpaid for 45 days, three reminders sent',
  security: 'Sign-ins from eleven countries within one hour',
  legal: 'İhtiyati tedbir kararı, dosya 2026/1184',
  customer_request: 'Sezon kapanışı: müşteri hesabın dondurulmasını istedi',
  maintenance: 'Moving to another server this week',
};

/** The holds of a scenario; the newest last. */
export function demoHolds(scenario: Scenario, calendar: Calendar, random: Random): ReadonlyArray<DemoHold> {
  const hold = (kind: HoldKind, daysAgo: number, effects: ReadonlyArray<HoldEffect> = defaultHoldEffects[kind]) => ({
    id: random.uuid(),
    kind,
    effects,
    reason: reasons[kind],
    reviewOn: calendar.dayAgo(-7),
    putAt: calendar.daysAgo(daysAgo, 9, 30),
    liftedAt: null,
    liftReason: null,
  });
  switch (scenario) {
    case 'held_billing':
      return [hold('billing', 6)];
    case 'held_security':
      return [hold('security', 2)];
    case 'held_legal':
      return [hold('legal', 12, ['block_login', 'block_write', 'seal_database'])];
    case 'held_customer_request':
      return [hold('customer_request', 40)];
    case 'held_maintenance':
      return [hold('maintenance', 1)];
    case 'held_twice':
      return [hold('billing', 20), hold('security', 3)];
    case 'held_read_only':
      return [hold('legal', 9)];
    case 'hold_lifted':
      return [
        { ...hold('billing', 30), liftedAt: calendar.daysAgo(24, 14), liftReason: 'Invoice paid by bank transfer' },
      ];
    case 'orphan_without_database':
    case 'orphan_without_stamp':
    case 'interrupted':
    case 'suspended_elsewhere':
    case 'trial':
    case 'trial_ending':
    case 'trial_over':
    case 'past_due':
    case 'over_limit':
    case 'non_renewing':
    case 'no_setup':
    case 'cancelled':
    case 'deletion_scheduled':
    case 'deleting':
    case 'deleted':
    case 'ordinary':
      return [];
  }
}

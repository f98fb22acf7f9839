export const subscriptionStatuses = ['trial', 'active', 'past_due', 'cancelled'] as const;
/** The four words that the sources store; finer states are derived from dates and flags beside them. */
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

export const subscriptionStates = [
  'trial',
  'active',
  'past_due',
  'unpaid',
  'non_renewing',
  'cancelled',
  'expired',
] as const;
export type SubscriptionState = (typeof subscriptionStates)[number];

export interface SubscriptionFacts {
  readonly status: SubscriptionStatus;
  readonly trialEndsOn: string | null;
  readonly cancelAtPeriodEnd: boolean;
}

/** `today` is a day in the seller's time zone, as `2026-11-21`. */
export function subscriptionState(facts: SubscriptionFacts, today: string): SubscriptionState {
  if (facts.status === 'trial' && facts.trialEndsOn !== null && facts.trialEndsOn < today) return 'expired';
  if (facts.status === 'active' && facts.cancelAtPeriodEnd) return 'non_renewing';
  return facts.status;
}

export type BillingPeriod = 'monthly' | 'yearly';

/** Minor units a month: a yearly price counts for a twelfth, rounded half-up once. Trials count nothing. */
export function monthlyAmount(minor: number, period: BillingPeriod, status: SubscriptionStatus): number {
  if (status === 'trial' || status === 'cancelled') return 0;
  return period === 'monthly' ? minor : Math.floor((minor * 2 + 12) / 24);
}

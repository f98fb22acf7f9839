import type { PackageId, SubscriptionId, TenantId } from './ids.ts';
import type { Money } from './money.ts';

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
  /** The first day that is not in the period any more; null where nobody knows. */
  readonly periodEndsOn: string | null;
  readonly unpaidSince: string | null;
}

/** `today` is a day in the seller's time zone, as `2026-11-21`. */
export function subscriptionState(facts: SubscriptionFacts, today: string): SubscriptionState {
  const { status, trialEndsOn, cancelAtPeriodEnd, periodEndsOn, unpaidSince } = facts;
  if (status === 'trial' && trialEndsOn !== null && trialEndsOn < today) return 'expired';
  if (status === 'past_due' && unpaidSince !== null) return 'unpaid';
  if (status === 'active' && cancelAtPeriodEnd)
    return periodEndsOn !== null && periodEndsOn <= today ? 'cancelled' : 'non_renewing';
  return status;
}

/** Where a new one may be started. */
export const hasEnded = (state: SubscriptionState): boolean => state === 'cancelled' || state === 'expired';

export type BillingPeriod = 'monthly' | 'yearly';

export const subscriptionActions = [
  'start',
  'activate',
  'extend_trial',
  'change',
  'schedule_change',
  'cancel_change',
  'cancel_now',
  'cancel_at_end',
  'undo_cancel',
  'mark_past_due',
  'mark_unpaid',
  'mark_paid',
] as const;
/** What an operator can do with a subscription. `activate` ends a trial: it pays from now on. */
export type SubscriptionAction = (typeof subscriptionActions)[number];

/** A change that waits for the period's end. */
export interface PendingChange {
  readonly packageId: PackageId;
  readonly packageName: string;
  readonly packageVersion: number;
  readonly period: BillingPeriod;
  /** Minor units of the package's currency, for one period. */
  readonly price: number;
  readonly currency: string;
  /** The day on which it counts. */
  readonly on: string;
  readonly by: string;
}

/** A subscription as everything of the platform says it together. Days are the seller's, as `2026-11-21`. */
export interface Subscription {
  readonly id: SubscriptionId;
  readonly tenantId: TenantId;
  readonly packageId: PackageId;
  readonly packageName: string;
  /** The package's version that was bought: its price, limits and modules hold, whatever is sold by now. */
  readonly packageVersion: number;
  readonly status: SubscriptionStatus;
  /** Net, for one period. */
  readonly price: Money;
  readonly period: BillingPeriod;
  readonly startedOn: string;
  /** The first day that is not in the period any more. */
  readonly periodEndsOn: string;
  /** The last day of the trial. */
  readonly trialEndsOn: string | null;
  readonly trialExtended: boolean;
  readonly cancelAtPeriodEnd: boolean;
  readonly cancelledOn: string | null;
  readonly unpaidSince: string | null;
  readonly pendingChange: PendingChange | null;
  /** Its own; empty where it lives by its package's modules. */
  readonly modules: ReadonlyArray<{
    readonly code: string;
    readonly name: string;
    readonly maxEntities: number | null;
  }>;
}

export interface SubscriptionEvent {
  readonly at: string;
  readonly by: string;
  readonly action: SubscriptionAction;
  readonly before: Subscription | null;
  readonly after: Subscription;
  readonly reason: string | null;
}

/** Minor units a month: a yearly price counts for a twelfth, rounded half-up once. Trials count nothing. */
export function monthlyAmount(minor: number, period: BillingPeriod, status: SubscriptionStatus): number {
  if (status === 'trial' || status === 'cancelled') return 0;
  return period === 'monthly' ? minor : Math.floor((minor * 2 + 12) / 24);
}

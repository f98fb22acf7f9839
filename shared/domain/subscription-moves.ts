import type { ErrorKey } from '../error-keys.ts';
import type { ErrorParams } from '../errors.ts';
import { addDays, periodEndAfter } from './calendar.ts';
import { changed, type PlanTerms, scheduled } from './subscription-change.ts';
import {
  hasEnded,
  type Subscription,
  type SubscriptionAction,
  type SubscriptionState,
  subscriptionState,
} from './subscriptions.ts';

export const trialDays = 14;

/** A trial's last day, and the end of the period that it is. */
export const trialFrom = (startsOn: string): { readonly trialEndsOn: string; readonly periodEndsOn: string } => ({
  trialEndsOn: addDays(startsOn, trialDays),
  periodEndsOn: addDays(startsOn, trialDays + 1),
});

/** What can be done with a subscription that there is; starting makes another one. */
export type SubscriptionMove = Exclude<SubscriptionAction, 'start'>;

/** The states in which each may be done. What is not written here is refused. */
export const moveFrom: Readonly<Record<SubscriptionMove, ReadonlyArray<SubscriptionState>>> = {
  activate: ['trial'],
  extend_trial: ['trial'],
  change: ['trial', 'active', 'past_due'],
  schedule_change: ['active', 'past_due'],
  cancel_change: ['active', 'past_due', 'unpaid'],
  cancel_now: ['active', 'non_renewing', 'unpaid'],
  cancel_at_end: ['active'],
  undo_cancel: ['non_renewing'],
  mark_past_due: ['active'],
  mark_unpaid: ['past_due'],
  mark_paid: ['past_due', 'unpaid'],
};

/** Where each leads; undefined where the state stays what it is. */
const moveTo: Readonly<Partial<Record<SubscriptionMove, SubscriptionState>>> = {
  activate: 'active',
  cancel_now: 'cancelled',
  cancel_at_end: 'non_renewing',
  undo_cancel: 'active',
  mark_past_due: 'past_due',
  mark_unpaid: 'unpaid',
  mark_paid: 'active',
};

/** A new one may be started where there is none, or where the last one ended: that one is never revived. */
export const mayStart = (current: Subscription | undefined, today: string): boolean =>
  current === undefined || hasEnded(subscriptionState(current, today));

export interface MoveDetails {
  /** An extension of a trial needs one; everything else may have one. */
  readonly reason?: string | null;
  /** What `change` and `schedule_change` change to. */
  readonly terms?: PlanTerms;
  /** Its own modules after a `change`. Where they are left out, they stay. */
  readonly modules?: Subscription['modules'];
  readonly by?: string;
}

export interface MoveRefusal {
  readonly key: ErrorKey;
  readonly from: SubscriptionState;
  /** Where it would have led. */
  readonly to: SubscriptionState;
  readonly params: ErrorParams;
}

export type Moved =
  | { readonly after: Subscription; readonly refusal?: never }
  | { readonly after?: never; readonly refusal: MoveRefusal };

interface Asked {
  readonly subscription: Subscription;
  readonly details: MoveDetails;
  readonly today: string;
}

/** The subscription after it, or why not. The state allows it already. */
const effects: Readonly<Record<SubscriptionMove, (asked: Asked) => Subscription | ErrorKey>> = {
  // It pays from now on: its first period begins today.
  activate: ({ subscription, today }) => ({
    ...subscription,
    status: 'active',
    periodEndsOn: periodEndAfter(today, subscription.period),
  }),
  extend_trial({ subscription, details }) {
    if (subscription.trialExtended) return 'subscription.trial_extended';
    if (subscription.trialEndsOn === null) return 'subscription.trial_without_end';
    if ((details.reason ?? '').trim() === '') return 'subscription.reason_needed';
    const trialEndsOn = addDays(subscription.trialEndsOn, trialDays);
    return { ...subscription, trialEndsOn, periodEndsOn: addDays(trialEndsOn, 1), trialExtended: true };
  },
  change: changed,
  schedule_change: scheduled,
  cancel_change({ subscription }) {
    if (subscription.pendingChange === null) return 'subscription.no_pending_change';
    return { ...subscription, pendingChange: null };
  },
  cancel_now: ({ subscription, today }) => ({
    ...subscription,
    status: 'cancelled',
    cancelledOn: today,
    pendingChange: null,
  }),
  // What was to come after the period's end will not come.
  cancel_at_end({ subscription, today }) {
    if (subscription.periodEndsOn <= today) return 'subscription.period_over';
    return { ...subscription, cancelAtPeriodEnd: true, pendingChange: null };
  },
  undo_cancel: ({ subscription }) => ({ ...subscription, cancelAtPeriodEnd: false }),
  mark_past_due: ({ subscription }) => ({ ...subscription, status: 'past_due' }),
  mark_unpaid: ({ subscription, today }) => ({ ...subscription, unpaidSince: today }),
  mark_paid: ({ subscription }) => ({ ...subscription, status: 'active', unpaidSince: null }),
};

export const mayMove = (subscription: Subscription, action: SubscriptionMove, today: string): boolean =>
  moveFrom[action].includes(subscriptionState(subscription, today)) &&
  (action !== 'cancel_change' || subscription.pendingChange !== null) &&
  ((action !== 'cancel_at_end' && action !== 'schedule_change') || subscription.periodEndsOn > today) &&
  (action !== 'extend_trial' || (!subscription.trialExtended && subscription.trialEndsOn !== null));

/** The one place that decides what may become of a subscription. Changes nothing. */
export function moveSubscription(
  subscription: Subscription,
  action: SubscriptionMove,
  details: MoveDetails,
  today: string,
): Moved {
  const from = subscriptionState(subscription, today);
  const to = moveTo[action] ?? from;
  const params = { from, to, action, name: subscription.packageName };
  const refuse = (key: ErrorKey): Moved => ({ refusal: { key, from, to, params } });
  if (!moveFrom[action].includes(from)) return refuse('subscription.wrong_state');
  const after = effects[action]({ subscription, details, today });
  return typeof after === 'string' ? refuse(after) : { after };
}

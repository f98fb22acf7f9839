import type { Money } from '../../shared/domain/money.ts';
import {
  hasEnded,
  monthlyAmount,
  type Subscription,
  type SubscriptionState,
  subscriptionState,
} from '../../shared/domain/subscriptions.ts';

const uncounted: ReadonlySet<SubscriptionState> = new Set(['trial', 'unpaid']);

/** What a subscription brings in a month by its state on this day; null where it is not counted. */
export function mrrOf(subscription: Subscription, today: string): Money | null {
  const state = subscriptionState(subscription, today);
  if (hasEnded(state) || uncounted.has(state)) return null;
  const { price, period, status } = subscription;
  return { minor: monthlyAmount(price.minor, period, status), currency: price.currency };
}

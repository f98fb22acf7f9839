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

/** One sum a currency: two are never added. */
export function sumsOf(amounts: Iterable<Money | null>): ReadonlyArray<Money> {
  const sums = new Map<string, number>();
  for (const amount of amounts)
    if (amount !== null) sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.minor);
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => ({ minor, currency }));
}

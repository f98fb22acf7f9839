import type { ErrorKey } from '../error-keys.ts';
import { anchorOf, periodEndAfter, periodEndCovering } from './calendar.ts';
import type { PackageId } from './ids.ts';
import type { Money } from './money.ts';
import type { BillingPeriod, PendingChange, Subscription } from './subscriptions.ts';

/** What a package costs by one version of it, for one period. */
export interface PlanTerms {
  readonly packageId: PackageId;
  readonly packageName: string;
  readonly packageVersion: number;
  /** Net. */
  readonly price: Money;
  readonly period: BillingPeriod;
}

export const termsOf = ({
  price,
  currency,
  packageId,
  packageName,
  packageVersion,
  period,
}: PendingChange): PlanTerms => ({
  ...{ packageId, packageName, packageVersion, period },
  price: { minor: price, currency },
});

export const sameTerms = (one: PlanTerms, other: PlanTerms): boolean =>
  one.packageId === other.packageId &&
  one.packageVersion === other.packageVersion &&
  one.period === other.period &&
  one.price.minor === other.price.minor &&
  one.price.currency === other.price.currency;

/** Whether these are what was put aside, and their day has come. */
export const isDue = (subscription: Subscription, terms: PlanTerms, today: string): boolean =>
  subscription.pendingChange !== null &&
  subscription.pendingChange.on <= today &&
  sameTerms(termsOf(subscription.pendingChange), terms);

/** A change within a paid period gives back and asks for parts of it; others begin with a period of their own. */
export const isWithinPeriod = (subscription: Subscription, terms: PlanTerms, today: string): boolean =>
  subscription.status !== 'trial' && subscription.periodEndsOn > today && !isDue(subscription, terms, today);

/** The end of the period in which the subscription is once these terms count. */
export function periodEndWith(subscription: Subscription, terms: PlanTerms, today: string): string {
  const { status, period, periodEndsOn, pendingChange } = subscription;
  if (status === 'trial') return periodEndsOn;
  if (period === terms.period && periodEndsOn > today) return periodEndsOn;
  if (pendingChange !== null && isDue(subscription, terms, today))
    return periodEndCovering(pendingChange.on, terms.period, today, anchorOf(subscription));
  return periodEndAfter(today, terms.period);
}

interface Asked {
  readonly subscription: Subscription;
  readonly details: { readonly terms?: PlanTerms; readonly modules?: Subscription['modules']; readonly by?: string };
  readonly today: string;
}

/** At once, or by the terms that were put aside once their day has come. */
export function changed({ subscription, details: { terms, modules }, today }: Asked): Subscription | ErrorKey {
  if (terms === undefined || sameTerms(subscription, terms)) return 'subscription.same_terms';
  const paid = isWithinPeriod(subscription, terms, today);
  if (paid && subscription.price.currency !== terms.price.currency) return 'subscription.currencies';
  const { packageId, packageName, packageVersion, price, period } = terms;
  return {
    ...subscription,
    ...{ packageId, packageName, packageVersion, price, period },
    periodEndsOn: periodEndWith(subscription, terms, today),
    pendingChange: null,
    modules: modules ?? subscription.modules,
  };
}

/** Put aside until the period's end. Another one that waits already is replaced. */
export function scheduled({ subscription, details: { terms, by = '' }, today }: Asked): Subscription | ErrorKey {
  if (terms === undefined || sameTerms(subscription, terms)) return 'subscription.same_terms';
  if (subscription.periodEndsOn <= today) return 'subscription.period_over';
  const { price, packageId, packageName, packageVersion, period } = terms;
  return {
    ...subscription,
    pendingChange: {
      ...{ packageId, packageName, packageVersion, period, by },
      ...{ price: price.minor, currency: price.currency, on: subscription.periodEndsOn },
    },
  };
}

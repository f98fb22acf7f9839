import { decimalFromMinor, minorFromDecimal } from '../../../shared/domain/money.ts';
import type { BillingPeriod, SubscriptionStatus } from '../../../shared/domain/subscriptions.ts';
import type { Random } from '../../builders/random.ts';
import type { Calendar } from './calendar.ts';
import type { DemoPackage, DemoSubscription, Scenario } from './types.ts';

const trialDays = 14;

interface Terms {
  readonly status: SubscriptionStatus;
  /** Days ago; negative: days from now. */
  readonly trialEnd: number | null;
  readonly cancelled: number | null;
  readonly nonRenewing: boolean;
}

/** How the newest subscription stands, by the tenant's scenario. `undefined`: it has never had one. */
function termsOf(scenario: Scenario, age: number, random: Random): Terms | undefined {
  const plain: Terms = { status: 'active', trialEnd: age - trialDays, cancelled: null, nonRenewing: false };
  switch (scenario) {
    case 'orphan_without_database':
    case 'orphan_without_stamp':
    case 'interrupted':
    case 'no_setup':
      return undefined;
    case 'trial':
    case 'trial_ending':
    case 'trial_over':
      return { ...plain, status: 'trial' };
    case 'held_billing':
    case 'past_due':
    case 'held_twice':
      return { ...plain, status: 'past_due' };
    case 'non_renewing':
      return { ...plain, nonRenewing: true };
    case 'cancelled':
    case 'deletion_scheduled':
    case 'deleting':
    case 'deleted':
      return { ...plain, status: 'cancelled', cancelled: random.int(5, Math.max(6, Math.floor(age / 3))) };
    case 'held_security':
    case 'held_legal':
    case 'held_customer_request':
    case 'held_maintenance':
    case 'held_read_only':
    case 'suspended_elsewhere':
    case 'hold_lifted':
    case 'over_limit':
    case 'ordinary':
      return plain;
  }
}

/** One customer in eight has a discount of a tenth. */
function agreedPrice(offer: DemoPackage, period: BillingPeriod, random: Random): string {
  const minor = minorFromDecimal(period === 'monthly' ? offer.price : offer.yearlyPrice, offer.currency);
  const agreed = random.chance(0.125) ? Math.floor((minor * 9 + 5) / 10) : minor;
  return decimalFromMinor({ minor: agreed, currency: offer.currency });
}

export interface SubscriptionQuery {
  readonly scenario: Scenario;
  /** Days since the setup was completed. */
  readonly age: number;
  readonly packages: ReadonlyArray<DemoPackage>;
  readonly offer: DemoPackage;
  readonly calendar: Calendar;
}

/** A tenant's subscriptions, oldest first: earlier packages have ended, the last one stands as the scenario says. */
export function demoSubscriptions(query: SubscriptionQuery, random: Random): ReadonlyArray<DemoSubscription> {
  const { scenario, age, packages, offer, calendar } = query;
  const terms = termsOf(scenario, age, random);
  if (terms === undefined) return [];
  const one = (of: DemoPackage, start: number, stands: Terms): DemoSubscription => {
    const period: BillingPeriod = random.chance(0.3) ? 'yearly' : 'monthly';
    return {
      id: random.uuid(),
      packageId: of.id,
      status: stands.status,
      price: agreedPrice(of, period, random),
      currency: of.currency,
      period,
      startAt: calendar.daysAgo(start),
      periodEndAt:
        stands.cancelled === null
          ? calendar.periodEnd(start, period === 'monthly' ? 1 : 12)
          : calendar.daysAgo(stands.cancelled),
      trialEndAt: stands.trialEnd === null ? null : calendar.daysAgo(stands.trialEnd),
      cancelAtPeriodEnd: stands.nonRenewing,
      cancelledAt: stands.cancelled === null ? null : calendar.daysAgo(stands.cancelled),
      moduleCodes: of.moduleCodes,
    };
  };

  // A change of package ends one subscription and starts another, so that the charts see expansion and contraction.
  const others = packages.filter(({ currency, id }) => currency === offer.currency && id !== offer.id);
  const changes = terms.status === 'active' && age > 150 && others.length > 0 && random.chance(0.35);
  if (!changes) return [one(offer, age, terms)];
  const changedAt = random.int(30, age - 60);
  const ended: Terms = { status: 'cancelled', trialEnd: age - trialDays, cancelled: changedAt, nonRenewing: false };
  return [one(random.pick(others), age, ended), one(offer, changedAt, { ...terms, trialEnd: null })];
}

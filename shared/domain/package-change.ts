import { daysBetween, paidPeriods } from './calendar.ts';
import { type EffectiveLimit, effectiveLimits, type LimitKey, type LimitOverride, type Limits } from './limits.ts';
import type { Money } from './money.ts';
import type { PackageDefinition, PackageModule } from './packages.ts';
import { type ProrationLine, proratedMinor, sameCurrency, sumOf } from './proration.ts';
import { isWithinPeriod, type PlanTerms, periodEndWith } from './subscription-change.ts';
import { type BillingPeriod, monthlyAmount, type Subscription } from './subscriptions.ts';

export type ChangeWhen = 'now' | 'period_end';
export type ChangeDirection = 'upgrade' | 'downgrade' | 'same';
export type OwnModules = Subscription['modules'];

/** The price of a package for one period; undefined where it is not sold by it. */
export function priceOf(
  { monthlyPrice, yearlyPrice, currency }: Pick<PackageDefinition, 'monthlyPrice' | 'yearlyPrice' | 'currency'>,
  period: BillingPeriod,
): Money | undefined {
  const minor = period === 'monthly' ? monthlyPrice : yearlyPrice;
  return minor === null ? undefined : { minor, currency };
}

/** By what it brings in a month; where that says nothing, by the packages' order. */
export function directionOf(
  before: { readonly price: Money; readonly period: BillingPeriod; readonly order: number },
  after: { readonly price: Money; readonly period: BillingPeriod; readonly order: number },
): ChangeDirection {
  const difference =
    before.price.currency === after.price.currency
      ? monthlyAmount(after.price.minor, after.period, 'active') -
        monthlyAmount(before.price.minor, before.period, 'active')
      : 0;
  const sign = difference === 0 ? after.order - before.order : difference;
  return sign > 0 ? 'upgrade' : sign < 0 ? 'downgrade' : 'same';
}

/** What was paid for is used up before there is less of it: also a year that becomes months. */
export const usualWhen = (
  direction: ChangeDirection,
  { from, to, trial }: { readonly from: BillingPeriod; readonly to: BillingPeriod; readonly trial: boolean },
): ChangeWhen =>
  !trial && (direction === 'downgrade' || (from === 'yearly' && to === 'monthly')) ? 'period_end' : 'now';

const included = (modules: ReadonlyArray<PackageModule>): OwnModules =>
  modules.filter((one) => one.included).map(({ code, name, maxEntities }) => ({ code, name, maxEntities }));

const without = (modules: OwnModules, others: OwnModules): OwnModules =>
  modules.filter(({ code }) => !others.some((other) => other.code === code));

/** Those that a tenant has: its own or, where it has none, its package's. */
export const modulesNow = (own: OwnModules, fromPackage: ReadonlyArray<PackageModule>): OwnModules =>
  own.length > 0 ? own : included(fromPackage);

/**
 * Those of the new package and what the tenant had beyond its old one. Empty where it lives by its package's modules
 * and goes on doing so.
 */
export function modulesAfter(
  own: OwnModules,
  before: ReadonlyArray<PackageModule>,
  after: ReadonlyArray<PackageModule>,
): OwnModules {
  if (own.length === 0) return [];
  const next = included(after);
  return [...next, ...without(without(own, included(before)), next)];
}

type Unpriced = Omit<ProrationLine, 'amount'> & { readonly minor: number };

/** Credit of what is not used of the period and charge of the rest by the new terms. The day of change is the new one's. */
export function prorationLines(
  subscription: Subscription,
  terms: PlanTerms,
  today: string,
): ReadonlyArray<ProrationLine> {
  const { status, price, packageName, periodEndsOn } = subscription;
  const within = isWithinPeriod(subscription, terms, today);
  if (status === 'trial' || (within && !sameCurrency(price, terms.price))) return [];
  const { currency } = terms.price;
  const end = periodEndWith(subscription, terms, today);
  const { startsOn, periods } = paidPeriods(subscription, today);
  // A year that becomes months may end on the same day as the new month: that one begins today all the same.
  const goesOn = within && subscription.period === terms.period;
  const credited: Unpriced = {
    ...{ packageName, from: today, until: periodEndsOn, minor: -price.minor * periods },
    kind: 'credit',
    days: daysBetween(today, periodEndsOn),
    of: daysBetween(startsOn, periodEndsOn),
  };
  const charged: Unpriced = {
    ...{ packageName: terms.packageName, from: today, until: end },
    minor: terms.price.minor * (goesOn ? periods : 1),
    kind: 'charge',
    days: daysBetween(today, end),
    of: daysBetween(goesOn ? startsOn : today, end),
  };
  const parts = within ? [credited, charged] : [charged];
  const amounts = proratedMinor(parts);
  return parts.map(({ minor: _, ...line }, index) => ({ ...line, amount: { minor: amounts[index] ?? 0, currency } }));
}

export interface PackageChangeFacts {
  readonly subscription: Subscription;
  /** What its version of its package says. */
  readonly from: Pick<PackageDefinition, 'limits' | 'modules' | 'order'>;
  readonly to: Pick<PackageDefinition, 'limits' | 'modules' | 'order'>;
  readonly terms: PlanTerms;
  /** Null: as is usual for it. */
  readonly when: ChangeWhen | null;
  readonly overrides: ReadonlyArray<LimitOverride>;
  readonly used: Readonly<Partial<Record<LimitKey, number>>>;
  readonly today: string;
}

export interface LimitChange {
  readonly key: LimitKey;
  /** Null: not limited. */
  readonly before: number | null;
  readonly after: number | null;
  readonly used: number | null;
}

export interface PackageChangePreview {
  readonly direction: ChangeDirection;
  readonly when: ChangeWhen;
  readonly usualWhen: ChangeWhen;
  /** The first day on which the new terms count. */
  readonly on: string;
  readonly before: { readonly packageName: string; readonly price: Money; readonly period: BillingPeriod };
  readonly after: { readonly packageName: string; readonly price: Money; readonly period: BillingPeriod };
  readonly periodEndsOn: string;
  /** Money that moves now; none at the period's end and none in a trial. */
  readonly lines: ReadonlyArray<ProrationLine>;
  /** Their sum: above zero to be paid, below zero to be given back. */
  readonly due: Money;
  readonly modules: {
    readonly gained: OwnModules;
    readonly lost: OwnModules;
    /** Beyond the new package, kept from before. */
    readonly kept: OwnModules;
    readonly after: OwnModules;
  };
  readonly limits: ReadonlyArray<LimitChange>;
  /** What is used beyond what it would be allowed. */
  readonly broken: ReadonlyArray<LimitChange & { readonly after: number; readonly used: number }>;
  /** It breaks a limit: somebody has to confirm that with a reason. */
  readonly needsReason: boolean;
}

const limitsWith = (
  { overrides, used }: Pick<PackageChangeFacts, 'overrides' | 'used'>,
  by: { readonly name: string; readonly limits: Limits; readonly day: string },
): ReadonlyArray<EffectiveLimit> =>
  effectiveLimits({ fromPackage: { name: by.name, limits: by.limits }, overrides, used, today: by.day });

function limitChanges(facts: PackageChangeFacts, on: string): ReadonlyArray<LimitChange> {
  const { subscription, terms, from, to, today } = facts;
  const before = limitsWith(facts, { name: subscription.packageName, limits: from.limits, day: today });
  const after = limitsWith(facts, { name: terms.packageName, limits: to.limits, day: on });
  return after.map(({ key, value, used }, index) => ({
    key,
    before: before[index]?.value ?? null,
    after: value,
    used,
  }));
}

const isBroken = (change: LimitChange): change is LimitChange & { readonly after: number; readonly used: number } => {
  const { before, after, used } = change;
  // What is over its limit already is not made worse by a limit that is no lower.
  const lower = after !== null && (before === null || after < before);
  return lower && used !== null && used > after;
};

/** What a change would mean. Changes nothing, and asks nobody whether it is allowed. */
export function previewChange(facts: PackageChangeFacts): PackageChangePreview {
  const { subscription, terms, from, to, today } = facts;
  const { packageName, price, period } = subscription;
  const direction = directionOf({ price, period, order: from.order }, { ...terms, order: to.order });
  // In a trial, and once the period is over, there is nothing to use up, and no end for which to put it aside.
  const free = subscription.status === 'trial' || subscription.periodEndsOn <= today;
  const usual =
    free || sameCurrency(price, terms.price)
      ? usualWhen(direction, { from: period, to: terms.period, trial: free })
      : 'period_end';
  const when = facts.when ?? usual;
  const on = when === 'now' ? today : subscription.periodEndsOn;
  const lines = when === 'now' ? prorationLines(subscription, terms, today) : [];
  const had = modulesNow(subscription.modules, from.modules);
  const own = modulesAfter(subscription.modules, from.modules, to.modules);
  const has = modulesNow(own, to.modules);
  const limits = limitChanges(facts, on);
  const broken = limits.filter(isBroken);
  return {
    ...{ direction, when, usualWhen: usual, on, lines, broken },
    before: { packageName, price, period },
    after: { packageName: terms.packageName, price: terms.price, period: terms.period },
    periodEndsOn: when === 'now' ? periodEndWith(subscription, terms, today) : subscription.periodEndsOn,
    due: sumOf(lines, terms.price.currency),
    modules: {
      gained: without(has, had),
      lost: without(had, has),
      kept: without(has, included(to.modules)),
      after: own,
    },
    limits: limits.filter(({ before, after }) => before !== after),
    needsReason: broken.length > 0,
  };
}

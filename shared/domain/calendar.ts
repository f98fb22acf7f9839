import type { BillingPeriod } from './subscriptions.ts';

/** Days of the calendar, as `2026-11-21`: no time zone and no summer time in them. */
const dayMs = 86_400_000;
const instant = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export const addDays = (day: string, days: number): string =>
  new Date(instant(day) + days * dayMs).toISOString().slice(0, 10);

/** How many days there are from the first one until the other, which is not counted. */
export const daysBetween = (from: string, until: string): number =>
  Math.round((instant(until) - instant(from)) / dayMs);

export const dayOfMonth = (day: string): number => Number(day.slice(8, 10));

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
export const daysInMonthOf = (day: string): number => daysIn(Number(day.slice(0, 4)), Number(day.slice(5, 7)));

/** So many months later, on this day of the month or, where it has none, on its last: 31 January, 28 February, 31 March. */
export function addMonths(day: string, months: number, anchor = dayOfMonth(day)): string {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const year = Math.floor(month / 12);
  const inYear = month - year * 12 + 1;
  const date = Math.min(anchor, daysIn(year, inYear));
  return `${String(year).padStart(4, '0')}-${String(inYear).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

export const monthsOf = (period: BillingPeriod): number => (period === 'monthly' ? 1 : 12);

/** The first day after the period that begins on this day. */
export const periodEndAfter = (startsOn: string, period: BillingPeriod, anchor?: number): string =>
  addMonths(startsOn, monthsOf(period), anchor);

interface Periodic {
  readonly startedOn: string;
  readonly periodEndsOn: string;
  readonly period: BillingPeriod;
}

/** The day of the month on which its periods begin, also where the last one began on the shorter month's end. */
export function anchorOf({ startedOn, periodEndsOn }: Pick<Periodic, 'startedOn' | 'periodEndsOn'>): number {
  const wanted = dayOfMonth(startedOn);
  const fits = dayOfMonth(periodEndsOn) === Math.min(wanted, daysInMonthOf(periodEndsOn));
  return fits ? wanted : dayOfMonth(periodEndsOn);
}

/** The first day of the period that ends on `periodEndsOn`, in which it did not yet run before it was started. */
export function periodStart(subscription: Periodic): string {
  const start = addMonths(subscription.periodEndsOn, -monthsOf(subscription.period), anchorOf(subscription));
  return subscription.startedOn > start && subscription.startedOn < subscription.periodEndsOn
    ? subscription.startedOn
    : start;
}

/** What is paid for and not over on this day: one period or, where months were paid for ahead, as many as there are. */
export function paidPeriods(
  subscription: Periodic,
  day: string,
): { readonly startsOn: string; readonly periods: number } {
  const { periodEndsOn, period } = subscription;
  let startsOn = periodStart(subscription);
  let periods = 1;
  while (startsOn > day) {
    periods += 1;
    startsOn = addMonths(periodEndsOn, -periods * monthsOf(period), anchorOf(subscription));
  }
  return { startsOn, periods };
}

/** The end of the period in which this day is, going on from a period's end. */
export function periodEndCovering(end: string, period: BillingPeriod, day: string, anchor = dayOfMonth(end)): string {
  let next = end;
  for (let count = 1; next <= day; count += 1) next = addMonths(end, count * monthsOf(period), anchor);
  return next;
}

import { defaultGraceDays, longestGraceDays } from '../../../shared/domain/deletion.ts';

const dayMs = 86_400_000;

/** The day of an instant in a time zone, as `2026-11-21`. */
export const dayIn = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`);

export const addDays = (day: string, days: number): string =>
  new Date(noon(day) + days * dayMs).toISOString().slice(0, 10);

/** Whole days from one day to another; below zero when it has passed. */
export const daysBetween = (from: string, to: string): number => Math.round((noon(to) - noon(from)) / dayMs);

/** Below this a person should think twice. */
export const shortGraceDays = 7;

export interface Grace {
  readonly first: string;
  readonly last: string;
  readonly usual: string;
}

/** Between which days a deletion may be scheduled, and the one that is offered. */
export const graceFrom = (today: string): Grace => ({
  first: today,
  last: addDays(today, longestGraceDays),
  usual: addDays(today, defaultGraceDays),
});

/** Days of grace that a chosen day gives; null where it can't be chosen. */
export function graceOf(chosen: string, today: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(chosen) || Number.isNaN(noon(chosen))) return null;
  const days = daysBetween(today, chosen);
  return days >= 0 && days <= longestGraceDays ? days : null;
}

/** The day that it is there, as `2026-11-21`. */
export const dayIn = (timeZone: string, at: Date): string => at.toLocaleDateString('sv', { timeZone });

/** A day of the calendar so many days later; no zone and no summer time in it. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

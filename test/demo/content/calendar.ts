/** The demo's dates, all counted from one day, so that two seeds of one day are the same. */
export interface Calendar {
  /** ISO time so many days before that day (negative: after it). */
  daysAgo(days: number, hour?: number, minute?: number): string;
  /** The day alone. */
  dayAgo(days: number): string;
  /** The first end of a period, counted in whole months from the start, that lies after that day. */
  periodEnd(startDaysAgo: number, months: 1 | 12): string;
}

const dayLength = 86_400_000;

export function createCalendar(today: string): Calendar {
  const start = Date.parse(`${today}T00:00:00Z`);
  const at = (days: number, hour: number, minute: number): string =>
    new Date(start - days * dayLength + (hour * 60 + minute) * 60_000).toISOString();
  return {
    daysAgo: (days, hour = 6, minute = 0) => at(days, hour, minute),
    dayAgo: (days) => at(days, 0, 0).slice(0, 10),
    periodEnd: (startDaysAgo, months) => {
      const end = new Date(at(startDaysAgo, 6, 0));
      const dayOfMonth = Math.min(end.getUTCDate(), 28);
      end.setUTCDate(dayOfMonth);
      while (end.getTime() <= start + dayLength) end.setUTCMonth(end.getUTCMonth() + months);
      return end.toISOString();
    },
  };
}

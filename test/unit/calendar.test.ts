import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  anchorOf,
  daysBetween,
  periodEndAfter,
  periodEndCovering,
  periodStart,
} from '../../shared/domain/calendar.ts';

const day = fc
  .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('days of the calendar', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    // Summer time began on this day somewhere: it has one day after it all the same.
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-03-01', -1, '2026-02-28'],
  ])('%s and %i days: %s', (from, days, until) => {
    expect(addDays(from, days)).toBe(until);
    expect(daysBetween(from, until)).toBe(days);
  });

  it.each([
    ['2026-01-31', 1, undefined, '2026-02-28'],
    ['2028-01-31', 1, undefined, '2028-02-29'],
    ['2026-02-28', 1, 31, '2026-03-31'],
    ['2026-02-28', 1, undefined, '2026-03-28'],
    ['2026-12-15', 1, undefined, '2027-01-15'],
    ['2026-01-15', -1, undefined, '2025-12-15'],
    ['2028-02-29', 12, undefined, '2029-02-28'],
    ['2029-02-28', 36, 29, '2032-02-29'],
    ['2026-08-31', 1, undefined, '2026-09-30'],
  ])('%s and %i months, on %s: %s', (from, months, anchor, until) =>
    expect(addMonths(from, months, anchor)).toBe(until),
  );

  it('goes from month to month by the day that it began with', () => {
    let end = '2026-01-31';
    const ends = Array.from({ length: 5 }, () => {
      end = periodEndAfter(end, 'monthly', anchorOf({ startedOn: '2025-12-31', periodEndsOn: end }));
      return end;
    });
    expect(ends).toEqual(['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30']);
  });

  it.each([
    ['2026-01-31', '2026-02-28', 'monthly', '2026-01-31', 28],
    ['2026-01-31', '2026-03-31', 'monthly', '2026-02-28', 31],
    ['2028-01-31', '2028-02-29', 'monthly', '2028-01-31', 29],
    ['2025-05-10', '2026-05-10', 'yearly', '2025-05-10', 365],
    ['2027-03-01', '2028-03-01', 'yearly', '2027-03-01', 366],
    ['2026-01-15', '2026-05-15', 'monthly', '2026-04-15', 30],
    // Another program's month of thirty days: it ran from the day on which it was started.
    ['2026-01-01', '2026-01-31', 'monthly', '2026-01-01', 30],
    // The trial before it was on another day.
    ['2026-01-20', '2026-03-03', 'monthly', '2026-02-03', 28],
  ] as const)('started %s, until %s by the %s: from %s, %i days', (startedOn, periodEndsOn, period, start, days) => {
    expect(periodStart({ startedOn, periodEndsOn, period })).toBe(start);
    expect(daysBetween(start, periodEndsOn)).toBe(days);
  });

  it('has months of 28 to 31 and years of 365 or 366 days', () => {
    fc.assert(
      fc.property(day, fc.constantFrom('monthly' as const, 'yearly' as const), (from, period) => {
        const days = daysBetween(from, periodEndAfter(from, period));
        expect(period === 'monthly' ? [28, 29, 30, 31] : [365, 366]).toContain(days);
      }),
    );
  });

  it('finds the period in which a day is, however long nobody looked', () => {
    fc.assert(
      fc.property(day, day, fc.constantFrom('monthly' as const, 'yearly' as const), (end, today, period) => {
        const covering = periodEndCovering(end, period, today);
        expect(covering > today || covering === end).toBe(true);
        expect(covering >= end).toBe(true);
        if (covering !== end) expect(addMonths(covering, period === 'monthly' ? -1 : -12) <= today).toBe(true);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { createFormat } from '../../renderer/i18n/format.ts';

const en = createFormat({ language: 'en', timeZone: 'Europe/Istanbul' });
const tr = createFormat({ language: 'tr', timeZone: 'Europe/Istanbul' });
const lira = (minor: number) => ({ minor, currency: 'TRY' });

describe('money', () => {
  it.each([
    [128_435_000, '₺1,284,350.00', '₺1.284.350,00'],
    [5, '₺0.05', '₺0,05'],
    [0, '₺0.00', '₺0,00'],
    [-425_000, '\u2212₺4,250.00', '\u2212₺4.250,00'],
    // Beyond what a float of liras could hold exactly.
    [900_719_925_474_099_1, '₺90,071,992,547,409.91', '₺90.071.992.547.409,91'],
  ])('%d minor units', (minor, english, turkish) => {
    expect([en.money(lira(minor)), tr.money(lira(minor))]).toEqual([english, turkish]);
  });

  it('leaves the minor units out where a column does', () => {
    expect(en.money(lira(425_000), { whole: true })).toBe('₺4,250');
  });
});

it('writes a share with the sign where the language has it', () => {
  expect([en.percent(0.083, 1), tr.percent(0.083, 1)]).toEqual(['8.3%', '%8,3']);
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [3_400_000, '3.4 MB'],
  [66_000_000_000, '66.0 GB'],
])('%d bytes', (count, text) => {
  expect(en.bytes(count)).toBe(text);
});

it.each([
  [300, '0.3 s', '0,3 sn'],
  [45_000, '45 s', '45 sn'],
  [59_700, '1 min 0 s', '1 dk 0 sn'],
  [112_000, '1 min 52 s', '1 dk 52 sn'],
  [12_360_000, '3 h 26 min', '3 sa 26 dk'],
])('%d ms', (milliseconds, english, turkish) => {
  expect([en.duration(milliseconds), tr.duration(milliseconds)]).toEqual([english, turkish]);
});

describe('dates', () => {
  // Half an hour after midnight in Istanbul is still yesterday in UTC.
  const now = new Date('2026-11-19T21:30:00Z');

  it('counts days in the platform’s zone', () => {
    expect(en.moment('2026-11-19T21:10:00Z', now)).toBe('Today 00:10');
    expect(en.moment('2026-11-19T20:50:00Z', now)).toBe('Yesterday 23:50');
    expect(tr.moment('2026-11-19T20:50:00Z', now)).toBe('Dün 23:50');
    expect(en.moment('2026-11-17T09:00:00Z', now)).toBe('Tue 12:00');
    expect(en.moment('2026-10-01T09:00:00Z', now)).toBe('1 Oct 2026');
  });

  it('writes months in words', () => {
    expect([en.date('2026-11-19T10:00:00Z'), tr.date('2026-11-19T10:00:00Z')]).toEqual(['19 Nov 2026', '19 Kas 2026']);
  });

  it('leaves a day without a time in no zone', () => {
    expect(createFormat({ language: 'en', timeZone: 'America/Los_Angeles' }).day('2026-11-19')).toBe('19 Nov 2026');
  });

  it('tells past from future', () => {
    expect(en.relative('2026-11-19T21:16:00Z', now)).toBe('14 min ago');
    expect(tr.relative('2026-11-19T21:16:00Z', now)).toBe('14 dk önce');
    expect(en.relative('2026-11-22T21:30:00Z', now)).toBe('in 3 d');
    expect(en.relative('2026-11-19T21:29:58Z', now)).toBe('just now');
  });
});

it('sorts as a Turkish reader looks names up', () => {
  expect(['İpek', 'Ilgaz', 'Çınar', 'Cem', 'Zeytin', 'Şimşek', 'Sarp'].toSorted(en.compare)).toEqual([
    'Cem',
    'Çınar',
    'Ilgaz',
    'İpek',
    'Sarp',
    'Şimşek',
    'Zeytin',
  ]);
});

it('writes a latency in milliseconds, and never as nothing', () => {
  expect([0.2, 7.4, 1234, 12_000].map(en.latency)).toEqual(['1 ms', '7 ms', '1,234 ms', '12 s']);
  expect(tr.latency(1234)).toBe('1.234 ms');
});

import { describe, expect, it } from 'vitest';
import { amountText, countFromText, minorFromText } from '../../renderer/screens/packages/amount-text.ts';

describe('an amount as it was typed', () => {
  it.each([
    ['1299', 129_900],
    ['1299.00', 129_900],
    ['1299,5', 129_950],
    ['1.299,90', 129_990],
    ['1,299.90', 129_990],
    ['1.299', 129_900],
    ['1 299,90', 129_990],
    ['1.234.567', 123_456_700],
    ['0', 0],
    ['0,01', 1],
  ])('%s', (text, minor) => {
    expect(minorFromText(text, 'TRY')).toBe(minor);
  });

  it.each(['', '-1', '1.2.3', '12.34.5', 'on', '1e3', '₺10', '1,2345', '.5', '99999999999999999'])(
    'is none: %s',
    (text) => {
      expect(minorFromText(text, 'TRY')).toBeUndefined();
    },
  );

  it('has no minor units where the currency has none', () => {
    expect(minorFromText('4.500', 'JPY')).toBe(4_500);
    expect(minorFromText('4500.50', 'JPY')).toBeUndefined();
  });

  it.each(['en', 'tr'] as const)('is read as it is written (%s)', (language) => {
    for (const minor of [0, 1, 99, 129_990, 123_456_789])
      expect(minorFromText(amountText({ minor, currency: 'TRY' }, language), 'TRY')).toBe(minor);
  });
});

describe('a limit as it was typed', () => {
  it.each([
    ['', null],
    [' ', null],
    ['25', 25],
    ['1.000', 1_000],
    ['1,000,000', 1_000_000],
    ['0', undefined],
    ['-5', undefined],
    ['many', undefined],
    ['1000000001', undefined],
  ])('%s', (text, count) => {
    expect(countFromText(text)).toBe(count);
  });
});

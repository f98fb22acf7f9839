import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainTaxNumber, taxNumberKind, taxNumberProblem } from '../../shared/domain/tax-numbers.ts';

describe('a tax number', () => {
  it.each([
    ['a company’s', '8790017566', undefined],
    ['another company’s', '6220529513', undefined],
    ['one that begins with 1', '1234567890', undefined],
    ['a company’s with blanks in it', '879 001 7566', undefined],
    ['a company’s with one digit wrong', '8790017567', 'tax_number.check_digit'],
    ['a company’s with two digits exchanged', '8790071566', 'tax_number.check_digit'],
    ['nothing but zeros', '0000000000', 'tax_number.check_digit'],
    ['a person’s', '10000000146', undefined],
    ['a person’s with its last digit wrong', '10000000147', 'tax_number.check_digit'],
    ['a person’s with its tenth digit wrong', '10000000156', 'tax_number.check_digit'],
    ['a person’s that begins with zero', '01234567890', 'tax_number.check_digit'],
    ['too short', '123456789', 'tax_number.length'],
    ['too long', '123456789012', 'tax_number.length'],
    ['empty', '', 'tax_number.length'],
    ['with letters', '12345678O0', 'tax_number.letters'],
    ['with Arabic digits', '١٢٣٤٥٦٧٨٩٠', 'tax_number.letters'],
    ['with a sign', '-123456789', 'tax_number.letters'],
  ] as const)('%s', (_what, number, problem) => {
    expect(taxNumberProblem(number)).toBe(problem);
  });

  it('of ten digits is a company’s, of eleven a person’s', () => {
    expect([taxNumberKind('8790017566'), taxNumberKind('10000000146')]).toEqual(['vkn', 'tckn']);
    expect(plainTaxNumber(' 879 001 7566 ')).toBe('8790017566');
  });

  it('has for nine digits exactly one right tenth, so no single last digit can be mistaken', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (number) => {
        const nine = String(number).padStart(9, '0');
        const right = Array.from({ length: 10 }, (_, digit) => `${nine}${digit}`).filter(
          (one) => taxNumberProblem(one) === undefined,
        );
        expect(right).toHaveLength(1);
      }),
    );
  });
});

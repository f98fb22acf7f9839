/** Whose number it is: a company's tax number (VKN, ten digits) or a person's identity number (TCKN, eleven). */
export type TaxNumberKind = 'vkn' | 'tckn';

export type TaxNumberProblem = 'tax_number.letters' | 'tax_number.length' | 'tax_number.check_digit';

const digitsOf = (text: string): ReadonlyArray<number> => Array.from(text, Number);

/** The tenth digit of a VKN from its first nine, by the rule of the revenue administration. */
function vknCheckDigit(digits: ReadonlyArray<number>): number {
  const sum = digits.slice(0, 9).reduce((total, digit, index) => {
    const moved = (digit + 9 - index) % 10;
    return total + (moved === 9 ? 9 : (moved * 2 ** (9 - index)) % 9);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** The tenth and eleventh digit of a TCKN from the ones before them, by the rule of the population administration. */
function tcknCheckDigits(digits: ReadonlyArray<number>): readonly [number, number] {
  const sumOf = (wanted: (index: number) => boolean): number =>
    digits.slice(0, 9).reduce((total, digit, index) => (wanted(index) ? total + digit : total), 0);
  const tenth = (((sumOf((index) => index % 2 === 0) * 7 - sumOf((index) => index % 2 === 1)) % 10) + 10) % 10;
  return [tenth, (sumOf(() => true) + tenth) % 10];
}

/** Without the blanks that people write into it. */
export const plainTaxNumber = (typed: string): string => typed.replace(/\s/g, '');

export const taxNumberKind = (number: string): TaxNumberKind => (number.length === 11 ? 'tckn' : 'vkn');

/** What is wrong with a tax number; nothing where its check digits are right. */
export function taxNumberProblem(typed: string): TaxNumberProblem | undefined {
  const number = plainTaxNumber(typed);
  if (!/^\d*$/.test(number)) return 'tax_number.letters';
  if (number.length !== 10 && number.length !== 11) return 'tax_number.length';
  const digits = digitsOf(number);
  if (taxNumberKind(number) === 'vkn')
    return vknCheckDigit(digits) === digits[9] && /[1-9]/.test(number) ? undefined : 'tax_number.check_digit';
  const [tenth, eleventh] = tcknCheckDigits(digits);
  const right = digits[0] !== 0 && digits[9] === tenth && digits[10] === eleventh;
  return right ? undefined : 'tax_number.check_digit';
}

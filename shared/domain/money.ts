/** An amount in the currency's minor units (kuruş, cent) with its ISO 4217 code. Two currencies are never added. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

export const withoutMinorUnits: ReadonlySet<string> = new Set(['JPY', 'KRW', 'VND', 'CLP', 'ISK']);
export const minorDigits = (currency: string): number => (withoutMinorUnits.has(currency) ? 0 : 2);

/** Reads a database's exact decimal text, as `1234.50`. Further digits are rounded half-up once. Never a float. */
export function minorFromDecimal(decimal: string, currency: string): number {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (match === null) throw new Error('not a decimal number');
  const [, sign, whole = '0', fraction = ''] = match;
  const digits = minorDigits(currency);
  const scaled = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  const up = Number(fraction[digits] ?? '0') >= 5 ? 1n : 0n;
  const minor = Number(sign === '-' ? -(scaled + up) : scaled + up);
  if (!Number.isSafeInteger(minor)) throw new Error('amount out of range');
  return minor;
}

/** For `numeric` columns: `1234.50`, without a float on the way. */
export function decimalFromMinor({ minor, currency }: Money): string {
  const digits = minorDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

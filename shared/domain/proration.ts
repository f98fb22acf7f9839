import type { Money } from './money.ts';

/** Rounds half-up by magnitude, so that what is given back for something is what was asked for it. */
export function roundedShare(numerator: bigint, denominator: bigint): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (magnitude * 2n + denominator) / (denominator * 2n);
  return numerator < 0n ? -rounded : rounded;
}

/** A price for a number of days out of those that it is for. A credit has a negative price. */
export interface Share {
  readonly minor: number;
  readonly days: number;
  readonly of: number;
}

/**
 * Minor units of each share. Each is rounded once, and the remainder is on the last, so that they make up exactly what
 * the exact shares together make when rounded once.
 */
export function proratedMinor(shares: ReadonlyArray<Share>): ReadonlyArray<number> {
  const wrong = shares.some(
    ({ minor, days, of }) => !Number.isSafeInteger(minor) || !(days >= 0) || !(of > 0) || days > of,
  );
  if (wrong) throw new Error('not a share of a period');
  const denominator = shares.reduce((product, { of }) => product * BigInt(of), 1n);
  const exact = shares.reduce(
    (sum, { minor, days, of }) => sum + BigInt(minor) * BigInt(days) * (denominator / BigInt(of)),
    0n,
  );
  const total = Number(roundedShare(exact, denominator));
  const rounded = shares.map(({ minor, days, of }) => Number(roundedShare(BigInt(minor) * BigInt(days), BigInt(of))));
  const others = rounded.slice(0, -1);
  return shares.length === 0 ? [] : [...others, total - others.reduce((sum, minor) => sum + minor, 0)];
}

export interface ProrationLine {
  readonly kind: 'credit' | 'charge';
  readonly packageName: string;
  /** The first day of it. */
  readonly from: string;
  /** The first day that is not in it any more. */
  readonly until: string;
  readonly days: number;
  /** Days of the whole period. */
  readonly of: number;
  /** Negative for a credit. */
  readonly amount: Money;
}

/** Two currencies are never added, nor is one credited against the other. */
export const sameCurrency = (...amounts: ReadonlyArray<Money>): boolean =>
  new Set(amounts.map(({ currency }) => currency)).size <= 1;

export const sumOf = (lines: ReadonlyArray<ProrationLine>, currency: string): Money => ({
  minor: lines.reduce((sum, { amount }) => sum + amount.minor, 0),
  currency,
});

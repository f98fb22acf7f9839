import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proratedMinor, roundedShare, type Share } from '../../shared/domain/proration.ts';

const share = fc
  .record({ minor: fc.integer({ min: -1e11, max: 1e11 }), of: fc.integer({ min: 28, max: 366 }), part: fc.nat() })
  .map(({ minor, of, part }): Share => ({ minor, of, days: part % (of + 1) }));

const exact = (shares: ReadonlyArray<Share>): { numerator: bigint; denominator: bigint } => {
  const denominator = shares.reduce((product, { of }) => product * BigInt(of), 1n);
  const numerator = shares.reduce(
    (sum, { minor, days, of }) => sum + (BigInt(minor) * BigInt(days) * denominator) / BigInt(of),
    0n,
  );
  return { numerator, denominator };
};

describe('shares of a period', () => {
  it.each([
    [[{ minor: 45_000, days: 10, of: 30 }], [15_000]],
    [[{ minor: 100, days: 1, of: 3 }], [33]],
    [[{ minor: 100, days: 2, of: 3 }], [67]],
    // A half goes up, by magnitude.
    [[{ minor: 1, days: 14, of: 28 }], [1]],
    [[{ minor: -1, days: 14, of: 28 }], [-1]],
    // Each rounded alone would be -33 and 67: together 34 instead of 33.
    [
      [
        { minor: -100, days: 1, of: 3 },
        { minor: 200, days: 1, of: 3 },
      ],
      [-33, 66],
    ],
    // Thirty days of a yearly price, and the whole of a month.
    [
      [
        { minor: -1_200_000, days: 30, of: 366 },
        { minor: 45_000, days: 31, of: 31 },
      ],
      [-98_361, 45_000],
    ],
    [[{ minor: 45_000, days: 0, of: 31 }], [0]],
    [[], []],
  ])('%j are %j', (shares, amounts) => expect(proratedMinor(shares)).toEqual(amounts));

  it.each([
    [{ minor: 1.5, days: 1, of: 30 }],
    [{ minor: 1, days: 31, of: 30 }],
    [{ minor: 1, days: -1, of: 30 }],
    [{ minor: 1, days: 0, of: 0 }],
  ])('%j is none', (wrong) => expect(() => proratedMinor([wrong])).toThrow());

  it('make up exactly what they are together, rounded once', () => {
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 5 }), (shares) => {
        const { numerator, denominator } = exact(shares);
        const sum = proratedMinor(shares).reduce((total, minor) => total + minor, 0);
        expect(sum).toBe(Number(roundedShare(numerator, denominator)));
      }),
    );
  });

  it('differ by less than one from what each is by itself, but for the last', () => {
    fc.assert(
      fc.property(fc.array(share, { minLength: 2, maxLength: 5 }), (shares) => {
        const amounts = proratedMinor(shares);
        for (const [index, { minor, days, of }] of shares.entries()) {
          const most = index === shares.length - 1 ? shares.length : 0.5;
          expect(Math.abs((amounts[index] ?? 0) - (minor * days) / of)).toBeLessThanOrEqual(most + 1e-3);
        }
      }),
    );
  });

  it('give back what they ask for', () => {
    fc.assert(
      fc.property(share, (one) => {
        const [asked = 0] = proratedMinor([one]);
        const [back = 0] = proratedMinor([{ ...one, minor: -one.minor }]);
        expect(asked + back).toBe(0);
        expect(proratedMinor([one, { ...one, minor: -one.minor }]).reduce((sum, minor) => sum + minor, 0)).toBe(0);
      }),
    );
  });

  it('of a whole period are the whole price', () => {
    fc.assert(
      fc.property(fc.nat(1e11), fc.integer({ min: 28, max: 366 }), (minor, of) => {
        expect(proratedMinor([{ minor, days: of, of }])).toEqual([minor]);
      }),
    );
  });
});

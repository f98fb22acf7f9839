import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minorSql, monthlySql } from '../../main/layouts/postgres-per-tenant/tenant-list/amount-sql.ts';
import { foldSql, sortKeySql } from '../../main/layouts/postgres-per-tenant/tenant-list/fold-sql.ts';
import { minorFromDecimal } from '../../shared/domain/money.ts';
import { foldForSearch } from '../../shared/domain/names.ts';
import { monthlyAmount, subscriptionStatuses } from '../../shared/domain/subscriptions.ts';
import { awkwardCompanyNames, companies } from '../builders/companies.ts';
import { createRandom } from '../builders/random.ts';
import { newPlatform } from '../builders/stocker-parts.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

let platform: Awaited<ReturnType<typeof newPlatform>>;
beforeAll(async () => {
  platform = await newPlatform(sharedPostgres());
});
afterAll(() => platform.drop());

/** What the server makes of each text by this expression of `word`. */
async function onServer(expression: string, words: ReadonlyArray<string>): Promise<ReadonlyArray<unknown>> {
  const rows = await platform.parts.pools.read.rows({
    text: `SELECT ${expression} FROM unnest($1::text[]) WITH ORDINALITY AS given (word, place) ORDER BY place`,
    values: [words],
  });
  return rows.map(([result]) => result);
}

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
/** ASCII, Latin-1, Latin Extended A and B, Latin Extended Additional, combining marks, letters that others write with. */
const letters = [
  ...range(0x20, 0x7e),
  ...range(0xa0, 0x24f),
  ...range(0x300, 0x36f),
  ...range(0x400, 0x44f),
  ...range(0x1e00, 0x1eff),
  ...'ıİğĞüÜşŞöÖçÇiIâîûÂÎÛ\t\n\u00a0\u2009\u3000\ufeff漢字안녕',
];
const text = fc.array(fc.constantFrom(...letters), { maxLength: 40 }).map((list) => list.join(''));

describe('folding for search', () => {
  it('gives in SQL what it gives in the console, for every letter alone', async () => {
    expect(await onServer(foldSql('word'), letters)).toEqual(letters.map(foldForSearch));
  });

  it.each([
    ['the expression', foldSql('word')],
    ['the function', 'tenantry.fold(word)'],
  ])('gives the same for any text (%s)', async (_, expression) => {
    const property = fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 50 }), async (words) => {
      expect(await onServer(expression, words)).toEqual(words.map(foldForSearch));
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('finds i and ı, İ and I together', async () => {
    expect(await onServer('tenantry.fold(word)', ['ILICA', 'ılıca', 'Ilıca', 'İLİCA'])).toEqual(Array(4).fill('ilica'));
  });
});

describe('the order of names', () => {
  const { compare } = new Intl.Collator('tr');
  const sign = (difference: number): number => Math.sign(difference);

  it('is the Turkish alphabet, letter by letter', async () => {
    const alphabet = [...'abcçdefgğhıijklmnoöpqrsştuüvwxyz'];
    const keys = (await onServer(sortKeySql('word'), alphabet)) as string[];
    expect(keys.toSorted(compareBytes)).toEqual(keys);
    expect(alphabet.toSorted(compare)).toEqual(alphabet);
  });

  it('is the one that people use, for companies with every awkward letter', async () => {
    const stream = companies(createRandom(7));
    // Þ has no place in the Turkish alphabet: ICU puts it after z, the list under th, where search finds it.
    const names = [
      ...new Set([...awkwardCompanyNames, ...Array.from({ length: 600 }, () => stream.next().value.name)]),
    ].filter((name) => !name.includes('Þ'));
    const keys = (await onServer(sortKeySql('word'), names)) as string[];
    const wrong: string[] = [];
    for (const [i, a] of names.entries())
      for (const [j, b] of names.entries())
        if (keys[i] !== keys[j] && sign(compareBytes(keys[i] ?? '', keys[j] ?? '')) !== sign(compare(a, b)))
          wrong.push(`${a} | ${b}`);
    expect(wrong).toEqual([]);
  });

  it('is the same by the function as by the expression', async () => {
    const words = [...awkwardCompanyNames, ...letters];
    expect(await onServer('tenantry.sort_key(word)', words)).toEqual(await onServer(sortKeySql('word'), words));
  });
});

describe('amounts', () => {
  it('become minor units as they do in the console', async () => {
    const cases = ['0', '0.00', '1.005', '1.004', '1234.50', '-3.335', '99999999999.99', '450.99'].flatMap((amount) =>
      ['TRY', 'JPY', 'EUR'].map((currency) => `${amount} ${currency}`),
    );
    const sql = minorSql(`split_part(word, ' ', 1)::numeric`, `split_part(word, ' ', 2)`);
    const expected = cases.map((entry) => {
      const [amount = '', currency = ''] = entry.split(' ');
      return minorFromDecimal(amount, currency);
    });
    expect((await onServer(sql, cases)).map(Number)).toEqual(expected);
  });

  it('are unknown where they are no amount, instead of failing the platform that writes them', async () => {
    const sql = minorSql('word::numeric', `'TRY'`);
    expect(await onServer(sql, ['NaN', '90000000000000', '-99999999999999999'])).toEqual([null, null, null]);
  });

  it.each([
    [
      'the expression',
      monthlySql(`split_part(word, ' ', 1)::bigint`, `split_part(word, ' ', 2)`, `split_part(word, ' ', 3)`),
    ],
    [
      'the function',
      `tenantry.monthly_amount(split_part(word, ' ', 1)::bigint, split_part(word, ' ', 2), split_part(word, ' ', 3))`,
    ],
  ])('count a month as they do in the console (%s)', async (_, expression) => {
    const one = fc.record({
      minor: fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }),
      period: fc.constantFrom('monthly' as const, 'yearly' as const),
      status: fc.constantFrom(...subscriptionStatuses),
    });
    const property = fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 100 }), async (list) => {
      const found = await onServer(
        expression,
        list.map(({ minor, period, status }) => `${minor} ${period} ${status}`),
      );
      expect(found.map(Number)).toEqual(
        list.map(({ minor, period, status }) => monthlyAmount(minor, period, status) + 0),
      );
    });
    await fc.assert(property, { numRuns: 40 });
  });
});

/** As `"C"` compares. */
function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

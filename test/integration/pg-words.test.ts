import { describe, expect, it } from 'vitest';
import {
  billingPeriodWords,
  readWord,
  readWordSql,
  registrationWords,
  subscriptionWords,
  tenantStatusWords,
  type Words,
} from '../../main/layouts/postgres-per-tenant/words.ts';
import { connected, superuser } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

const kinds: ReadonlyArray<Words<string>> = [
  tenantStatusWords,
  registrationWords,
  subscriptionWords,
  billingPeriodWords,
];
const shapes: ReadonlyArray<(word: string) => string> = [
  (word) => word,
  (word) => word.toUpperCase(),
  (word) => word.toLocaleUpperCase('tr'),
  (word) => word.toLocaleLowerCase('tr'),
  (word) => word.replace(/(?<=.)([A-Z])/g, '_$1'),
];

describe('words that are read in SQL', () => {
  it('mean what they mean in the program, however they are written', async () => {
    await connected(superuser(sharedPostgres()), async (client) => {
      for (const words of kinds) {
        const spellings = [...Object.values(words.written), ...Object.keys(words.alsoRead), "x'; --"];
        const all = spellings.flatMap((word) => shapes.map((shape) => shape(word)));
        const { rows } = await client.query<{ word: string; read: string }>(
          `SELECT word, ${readWordSql(words, 'word')} AS read FROM unnest($1::text[]) word`,
          [all],
        );
        expect(rows).toEqual(all.map((word) => ({ word, read: readWord(words, word) })));
      }
    });
  });
});

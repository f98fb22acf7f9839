import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { logRules } from '../../main/ipc/call-log.ts';
import { operationKinds } from '../../shared/domain/operations.ts';
import { errorKeys } from '../../shared/error-keys.ts';

type Words = { readonly [key: string]: string | Words };

const folder = new URL('../../renderer/i18n/', import.meta.url);
const areas = readdirSync(new URL('en/', folder)).toSorted();

const read = (language: 'en' | 'tr', area: string): ReadonlyMap<string, string> => {
  const words = JSON.parse(readFileSync(new URL(`${language}/${area}`, folder), 'utf8')) as Words;
  const flat = new Map<string, string>();
  const walk = (part: Words, path: string): void => {
    for (const [key, value] of Object.entries(part)) {
      const name = path === '' ? key : `${path}.${key}`;
      if (typeof value === 'string') flat.set(name, value);
      else walk(value, name);
    }
  };
  walk(words, '');
  return flat;
};

const variables = (sentence: string): ReadonlyArray<string> =>
  [...new Set([...sentence.matchAll(/\{\{\s*([^},\s]+)/g)].map(([, name]) => name ?? ''))].toSorted();

/** i18next picks a plural's form by language: both languages write both, though Turkish says the same in each. */
const keys = (words: ReadonlyMap<string, string>): ReadonlyArray<string> => [...words.keys()].toSorted();

it('has the same areas in both languages', () => {
  expect(readdirSync(new URL('tr/', folder)).toSorted()).toEqual(areas);
  expect(areas.length).toBeGreaterThan(10);
});

describe.each(areas)('%s', (area) => {
  const en = read('en', area);
  const tr = read('tr', area);

  it('has the same keys in both languages', () => {
    expect(keys(tr)).toEqual(keys(en));
  });

  it('uses the same variables in both languages', () => {
    const differing = keys(en).filter(
      (key) => variables(en.get(key) ?? '').join() !== variables(tr.get(key) ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it('has no suffix on a variable in Turkish', () => {
    // Vowel harmony cannot be guessed: `{{name}}'ın` and `{{name}}in` are wrong for half of all names.
    expect(keys(tr).filter((key) => /\}\}['’]?\p{L}/u.test(tr.get(key) ?? ''))).toEqual([]);
  });

  it('has no sentence that shouts, pleads or ends a label with a space', () => {
    const bad = [...en, ...tr].filter(([, text]) => /!|\b(please|oops|lütfen)\b/iu.test(text) || text !== text.trim());
    expect(bad).toEqual([]);
  });
});

it('has a sentence for every error, and none for an error that does not exist', () => {
  expect(keys(read('en', 'errors.json'))).toEqual([...errorKeys].toSorted());
});

it('has a name for every call and every kind of operation that is written down', () => {
  const names = keys(read('en', 'log.json'));
  const written = [...Object.keys(logRules).map((call) => call.replace('.', '_')), ...operationKinds];
  expect(written.filter((name) => !names.includes(`action.${name}`))).toEqual([]);
});

it('says after what happened whether anything changed or what to do, except at a field', () => {
  const atField =
    /^(field|name|view\.name_taken|connection\.(name_taken|ca_invalid)|operator\.(email_taken|weak_password)|package\.(order_taken|name_taken|module_|no_modules|currency_unknown|not_sold|no_yearly_price)|tax_number|module\.(not_in_package|needs$|no_bundle|none_chosen)|domain\.(empty|address|wildcard|single_label|ip|public_suffix|too_long|label_too_long|bad_letters|unclear_i|lookalike|of_platform|taken)|settings\.time_zone|limit\.until|flag\.(key_invalid|not_confirmed))/;
  const short = [...read('en', 'errors.json'), ...read('tr', 'errors.json')].filter(
    ([key, text]) => atField.test(key) === text.includes('\n'),
  );
  expect(short).toEqual([]);
});

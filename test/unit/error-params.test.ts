import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

type Words = { readonly [key: string]: string | Words };

const root = new URL('../../', import.meta.url);
const words = JSON.parse(readFileSync(new URL('renderer/i18n/en/errors.json', root), 'utf8')) as Words;

/** The other language uses the same, as the languages' own test says. */
function variablesOf(key: string): ReadonlyArray<string> {
  let found: string | Words | undefined = words;
  for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined;
  return typeof found === 'string' ? [...found.matchAll(/\{\{\s*([^},\s]+)/g)].map(([, name]) => name ?? '') : [];
}

const sources = ['main/', 'shared/'].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [folder + file, readFileSync(new URL(folder + file, root), 'utf8')] as const),
);

/** From an opening bracket to its own closing one. */
function within(text: string, start: number): string {
  let depth = 1;
  let end = start;
  for (; depth > 0 && end < text.length; end += 1) {
    const letter = text.charAt(end);
    if ('([{'.includes(letter)) depth += 1;
    else if (')]}'.includes(letter)) depth -= 1;
  }
  return text.slice(start, end - 1);
}

interface Made {
  readonly at: string;
  readonly key: string;
  readonly names: ReadonlyArray<string>;
}

/** The name before the first colon of each, at the top of an object that is written out. */
function namesIn(object: string): ReadonlyArray<string> {
  const names: string[] = [];
  let depth = 0;
  let part = '';
  for (const letter of `${object},`) {
    if ('([{'.includes(letter)) depth += 1;
    else if (')]}'.includes(letter)) depth -= 1;
    if (letter === ',' && depth === 0) {
      names.push(part.split(':')[0]?.trim() ?? '');
      part = '';
    } else part += letter;
  }
  return names.filter((name) => name !== '');
}

/** Where key and parameters are written out; what is passed on by a name is for the types to say. */
const made: ReadonlyArray<Made> = sources.flatMap(([file, text]) =>
  [...text.matchAll(/new AppError\(/g)].flatMap((match): ReadonlyArray<Made> => {
    const args = within(text, match.index + match[0].length);
    const key = /^\s*'\w+',\s*'([\w.]+)'/.exec(args)?.[1];
    if (key === undefined || /\bparams\b(?!: \{)/.test(args)) return [];
    const begins = args.indexOf('params: {');
    const names = begins < 0 ? [] : namesIn(within(args, begins + 'params: {'.length));
    if (names.some((name) => name.startsWith('...'))) return [];
    return [{ at: `${file}: ${key}`, key, names }];
  }),
);

it('reads the errors that are made in many places', () => {
  expect(made.length).toBeGreaterThan(150);
  expect(made.find(({ key }) => key === 'tenant.foreign_stamp')?.names).toEqual(['database']);
});

it('gives every sentence what it names', () => {
  const silent = made.flatMap(({ at, key, names }) =>
    variablesOf(key)
      .filter((name) => !names.includes(name))
      .map((name) => `${at} says nothing of {{${name}}}`),
  );
  expect(silent).toEqual([]);
});

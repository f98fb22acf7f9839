import fc from 'fast-check';
import { expect, it } from 'vitest';
import { errorKeys } from '../../shared/error-keys.ts';
import { goodInputs } from '../builders/calls.ts';
import { door } from '../fakes/door.ts';
import { callNames } from '../fakes/recording-handlers.ts';

const deep = (levels: number): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = { next: value };
  return value;
};
const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;

/** Everything that structured clone carries over and JSON would not, and some of what it would. */
const hostile: ReadonlyArray<readonly [string, unknown]> = [
  ['undefined', undefined],
  ['null', null],
  ['a text', 'text'],
  ['a list', [1, 2]],
  ['a cycle', cyclic],
  ['a deep one', deep(10_000)],
  ['a long text', { id: 'x'.repeat(10_000_000) }],
  ['a long e-mail', { email: `${'a@'.repeat(1_000_000)}b.c` }],
  ['very many members', Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`k${n}`, n]))],
  ['a map', new Map([['id', 'x']])],
  ['a set', new Set([1])],
  ['a date', new Date()],
  ['a bigint', { id: 1n }],
  ['bytes', new ArrayBuffer(8)],
  ['shared bytes', new SharedArrayBuffer(8)],
  ['a sparse list', { ids: Object.assign([], { 5: 'x' }) }],
  ['a lone surrogate', { id: '\uD800' }],
  ['a NUL', { id: 'a\0b' }],
  ['a prototype', JSON.parse('{"__proto__": {"polluted": true}, "id": "x"}')],
  ['a constructor', { constructor: { prototype: { polluted: true } } }],
  ['infinity', { seq: Number.POSITIVE_INFINITY }],
];

const isTyped = (answer: unknown): void =>
  expect(answer).toMatchObject({
    ok: false,
    error: { code: expect.any(String), key: expect.toBeOneOf([...errorKeys]), params: expect.any(Object) },
  });

it.each(hostile)('refuses %s, for every call, in words', async (_, input) => {
  const { knock, reached } = door('super_admin', { steppedUp: true });
  for (const name of callNames) isTyped(await knock(name, input));
  expect(reached).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

it.each(callNames)('%s: whatever JSON comes, it is a typed refusal or fits', async (name) => {
  const { knock } = door('super_admin', { steppedUp: true });
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (input) => {
      const answer = await knock(name, input);
      if (!answer.ok) isTyped(answer);
    }),
    { numRuns: 60 },
  );
});

/** Every path to a member of a value. */
const pathsIn = (value: unknown, path: ReadonlyArray<string> = []): ReadonlyArray<ReadonlyArray<string>> =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) => [[...path, key], ...pathsIn(member, [...path, key])])
    : [];

function withMember(value: unknown, [key, ...rest]: ReadonlyArray<string>, member: unknown): unknown {
  if (key === undefined) return member;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  Reflect.set(copy, key, withMember(Reflect.get(copy, key), rest, member));
  return copy;
}

const poison = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, -1, 1.5, 1e308, '', ' ', '\0', '\u202e', 'x'.repeat(200_001), [], {}, [[]]),
  fc.jsonValue({ maxDepth: 2 }),
);

it.each(callNames.filter((name) => pathsIn(goodInputs[name]).length > 0))(
  '%s: one member gone wrong is refused at that member, or fits',
  async (name) => {
    const { knock } = door('super_admin', { steppedUp: true });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...pathsIn(goodInputs[name])), poison, async (path, member) => {
        const answer = await knock(name, withMember(goodInputs[name], path, member));
        if (answer.ok) return;
        isTyped(answer);
        // A text beyond every bound is refused as a whole.
        if (answer.error.field !== undefined) expect(`${answer.error.field}.`.startsWith(`${path[0]}.`)).toBe(true);
      }),
      { numRuns: 60 },
    );
  },
);

it.each([
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'tenants',
  'tenants.',
  '',
  'tenants.list ',
])('a call named %j does not exist', async (name) => {
  const { knock, reached } = door('super_admin');
  expect(await knock(name, {})).toEqual({ ok: false, error: { code: 'unsupported', key: 'call.unknown', params: {} } });
  expect(reached).toEqual([]);
});

it('a call whose name is no text does not exist', async () => {
  const { knock } = door('super_admin');
  for (const name of [null, 7, ['tenants.list'], { toString: () => 'tenants.list' }, Symbol('x')]) {
    expect(await knock(name as string, {})).toMatchObject({ ok: false, error: { key: 'call.unknown' } });
  }
});

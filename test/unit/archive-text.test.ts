import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../main/layouts/pg/archive/copy-text.ts';
import { normalForm } from '../../main/layouts/pg/archive/ddl/normal-form.ts';
import { positionsIn } from '../../main/layouts/pg/archive/pg-dump.ts';
import { createProgress, createTableMeter } from '../../main/layouts/pg/archive/progress.ts';
import { lastWords } from '../../main/layouts/pg/archive/tool-errors.ts';
import { gathered } from '../fakes/gathered.ts';

/** As the server writes it. */
const written = (row: ReadonlyArray<string | null>): string => {
  const letters: Readonly<Record<string, string>> = {
    '\b': 'b',
    '\f': 'f',
    '\n': 'n',
    '\r': 'r',
    '\t': 't',
    '\v': 'v',
    '\\': '\\',
  };
  const fields = row.map((field) =>
    field === null ? '\\N' : field.replace(/[\b\f\n\r\t\v\\]/g, (c) => `\\${letters[c]}`),
  );
  return `${fields.join('\t')}\n`;
};

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('rows as COPY writes them', () => {
  const field = fc.oneof(
    fc.constant(null),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('\\N', '\\', '\\.', '', '\n', 'ş\t'),
  );

  it('are read as they were, wherever the network cuts them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .integer({ min: 1, max: 4 })
          .chain((columns) => fc.array(fc.array(field, { minLength: columns, maxLength: columns }))),
        fc.integer({ min: 1, max: 20 }),
        async (rows, size) => {
          const bytes = Buffer.from(rows.map(written).join(''));
          expect(await gathered(rowsOf(inPieces(bytes, size)))).toEqual(rows);
        },
      ),
    );
  });
});

describe('a form that was read and written once more by the server', () => {
  it.each([
    [
      `CHECK ((("Role")::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))`,
      `CHECK ((("Role")::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])))`,
    ],
    [`DEFAULT 'x'::"My Schema"."Type(3)"`, `DEFAULT 'x'`],
    [`(now() - '1 day'::interval day to second(3))`, `now() - '1 day' day to second(3)`],
    [`a::timestamp(3) without time zone < b`, 'a < b'],
    [`a::numeric(10,2)[] <> b`, '(a) <> b'],
  ])('counts as the same: %s', (before, after) => {
    expect(normalForm(before)).toBe(normalForm(after));
  });

  it.each([
    [`CHECK (a = 'x')`, `CHECK (a = 'X')`],
    [`CHECK (a = '(x)')`, `CHECK (a = 'x')`],
    [`CHECK (a = 'it''s ::text')`, `CHECK (a = 'it''s ')`],
    ['("a::b")', '("a")'],
    ['a > 1', 'a > 11'],
    ['f(a, b)', 'f(b, a)'],
    ['a <= b', 'a < b'],
    ['varying integer', 'varying bigint'],
  ])('counts as another: %s, %s', (one, other) => {
    expect(normalForm(one)).not.toBe(normalForm(other));
  });
});

it('positions of sequences are read as the tool writes them', () => {
  const script = [
    'SET row_security = off;',
    `SELECT pg_catalog.setval('tenant."AuditLogs_Id_seq"', 42, true);`,
    `SELECT pg_catalog.setval('public.plain', -7, false);`,
    `SELECT pg_catalog.setval('"O''Neill"."a ""b"".c"', 1, true);`,
    `-- SELECT pg_catalog.setval('public.no', 1, true);`,
  ].join('\n');
  expect([...positionsIn(script)]).toEqual([
    ['"tenant"."AuditLogs_Id_seq"', { value: '42', called: true }],
    ['"public"."plain"', { value: '-7', called: false }],
    [`"O'Neill"."a ""b"".c"`, { value: '1', called: true }],
  ]);
});

describe("a tool's last words", () => {
  it.each([
    [
      ['pg_dump: dumping contents of table "a.b"', 'pg_dump: error: permission denied for table b'],
      'permission denied for table b',
    ],
    [
      [
        'pg_restore: error: could not execute query: ERROR:  type "x" does not exist',
        'Command was: INSERT INTO t VALUES (1)',
      ],
      'could not execute query: ERROR:  type "x" does not exist',
    ],
    [
      [
        'pg_restore: error: COPY failed for table "t": ERROR:  invalid input value for enum mood: "ayse@example.com"',
        'CONTEXT:  COPY t, line 1: "x"',
      ],
      'COPY failed for table "t": ERROR:  invalid input value for enum mood',
    ],
    [
      ['pg_dump: error: duplicate key value violates unique constraint "k"', 'DETAIL:  Key (a)=(5) exists.'],
      'duplicate key value violates unique constraint "k"',
    ],
    [['pg_dump: error: connection failed: bad password hunter2!'], 'connection failed: bad password ***'],
    [
      [
        'pg_dump: error: Dumping the contents of table "t" failed: PQgetResult() failed.',
        'pg_dump: detail: Error message from server: ERROR:  out of memory',
      ],
      'ERROR:  out of memory',
    ],
    [[], ''],
  ])('%j', (lines, words) => {
    expect(lastWords({ lines, password: 'hunter2!' })).toBe(words);
  });
});

describe('progress', () => {
  const told = () => {
    const calls: Array<readonly [number, number]> = [];
    return { calls, report: (bytes: number, of: number) => void calls.push([bytes, of]) };
  };

  it('never goes back, never goes too far, and ends at the end', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -10, max: 500 })), fc.integer({ min: 0, max: 300 }), (all, of) => {
        const io = told();
        const progress = createProgress(io, of);
        for (const bytes of all) progress.at(bytes);
        progress.done();
        progress.done();
        const parts = io.calls.map(([bytes]) => bytes);
        expect(parts).toEqual([...new Set(parts)].sort((a, b) => a - b));
        expect(io.calls.at(-1)).toEqual([Math.max(1, of), Math.max(1, of)]);
      }),
    );
  });

  it('counts a table that was left as whole', () => {
    const io = told();
    const table = (name: string, bytes: number) => ({ schema: 's', name, bytes, columns: [] });
    const meter = createTableMeter(io, [table('a', 70), table('b', 30)]);
    meter.enter({ schema: 's', name: 'b' });
    meter.within(1_000);
    meter.enter({ schema: 's', name: 'a' });
    meter.done();
    // Told at most ten times a second: the first, and the end.
    expect(io.calls).toEqual([
      [0, 100],
      [100, 100],
    ]);
  });
});

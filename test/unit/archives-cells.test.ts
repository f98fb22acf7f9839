import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, jsonValue } from '../../main/archives/cells.ts';

describe('a cell of the CSV', () => {
  it.each([
    ['text', '=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['text', '+cmd', `'+cmd`],
    ['character varying(20)', '@SUM(A1)', `'@SUM(A1)`],
    ['text[]', '-1', `'-1`],
    ['text', 'a;b', '"a;b"'],
    ['text', 'two\nlines', '"two\nlines"'],
    ['text', '', '""'],
    ['text', null, ''],
    ['integer', '-5', '-5'],
    ['numeric(10,2)', '-1.50', '-1.50'],
    ['boolean', 't', 'true'],
    ['boolean', 'f', 'false'],
  ])('I15: %s %j is %j', (type, text, cell) => {
    expect(csvCell(type, text, ';')).toBe(cell);
  });
});

describe('a value of the NDJSON', () => {
  it.each([
    ['integer', '-5', -5],
    ['bigint', '9007199254740991', 9007199254740991],
    ['bigint', '9007199254740993', '9007199254740993'],
    ['numeric(10,2)', '1.10', '1.10'],
    ['double precision', '1e-07', 1e-7],
    ['double precision', 'NaN', 'NaN'],
    ['boolean', 't', true],
    ['text', '=1+1', '=1+1'],
    ['text', '', ''],
    ['text', null, null],
    ['jsonb', '{"a": 1}', { a: 1 }],
    ['json', '{\n  "a": [1,\r\n 2]\n}', { a: [1, 2] }],
    ['timestamp with time zone', '2026-11-21 12:00:00+00', '2026-11-21 12:00:00+00'],
  ])('%s %j is %j', (type, text, value) => {
    expect(JSON.parse(jsonValue(type, text))).toEqual(value);
  });

  it('rounds no number in a document', () => {
    expect(jsonValue('jsonb', '{"n": 12345678901234567890.5}')).toContain('12345678901234567890.5');
  });

  it('is one line, and gives any text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const value = jsonValue('text', text);
        expect(value).not.toMatch(/[\r\n]/);
        expect(JSON.parse(value)).toBe(text);
      }),
    );
  });
});

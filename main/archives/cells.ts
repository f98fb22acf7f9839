import { neutralised } from '../local/csv.ts';

/** As `format_type` and `typname` call them. */
const integers = /^(smallint|integer|bigint|int2|int4|int8|oid)$/;
const floats = /^(real|double precision|float4|float8)$/;
const decimals = /^(numeric|decimal)(\(.*\))?$/;
const booleans = /^(boolean|bool)$/;
const documents = /^jsonb?$/;

const booleanOf = (text: string): 'true' | 'false' => (text === 't' || text === 'true' ? 'true' : 'false');

/** Numbers stay numbers, as the database writes them; anything else that a spreadsheet would run is made text. */
export function csvCell(type: string, text: string | null, delimiter: string): string {
  if (text === null) return '';
  if (booleans.test(type)) return booleanOf(text);
  const isNumber = integers.test(type) || floats.test(type) || decimals.test(type);
  const cell = isNumber ? text : neutralised(text);
  // An empty text in quotes, so that it is not taken for no value.
  const plain = cell !== '' && !cell.includes(delimiter) && !/["\r\n]/.test(cell);
  return plain ? cell : `"${cell.replaceAll('"', '""')}"`;
}

/** As JSON, in one line: what a JSON number would round stays text. */
export function jsonValue(type: string, text: string | null): string {
  if (text === null) return 'null';
  if (booleans.test(type)) return booleanOf(text);
  if (integers.test(type) && Number.isSafeInteger(Number(text))) return text;
  if (floats.test(type) && Number.isFinite(Number(text))) return JSON.stringify(Number(text));
  // A document is copied as it is written: reading it would round its numbers. Line breaks are only between its parts.
  if (documents.test(type)) return text.replace(/[\r\n]+/g, ' ');
  return JSON.stringify(text);
}

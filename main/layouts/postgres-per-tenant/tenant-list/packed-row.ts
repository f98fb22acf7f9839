/**
 * A page crosses from the server as one text: the driver makes a value of each column of each row, and a thousand and
 * seven hundred of them take longer than the query. ASCII's "unit separator" has no other use.
 */
const separator = '\u001f';
const separatorSql = 'chr(31)';

/** So that no name can hold one; it can't be seen or typed. */
export const withoutSeparators = (expression: string): string => `translate(${expression}, ${separatorSql}, '')`;

export const packedRow = (columns: ReadonlyArray<string>): string => `concat(${columns.join(`, ${separatorSql}, `)})`;

/** `from` gives these columns in the order of the rows; an aggregate takes them as they come. */
export const packedRowsSql = (columns: ReadonlyArray<string>, from: string): string =>
  `SELECT string_agg(${packedRow(columns)}, ${separatorSql}) FROM (${from}) packed`;

/** The fields of all rows, one after the other. NULL and the empty text are both the empty field. */
export type Fields = ReadonlyArray<string>;

export const unpack = (text: unknown): Fields => (typeof text === 'string' ? text.split(separator) : []);

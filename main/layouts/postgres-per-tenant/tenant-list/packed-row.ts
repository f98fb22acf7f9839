/**
 * A page crosses from the server as one text: the driver makes a value of each column of each row, and a thousand and
 * seven hundred of them take longer than the query. ASCII has these two for the purpose.
 */
const fieldEnd = '\u001f';
const rowEnd = '\u001e';
const [fieldEndSql, rowEndSql] = ['chr(31)', 'chr(30)'];

/** So that no name can hold one of them; they can't be seen or typed. */
export const withoutSeparators = (expression: string): string =>
  `translate(${expression}, ${fieldEndSql} || ${rowEndSql}, '')`;

export const packedRow = (columns: ReadonlyArray<string>): string => `concat(${columns.join(`, ${fieldEndSql}, `)})`;

/** `from` gives these columns in the order of the rows; an aggregate takes them as they come. */
export const packedRowsSql = (columns: ReadonlyArray<string>, from: string): string =>
  `SELECT string_agg(${packedRow(columns)}, ${rowEndSql}) FROM (${from}) packed`;

/** NULL and the empty text are both the empty field. */
export type Fields = ReadonlyArray<string>;

export const unpackRows = (text: unknown): ReadonlyArray<Fields> =>
  typeof text === 'string' ? text.split(rowEnd).map((row) => row.split(fieldEnd)) : [];

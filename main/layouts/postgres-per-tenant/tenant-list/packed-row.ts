/**
 * A row crosses from the server as one text: the driver makes a value of each column, and seventeen for each of a
 * hundred rows take longer than the query. ASCII's "unit separator" has no other use.
 */
const separator = '\u001f';
const separatorSql = 'chr(31)';

/** So that no name can hold one; it can't be seen or typed. */
export const withoutSeparators = (expression: string): string => `translate(${expression}, ${separatorSql}, '')`;

export const packedRow = (columns: ReadonlyArray<string>): string => `concat(${columns.join(`, ${separatorSql}, `)})`;

/** NULL and the empty text are both the empty field. */
export type Fields = ReadonlyArray<string>;

export const unpack = (packed: unknown): Fields => (typeof packed === 'string' ? packed.split(separator) : []);

import type { Language } from '../../shared/domain/platform.ts';
import { writeFileAtomically } from './atomic-file.ts';

/** Tenants choose their names: a cell that a spreadsheet would run as a formula is made text. */
export const neutralised = (cell: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell);

/** A number in the reader's own writing; it is no formula and stays a number there. */
export const decimalCell = (decimal: string, language: Language): string =>
  language === 'tr' ? decimal.replace('.', ',') : decimal;

export interface CsvColumn<R> {
  readonly title: string;
  /** A text is neutralised; a number in decimal writing is left alone. */
  readonly cell: (row: R) => { readonly text: string } | { readonly decimal: string };
}

/**
 * Writes all pages, one at a time. UTF-8 with a byte-order mark, and semicolons for Turkish: what a double click
 * opens rightly there.
 */
export async function writeCsv<R>(parts: {
  path: string;
  language: Language;
  columns: ReadonlyArray<CsvColumn<R>>;
  pages: () => AsyncIterable<ReadonlyArray<R>>;
}): Promise<number> {
  const { stringify } = await import('csv-stringify/sync');
  const delimiter = parts.language === 'tr' ? ';' : ',';
  const lines = (rows: ReadonlyArray<ReadonlyArray<string>>): string =>
    stringify(
      rows.map((row) => [...row]),
      // A line break of either kind ends a row for some readers.
      { delimiter, record_delimiter: 'windows', quoted_match: /[\r\n]/ },
    );
  let count = 0;
  await writeFileAtomically(parts.path, async (append) => {
    await append(`\uFEFF${lines([parts.columns.map(({ title }) => title)])}`);
    for await (const rows of parts.pages()) {
      if (rows.length === 0) continue;
      const cells = rows.map((row) =>
        parts.columns.map(({ cell }) => {
          const value = cell(row);
          return 'text' in value ? neutralised(value.text) : decimalCell(value.decimal, parts.language);
        }),
      );
      await append(lines(cells));
      count += rows.length;
    }
  });
  return count;
}

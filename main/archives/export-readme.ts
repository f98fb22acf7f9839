import type { Inventory } from '../../shared/domain/inventory.ts';
import type { Language } from '../../shared/domain/platform.ts';

export interface ExportAbout {
  readonly name: string;
  readonly code: string;
  readonly database: string;
  readonly server: string;
  readonly at: Date;
  readonly language: Language;
  /** Where it is of one module only. */
  readonly module?: string;
}

export interface ExportedFiles {
  readonly table: string;
  readonly csv: string;
  readonly ndjson: string;
  readonly rows: number;
}

export const delimiterFor = (language: Language): string => (language === 'tr' ? ';' : ',');

const list = (files: ReadonlyArray<ExportedFiles>, rows: string): string =>
  files.map((file) => `  ${oneLine(file.table)}: ${file.rows} ${rows}\n    ${file.csv}\n    ${file.ndjson}`).join('\n');

/** A name can hold line breaks, and letters that turn round what follows them; here it is one plain line. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');

function turkish(about: ExportAbout, inventory: Inventory, files: ReadonlyArray<ExportedFiles>): string {
  return `${oneLine(about.name)} (${oneLine(about.code)}): ${about.module === undefined ? 'verilerinizin tamamı' : `${oneLine(about.module)} modülündeki verileriniz`}

Hazırlandığı an: ${about.at.toISOString()} (UTC)
Veritabanı: ${oneLine(about.database)}, ${about.server}

Ne var?
  schema.sql   Tabloların tanımı.
  csv/         Her tablo, tablolama programları için.
  ndjson/      Her tablo, başka programlar için: her satır bir JSON nesnesi.

CSV nasıl okunur?
  UTF-8 (başında BOM var), ayırıcı "${delimiterFor(about.language)}", satır sonu CRLF, ilk satır sütun adları.
  Boş hücre: değer yok. "" (tırnak içinde boş): boş metin. Sayılarda ondalık ayırıcı noktadır.
  =, +, -, @, sekme veya satır sonu ile başlayan metinlerin başına ' konur: tablolama programı onları formül sanıp
  çalıştırmasın diye. Verinin kendisi ndjson dosyalarında değiştirilmeden durur.

NDJSON nasıl okunur?
  2^53'ten büyük tamsayılar ve ondalık sayılar yuvarlanmasın diye metindir; değer yoksa null yazar.

Tablolar (${files.length}), sürümler: ${versionsOf(inventory)}
${list(files, 'satır')}
`;
}

function english(about: ExportAbout, inventory: Inventory, files: ReadonlyArray<ExportedFiles>): string {
  return `${oneLine(about.name)} (${oneLine(about.code)}): ${about.module === undefined ? 'all of your data' : `your data in the module ${oneLine(about.module)}`}

Made at: ${about.at.toISOString()} (UTC)
Database: ${oneLine(about.database)}, ${about.server}

What is in it?
  schema.sql   How the tables are defined.
  csv/         Every table, for spreadsheets.
  ndjson/      Every table, for other programs: each line is a JSON object.

How to read the CSV files
  UTF-8 (with a byte-order mark), separator "${delimiterFor(about.language)}", lines end with CRLF, the first line names the columns.
  An empty cell: no value. "" (empty in quotes): an empty text. Decimals are written with a point.
  A text that begins with =, +, -, @, a tab or a line break has a ' put before it, so that no spreadsheet runs it as a
  formula. The data itself is unchanged in the ndjson files.

How to read the NDJSON files
  Whole numbers beyond 2^53 and decimals are texts, so that nothing rounds them; no value is null.

Tables (${files.length}), versions: ${versionsOf(inventory)}
${list(files, 'rows')}
`;
}

const versionsOf = ({ migrations }: Inventory): string =>
  migrations.map(({ module, version }) => oneLine(`${module} ${version}`)).join(', ') || '-';

/** In both languages: whoever opens it years from now may read either. */
export const readmeOf = (about: ExportAbout, inventory: Inventory, files: ReadonlyArray<ExportedFiles>): string => {
  const texts = [turkish(about, inventory, files), english(about, inventory, files)];
  return `\uFEFF${(about.language === 'tr' ? texts : texts.reverse()).join(`\n${'-'.repeat(72)}\n\n`)}`.replaceAll(
    /\r?\n/g,
    '\r\n',
  );
};

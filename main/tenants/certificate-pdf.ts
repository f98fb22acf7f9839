import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Certificate } from '../../shared/domain/deletion.ts';
import type { Language } from '../../shared/domain/platform.ts';
import { certificateHash } from './certificate.ts';
import { certificateWords } from './certificate-words.ts';

type Words = (typeof certificateWords)[Language];
type Row = ReadonlyArray<string>;

const bold = (text: string): Content => ({ text, bold: true });
/** A long path has no place to break at, and would run out of its column. */
const breakable = (text: string): Content =>
  text.split(/\s/).some((word) => word.length > 64) ? { text, wordBreak: 'break-all' } : text;

function table(title: string, head: Row, rows: ReadonlyArray<Row>, words: Words): ReadonlyArray<Content> {
  const heading: Content = { text: title, style: 'section' };
  if (rows.length === 0) return [heading, words.nothing];
  const widths = head.map((_, column) => (column === 0 ? 110 : '*'));
  const body = [head.map(bold), ...rows.map((row) => row.map(breakable))];
  return [heading, { table: { headerRows: 1, dontBreakRows: true, widths, body }, layout: 'lightHorizontalLines' }];
}

const factsOf = (certificate: Certificate, words: Words): ReadonlyArray<Row> => {
  const assured = (one: Certificate['backup']): string =>
    'waiver' in one ? `${words.waiver}: ${one.waiver}` : `${words.archive} ${one.archiveId}, SHA-256 ${one.sha256}`;
  return [
    [words.tenant, certificate.name],
    [words.code, certificate.code],
    [words.id, certificate.tenantId],
    [words.platform, certificate.platform],
    [words.server, certificate.server],
    [words.systemIdentifier, certificate.systemIdentifier],
    [words.operation, certificate.operationId],
    [words.reason, certificate.reason],
    [words.startedBy, certificate.startedBy],
    [words.finishedAt, certificate.finishedAt],
    [words.backup, assured(certificate.backup)],
    [words.export, assured(certificate.export)],
    [words.hash, certificateHash(certificate)],
  ];
};

function definition(certificate: Certificate, language: Language): TDocumentDefinitions {
  const words = certificateWords[language];
  const facts = factsOf(certificate, words).map(([label = '', value = '']) => [bold(label), breakable(value)]);
  const removed = certificate.removed.map(
    (item): Row =>
      item.kind === 'rows'
        ? [words.items.rows, item.name, String(item.count)]
        : [words.items[item.kind], item.found === 'gone' ? `${item.name} (${words.gone})` : item.name, '1'],
  );
  const kept = certificate.kept.map(({ name, count, reason }): Row => [name, String(count), words.reasons[reason]]);
  const toDo = certificate.toDo.map(({ kind, name, where }): Row => [words.manual[kind], name, where]);
  return {
    info: { title: `${words.title}: ${certificate.code}` },
    language,
    pageSize: 'A4',
    pageMargins: [48, 56, 48, 56],
    defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.25 },
    styles: { title: { fontSize: 18, bold: true }, section: { fontSize: 12, bold: true, margin: [0, 16, 0, 6] } },
    content: [
      { text: words.title, style: 'title' },
      { text: words.intro, margin: [0, 4, 0, 12] },
      { table: { widths: [130, '*'], body: facts }, layout: 'noBorders' },
      ...table(words.removed, [words.what, words.name, words.count], removed, words),
      ...table(words.kept, [words.what, words.count, words.why], kept, words),
      ...table(words.toDo, [words.what, words.name, words.where], toDo, words),
    ],
    footer: (page, pages) => ({
      text: `${words.page} ${page} / ${pages}`,
      alignment: 'right',
      margin: [48, 16, 48, 0],
    }),
  };
}

/** For people. The typeface has every Turkish letter, and comes with the printer. */
export async function certificatePdf(certificate: Certificate, language: Language): Promise<Buffer> {
  const { default: pdfmake } = await import('pdfmake');
  const folder = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts/Roboto');
  const [normal, heavy] = [join(folder, 'Roboto-Regular.ttf'), join(folder, 'Roboto-Medium.ttf')];
  pdfmake.setFonts({ Roboto: { normal, bold: heavy } });
  // A name that looks like an address is printed, and never fetched.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === normal || path === heavy);
  return pdfmake.createPdf(definition(certificate, language)).getBuffer();
}

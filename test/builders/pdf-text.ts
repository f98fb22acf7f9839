import { inflateSync } from 'node:zlib';

interface PdfObject {
  readonly head: string;
  readonly stream: string | undefined;
}

function objectsOf(pdf: Buffer): ReadonlyMap<string, PdfObject> {
  const text = pdf.toString('latin1');
  const found = new Map<string, PdfObject>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const body = match[2] ?? '';
    const at = body.indexOf('\nstream\n');
    const head = at < 0 ? body : body.slice(0, at);
    const raw = at < 0 ? undefined : Buffer.from(body.slice(at + 8, body.lastIndexOf('\nendstream')), 'latin1');
    const packed = head.includes('/FlateDecode');
    const stream = raw === undefined ? undefined : (packed ? inflateSync(raw) : raw).toString('latin1');
    found.set(match[1] ?? '', { head, stream });
  }
  return found;
}

const unicode = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

/** Glyph numbers to letters, as the font in the file says. */
function lettersOf(map: string): ReadonlyMap<number, string> {
  const letters = new Map<number, string>();
  for (const range of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    const first = Number.parseInt(range[1] ?? '', 16);
    const values = [...(range[2] ?? '').matchAll(/<([0-9a-f ]*)>/gi)];
    // A ligature is one glyph of two letters.
    for (const [index, value] of values.entries())
      letters.set(first + index, unicode((value[1] ?? '').replaceAll(' ', '')));
  }
  return letters;
}

/** What a reader sees in a PDF that pdfmake wrote, line by line. A letter that the font has not is `\uFFFD`. */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const fonts = new Map<string, ReadonlyMap<number, string>>();
  for (const { head } of objects.values())
    for (const font of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicodeRef = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font[2] ?? '')?.head ?? '')?.[1] ?? '';
      fonts.set(font[1] ?? '', lettersOf(objects.get(unicodeRef)?.stream ?? ''));
    }
  let letters: ReadonlyMap<number, string> = new Map();
  const show = (hex: string): string =>
    (hex.match(/.{4}/g) ?? [])
      // Glyph nought is the empty box.
      .map((glyph) => (glyph === '0000' ? '\uFFFD' : (letters.get(Number.parseInt(glyph, 16)) ?? '\uFFFD')))
      .join('');
  const lines: string[] = [];
  for (const { stream } of objects.values()) {
    if (stream === undefined || !stream.includes(' Tf')) continue;
    for (const part of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (part[1] !== undefined) letters = fonts.get(part[1]) ?? new Map();
      else lines.push([...(part[2] ?? '').matchAll(/<([0-9a-f]*)>/gi)].map((run) => show(run[1] ?? '')).join(''));
    }
  }
  // Words are set one by one.
  return lines.join('\n').replaceAll(' \n', ' ');
}

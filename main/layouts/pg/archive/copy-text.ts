const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const unescaped = (field: string): string =>
  field.includes('\\') ? field.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter) : field;

const fieldOf = (field: string): string | null => (field === '\\N' ? null : unescaped(field));

/** Lines of COPY's text form as rows. What a row holds of line breaks and tabs is escaped, so a line is a row. */
export async function* rowsOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<ReadonlyArray<string | null>> {
  let rest: Buffer[] = [];
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(0x0a);
    if (end < 0) {
      rest.push(chunk);
      continue;
    }
    const whole = Buffer.concat([...rest, chunk.subarray(0, end)]).toString('utf8');
    rest = end + 1 < chunk.length ? [chunk.subarray(end + 1)] : [];
    for (const line of whole.split('\n')) yield line.split('\t').map(fieldOf);
  }
}

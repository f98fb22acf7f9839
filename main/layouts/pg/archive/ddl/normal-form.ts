const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|::|[\p{L}_][\p{L}\p{N}_$]*|\p{N}+(?:\.\p{N}+)?|\s+|./gsu;
const isName = (text: string | undefined): boolean => text !== undefined && /^["\p{L}_]/u.test(text);
/** Types of more than one word. */
const secondWords: ReadonlySet<string> = new Set(['varying', 'precision', 'with', 'without', 'time', 'zone']);

/** Past the type that follows `::`. */
function afterType(tokens: ReadonlyArray<string>, start: number): number {
  let at = start;
  if (!isName(tokens[at])) return at;
  at += 1;
  while (tokens[at] === '.' && isName(tokens[at + 1])) at += 2;
  while (secondWords.has(tokens[at] ?? '')) at += 1;
  if (tokens[at] === '(') at = tokens.indexOf(')', at) + 1 || at;
  while (secondWords.has(tokens[at] ?? '')) at += 1;
  while (tokens[at] === '[' && tokens[at + 1] === ']') at += 2;
  return at;
}

/**
 * What is left of a statement when it is read and written once more by the server. That adds brackets and moves casts,
 * as in `(ARRAY['a'::character varying])::text[]` and `ARRAY[('a'::character varying)::text]`; so neither counts.
 */
export function normalForm(sql: string): string {
  const tokens = (sql.match(token) ?? []).filter((text) => text.trim() !== '');
  const kept: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    const text = tokens[at] ?? '';
    if (text === '::') {
      at = afterType(tokens, at + 1);
      continue;
    }
    if (text !== '(' && text !== ')') kept.push(text);
    at += 1;
  }
  return kept.join(' ');
}

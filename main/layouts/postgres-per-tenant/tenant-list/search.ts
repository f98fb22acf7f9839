import { foldForSearch } from '../../../../shared/domain/names.ts';

/**
 * What a search text must contain. Words of three letters or more are found anywhere; shorter ones, which a trigram
 * index can't find inside a word, at the start of one. Words without a letter or digit say nothing and are left out.
 */
export function searchNeedles(search: string): ReadonlyArray<string> {
  const words = foldForSearch(search.replaceAll('\0', ' '))
    .split(' ')
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  return [...new Set(words)].map((word) => (/[\p{L}\p{N}]{3}/u.test(word) ? word : ` ${word}`));
}

export const containsPattern = (needle: string): string => `%${needle.replace(/[\\%_]/g, String.raw`\$&`)}%`;

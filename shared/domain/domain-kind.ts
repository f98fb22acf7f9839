import type { DomainKind } from './domains.ts';

/** How many letters must be put in, taken out or exchanged (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const exchanged = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(exchanged, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** So many letters apart, two base domains are one that was spelled in two ways. */
export const spellingDistance = 2;

export const isOtherSpelling = (parent: string, baseDomains: ReadonlyArray<string>): boolean =>
  !baseDomains.includes(parent) && baseDomains.some((base) => distance(parent, base) <= spellingDistance);

/** What stands above the first label: `stocker.app` of `acme.stocker.app`. */
export const parentOf = (name: string): string => name.slice(name.indexOf('.') + 1);

/** `x.stocker.app` where the profile says `stoocker.app` is the same base domain spelled otherwise, and listed for repair. */
export function domainKind(name: string, baseDomains: ReadonlyArray<string>): DomainKind {
  const domain = name.toLowerCase();
  if (baseDomains.some((base) => domain.endsWith(`.${base}`))) return 'base';
  return isOtherSpelling(parentOf(domain), baseDomains) ? 'other_base' : 'own';
}

/** The same address on the base domain that the profile names. */
export const repairedName = (name: string, baseDomain: string): string =>
  `${name.slice(0, name.indexOf('.')).toLowerCase()}.${baseDomain}`;

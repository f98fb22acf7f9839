import type { TenantDomainRow } from '../../../../shared/contract/tenants.ts';

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

/** `x.stocker.app` where the profile says `stoocker.app` is the same base domain spelled otherwise, and listed for repair. */
export function domainKind(name: string, baseDomains: ReadonlyArray<string>): TenantDomainRow['kind'] {
  const domain = name.toLowerCase();
  if (baseDomains.some((base) => domain.endsWith(`.${base}`))) return 'base';
  const rest = domain.slice(domain.indexOf('.') + 1);
  return baseDomains.some((base) => distance(rest, base) <= 2) ? 'other_base' : 'own';
}

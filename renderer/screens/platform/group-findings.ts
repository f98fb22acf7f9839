import type { SchemaFinding } from '../../../shared/contract/platform.ts';

/** What was found of one table; everything in the console's own schema is one group. */
export interface FindingGroup {
  readonly name: string;
  /** The table itself is not there. */
  readonly whole: boolean;
  readonly missing: ReadonlyArray<string>;
  readonly differing: ReadonlyArray<SchemaFinding & { readonly part: string }>;
  readonly extra: ReadonlyArray<string>;
  readonly present: number;
}

const ownSchema = 'tenantry';

function placeOf({ object, owner }: SchemaFinding): { readonly group: string; readonly part: string } {
  const [first = object, ...rest] = object.split('.');
  if (owner === 'source' || (rest.length > 0 && first !== ownSchema)) return { group: first, part: rest.join('.') };
  return { group: ownSchema, part: rest.length > 0 ? rest.join('.') : object };
}

function groupOf(name: string, findings: ReadonlyArray<SchemaFinding>): FindingGroup {
  const parts = findings.map((finding) => ({ ...finding, part: placeOf(finding).part }));
  const named = (state: SchemaFinding['state']): ReadonlyArray<string> =>
    parts.filter((one) => one.state === state && one.part !== '').map(({ part }) => part);
  return {
    name,
    whole: parts.some(({ state, part }) => state === 'missing' && part === ''),
    missing: named('missing'),
    differing: parts.filter(({ state }) => state === 'differs'),
    extra: named('extra'),
    present: parts.filter(({ state }) => state === 'present').length,
  };
}

export const isAsExpected = ({ whole, missing, differing, extra }: FindingGroup): boolean =>
  !whole && missing.length === 0 && differing.length === 0 && extra.length === 0;

/** By table, those with something to look at first. */
export function groupFindings(
  findings: ReadonlyArray<SchemaFinding>,
  owner: SchemaFinding['owner'],
): ReadonlyArray<FindingGroup> {
  const byName = Map.groupBy(
    findings.filter((finding) => finding.owner === owner),
    (finding) => placeOf(finding).group,
  );
  const weight = (group: FindingGroup): number => (group.differing.length > 0 ? 0 : isAsExpected(group) ? 2 : 1);
  return [...byName].map(([name, own]) => groupOf(name, own)).toSorted((a, b) => weight(a) - weight(b));
}

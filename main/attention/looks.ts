import type { FindingRow } from '../../shared/contract/attention.ts';
import {
  type Finding,
  type FindingKind,
  findingKinds,
  type Observation,
  secondLookAfterSeconds,
} from '../../shared/domain/reconcile.ts';

interface Known {
  readonly finding: Finding;
  readonly firstSeenAt: string;
  /** By a clock that nobody sets. */
  readonly since: number;
  readonly confirmed: boolean;
}

export interface Look {
  readonly observation: Observation;
  readonly findings: ReadonlyArray<Finding>;
  readonly depth: 'shallow' | 'deep';
  /** Steady milliseconds. */
  readonly at: number;
}

/** What was found in the looks of one session, and how often. */
export interface Looks {
  take(look: Look): void;
  rows(): ReadonlyArray<FindingRow>;
  newest(): Observation | undefined;
}

const secondLookMs = secondLookAfterSeconds * 1000;
/** Seen only from inside of a tenant's own database, into which a shallow look does not go. */
const fromInside: ReadonlySet<FindingKind> = new Set(['foreign_stamp', 'unstamped_database']);

export function createLooks(): Looks {
  let known: ReadonlyMap<string, Known> = new Map();
  let newest: Observation | undefined;

  /** A shallow look that could not have seen it says nothing against it. */
  const stillTrue = ({ finding }: Known, { observation, depth }: Look): boolean =>
    depth === 'shallow' &&
    fromInside.has(finding.kind) &&
    observation.databases.some(({ name, inside }) => name === finding.subject && inside.state === 'not_looked');

  function seen(finding: Finding, { observation, at }: Look): Known {
    const before = known.get(finding.id);
    // What may be done with it is not what it was: this is another finding.
    if (before === undefined || before.finding.removable !== finding.removable)
      return { finding, firstSeenAt: observation.at, since: at, confirmed: false };
    const quiet = observation.databases.every(({ creating }) => !creating);
    return { ...before, finding, confirmed: before.confirmed || (quiet && at - before.since >= secondLookMs) };
  }

  return {
    take(look) {
      const found = new Map(look.findings.map((finding) => [finding.id, seen(finding, look)]));
      const kept = [...known].filter(([id, one]) => !found.has(id) && stillTrue(one, look));
      known = new Map([...found, ...kept]);
      newest = look.observation;
    },
    rows: () =>
      [...known.values()]
        .map(({ finding, firstSeenAt, confirmed }) => ({
          ...finding,
          firstSeenAt,
          confirmed,
          confirmableAt: new Date(Date.parse(firstSeenAt) + secondLookMs).toISOString(),
        }))
        .sort(
          (a, b) =>
            findingKinds.indexOf(a.kind) - findingKinds.indexOf(b.kind) ||
            (a.subject < b.subject ? -1 : Number(a.subject > b.subject)),
        ),
    newest: () => newest,
  };
}

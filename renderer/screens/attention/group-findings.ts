import type { FindingRow } from '../../../shared/contract/attention.ts';
import { type FindingKind, findingKinds } from '../../../shared/domain/reconcile.ts';

/** What keeps people from their work first, then what is broken, then what only takes room. */
const byUrgency: ReadonlyArray<FindingKind> = [
  'tenant_without_database',
  'stuck_provisioning',
  'stuck_deleting',
  'foreign_stamp',
  'half_dropped_database',
  'database_without_tenant',
  'unstamped_database',
  'role_without_database',
  'copy_without_database',
  'forgotten_copy',
];

/** Broken for somebody; the others are only left over. */
const grave: ReadonlySet<FindingKind> = new Set(['tenant_without_database', 'foreign_stamp', 'half_dropped_database']);

export interface FindingGroup {
  readonly kind: FindingKind;
  readonly tone: 'danger' | 'warn';
  /** Oldest first: what waits longest is on top. */
  readonly findings: ReadonlyArray<FindingRow>;
}

/** Findings by kind, the most urgent kind first. */
export function groupFindings(findings: ReadonlyArray<FindingRow>): ReadonlyArray<FindingGroup> {
  const kinds = [...byUrgency, ...findingKinds.filter((kind) => !byUrgency.includes(kind))];
  return kinds.flatMap((kind) => {
    const own = findings.filter((finding) => finding.kind === kind);
    if (own.length === 0) return [];
    const oldestFirst = own.toSorted((a, b) => a.firstSeenAt.localeCompare(b.firstSeenAt));
    return [{ kind, tone: grave.has(kind) ? ('danger' as const) : ('warn' as const), findings: oldestFirst }];
  });
}

import type { Hold } from './holds.ts';
import { isLive } from './holds.ts';
import type { ArchiveId } from './ids.ts';
import type { Lifecycle } from './lifecycle.ts';

export const defaultGraceDays = 30;
export const longestGraceDays = 365;

/** A proof that there is a copy, or a person's written word that none is needed. */
export type Assurance = { readonly archiveId: ArchiveId } | { readonly waiver: string };

export interface DeletionFacts {
  readonly lifecycle: Lifecycle;
  /** The day from which deleting may begin, as `2026-12-21`. */
  readonly deleteAfter: string | null;
  readonly holds: ReadonlyArray<Pick<Hold, 'kind' | 'liftedAt'>>;
}

export type DeletionObstacle = 'not_scheduled' | 'grace_runs' | 'legal_hold';

/** Why deleting may not begin, if it may not. `today` is a day in the seller's time zone. */
export function deletionObstacles(facts: DeletionFacts, today: string): ReadonlyArray<DeletionObstacle> {
  if (facts.lifecycle === 'deleting') return [];
  return [
    ...(facts.lifecycle === 'deletion_scheduled' ? [] : ['not_scheduled' as const]),
    ...(facts.deleteAfter !== null && facts.deleteAfter > today ? ['grace_runs' as const] : []),
    ...(facts.holds.some((hold) => hold.kind === 'legal' && isLive(hold)) ? ['legal_hold' as const] : []),
  ];
}

/** A person's next moves; what the machine allows, before the role is asked. */
export interface LifecycleActions {
  readonly cancel: boolean;
  readonly reactivate: boolean;
  readonly schedule: boolean;
  readonly unschedule: boolean;
  readonly delete: boolean;
}

export const lifecycleActions = (lifecycle: Lifecycle): LifecycleActions => ({
  cancel: lifecycle === 'active',
  reactivate: lifecycle === 'cancelled' || lifecycle === 'deletion_scheduled',
  schedule: lifecycle === 'cancelled',
  unschedule: lifecycle === 'deletion_scheduled',
  delete: lifecycle === 'deletion_scheduled' || lifecycle === 'deleting',
});

/** One line of a certificate. */
export type CertificateItem =
  | {
      readonly kind: 'database' | 'role' | 'copy' | 'domain' | 'secret';
      readonly name: string;
      /** It was not there any more when the deletion began. */
      readonly found?: 'gone';
    }
  | { readonly kind: 'rows'; readonly name: string; readonly count: number };

/** What was kept, and the law or rule that wants it kept. */
export interface KeptItem {
  readonly name: string;
  readonly count: number;
  readonly reason: 'invoices_by_law' | 'tombstone' | 'history' | 'operation_log';
}

/** What no console can do: a person has to. */
export interface ManualItem {
  readonly kind: 'backup_file' | 'export_file' | 'dns' | 'other';
  readonly name: string;
  readonly where: string;
}

/** What a deletion leaves: proof for whoever asks, and a bar to bringing the tenant back. Holds no personal data. */
export interface Certificate {
  readonly version: 1;
  readonly tenantId: string;
  readonly code: string;
  readonly name: string;
  readonly platform: string;
  readonly server: string;
  readonly systemIdentifier: string;
  readonly operationId: string;
  readonly reason: string;
  readonly startedBy: string;
  readonly finishedAt: string;
  readonly backup: { readonly archiveId: string; readonly sha256: string } | { readonly waiver: string };
  readonly export: { readonly archiveId: string; readonly sha256: string } | { readonly waiver: string };
  readonly removed: ReadonlyArray<CertificateItem>;
  readonly kept: ReadonlyArray<KeptItem>;
  readonly toDo: ReadonlyArray<ManualItem>;
}

import type { LifecycleInfo } from '../../../shared/contract/lifecycle.ts';
import type { Certificate, CertificateItem, KeptItem } from '../../../shared/domain/deletion.ts';
import type { HoldId, TenantId } from '../../../shared/domain/ids.ts';
import type { Lifecycle } from '../../../shared/domain/lifecycle.ts';
import type { HoldCatalog, TenantStorage } from '../layout.ts';
import type { Reservation } from './provisioning.ts';

/** A tenant's later life: what it was, and moves that are one transaction. */
export interface LifecycleCatalog {
  info(id: TenantId): Promise<LifecycleInfo | undefined>;
  /** Compare-and-set, with its line in the history. Throws `tenant.wrong_state` with both states. */
  move(move: {
    readonly tenantId: TenantId;
    readonly from: ReadonlyArray<Lifecycle>;
    readonly to: Lifecycle;
    readonly deleteAfter: string | null;
    readonly reason: string;
    readonly by: string;
  }): Promise<void>;
  rename(change: { readonly tenantId: TenantId; readonly name: string; readonly by: string }): Promise<void>;
  /** Throws `tenant.redirect_not_found`. */
  removeRedirect(redirect: {
    readonly tenantId: TenantId;
    readonly domain: string;
    readonly by: string;
  }): Promise<void>;
  /** What a deletion would find; nothing is locked. */
  removal(id: TenantId): Promise<{
    readonly domains: ReadonlyArray<string>;
    readonly users: number;
    readonly invoices: number;
    readonly subscriptions: number;
    readonly blockers: ReadonlyArray<string>;
  }>;
}

/** Holds as an operation writes them: every write under its fence. */
export interface HoldRecords extends HoldCatalog {
  /** Takes back a lifting. */
  reinstate(hold: { readonly id: HoldId; readonly tenantId: TenantId }): Promise<void>;
}

/** Closing and opening a tenant's storage under an operation's fence. */
export type TenantGate = Pick<TenantStorage, 'seal' | 'unseal'>;

export interface TenantNames {
  readonly name: string;
  readonly code: string;
  readonly lifecycle: Lifecycle;
  readonly database: string | null;
  readonly primaryDomain: string | null;
  readonly deleteAfter: string | null;
}

export interface Recode {
  readonly tenantId: TenantId;
  /** The address under the old code, where it has one. Another that people are sent to stays the primary one. */
  readonly from: { readonly code: string; readonly domain: string | null };
  readonly to: { readonly code: string; readonly domain: string };
  readonly reason: string;
  readonly by: string;
}

/** The platform's rows of a tenant's later life, each write under the operation's fence. */
export interface LifecycleRecords {
  find(tenantId: TenantId): Promise<TenantNames | undefined>;
  /** From `deletion_scheduled`; from here on only forward. Nothing where it is `deleting` already. */
  beginDeleting(ask: { readonly tenantId: TenantId; readonly reason: string; readonly by: string }): Promise<void>;
  /** What `removeRows` would take, as a certificate lists it. Empty when nothing is left. */
  removable(tenantId: TenantId): Promise<ReadonlyArray<CertificateItem>>;
  /** Domains, redirects, users, modules, and the registration's personal data. Invoices, subscriptions and the row itself stay. */
  removeRows(tenantId: TenantId): Promise<void>;
  kept(tenantId: TenantId): Promise<ReadonlyArray<KeptItem>>;
  /** Lifecycle `deleted`, tombstone and certificate, in one transaction. The code and the database's name stay taken. */
  bury(certificate: Certificate): Promise<void>;
  certificate(tenantId: TenantId): Promise<Certificate | undefined>;
  /** Code and primary domain, and the old domain as a redirect, in one transaction. Refused where a name is taken. */
  recode(change: Recode): Promise<void>;
  /** A tenant row and its domain without a registration behind it. Idempotent. */
  reserveRestored(reservation: Reservation): Promise<void>;
  /** With a password that nobody knows: they choose one by the platform's own way. */
  createRestoredOwner(reservation: Reservation): Promise<void>;
  activateRestored(reservation: Reservation): Promise<void>;
}

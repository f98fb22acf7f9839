import type { SchemaReport } from '../../shared/contract/platform.ts';
import type { NewRegistration, RegistrationFilter, RegistrationTab } from '../../shared/contract/registrations.ts';
import type {
  BuiltInView,
  SealReceipt,
  StoredTenant,
  TenantDatabaseInfo,
  TenantDomainRow,
  TenantFilter,
  TenantPage,
  TenantSort,
  TenantTotals,
  TenantUserRow,
} from '../../shared/contract/tenants.ts';
import type { SelectedTenant } from '../../shared/domain/blast-radius.ts';
import type { Hold, HoldEffect, HoldKind } from '../../shared/domain/holds.ts';
import type { HoldId, OperationId, RegistrationId, TenantId } from '../../shared/domain/ids.ts';
import type { RegistrationState } from '../../shared/domain/lifecycle.ts';
import type { Evidence } from '../../shared/domain/operations.ts';
import type { Capabilities, LayoutKind } from '../../shared/domain/platform.ts';
import type { AppErrorData } from '../../shared/errors.ts';
import type { OperationJournal } from '../operations/journal.ts';
import type { OperatorCatalog } from './operator-catalog.ts';
import type { ArchiveCatalog, ArchiveRecords, DatabaseArchiver } from './roles/archives.ts';
import type { CopyBuilder, CopyCatalog } from './roles/copies.ts';
import type { HoldRecords, LifecycleCatalog, LifecycleRecords, TenantGate } from './roles/lifecycle.ts';
import type { OrphanRemover, Reconciler } from './roles/reconcile.ts';

/** Which server this really is; compared before anything is removed there. */
export interface ServerFacts {
  /** As in `PostgreSQL 18.4`. */
  readonly label: string;
  readonly systemIdentifier: string;
  readonly host: string;
  readonly database: string;
}

export interface PlatformSchema {
  check(): Promise<SchemaReport>;
  /** Runs the plan with this hash, all of it or nothing. Throws `platform.plan_changed` when the plan is another by now. */
  upgrade(planHash: string): Promise<SchemaReport>;
}

export interface ListPlace {
  readonly at?: 'first' | 'last';
  readonly after?: string;
  readonly before?: string;
}

export interface TenantCatalog {
  page(query: { filter: TenantFilter; sort: TenantSort; place: ListPlace; limit: number }): Promise<TenantPage>;
  totals(filter: TenantFilter): Promise<TenantTotals>;
  viewCounts(): Promise<Readonly<Record<BuiltInView, number>>>;
  find(id: TenantId): Promise<StoredTenant | undefined>;
  domains(id: TenantId): Promise<ReadonlyArray<TenantDomainRow>>;
  users(id: TenantId): Promise<ReadonlyArray<TenantUserRow>>;
  /** At most so many of the filtered set, in the sort's order. */
  ids(filter: TenantFilter, sort: TenantSort, most: number): Promise<ReadonlyArray<TenantId>>;
  /** In the order asked; those that are gone are left out. Who works on them is the journal's to say. */
  selection(ids: ReadonlyArray<TenantId>): Promise<ReadonlyArray<Omit<SelectedTenant, 'busy'>>>;
  packages(): Promise<ReadonlyArray<{ readonly id: string; readonly name: string }>>;
}

/** A registration as the platform stores it; what the window may see of it is `RegistrationRow`. */
export interface Registration {
  readonly id: RegistrationId;
  readonly companyName: string;
  readonly companyCode: string;
  readonly email: string;
  readonly phone: string | null;
  readonly packageId: string | null;
  readonly packageName: string | null;
  readonly billingPeriod: 'monthly' | 'yearly' | null;
  readonly state: RegistrationState;
  readonly emailVerified: boolean;
  readonly codeExpiresAt: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly failureText: string | null;
  readonly tenantId: TenantId | null;
}

export interface VerificationCode {
  readonly code: string;
  readonly validMinutes: number;
}

export interface NamesTaken {
  readonly code: boolean;
  readonly email: boolean;
  readonly domain: boolean;
  readonly database: boolean;
}

export interface RegistrationCatalog {
  page(query: {
    filter: RegistrationFilter;
    offset: number;
    limit: number;
  }): Promise<{ rows: ReadonlyArray<Registration>; total: number }>;
  counts(): Promise<Readonly<Record<RegistrationTab, number>>>;
  find(id: RegistrationId): Promise<Registration | undefined>;
  /** Which of these somebody else has: compared without case, against tenants, registrations that live, domains and databases. */
  namesTaken(names: {
    code: string;
    email: string;
    domain: string;
    database: string;
    except: RegistrationId | null;
  }): Promise<NamesTaken>;
  insert(
    registration: NewRegistration & {
      readonly id: RegistrationId;
      readonly passwordHash: string;
      readonly code: VerificationCode;
    },
  ): Promise<void>;
  setCode(id: RegistrationId, code: VerificationCode): Promise<{ readonly expiresAt: string }>;
  /** Compare-and-set; throws `registration.wrong_state` with both states. */
  transition(
    id: RegistrationId,
    from: ReadonlyArray<RegistrationState>,
    to: RegistrationState,
    reason: string | null,
  ): Promise<void>;
}

export interface HoldCatalog {
  ofTenant(tenantId: TenantId): Promise<ReadonlyArray<Hold>>;
  /** Writes the hold and the platform's own status columns in one transaction. */
  put(hold: {
    id: HoldId;
    tenantId: TenantId;
    kind: HoldKind;
    effects: ReadonlyArray<HoldEffect>;
    reason: string;
    reviewOn: string | null;
    by: string;
  }): Promise<Hold>;
  /** Throws `hold.already_lifted` when somebody was faster. */
  lift(hold: { id: HoldId; tenantId: TenantId; reason: string; by: string }): Promise<Hold>;
}

/** What a tenant is, or will be, called everywhere. Decided once, when its provisioning begins. */
export interface Reservation {
  readonly tenantId: TenantId;
  readonly registrationId: RegistrationId;
  readonly code: string;
  readonly name: string;
  readonly ownerEmail: string;
  readonly domain: string;
  readonly database: string;
  readonly role: string;
}

/** Reading a tenant's storage, and closing and opening it for a hold. Idempotent. */
export interface TenantStorage {
  inspect(tenant: { id: TenantId; database: string }): Promise<TenantDatabaseInfo>;
  seal(tenant: { id: TenantId; database: string }): Promise<SealReceipt>;
  unseal(tenant: { id: TenantId; database: string }): Promise<SealReceipt>;
}

/** Who does it, under which fence: every effect of an operation carries this, and is refused once it is stale. */
export interface Lease {
  readonly operationId: OperationId;
  readonly fence: string;
}

/** The platform's rows of one tenant. Every write is refused with `operation.lost` when the fence is stale. */
export interface TenantRecords {
  findTenant(
    reservation: Reservation,
  ): Promise<{ readonly status: 'provisioning' | 'active' | 'other'; readonly domains: number } | undefined>;
  /** Tenant row, primary domain and the registration's reference to it, in one transaction. */
  reserve(reservation: Reservation): Promise<void>;
  findOwner(reservation: Reservation): Promise<boolean>;
  createOwner(reservation: Reservation): Promise<void>;
  /** The pivot: tenant active, registration completed, mail in the outbox, in one transaction. */
  activate(reservation: Reservation, mail: OutboxMail): Promise<void>;
  countSubscriptions(reservation: Reservation): Promise<number>;
  /** Each returns how many rows went. The rows of a tenant that ever became active stay. */
  removeSubscriptions(reservation: Reservation): Promise<number>;
  removeOwner(reservation: Reservation): Promise<number>;
  /** With its domains, and the registration's reference to it. */
  removeTenant(reservation: Reservation): Promise<number>;
}

export interface RegistrationRecords {
  state(
    id: RegistrationId,
  ): Promise<{ readonly state: RegistrationState; readonly tenantId: TenantId | null } | undefined>;
  /** From `verified` or `failed`. The reference to the tenant is set by `reserve`, once there is a row to refer to. */
  markProvisioning(id: RegistrationId): Promise<void>;
  markFailed(id: RegistrationId, failure: AppErrorData): Promise<void>;
  clearTenant(id: RegistrationId): Promise<void>;
  markVerified(id: RegistrationId): Promise<void>;
}

export type StorageState =
  | { readonly kind: 'absent' }
  /** A predecessor's CREATE DATABASE still runs on the server. */
  | { readonly kind: 'creating' }
  /** Half-dropped: only dropping works. */
  | { readonly kind: 'invalid' }
  | { readonly kind: 'empty_unstamped' }
  | { readonly kind: 'ours' }
  | { readonly kind: 'foreign'; readonly owner: string | null };

/** What names a tenant's storage on the server. */
export type StorageNames = Pick<Reservation, 'tenantId' | 'database' | 'role'>;

/**
 * A tenant's own database and role. Never adopts and never drops what does not carry this tenant's stamp, and drops
 * only for a tenant that is provisioning or deleting.
 */
export interface StorageBuilder {
  state(names: StorageNames): Promise<StorageState>;
  /** What stays the same when a database is renamed. Undefined where there is none. */
  identityOf(names: StorageNames): Promise<string | undefined>;
  /** The name that the database of this identity has now. */
  nameOf(identity: string): Promise<string | undefined>;
  roleExists(names: StorageNames): Promise<boolean>;
  /** Database from an empty template, stamp, role with only its rights, nobody else may connect. */
  create(names: StorageNames, passwordVerifier: string, signal: AbortSignal): Promise<Evidence>;
  /** Whether create() has nothing left to do: stamped, hardened, role there. */
  isReady(names: StorageNames): Promise<Evidence | undefined>;
  /** Names of prepared transactions, replication slots and subscriptions that keep it from being dropped. */
  blockers(names: StorageNames): Promise<ReadonlyArray<string>>;
  drop(names: StorageNames, signal: AbortSignal): Promise<Evidence>;
  dropRole(names: StorageNames): Promise<Evidence>;
}

export interface AppliedMigration {
  readonly module: string;
  readonly version: string;
  readonly checksum: string;
}

export interface Migration extends AppliedMigration {
  readonly name: string;
  readonly sql: string;
}

export interface Migrator {
  /** What this version of the console ships for a module, in order. */
  available(module: string): ReadonlyArray<Migration>;
  applied(reservation: Reservation): Promise<ReadonlyArray<AppliedMigration>>;
  /** The change and its history row in one transaction, under the tenant's own fence. */
  apply(reservation: Reservation, migration: Migration, signal: AbortSignal): Promise<void>;
}

export interface Seeder {
  isSeeded(reservation: Reservation): Promise<Evidence | undefined>;
  seed(reservation: Reservation): Promise<Evidence>;
}

export interface OutboxMail {
  readonly kind: 'welcome';
  readonly to: string;
  readonly language: 'en' | 'tr';
}

export interface Outbox {
  pending(
    operationId: OperationId,
  ): Promise<ReadonlyArray<OutboxMail & { readonly messageId: string; readonly sent: boolean }>>;
  markSent(operationId: OperationId, kind: OutboxMail['kind']): Promise<void>;
}

/** What a provisioning put aside to be sent, once that operation has ended. */
export interface WelcomeMails {
  find(
    operationId: OperationId,
  ): Promise<(OutboxMail & { readonly messageId: string; readonly sent: boolean }) | undefined>;
  /** And with it the step that could only warn came true. */
  markSent(operationId: OperationId, step: string): Promise<void>;
}

/** Everything an operation may do on a platform, on connections of its own that carry its id and fence. */
export interface OperationRoles {
  /** Asked of the server on the operation's own connection. */
  systemIdentifier(): Promise<string>;
  readonly holds: HoldRecords;
  readonly gate: TenantGate;
  readonly lifecycle: LifecycleRecords;
  readonly archives: ArchiveRecords;
  readonly archiver: DatabaseArchiver;
  readonly copies: CopyBuilder;
  readonly orphans: OrphanRemover;
  readonly tenants: TenantRecords;
  readonly registrations: RegistrationRecords;
  readonly storage: StorageBuilder;
  readonly migrator: Migrator;
  readonly seeder: Seeder;
  readonly outbox: Outbox;
  close(): Promise<void>;
}

/** One open platform. Nothing outside `layouts/` asks which layout is behind it. */
export interface PlatformLayout {
  readonly kind: LayoutKind;
  readonly server: ServerFacts;
  readonly schema: PlatformSchema;
  readonly tenants: TenantCatalog;
  readonly registrations: RegistrationCatalog;
  readonly holds: HoldCatalog;
  readonly operators: OperatorCatalog;
  readonly storage: TenantStorage;
  readonly journal: OperationJournal;
  readonly welcomeMails: WelcomeMails;
  readonly lifecycle: LifecycleCatalog;
  readonly archives: ArchiveCatalog;
  readonly copies: CopyCatalog;
  readonly reconciler: Reconciler;
  /** Asked of the live server each time; rights may have changed. */
  capabilities(): Promise<Capabilities>;
  openOperation(lease: Lease): Promise<OperationRoles>;
  /** Reading always happens in sessions that refuse writes; this opens or ends those that may write. */
  setWritable(writable: boolean): Promise<void>;
  /** Milliseconds of one round trip. */
  ping(signal: AbortSignal): Promise<number>;
  close(): Promise<void>;
}

import type { ModuleRecord } from '../../../main/layouts/roles/migrations.ts';
import type { Registration } from '../../../main/layouts/roles/registrations.ts';
import type { CompanyDetails, StoredTenantSettings } from '../../../main/layouts/roles/tenant-settings.ts';
import type { StoredFlag } from '../../../main/layouts/stored-flag.ts';
import type { NewOperation, OperationRecord, StepRecord } from '../../../main/operations/journal.ts';
import type { LifecycleEvent, Redirect } from '../../../shared/contract/lifecycle.ts';
import type { Archive } from '../../../shared/domain/archives.ts';
import type { CopyPurpose } from '../../../shared/domain/copies.ts';
import type { Certificate } from '../../../shared/domain/deletion.ts';
import type { DnsFinding } from '../../../shared/domain/domains.ts';
import type { FlagEvent } from '../../../shared/domain/flags.ts';
import type { Hold } from '../../../shared/domain/holds.ts';
import type {
  ArchiveId,
  ConsoleId,
  CopyId,
  OperationId,
  OperatorId,
  RegistrationId,
  SubscriptionId,
  TenantId,
  UserId,
} from '../../../shared/domain/ids.ts';
import type { Comparison } from '../../../shared/domain/inventory.ts';
import type { Lifecycle } from '../../../shared/domain/lifecycle.ts';
import type { LimitOverride } from '../../../shared/domain/limits.ts';
import type { Money } from '../../../shared/domain/money.ts';
import type { PackageDefinition, PackageVersion } from '../../../shared/domain/packages.ts';
import type { Role } from '../../../shared/domain/permissions.ts';
import type {
  BillingPeriod,
  PendingChange,
  SubscriptionEvent,
  SubscriptionStatus,
} from '../../../shared/domain/subscriptions.ts';
import type { TenantUser, UserEvent } from '../../../shared/domain/users.ts';
import type { Faults } from './faults.ts';

/** As code that may change it sees a row of the platform. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface MemoryTenant {
  readonly id: TenantId;
  name: string;
  code: string;
  lifecycle: Lifecycle;
  suspended: boolean;
  setupCompletedAt: string | null;
  database: string | null;
  createdAt: string;
  /** The day from which deleting may begin. */
  deleteAfter: string | null;
}

export interface MemoryDomain {
  readonly id: string;
  readonly tenantId: TenantId;
  name: string;
  isPrimary: boolean;
  isVerified: boolean;
  createdAt: string;
}

/** What is asked of a domain's owner, and what was found last. */
export interface MemoryProof {
  readonly token: string;
  checkedAt: string | null;
  findings: ReadonlyArray<DnsFinding>;
}

export interface MemoryUser {
  readonly id: UserId;
  readonly tenantId: TenantId | null;
  readonly email: string;
  readonly username: string;
  readonly passwordHash: string;
  readonly isAdmin: boolean;
  readonly emailVerified: boolean;
  active: boolean;
  lockedUntil: string | null;
  lastLoginAt: string | null;
  mustChangePassword: boolean;
  link: { readonly tokenHash: string; readonly expiresAt: string } | null;
  readonly events: UserEvent[];
}

/** One who never did anything yet. */
export const aNewUser = (): Pick<
  MemoryUser,
  'id' | 'active' | 'lockedUntil' | 'lastLoginAt' | 'mustChangePassword' | 'link' | 'events'
> => ({
  id: crypto.randomUUID() as string as UserId,
  ...{ active: true, lockedUntil: null, lastLoginAt: null, mustChangePassword: false, link: null },
  events: [],
});

export interface MemorySubscription {
  /** Missing: as another program wrote it, and nobody asked for it yet. */
  id?: SubscriptionId;
  readonly tenantId: TenantId;
  packageId: string;
  /** Missing: the version of today. */
  packageVersion?: number;
  status: SubscriptionStatus;
  price: Money;
  period: BillingPeriod;
  trialEndsAt: string | null;
  periodEndsAt: string | null;
  startedOn?: string;
  trialExtended?: boolean;
  cancelAtPeriodEnd?: boolean;
  cancelledOn?: string | null;
  unpaidSince?: string | null;
  pendingChange?: PendingChange | null;
  /** The operation that started it. */
  readonly operationId?: OperationId;
  modules: ReadonlyArray<{ readonly code: string; readonly name: string; readonly maxEntities?: number | null }>;
}

export interface MemoryModule {
  readonly code: string;
  readonly name: string;
  readonly description: string | null;
  readonly isCore: boolean;
}

export interface MemoryPackage {
  readonly id: string;
  name: string;
  maxUsers: number | null;
  /** Where it is more than a name: what is sold now, and what was before. */
  definition?: PackageDefinition;
  versions?: PackageVersion[];
}

export interface MemoryRegistration extends Mutable<Registration> {
  passwordHash: string;
  verificationCode: string;
}

export interface MemoryOperator {
  readonly id: OperatorId;
  readonly name: string;
  readonly email: string;
  role: Role;
  passwordHash: string;
  mustChangePassword: boolean;
  disabled: boolean;
  failures: number;
  lockedUntil: number | null;
  readonly createdAt: string;
  readonly createdBy: string | null;
  lastSignInAt: string | null;
}

export interface MemoryDatabase {
  name: string;
  /** What its comment says of it. */
  mark: { readonly copy: CopyId; readonly loaded: boolean } | { readonly droppingFor: string } | null;
  /** Roles that were let in by name. */
  readonly mayConnect: Set<string>;
  stamp: { readonly tenantId: TenantId; readonly operationId: OperationId; fence: bigint } | undefined;
  /** Tables that are not the console's doing. */
  foreignTables: number;
  invalid: boolean;
  allowsConnections: boolean;
  publicMayConnect: boolean;
  /** In the tenant's own table of companies. */
  company?: CompanyDetails;
  /** Rows by table, as `crm.Customers`. */
  rows?: Readonly<Record<string, number>>;
  /** Prepared transactions by name. */
  prepared: string[];
  sessions: number;
  readonly migrations: Array<{
    readonly module: string;
    readonly version: string;
    readonly name: string;
    readonly checksum: string;
    readonly appliedAt: string;
    readonly operationId: OperationId;
  }>;
  /** Schemas of modules that something outside them refers to. */
  readonly referredSchemas?: Set<string>;
  seeded: boolean;
  /** Rows of `TenantUsers`. */
  readonly users: Array<Mutable<TenantUser>>;
}

export interface MemoryCopy {
  readonly id: CopyId;
  readonly tenantId: TenantId;
  readonly purpose: CopyPurpose;
  readonly database: string;
  readonly archiveId: ArchiveId | null;
  readonly madeBy: string;
  readonly madeAt: string;
  readonly operationId: OperationId;
  comparison: { readonly at: string; readonly result: Comparison } | null;
  dropped: boolean;
}

export interface MemoryRole {
  readonly name: string;
  /** Null: somebody else's. */
  readonly tenantId: TenantId | null;
  verifier: string;
  canLogin: boolean;
}

export interface MemoryOperation {
  readonly request: NewOperation;
  record: OperationRecord;
  steps: Array<Mutable<StepRecord>>;
  fence: bigint | undefined;
  leaseUntil: number | undefined;
  heartbeatAt: number;
  holder: { readonly consoleId: ConsoleId; readonly machine: string; readonly operator: string } | undefined;
  supersededBy: OperationId | undefined;
  readonly outbox: Array<{ kind: 'welcome'; to: string; language: 'en' | 'tr'; messageId: string; sent: boolean }>;
}

/** As other programs may have left it: nothing of it is sure. */
export type MemoryFlag = Mutable<Omit<StoredFlag, 'strangers' | 'package'>>;

export interface MemoryTombstone {
  readonly tenantId: TenantId;
  readonly code: string;
  readonly database: string | null;
  readonly certificate: Certificate;
}

/** One server with one platform on it, that several consoles may open. */
export interface MemoryWorld {
  /** The server's clock, in milliseconds. Only tests move it. */
  readonly clock: { now: number };
  readonly faults: Faults;
  readonly tenants: Map<TenantId, MemoryTenant>;
  readonly domains: MemoryDomain[];
  /** By domain. */
  readonly proofs: Map<string, MemoryProof>;
  readonly users: MemoryUser[];
  readonly packages: MemoryPackage[];
  /** Those that the platform defines. */
  readonly modules: MemoryModule[];
  readonly subscriptions: MemorySubscription[];
  readonly subscriptionEvents: Array<SubscriptionEvent & { readonly operationId: OperationId | null }>;
  readonly tenantSettings: Map<TenantId, StoredTenantSettings>;
  readonly limitOverrides: Array<LimitOverride & { readonly tenantId: TenantId }>;
  readonly moduleEvents: Array<ModuleRecord & { readonly operationId: string | null }>;
  readonly registrations: Map<RegistrationId, MemoryRegistration>;
  readonly holds: Array<{ readonly tenantId: TenantId; hold: Hold }>;
  readonly events: Array<LifecycleEvent & { readonly tenantId: TenantId }>;
  readonly redirects: Array<Mutable<Redirect> & { readonly tenantId: TenantId }>;
  readonly archives: Map<ArchiveId, Archive>;
  readonly copies: Map<CopyId, MemoryCopy>;
  readonly tombstones: Map<TenantId, MemoryTombstone>;
  readonly flags: Map<string, MemoryFlag>;
  readonly flagEvents: Array<FlagEvent & { readonly operationId: OperationId | null }>;
  /** Invoices by tenant, where the platform keeps any. */
  readonly invoices: Map<TenantId, number>;
  /** By tenant whose role is closed: whether it could log in before. */
  readonly seals: Map<TenantId, { readonly couldLogIn: boolean; open: boolean }>;
  readonly operators: Map<OperatorId, MemoryOperator>;
  readonly operations: Map<OperationId, MemoryOperation>;
  readonly databases: Map<string, MemoryDatabase>;
  readonly roles: Map<string, MemoryRole>;
  /** CREATE DATABASE statements that still run. */
  readonly creating: Set<string>;
  /** Operation sessions that are open, as `operation/fence`. */
  readonly sessions: Set<{ readonly operationId: OperationId; readonly fence: bigint; ended: boolean }>;
  readonly schema: { upgraded: boolean };
  nextFence(): bigint;
}

export const isoNow = (world: MemoryWorld): string => new Date(world.clock.now).toISOString();

export function createWorld(faults: Faults, now: number): MemoryWorld {
  let fence = 0n;
  return {
    clock: { now },
    faults,
    tenants: new Map(),
    domains: [],
    proofs: new Map(),
    users: [],
    packages: [],
    modules: [],
    subscriptions: [],
    subscriptionEvents: [],
    tenantSettings: new Map(),
    limitOverrides: [],
    moduleEvents: [],
    registrations: new Map(),
    holds: [],
    events: [],
    redirects: [],
    archives: new Map(),
    copies: new Map(),
    tombstones: new Map(),
    flags: new Map(),
    flagEvents: [],
    invoices: new Map(),
    seals: new Map(),
    operators: new Map(),
    operations: new Map(),
    databases: new Map(),
    roles: new Map(),
    creating: new Set(),
    sessions: new Set(),
    schema: { upgraded: true },
    nextFence: () => {
      fence += 1n;
      return fence;
    },
  };
}

/** Removes every element that matches; says how many. */
export function removeWhere<T>(list: T[], matches: (element: T) => boolean): number {
  const kept = list.filter((element) => !matches(element));
  const removed = list.length - kept.length;
  list.splice(0, list.length, ...kept);
  return removed;
}

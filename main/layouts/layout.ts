import type { SchemaReport } from '../../shared/contract/platform.ts';
import type {
  BuiltInView,
  SealReceipt,
  StoredTenant,
  TenantDatabaseInfo,
  TenantFilter,
  TenantPage,
  TenantSort,
  TenantTotals,
} from '../../shared/contract/tenants.ts';
import type { SelectedTenant } from '../../shared/domain/blast-radius.ts';
import type { Hold, HoldEffect, HoldKind } from '../../shared/domain/holds.ts';
import type { HoldId, OperationId, TenantId } from '../../shared/domain/ids.ts';
import type { Capabilities, LayoutKind } from '../../shared/domain/platform.ts';
import type { OperationJournal } from '../operations/journal.ts';
import type { OperatorCatalog } from './operator-catalog.ts';
import type { ArchiveCatalog, ArchiveRecords, DatabaseArchiver } from './roles/archives.ts';
import type { CopyBuilder, CopyCatalog } from './roles/copies.ts';
import type { DomainCatalog, DomainRecords } from './roles/domains.ts';
import type { FlagCatalog, FlagRecords } from './roles/flags.ts';
import type { HoldRecords, LifecycleCatalog, LifecycleRecords, TenantGate } from './roles/lifecycle.ts';
import type { Migrator, ModuleInspector, ModuleRemover } from './roles/migrations.ts';
import type { ModuleEvents, ModuleRecords } from './roles/modules.ts';
import type { ModuleCatalog, PackageCatalog } from './roles/packages.ts';
import type {
  Outbox,
  RegistrationRecords,
  Seeder,
  StorageBuilder,
  TenantRecords,
  WelcomeMails,
} from './roles/provisioning.ts';
import type { OrphanRemover, Reconciler } from './roles/reconcile.ts';
import type { RegistrationCatalog } from './roles/registrations.ts';
import type { SetUpRecords, SubscriptionCatalog, SubscriptionRecords } from './roles/subscriptions.ts';
import type { CompanyRecords, TenantSettingsCatalog } from './roles/tenant-settings.ts';
import type { UserCatalog } from './roles/users.ts';

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
  /** At most so many of the filtered set, in the sort's order. */
  ids(filter: TenantFilter, sort: TenantSort, most: number): Promise<ReadonlyArray<TenantId>>;
  /** In the order asked; those that are gone are left out. Who works on them is the journal's to say. */
  selection(ids: ReadonlyArray<TenantId>): Promise<ReadonlyArray<Omit<SelectedTenant, 'busy'>>>;
  packages(): Promise<ReadonlyArray<{ readonly id: string; readonly name: string }>>;
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
  readonly subscriptions: SubscriptionRecords;
  readonly setUp: SetUpRecords;
  readonly companies: CompanyRecords;
  readonly modules: ModuleRemover;
  readonly moduleRecords: ModuleRecords;
  readonly domains: DomainRecords;
  readonly flags: FlagRecords;
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
  readonly packages: PackageCatalog;
  readonly modules: ModuleCatalog & ModuleInspector;
  readonly moduleEvents: ModuleEvents;
  readonly subscriptions: SubscriptionCatalog;
  readonly domains: DomainCatalog;
  readonly users: UserCatalog;
  readonly tenantSettings: TenantSettingsCatalog;
  readonly flags: FlagCatalog;
  /** Asked of the live server each time; rights may have changed. */
  capabilities(): Promise<Capabilities>;
  openOperation(lease: Lease): Promise<OperationRoles>;
  /** Reading always happens in sessions that refuse writes; this opens or ends those that may write. */
  setWritable(writable: boolean): Promise<void>;
  /** Milliseconds of one round trip. */
  ping(signal: AbortSignal): Promise<number>;
  close(): Promise<void>;
}

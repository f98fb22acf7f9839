import { z } from 'zod';
import type {
  EntitlementOrigin,
  ModuleDifference,
  ModuleState,
  PackagePlace,
  SubscriptionStanding,
} from '../domain/entitlements.ts';
import type { OperationId, PackageId } from '../domain/ids.ts';
import type { ModuleDefinition } from '../domain/modules.ts';
import type { AppErrorData } from '../errors.ts';
import { call } from './call.ts';
import * as field from './fields.ts';

export interface BundleVersion {
  readonly version: string;
  readonly name: string;
  /** It has a way back. */
  readonly reversible: boolean;
}

/** A module over all tenants. */
export interface CatalogModule extends ModuleDefinition {
  /** What this console ships of it, oldest first. */
  readonly versions: ReadonlyArray<BundleVersion>;
  /** Modules that stand on it directly. */
  readonly neededBy: ReadonlyArray<string>;
  /** How many are entitled to it. */
  readonly tenants: number;
  readonly packages: ReadonlyArray<{
    readonly id: PackageId;
    readonly name: { readonly en: string; readonly tr: string };
    readonly place: Exclude<PackagePlace, 'no'>;
    readonly maxEntities: number | null;
  }>;
}

export interface ModuleHistoryLine {
  readonly at: string;
  readonly what: 'migrated' | 'activated' | 'deactivated' | 'purged';
  /** Null for migrations that no operation of this console is known for. */
  readonly by: string | null;
  /** Of a migration. */
  readonly version: string | null;
  readonly name: string | null;
  readonly reason: string | null;
}

/** One module of one tenant: what it may use beside what its database has. */
export interface TenantModule {
  readonly code: string;
  readonly name: string;
  readonly description: string | null;
  readonly isCore: boolean;
  readonly place: PackagePlace;
  /** Null: not entitled to it. */
  readonly origin: EntitlementOrigin | null;
  readonly maxEntities: number | null;
  readonly state: ModuleState;
  /** The newest in the tenant's history; null where there is none, or it could not be read. */
  readonly installed: string | null;
  readonly latest: string | null;
  readonly missing: ReadonlyArray<BundleVersion>;
  readonly unknown: ModuleDifference['unknown'];
  readonly installedAt: string | null;
  /** Null where the database could not be read, or nothing of it is there. */
  readonly contents: { readonly tables: number; readonly rows: number; readonly bytes: number } | null;
  readonly dependsOn: ReadonlyArray<string>;
  /** Of the tenant's modules, active or installed, those that stand on it. */
  readonly usedBy: ReadonlyArray<string>;
  /** Newest first. */
  readonly history: ReadonlyArray<ModuleHistoryLine>;
}

export interface TenantModules {
  readonly standing: SubscriptionStanding;
  /** That was bought; null without a subscription. */
  readonly packageName: string | null;
  /** Its subscription has no modules of its own. */
  readonly livesByPackage: boolean;
  /** Why its database could not be read, where it could not. */
  readonly problem: AppErrorData | null;
  /** Core first, then as the platform lists them. */
  readonly modules: ReadonlyArray<TenantModule>;
}

interface NamedModule {
  readonly code: string;
  readonly name: string;
}

/** What activating would do, before it is begun. */
export interface ActivationPlan {
  readonly module: NamedModule;
  /** Why it can't be begun, where it can't. */
  readonly problem: AppErrorData | null;
  /** What the subscription gets: what it stands on first, itself last. */
  readonly adds: ReadonlyArray<NamedModule>;
  /** In the order in which they run. */
  readonly migrations: ReadonlyArray<BundleVersion & { readonly module: string }>;
  /** Rows of before that it finds again. */
  readonly keptRows: number | null;
}

export interface DeactivationPlan {
  readonly module: NamedModule;
  readonly problem: AppErrorData | null;
  /** Active modules that stand on it. */
  readonly dependents: ReadonlyArray<NamedModule>;
  /** The tenant's other modules are written down first: so far it lives by its package. */
  readonly writesDown: ReadonlyArray<NamedModule>;
  /** What stays in the database. */
  readonly keeps: TenantModule['contents'];
}

export interface PurgePlan {
  readonly module: NamedModule;
  readonly tenant: { readonly code: string; readonly name: string; readonly database: string | null };
  readonly problem: AppErrorData | null;
  readonly tables: ReadonlyArray<{ readonly name: string; readonly rows: number }>;
  readonly bytes: number | null;
  /** Where the last export went, if it is still there. */
  readonly folder: string | null;
}

const one = { id: field.tenantId, module: field.moduleCode };

export const moduleCalls = {
  'modules.catalog': call<ReadonlyArray<CatalogModule>>()({ input: field.nothing, gate: { permission: 'read' } }),
  'modules.ofTenant': call<TenantModules>()({
    input: z.strictObject({ id: field.tenantId }),
    gate: { permission: 'read' },
  }),
  'modules.planActivate': call<ActivationPlan>()({ input: z.strictObject(one), gate: { permission: 'read' } }),
  'modules.planDeactivate': call<DeactivationPlan>()({ input: z.strictObject(one), gate: { permission: 'read' } }),
  /** With what it stands on, and the migrations of all of them, in each tenant's database. */
  'modules.activate': call<{ readonly operationId: OperationId }>()({
    input: z.strictObject({ tenants: field.selection, module: field.moduleCode, reason: field.reason }),
    gate: { permission: 'tenants.manage' },
    changes: true,
  }),
  /** Its tables and rows stay. */
  'modules.deactivate': call<null>()({
    input: z.strictObject({ ...one, reason: field.reason }),
    gate: { permission: 'tenants.manage' },
    changes: true,
  }),
  'modules.planPurge': call<PurgePlan>()({ input: z.strictObject(one), gate: { permission: 'tenants.delete' } }),
  /** Its data is exported first, then its schema is removed for good. */
  'modules.purge': call<{ readonly operationId: OperationId }>()({
    input: z.strictObject({
      ...one,
      folder: z.string().min(1).max(1000),
      typedCode: field.typed,
      reason: field.reason,
    }),
    gate: { permission: 'tenants.delete' },
    changes: true,
    stepUp: true,
  }),
} as const;

import { z } from 'zod';
import type { BlastRadius, SkipReason } from '../domain/blast-radius.ts';
import { flagLists } from '../domain/flags.ts';
import { type EffectiveAccess, type Hold, type HoldKind, holdEffects, holdKinds } from '../domain/holds.ts';
import type { OperationId, TenantId } from '../domain/ids.ts';
import { type Lifecycle, lifecycles } from '../domain/lifecycle.ts';
import type { Money } from '../domain/money.ts';
import { permissionForHold } from '../domain/permissions.ts';
import { type BillingPeriod, type SubscriptionStatus, subscriptionStatuses } from '../domain/subscriptions.ts';
import { call } from './call.ts';
import * as field from './fields.ts';

export const tenantSortColumns = ['name', 'code', 'status', 'package', 'mrr', 'users', 'domain', 'created'] as const;
export type TenantSortColumn = (typeof tenantSortColumns)[number];

export interface TenantRow {
  readonly id: TenantId;
  readonly name: string;
  readonly code: string;
  readonly lifecycle: Lifecycle;
  readonly suspended: boolean;
  readonly holdKinds: ReadonlyArray<HoldKind>;
  readonly setupCompleted: boolean;
  readonly subscription: SubscriptionStatus | null;
  readonly trialEndsAt: string | null;
  readonly packageName: string | null;
  readonly mrr: Money | null;
  readonly users: number;
  readonly maxUsers: number | null;
  readonly domain: string | null;
  readonly databaseName: string | null;
  readonly createdAt: string | null;
}

const filter = z.strictObject({
  search: field.searchText,
  lifecycles: z.array(z.enum(lifecycles)).max(lifecycles.length),
  suspended: z.boolean().nullable(),
  subscriptions: z.array(z.enum([...subscriptionStatuses, 'none'])).max(5),
  packageIds: z.array(z.string().max(64)).max(50),
  /** Trials that end within so many days. */
  trialEndsWithinDays: z.number().int().min(1).max(365).nullable(),
  overUserLimit: z.boolean(),
  createdWithinDays: z.number().int().min(1).max(3650).nullable(),
});
export type TenantFilter = z.output<typeof filter>;

export const everyTenant: TenantFilter = {
  search: '',
  lifecycles: [],
  suspended: null,
  subscriptions: [],
  packageIds: [],
  trialEndsWithinDays: null,
  overUserLimit: false,
  createdWithinDays: null,
};

const sort = z.strictObject({ column: z.enum(tenantSortColumns), descending: z.boolean() });
export type TenantSort = z.output<typeof sort>;

/** What a saved view keeps. */
export const tenantViewSchema = z.strictObject({ filter, sort, hidden: z.array(z.string().max(40)).max(40) });
export type TenantView = z.output<typeof tenantViewSchema>;

/** A place in the list: `first` and `last` are its ends, otherwise the rows after or before a cursor. */
const place = z.union([
  z.strictObject({ at: z.enum(['first', 'last']) }),
  z.strictObject({ after: field.cursor }),
  z.strictObject({ before: field.cursor }),
]);

export interface TenantPage {
  readonly rows: ReadonlyArray<TenantRow>;
  /** Cursors of the first and last row; null where there is nothing on that side. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Totals of the filtered set; one sum a currency. */
export interface TenantTotals {
  readonly count: number;
  readonly mrr: ReadonlyArray<Money>;
}

export const builtInViews = [
  'all',
  'active',
  'trials_ending',
  'past_due',
  'suspended',
  'over_user_limit',
  'provisioning',
] as const;
export type BuiltInView = (typeof builtInViews)[number];

export const viewFilters: Readonly<Record<BuiltInView, TenantFilter>> = {
  all: everyTenant,
  active: { ...everyTenant, lifecycles: ['active'], suspended: false },
  trials_ending: { ...everyTenant, lifecycles: ['active'], subscriptions: ['trial'], trialEndsWithinDays: 7 },
  past_due: { ...everyTenant, lifecycles: ['active'], subscriptions: ['past_due'] },
  suspended: { ...everyTenant, suspended: true },
  over_user_limit: { ...everyTenant, lifecycles: ['active'], overUserLimit: true },
  provisioning: { ...everyTenant, lifecycles: ['provisioning'] },
};

export interface TenantDetail extends TenantRow {
  readonly setupCompletedAt: string | null;
  readonly access: EffectiveAccess;
  readonly holds: ReadonlyArray<Hold>;
  readonly owner: { readonly email: string; readonly username: string; readonly emailVerified: boolean } | null;
  readonly domainCount: number;
  readonly modules: ReadonlyArray<{ readonly code: string; readonly name: string }>;
  readonly billingPeriod: BillingPeriod | null;
  readonly price: Money | null;
  readonly periodEndsAt: string | null;
  /** Some console works on it, or did when it was interrupted. */
  readonly runningOperation: OperationId | null;
  /** That one, or one that failed and waits for a person: it keeps others from beginning. */
  readonly unendedOperation: OperationId | null;
}

/** What the platform itself stores; operations are the journal's to tell. */
export type StoredTenant = Omit<TenantDetail, 'runningOperation' | 'unendedOperation'>;

export type StampState = 'ours' | 'missing' | 'foreign' | 'unreadable';

export interface TenantDatabaseInfo {
  readonly name: string;
  readonly host: string;
  readonly server: string;
  readonly exists: boolean;
  /** Dropped half-way: only dropping works. */
  readonly invalid: boolean;
  readonly allowsConnections: boolean;
  readonly latencyMs: number | null;
  readonly bytes: number | null;
  readonly schemas: ReadonlyArray<{ readonly name: string; readonly bytes: number; readonly tables: number }>;
  readonly role: {
    readonly name: string;
    readonly exists: boolean;
    readonly canLogin: boolean;
    readonly isSuperuser: boolean;
  } | null;
  readonly passwordKept: boolean;
  readonly publicCanConnect: boolean | null;
  readonly sessions: ReadonlyArray<{
    readonly pid: number;
    readonly user: string;
    readonly application: string;
    readonly state: string;
    readonly since: string | null;
  }>;
  readonly connectionLimit: number;
  readonly stamp: { readonly state: StampState; readonly tenantId: string | null; readonly operationId: string | null };
  readonly migrations: ReadonlyArray<{
    readonly module: string;
    readonly version: string;
    readonly name: string;
    readonly appliedAt: string;
  }>;
}

export interface ActivityRow {
  readonly at: string;
  readonly who: string;
  /** A call's name, or an operation's kind. */
  readonly action: string;
  readonly outcome: 'running' | 'succeeded' | 'failed' | 'denied' | 'unknown';
  readonly source: 'log' | 'operation' | 'hold';
  readonly note: string | null;
}

/** What was done in the database, and seen afterwards. */
export interface SealReceipt {
  readonly sealed: boolean;
  /** Null where the tenant has no role of its own and so nothing could be enforced. */
  readonly role: string | null;
  readonly sessionsEnded: number;
  readonly sessionsLeft: number;
  readonly loginRefused: boolean | null;
}

const one = z.strictObject({ id: field.tenantId });

const holdShape = {
  kind: z.enum(holdKinds),
  effects: z.array(z.enum(holdEffects)).min(1).max(holdEffects.length),
  reason: field.reason,
  reviewOn: field.day.nullable(),
};
const { selection } = field;
const bulkAction = z.union([
  z.strictObject({ hold: z.enum(holdKinds) }),
  z.strictObject({ release: z.enum(holdKinds) }),
  z.strictObject({ activateModule: field.moduleCode }),
  z.strictObject({ setFlag: z.strictObject({ key: z.string().min(1).max(200), to: z.enum(flagLists) }) }),
]);
export type BulkAction = z.output<typeof bulkAction>;

/** What a bulk change would touch, before it is begun. */
export interface BulkPlan {
  readonly radius: BlastRadius;
  readonly tenants: ReadonlyArray<{
    readonly id: TenantId;
    readonly code: string;
    readonly name: string;
    readonly skipped: SkipReason | null;
  }>;
}

export const tenantCalls = {
  'tenants.list': call<TenantPage>()({
    input: z.strictObject({ filter, sort, place, limit: z.number().int().min(1).max(100) }),
    gate: { permission: 'read' },
  }),
  'tenants.totals': call<TenantTotals>()({ input: z.strictObject({ filter }), gate: { permission: 'read' } }),
  'tenants.viewCounts': call<Readonly<Record<BuiltInView, number>>>()({
    input: field.nothing,
    gate: { permission: 'read' },
  }),
  'tenants.get': call<TenantDetail>()({ input: one, gate: { permission: 'read' } }),
  'tenants.database': call<TenantDatabaseInfo>()({ input: one, gate: { permission: 'read' } }),
  'tenants.activity': call<ReadonlyArray<ActivityRow>>()({ input: one, gate: { permission: 'read' } }),
  'tenants.hold': call<{ readonly hold: Hold; readonly receipt: SealReceipt }>()({
    input: z.strictObject({ id: field.tenantId, ...holdShape }),
    gate: { permission: (input) => permissionForHold(input.kind) },
    changes: true,
  }),
  'tenants.release': call<{ readonly hold: Hold; readonly receipt: SealReceipt }>()({
    input: z.strictObject({ id: field.tenantId, holdId: field.holdId, kind: z.enum(holdKinds), reason: field.reason }),
    gate: { permission: (input) => permissionForHold(input.kind) },
    changes: true,
  }),
  /** Of the filtered set, in the sort's order: for selecting all of it. */
  'tenants.ids': call<ReadonlyArray<TenantId>>()({
    input: z.strictObject({ filter, sort }),
    gate: { permission: 'read' },
  }),
  'tenants.planBulk': call<BulkPlan>()({
    input: z.strictObject({ tenants: selection, action: bulkAction }),
    gate: { permission: 'read' },
  }),
  'tenants.holdMany': call<{ readonly operationId: OperationId }>()({
    input: z.strictObject({ tenants: selection, ...holdShape }),
    gate: { permission: (input) => permissionForHold(input.kind) },
    changes: true,
  }),
  /** Lifts the live holds of one kind. */
  'tenants.releaseMany': call<{ readonly operationId: OperationId }>()({
    input: z.strictObject({ tenants: selection, kind: z.enum(holdKinds), reason: field.reason }),
    gate: { permission: (input) => permissionForHold(input.kind) },
    changes: true,
  }),
  /** Asks for a file and writes the filtered set, all of it, in the sort's order. Null when the file dialog was closed. */
  'tenants.exportCsv': call<{ readonly file: string; readonly rows: number } | null>()({
    input: z.strictObject({
      filter,
      sort,
      columns: z
        .array(z.enum([...tenantSortColumns, 'database', 'lifecycle', 'subscription']))
        .min(1)
        .max(11),
      language: z.enum(['en', 'tr']),
      /** Of the filtered set, those that are selected. */
      only: selection.optional(),
    }),
    gate: { permission: 'read' },
  }),
} as const;

import { z } from 'zod';
import type { OperationId, PackageId, TenantId } from '../domain/ids.ts';
import type { EffectiveLimit, LimitKey } from '../domain/limits.ts';
import type { Money } from '../domain/money.ts';
import type { ChangeWhen, PackageChangePreview } from '../domain/package-change.ts';
import type { PlanTerms } from '../domain/subscription-change.ts';
import {
  type Subscription,
  type SubscriptionEvent,
  type SubscriptionState,
  subscriptionStates,
} from '../domain/subscriptions.ts';
import type { AppErrorData } from '../errors.ts';
import { call } from './call.ts';
import * as field from './fields.ts';

export const subscriptionSortColumns = ['tenant', 'package', 'price', 'period_end', 'started'] as const;
export type SubscriptionSortColumn = (typeof subscriptionSortColumns)[number];

export const subscriptionFilter = z.strictObject({
  search: field.searchText,
  states: z.array(z.enum(subscriptionStates)).max(subscriptionStates.length),
  packageIds: z.array(field.packageId).max(50),
  /** Those whose change waits for the period's end; with `due`, those whose day has come. */
  pending: z.enum(['any', 'due']).nullable(),
  sort: z.strictObject({ column: z.enum(subscriptionSortColumns), descending: z.boolean() }),
  offset: z.number().int().min(0).max(1_000_000),
  limit: z.number().int().min(1).max(100),
});
export type SubscriptionFilter = z.output<typeof subscriptionFilter>;

export interface SubscriptionRow extends Subscription {
  readonly state: SubscriptionState;
  readonly tenant: { readonly id: TenantId; readonly name: string; readonly code: string };
}

export interface SubscriptionPage {
  readonly rows: ReadonlyArray<SubscriptionRow>;
  readonly total: number;
}

export type SubscriptionCounts = Readonly<Record<SubscriptionState | 'all' | 'change_due', number>>;

export interface SubscriptionStanding {
  readonly state: SubscriptionState;
  readonly subscription: Subscription;
  /** The seller's day that days left are counted from. */
  readonly today: string;
}

/** Everything of one tenant's subscriptions that its tab shows. */
export interface TenantSubscription {
  /** The seller's day that states and days left are counted from. */
  readonly today: string;
  readonly setupCompleted: boolean;
  readonly current: (Subscription & { readonly state: SubscriptionState }) | null;
  /** Newest first, without the current one. */
  readonly older: ReadonlyArray<Subscription & { readonly state: SubscriptionState }>;
  /** What it brings in a month; null where it is not counted. */
  readonly mrr: Money | null;
  /** The package is sold in a newer version than the one that was bought. */
  readonly newerVersion: number | null;
  /** What the tenant is entitled to, whatever it comes from. */
  readonly modules: ReadonlyArray<{
    readonly code: string;
    readonly name: string;
    readonly maxEntities: number | null;
  }>;
  readonly limits: ReadonlyArray<EffectiveLimit>;
}

export const changeWhens = ['now', 'period_end'] as const satisfies ReadonlyArray<ChangeWhen>;

/** What can be bought now. */
export interface Offer {
  readonly id: PackageId;
  /** As the platform writes it, and so every list of tenants. */
  readonly name: string;
  readonly version: number;
  readonly monthly: Money;
  /** Null: not sold by the year. */
  readonly yearly: Money | null;
}

/** Pending changes whose day has come, before they are applied. */
export interface DuePlan {
  readonly changes: ReadonlyArray<{
    readonly tenant: SubscriptionRow['tenant'];
    readonly from: PlanTerms;
    readonly to: PlanTerms;
    readonly on: string;
    /** It is left out, for this reason. */
    readonly skipped: AppErrorData | null;
  }>;
  /** Of those that are not left out; one sum a currency. */
  readonly mrrBefore: ReadonlyArray<Money>;
  readonly mrrAfter: ReadonlyArray<Money>;
}

/** What an upgrade or downgrade of a selection does to the monthly revenue, and whom it leaves out. */
export interface ChangeManyPlan {
  readonly tenants: ReadonlyArray<{
    readonly id: TenantId;
    readonly code: string;
    readonly name: string;
    readonly from: PlanTerms | null;
    /** Limits that what is used would break. */
    readonly breaks: ReadonlyArray<LimitKey>;
    readonly lost: ReadonlyArray<string>;
    readonly skipped: AppErrorData | null;
  }>;
  readonly mrrBefore: ReadonlyArray<Money>;
  readonly mrrAfter: ReadonlyArray<Money>;
}

const ofTenant = z.strictObject({ tenantId: field.tenantId });
const withReason = z.strictObject({ tenantId: field.tenantId, reason: field.reason });
const maybeReason = field.reason.nullable();
const terms = { packageId: field.packageId, period: z.enum(['monthly', 'yearly']) };
const billing = { gate: { permission: 'billing.manage' }, changes: true } as const;
type Begun = { readonly operationId: OperationId };

export const subscriptionCalls = {
  /** What can be bought now, the least first. */
  'subscriptions.offers': call<ReadonlyArray<Offer>>()({ input: field.nothing, gate: { permission: 'read' } }),
  'subscriptions.list': call<SubscriptionPage>()({ input: subscriptionFilter, gate: { permission: 'read' } }),
  'subscriptions.counts': call<SubscriptionCounts>()({ input: field.nothing, gate: { permission: 'read' } }),
  /** What counts of a tenant's, quickly: for what stands on every one of its tabs. */
  'subscriptions.current': call<SubscriptionStanding | null>()({ input: ofTenant, gate: { permission: 'read' } }),
  'subscriptions.ofTenant': call<TenantSubscription>()({ input: ofTenant, gate: { permission: 'read' } }),
  /** Newest first. */
  'subscriptions.history': call<ReadonlyArray<SubscriptionEvent>>()({ input: ofTenant, gate: { permission: 'read' } }),
  'subscriptions.preview': call<PackageChangePreview>()({
    input: z.strictObject({ tenantId: field.tenantId, ...terms, when: z.enum(changeWhens).nullable() }),
    gate: { permission: 'read' },
  }),
  /** A new one for a tenant whose last has ended. The first one is begun by the setup. */
  'subscriptions.start': call<Subscription>()({
    input: z.strictObject({ tenantId: field.tenantId, ...terms, trial: z.boolean(), reason: maybeReason }),
    ...billing,
  }),
  /** Now: an operation. At the period's end: written down, and applied once its day has come. */
  'subscriptions.change': call<{ readonly operationId: OperationId | null }>()({
    input: z.strictObject({
      tenantId: field.tenantId,
      ...terms,
      when: z.enum(changeWhens),
      /** Needed where it breaks a limit. */
      reason: maybeReason,
      /** The operator saw that it breaks a limit, and wants it all the same. */
      acceptsBroken: z.boolean(),
    }),
    ...billing,
  }),
  'subscriptions.cancelChange': call<Subscription>()({ input: withReason, ...billing }),
  'subscriptions.cancel': call<Subscription>()({
    input: z.strictObject({ tenantId: field.tenantId, when: z.enum(changeWhens), reason: field.reason }),
    ...billing,
  }),
  'subscriptions.undoCancel': call<Subscription>()({
    input: z.strictObject({ tenantId: field.tenantId, reason: maybeReason }),
    ...billing,
  }),
  /** Once, by fourteen days. */
  'subscriptions.extendTrial': call<Subscription>()({ input: withReason, ...billing }),
  /** Ends a trial: it pays from today. */
  'subscriptions.activate': call<Subscription>()({
    input: z.strictObject({ tenantId: field.tenantId, reason: maybeReason }),
    ...billing,
  }),
  'subscriptions.markPastDue': call<Subscription>()({ input: withReason, ...billing }),
  'subscriptions.markUnpaid': call<Subscription>()({ input: withReason, ...billing }),
  'subscriptions.markPaid': call<Subscription>()({ input: withReason, ...billing }),
  /** Of these tenants, or of all. */
  'subscriptions.planDue': call<DuePlan>()({
    input: z.strictObject({ tenants: field.selection.nullable() }),
    gate: { permission: 'read' },
  }),
  'subscriptions.applyDue': call<Begun>()({
    input: z.strictObject({ tenants: field.selection, reason: maybeReason }),
    ...billing,
  }),
  'subscriptions.planMany': call<ChangeManyPlan>()({
    input: z.strictObject({
      tenants: field.selection,
      ...terms,
      when: z.enum(changeWhens),
      /** Whether those are changed too whose use breaks a limit of it. */
      acceptsBroken: z.boolean(),
    }),
    gate: { permission: 'read' },
  }),
  'subscriptions.changeMany': call<Begun>()({
    input: z.strictObject({
      tenants: field.selection,
      ...terms,
      when: z.enum(changeWhens),
      reason: field.reason,
      acceptsBroken: z.boolean(),
    }),
    ...billing,
  }),
} as const;

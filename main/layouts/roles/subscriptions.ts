import type {
  SubscriptionCounts,
  SubscriptionFilter,
  SubscriptionPage,
} from '../../../shared/contract/subscriptions.ts';
import type { OperationId, PackageId, SubscriptionId, TenantId } from '../../../shared/domain/ids.ts';
import type {
  BillingPeriod,
  Subscription,
  SubscriptionAction,
  SubscriptionEvent,
} from '../../../shared/domain/subscriptions.ts';

/** Of one tenant's subscription: what comes to its own modules and what goes from them. */
export interface ModulesChange {
  readonly tenantId: TenantId;
  readonly add: ReadonlyArray<{ readonly code: string; readonly name: string; readonly maxEntities: number | null }>;
  readonly remove: ReadonlyArray<string>;
  readonly reason: string | null;
  readonly by: string;
}

/** Price in minor units, net, of one period. */
export interface Terms {
  readonly packageId: PackageId;
  readonly packageVersion: number;
  readonly price: number;
  readonly currency: string;
  readonly period: BillingPeriod;
}

export interface NewSubscription extends Terms {
  readonly id: SubscriptionId;
  readonly tenantId: TenantId;
  readonly startsOn: string;
  readonly periodEndsOn: string;
  /** Null: paid from the first day. */
  readonly trialEndsOn: string | null;
  readonly modules: ReadonlyArray<{
    readonly code: string;
    readonly name: string;
    readonly maxEntities: number | null;
  }>;
  readonly reason: string | null;
  readonly by: string;
}

/** What one move changes; what is missing stays. */
export interface SubscriptionChange {
  readonly id: SubscriptionId;
  readonly tenantId: TenantId;
  readonly action: SubscriptionAction;
  /** As it was when the move was decided: the row is compared, whole, under its lock. */
  readonly expected: Subscription;
  readonly after: Subscription;
  readonly reason: string | null;
  readonly by: string;
}

/** Days are the seller's, as `2026-11-21`. */
export interface SubscriptionCatalog {
  page(query: SubscriptionFilter): Promise<SubscriptionPage>;
  counts(): Promise<SubscriptionCounts>;
  /** The one that counts: the newest that has not ended, else the newest. */
  current(tenantId: TenantId): Promise<Subscription | undefined>;
  /** Newest first. */
  ofTenant(tenantId: TenantId): Promise<ReadonlyArray<Subscription>>;
  events(tenantId: TenantId): Promise<ReadonlyArray<SubscriptionEvent>>;
  /** With its modules and its event, in one transaction. Throws `subscription.exists` where one has not ended. */
  start(subscription: NewSubscription): Promise<Subscription>;
  /** With its event, in one transaction. Throws `subscription.changed` where it is not as expected any more. */
  move(change: SubscriptionChange): Promise<Subscription>;
  /** As an operation's `setModules`, in one transaction. Throws `subscription.none` where there is none that goes on. */
  setModules(change: ModulesChange): Promise<void>;
}

/** The same for an operation, under its fence. Idempotent by looking at what carries this operation's id. */
export interface SubscriptionRecords {
  current(tenantId: TenantId): Promise<Subscription | undefined>;
  /** The one that this operation started. */
  startedBy(operationId: OperationId): Promise<Subscription | undefined>;
  move(change: SubscriptionChange): Promise<void>;
  /** Whether this operation's move of this tenant is written down, and was not put back. */
  movedBy(operationId: OperationId, tenantId: TenantId): Promise<boolean>;
  /**
   * Puts back what this operation's move changed, with an event of its own. Nothing where it moved nothing or it was put
   * back. Throws `subscription.changed` where somebody has moved it since.
   */
  revert(asked: { readonly tenantId: TenantId; readonly reason: string | null; readonly by: string }): Promise<void>;
  /**
   * Adds or takes away modules that the subscription has of its own, with a line in each module's history that
   * carries the operation's id. Idempotent: what is as wanted gets no line. One that lives
   * by its package's modules gets them written down first, so that no other comes or goes. Throws `module.last_module`
   * where none would be left and its package includes some.
   */
  setModules(change: ModulesChange): Promise<void>;
}

/** The last step of a setup: subscription, its modules and the tenant's mark in one transaction. */
export interface SetUpRecords {
  readonly isSetUp: (tenantId: TenantId) => Promise<boolean>;
  complete(subscription: NewSubscription): Promise<void>;
}

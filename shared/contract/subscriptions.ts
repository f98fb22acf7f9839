import { z } from 'zod';
import type { TenantId } from '../domain/ids.ts';
import { type Subscription, type SubscriptionState, subscriptionStates } from '../domain/subscriptions.ts';
import * as field from './fields.ts';

export const subscriptionSortColumns = ['tenant', 'package', 'price', 'period_end', 'started'] as const;

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

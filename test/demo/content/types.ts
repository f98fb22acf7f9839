import type { HoldEffect, HoldKind } from '../../../shared/domain/holds.ts';
import type { Lifecycle, RegistrationState } from '../../../shared/domain/lifecycle.ts';
import type { BillingPeriod, SubscriptionStatus } from '../../../shared/domain/subscriptions.ts';

export interface DemoPackage {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly price: string;
  readonly yearlyPrice: string;
  readonly currency: string;
  readonly maxUsers: number;
  readonly moduleCodes: ReadonlyArray<string>;
}

export interface DemoSubscription {
  readonly id: string;
  readonly packageId: string;
  readonly status: SubscriptionStatus;
  readonly price: string;
  readonly currency: string;
  readonly period: BillingPeriod;
  readonly startAt: string;
  readonly periodEndAt: string;
  readonly trialEndAt: string | null;
  readonly cancelAtPeriodEnd: boolean;
  readonly cancelledAt: string | null;
  readonly moduleCodes: ReadonlyArray<string>;
}

export interface DemoDomain {
  readonly name: string;
  readonly isPrimary: boolean;
  readonly verifiedAt: string | null;
  readonly createdAt: string;
}

export interface DemoUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly username: string;
  readonly isAdmin: boolean;
  readonly emailVerified: boolean;
}

export interface DemoHold {
  readonly id: string;
  readonly kind: HoldKind;
  readonly effects: ReadonlyArray<HoldEffect>;
  readonly reason: string;
  readonly reviewOn: string | null;
  readonly putAt: string;
  readonly liftedAt: string | null;
  readonly liftReason: string | null;
}

/** Why a tenant is in the demo: each is a state that a screen has to show. */
export const specialScenarios = [
  'orphan_without_database',
  'orphan_without_stamp',
  'interrupted',
  'held_billing',
  'held_security',
  'held_legal',
  'held_customer_request',
  'held_maintenance',
  'held_twice',
  'held_read_only',
  'suspended_elsewhere',
  'hold_lifted',
  'trial_ending',
  'trial_ending',
  'trial_ending',
  'trial',
  'trial',
  'trial',
  'trial_over',
  'past_due',
  'past_due',
  'past_due',
  'over_limit',
  'over_limit',
  'over_limit',
  'non_renewing',
  'non_renewing',
  'no_setup',
  'no_setup',
  'no_setup',
  'cancelled',
  'cancelled',
  'deletion_scheduled',
  'deletion_scheduled',
  'deleting',
  'deleted',
  'deleted',
] as const;
export type Scenario = (typeof specialScenarios)[number] | 'ordinary';

export interface DemoTenant {
  readonly id: string;
  readonly scenario: Scenario;
  readonly name: string;
  readonly code: string;
  readonly lifecycle: Lifecycle;
  readonly createdAt: string;
  readonly setupCompletedAt: string | null;
  /** Null once it is gone for good. */
  readonly database: string | null;
  readonly domains: ReadonlyArray<DemoDomain>;
  readonly users: ReadonlyArray<DemoUser>;
  readonly subscriptions: ReadonlyArray<DemoSubscription>;
  readonly holds: ReadonlyArray<DemoHold>;
  /** Set in the platform's own columns, with or without a hold of the console's behind it. */
  readonly suspension: { readonly at: string; readonly reason: string } | null;
}

export interface DemoRegistration {
  readonly id: string;
  readonly companyName: string;
  readonly companyCode: string;
  readonly email: string;
  readonly phone: string | null;
  readonly packageId: string | null;
  readonly period: BillingPeriod | null;
  readonly state: RegistrationState;
  readonly code: string | null;
  readonly codeExpiresAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** What a person or the platform wrote; the console's own failures are written by the seed from a real error. */
  readonly failureText: string | null;
  readonly tenant: DemoTenant | null;
}

export interface DemoContent {
  readonly packages: ReadonlyArray<DemoPackage>;
  readonly tenants: ReadonlyArray<DemoTenant>;
  readonly registrations: ReadonlyArray<DemoRegistration>;
}

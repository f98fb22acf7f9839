import type { PackageId, TenantId } from './ids.ts';
import type { Money } from './money.ts';

export const flagStages = ['enabled', 'development', 'planned', 'disabled'] as const;
/** `disabled | planned`: off for all. `development`: on only where it is always on. */
export type FlagStage = (typeof flagStages)[number];

/** What decides whether a flag is on for a tenant. */
export interface FlagRules {
  readonly key: string;
  readonly stage: FlagStage;
  /** Whitelist. */
  readonly alwaysOn: ReadonlyArray<TenantId>;
  /** Blacklist. */
  readonly neverOn: ReadonlyArray<TenantId>;
  /** This package or a better one. Null: any, and none too. */
  readonly requiresPackage: { readonly id: PackageId; readonly name: string; readonly order: number } | null;
  /** Whole per cent, 0 to 100. */
  readonly rollout: number;
}

export interface FeatureFlag extends FlagRules {
  readonly name: string;
  readonly description: string | null;
  readonly enabledForRoles: ReadonlyArray<string>;
  readonly owner: string | null;
  /** After this day it should be gone from the programs. */
  readonly expiresOn: string | null;
  readonly version: number;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}

/** A tenant, as far as flags look at it. */
export interface FlagSubject {
  readonly tenantId: TenantId;
  readonly name: string;
  readonly code: string;
  readonly mrr: Money | null;
  /** Of the subscription that counts; null where there is none. */
  readonly package: {
    readonly id: PackageId;
    readonly name: string;
    readonly order: number;
    /** Keys of the flags that this package has; null: the package says nothing of flags, so it has all. */
    readonly flags: ReadonlyArray<string> | null;
  } | null;
}

export const flagRuleNames = ['stage', 'never_on', 'package', 'always_on', 'rollout'] as const;
/** In the order in which they decide. */
export type FlagRule = (typeof flagRuleNames)[number];

export interface FlagDecision {
  readonly on: boolean;
  /** The rule that decided. */
  readonly by: FlagRule;
  /** The tenant's place, 0 to 99: on where it is less than the rollout. */
  readonly place: number;
}

export interface FlagEvent {
  readonly at: string;
  readonly by: string;
  readonly action: 'created' | 'changed' | 'stopped' | 'resumed' | 'removed' | 'listed';
  readonly before: FeatureFlag | null;
  readonly after: FeatureFlag | null;
  readonly reason: string | null;
}

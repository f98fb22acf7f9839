import { sha256 } from '@noble/hashes/sha2';
import type { PackageId, TenantId } from './ids.ts';
import type { Money } from './money.ts';

export const flagStages = ['enabled', 'development', 'planned', 'disabled'] as const;
/** `disabled | planned`: off for all. `development`: on only where it is always on, whatever the rollout. */
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
  /** It was stopped everywhere, and this is the stage that it goes back to. Null: it is not stopped. */
  readonly stoppedFrom: FlagStage | null;
  /** What is stored of it and makes no sense. It is read as what offers the least. */
  readonly problems: ReadonlyArray<FlagProblem>;
  readonly version: number;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}

export type FlagProblem =
  | { readonly kind: 'stage'; readonly stored: string }
  | { readonly kind: 'rollout'; readonly stored: string }
  /** Listed, and no tenants of this platform. */
  | { readonly kind: 'tenants'; readonly ids: ReadonlyArray<TenantId> }
  /** On both lists: never on wins. */
  | { readonly kind: 'both_lists'; readonly ids: ReadonlyArray<TenantId> }
  /** It requires a package that is not there, so nobody has it. */
  | { readonly kind: 'package' };

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

export interface FlagVerdict {
  readonly on: boolean;
  /** The rule that decided. */
  readonly by: FlagRule;
}

export interface FlagDecision extends FlagVerdict {
  /** The tenant's place, 0 to 99: on where it is less than the rollout. */
  readonly place: number;
}

export const flagLists = ['always_on', 'never_on', 'nowhere'] as const;
/** Where a tenant stands on a flag. `nowhere`: on neither list. */
export type FlagList = (typeof flagLists)[number];

export const flagActions = ['created', 'changed', 'stopped', 'resumed', 'removed', 'listed'] as const;

export interface FlagEvent {
  readonly at: string;
  readonly by: string;
  readonly action: (typeof flagActions)[number];
  readonly key: string;
  readonly before: FeatureFlag | null;
  readonly after: FeatureFlag | null;
  /** One tenant came onto a list, or left it: told instead of the whole flag before and after. */
  readonly listing: {
    readonly tenantId: TenantId;
    readonly tenantName: string | null;
    readonly from: FlagList;
    readonly to: FlagList;
  } | null;
  readonly reason: string | null;
}

/** For new flags; others have made theirs by their own rules. */
export const flagKeyPattern = /^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)*$/;
export const longestFlagKey = 80;

/**
 * A tenant's place in a flag's rollout, 0 to 99: the first four bytes of `sha256(key + ":" + tenantId)` as an unsigned
 * big-endian number, modulo 100. The id is its lower-case text. 2^32 modulo 100 is 96, so that no place is likelier than
 * another by more than one in 42 million. It depends on nothing else: raising the rollout only adds places.
 */
export function flagPlace(key: string, tenantId: TenantId): number {
  const digest = sha256(`${key}:${tenantId}`);
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0) % 100;
}

/** How a place is found: computed, or looked up where it was computed before. */
export type PlaceOf = (key: string, tenantId: TenantId) => number;

type Facts = Pick<FlagSubject, 'tenantId' | 'package'>;

/** The required one or a better one. Of two that are equally good, only the one that is named. */
const hasRequired = (required: NonNullable<FlagRules['requiresPackage']>, has: FlagSubject['package']): boolean =>
  has !== null && (has.id === required.id || has.order > required.order);

/** Its package says nothing of flags, or has this one. */
const packageHasFlag = (key: string, has: FlagSubject['package']): boolean =>
  has === null || has.flags === null || has.flags.includes(key);

/**
 * The rules of one flag, ready for many tenants. The first rule that has something to say decides: the stage, never on,
 * the package, always on, the rollout.
 */
export function flagDecider(rules: FlagRules, placeOf: PlaceOf = flagPlace): (tenant: Facts) => FlagVerdict {
  const { key, stage, requiresPackage, rollout } = rules;
  const alwaysOn = new Set(rules.alwaysOn);
  const neverOn = new Set(rules.neverOn);
  const stageSaysNo = (tenantId: TenantId): boolean =>
    stage === 'disabled' || stage === 'planned' || (stage === 'development' && !alwaysOn.has(tenantId));
  const inRollout = (tenantId: TenantId): boolean =>
    rollout >= 100 || (rollout > 0 && placeOf(key, tenantId) < rollout);
  return ({ tenantId, package: has }) => {
    if (stageSaysNo(tenantId)) return { on: false, by: 'stage' };
    if (neverOn.has(tenantId)) return { on: false, by: 'never_on' };
    if (requiresPackage !== null && !hasRequired(requiresPackage, has)) return { on: false, by: 'package' };
    if (!packageHasFlag(key, has)) return { on: false, by: 'package' };
    if (alwaysOn.has(tenantId)) return { on: true, by: 'always_on' };
    return { on: inRollout(tenantId), by: 'rollout' };
  };
}

/** Whether a flag is on for a tenant, and which rule says so. */
export const flagDecision = (rules: FlagRules, tenant: Facts): FlagDecision => ({
  ...flagDecider(rules)(tenant),
  place: flagPlace(rules.key, tenant.tenantId),
});

export const listOf = ({ alwaysOn, neverOn }: Pick<FlagRules, 'alwaysOn' | 'neverOn'>, id: TenantId): FlagList => {
  if (neverOn.includes(id)) return 'never_on';
  return alwaysOn.includes(id) ? 'always_on' : 'nowhere';
};

/** There, and on no other list. One that is on both is nowhere yet. */
export const standsOnlyOn = (
  { alwaysOn, neverOn }: Pick<FlagRules, 'alwaysOn' | 'neverOn'>,
  id: TenantId,
  where: FlagList,
): boolean => alwaysOn.includes(id) === (where === 'always_on') && neverOn.includes(id) === (where === 'never_on');

/** The lists with one tenant where it is to stand, and on no other. */
export function listed(
  { alwaysOn, neverOn }: Pick<FlagRules, 'alwaysOn' | 'neverOn'>,
  id: TenantId,
  to: FlagList,
): Pick<FlagRules, 'alwaysOn' | 'neverOn'> {
  const without = (list: ReadonlyArray<TenantId>) => list.filter((one) => one !== id);
  const put = (list: ReadonlyArray<TenantId>) => (list.includes(id) ? list : [...list, id]);
  return {
    alwaysOn: to === 'always_on' ? put(alwaysOn) : without(alwaysOn),
    neverOn: to === 'never_on' ? put(neverOn) : without(neverOn),
  };
}

export const flagStates = ['partial', 'on', 'off', 'stopped'] as const;
/** How a flag stands by its own rules, whoever the tenants are. */
export type FlagState = (typeof flagStates)[number];

export function flagState(flag: FlagRules & Pick<FeatureFlag, 'stoppedFrom'>): FlagState {
  if (flag.stoppedFrom !== null) return 'stopped';
  const { stage, rollout, alwaysOn, neverOn, requiresPackage } = flag;
  if (stage === 'disabled' || stage === 'planned') return 'off';
  if (alwaysOn.length === 0 && (stage === 'development' || rollout === 0)) return 'off';
  const forAll = stage === 'enabled' && rollout === 100 && neverOn.length === 0 && requiresPackage === null;
  return forAll ? 'on' : 'partial';
}

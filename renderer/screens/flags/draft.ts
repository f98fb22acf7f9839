import type { FlagDetail, FlagPackageChoice, FlagRulesInput } from '../../../shared/contract/flags.ts';
import type { FeatureFlag, FlagStage } from '../../../shared/domain/flags.ts';
import type { PackageId, TenantId } from '../../../shared/domain/ids.ts';

/** Rules that somebody edits, and the version that they were taken from. */
export interface FlagDraft {
  readonly rules: FlagRulesInput;
  readonly from: number;
}

export const rulesOf = ({ stage, alwaysOn, neverOn, requiresPackage, rollout }: FeatureFlag): FlagRulesInput => ({
  stage,
  alwaysOn: [...alwaysOn],
  neverOn: [...neverOn],
  requiresPackage: requiresPackage?.id ?? null,
  rollout,
});

export type Difference =
  | { readonly what: 'stage'; readonly from: FlagStage; readonly to: FlagStage }
  | { readonly what: 'rollout'; readonly from: number; readonly to: number }
  | { readonly what: 'package'; readonly from: PackageId | null; readonly to: PackageId | null }
  | {
      readonly what: 'added' | 'removed';
      readonly list: 'never_on' | 'always_on';
      readonly tenants: ReadonlyArray<TenantId>;
    };

function listChanges(
  list: 'never_on' | 'always_on',
  before: ReadonlyArray<TenantId>,
  after: ReadonlyArray<TenantId>,
): ReadonlyArray<Difference> {
  const [was, is] = [new Set(before), new Set(after)];
  const added = after.filter((id) => !was.has(id));
  const removed = before.filter((id) => !is.has(id));
  return [
    ...(added.length > 0 ? [{ what: 'added', list, tenants: added } as const] : []),
    ...(removed.length > 0 ? [{ what: 'removed', list, tenants: removed } as const] : []),
  ];
}

/** In the order in which the rules are read. */
export const differences = (before: FlagRulesInput, after: FlagRulesInput): ReadonlyArray<Difference> => [
  ...(before.stage === after.stage ? [] : [{ what: 'stage', from: before.stage, to: after.stage } as const]),
  ...listChanges('never_on', before.neverOn, after.neverOn),
  ...(before.requiresPackage === after.requiresPackage
    ? []
    : [{ what: 'package', from: before.requiresPackage, to: after.requiresPackage } as const]),
  ...listChanges('always_on', before.alwaysOn, after.alwaysOn),
  ...(before.rollout === after.rollout ? [] : [{ what: 'rollout', from: before.rollout, to: after.rollout } as const]),
];

export const isChanged = (detail: FlagDetail | undefined, draft: FlagDraft | undefined): boolean =>
  detail !== undefined && draft !== undefined && differences(rulesOf(detail.flag), draft.rules).length > 0;

/** As flags are decided: the required package and what is better. Of two that are equally good, only the one that is named. */
export function packagesWith(
  packages: ReadonlyArray<FlagPackageChoice>,
  required: PackageId | null,
): ReadonlySet<PackageId> {
  const least = packages.find(({ id }) => id === required);
  if (least === undefined) return new Set();
  return new Set(packages.filter(({ id, order }) => id === required || order > least.order).map(({ id }) => id));
}

/** The least one that is better; null where there is none. */
export const nextBetter = (
  packages: ReadonlyArray<FlagPackageChoice>,
  { order }: FlagPackageChoice,
): PackageId | null => packages.find((one) => one.order > order)?.id ?? null;

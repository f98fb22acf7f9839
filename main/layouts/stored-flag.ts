import { type FeatureFlag, type FlagProblem, type FlagStage, flagStages } from '../../shared/domain/flags.ts';
import type { PackageId, TenantId } from '../../shared/domain/ids.ts';

/** A flag as a platform keeps it: other programs write there too, so that nothing is sure but its key. */
export interface StoredFlag {
  readonly key: string;
  readonly name: string;
  readonly description: string | null;
  readonly status: string | null;
  readonly rollout: number | null;
  readonly roles: ReadonlyArray<string>;
  readonly whitelist: ReadonlyArray<TenantId>;
  readonly blacklist: ReadonlyArray<TenantId>;
  /** Of both lists, those that are no tenants. */
  readonly strangers: ReadonlyArray<TenantId>;
  readonly packageId: PackageId | null;
  /** The package with that id, where there is one. */
  readonly package: { readonly name: string; readonly order: number } | null;
  readonly owner: string | null;
  readonly expiresOn: string | null;
  readonly stoppedFrom: string | null;
  readonly version: number;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}

/** The sources write these words in lower case. */
const stageOf = (word: string | null): FlagStage | undefined =>
  flagStages.find((stage) => stage === word?.trim().toLowerCase());

const percentage = (value: number | null): number | undefined =>
  value !== null && Number.isInteger(value) && value >= 0 && value <= 100 ? value : undefined;

const nobodysOrder = Number.MAX_SAFE_INTEGER;

/** What makes no sense is read as what turns the flag on for the fewest, and said. */
export function readStoredFlag(stored: StoredFlag): FeatureFlag {
  const { key, name, description, roles, owner, expiresOn, version, createdAt, updatedAt, packageId } = stored;
  const alwaysOn = [...new Set(stored.whitelist)];
  const neverOn = [...new Set(stored.blacklist)];
  const onBoth = alwaysOn.filter((id) => neverOn.includes(id));
  const { name: packageName, order } = stored.package ?? { name: '', order: nobodysOrder };
  const [stage, rollout] = [stageOf(stored.status), percentage(stored.rollout)];
  const problems: ReadonlyArray<FlagProblem | undefined> = [
    stage === undefined ? { kind: 'stage', stored: stored.status ?? '' } : undefined,
    rollout === undefined ? { kind: 'rollout', stored: String(stored.rollout ?? '') } : undefined,
    stored.strangers.length > 0 ? { kind: 'tenants', ids: stored.strangers } : undefined,
    onBoth.length > 0 ? { kind: 'both_lists', ids: onBoth } : undefined,
    packageId !== null && stored.package === null ? { kind: 'package' } : undefined,
  ];
  return {
    ...{ key, name, description, owner, expiresOn, version, createdAt, updatedAt, alwaysOn, neverOn },
    stage: stage ?? 'disabled',
    rollout: rollout ?? 0,
    enabledForRoles: roles,
    requiresPackage: packageId === null ? null : { id: packageId, name: packageName, order },
    // Another program may have turned it on again since.
    stoppedFrom: stage === 'disabled' ? (stageOf(stored.stoppedFrom) ?? null) : null,
    problems: problems.filter((problem) => problem !== undefined),
  };
}

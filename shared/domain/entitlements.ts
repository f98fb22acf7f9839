import type { ModuleDefinition } from './modules.ts';
import { dependentsOf, withDependencies } from './modules.ts';
import type { PackageModule } from './packages.ts';
import { hasEnded, type Subscription, type SubscriptionFacts, subscriptionState } from './subscriptions.ts';

/** Why a tenant may use a module: it is always on, its subscription has it, or its package where that has none of its own. */
export type EntitlementOrigin = 'core' | 'subscription' | 'package';

export interface EntitledModule {
  readonly code: string;
  readonly name: string;
  readonly maxEntities: number | null;
  readonly origin: EntitlementOrigin;
}

/** `none`: the setup was not completed. `ended`: cancelled, or a trial that ran out. */
export type SubscriptionStanding = 'none' | 'ended' | 'live';

/** Whether what a subscription gives still holds. `today` is the seller's. */
export function standingOf(subscription: SubscriptionFacts | null | undefined, today: string): SubscriptionStanding {
  if (subscription === null || subscription === undefined) return 'none';
  return hasEnded(subscriptionState(subscription, today)) ? 'ended' : 'live';
}

export interface EntitlementSources {
  readonly known: ReadonlyArray<Pick<ModuleDefinition, 'code' | 'name' | 'isCore'>>;
  /** Null where there is none, or it has ended. */
  readonly subscription: Pick<Subscription, 'modules'> | null;
  /** Of the package and version that was bought. */
  readonly packageModules: ReadonlyArray<PackageModule>;
}

/** It has modules of its own; otherwise it lives by all that its package includes. */
export const livesByPackage = ({ modules }: Pick<Subscription, 'modules'>): boolean => modules.length === 0;

function soldModules({ subscription, packageModules }: EntitlementSources): ReadonlyArray<EntitledModule> {
  if (subscription === null) return [];
  if (!livesByPackage(subscription)) return subscription.modules.map((one) => ({ ...one, origin: 'subscription' }));
  return packageModules
    .filter(({ included }) => included)
    .map(({ code, name, maxEntities }) => ({ code, name, maxEntities, origin: 'package' }));
}

/** The modules that a tenant may use, each once. Core ones are always on. */
export function entitledModules(sources: EntitlementSources): ReadonlyArray<EntitledModule> {
  const core = sources.known
    .filter(({ isCore }) => isCore)
    .map(({ code, name }): EntitledModule => ({ code, name, maxEntities: null, origin: 'core' }));
  const seen = new Set(core.map(({ code }) => code));
  return [
    ...core,
    ...soldModules(sources).filter(({ code }) => {
      if (seen.has(code)) return false;
      seen.add(code);
      return true;
    }),
  ];
}

/** `add_on`: the package names it without including it, so that it can be had beside it. */
export type PackagePlace = 'included' | 'add_on' | 'no';

export function placeInPackage(code: string, packageModules: ReadonlyArray<PackageModule>): PackagePlace {
  const found = packageModules.find((one) => one.code === code);
  if (found === undefined) return 'no';
  return found.included ? 'included' : 'add_on';
}

export const moduleStates = [
  'up_to_date',
  'behind',
  'ahead',
  'not_installed',
  'not_activated',
  'kept',
  'outside',
  'damaged',
  'unbundled',
  'unreadable',
] as const;
/**
 * What a tenant may use beside what its database has. `kept`: deactivated, its data is still there. `outside`: active or
 * installed though the package has it not. `ahead`: by a newer console. `damaged`: its history says that it is there, its
 * schema is gone. `unbundled`: this console has no migrations of it. `unreadable`: the database could not be looked into.
 */
export type ModuleState = (typeof moduleStates)[number];

export interface ModuleFacts {
  readonly isCore: boolean;
  readonly entitled: boolean;
  readonly place: PackagePlace;
  /** Versions in the bundle, in order. */
  readonly available: ReadonlyArray<string>;
  /** Versions in the tenant's history; null where its database could not be read. */
  readonly applied: ReadonlyArray<string> | null;
  /** Its history is there, its schema is not. */
  readonly schemaGone: boolean;
}

export interface ModuleDifference {
  readonly state: ModuleState;
  /** In the bundle and not in the database, in order. */
  readonly missing: ReadonlyArray<string>;
  /** In the database and not in the bundle. */
  readonly unknown: ReadonlyArray<string>;
}

function stateOf(
  { isCore, entitled, place, available, applied, schemaGone }: ModuleFacts,
  { missing, unknown }: Omit<ModuleDifference, 'state'>,
): ModuleState {
  const installed = applied !== null && applied.length > 0;
  if (installed && schemaGone) return 'damaged';
  if (!isCore && place === 'no' && (entitled || installed)) return 'outside';
  if (applied === null) return 'unreadable';
  if (!entitled) return installed ? 'kept' : 'not_activated';
  if (available.length === 0) return installed ? 'ahead' : 'unbundled';
  if (!installed) return 'not_installed';
  if (missing.length > 0) return 'behind';
  return unknown.length > 0 ? 'ahead' : 'up_to_date';
}

/** The difference between what a tenant is entitled to and what its database has, for one module. */
export function moduleDifference(facts: ModuleFacts): ModuleDifference {
  const applied = facts.applied ?? [];
  const versions = {
    missing: facts.applied === null ? [] : facts.available.filter((version) => !applied.includes(version)),
    unknown: applied.filter((version) => !facts.available.includes(version)),
  };
  return { state: stateOf(facts, versions), ...versions };
}

export interface ActivationFacts {
  readonly code: string;
  readonly standing: SubscriptionStanding;
  readonly known: ReadonlyArray<ModuleDefinition>;
  readonly entitled: ReadonlyArray<Pick<EntitledModule, 'code'>>;
  readonly packageModules: ReadonlyArray<PackageModule>;
}

export type ActivationProblem = 'unknown' | 'unbundled' | 'no_subscription' | 'subscription_ended' | 'outside_package';

export interface Activation {
  /** It and all it stands on, those first that others stand on. */
  readonly needed: ReadonlyArray<string>;
  /** Of these, what the subscription does not have yet. */
  readonly added: ReadonlyArray<string>;
  /** And which of the modules it is about. */
  readonly problem: { readonly why: ActivationProblem; readonly module: string } | null;
}

/** What comes with a module, and why it can't be had, where it can't. */
export function activationOf({ code, standing, known, entitled, packageModules }: ActivationFacts): Activation {
  const needed = withDependencies(code, known);
  const added = needed.filter((one) => !entitled.some((other) => other.code === one));
  const problem = (): Activation['problem'] => {
    const strange = needed.find((one) => !known.some((other) => other.code === one));
    if (strange !== undefined) return { why: 'unknown', module: strange };
    if (standing === 'none') return { why: 'no_subscription', module: code };
    if (standing === 'ended') return { why: 'subscription_ended', module: code };
    const outside = added.find((one) => placeInPackage(one, packageModules) === 'no');
    if (outside !== undefined) return { why: 'outside_package', module: outside };
    const unbundled = needed.find((one) => known.some((other) => other.code === one && other.latest === null));
    return unbundled === undefined ? null : { why: 'unbundled', module: unbundled };
  };
  return { needed, added, problem: problem() };
}

export type DeactivationProblem = 'core' | 'not_active' | 'needed_by_others' | 'last_module';

export interface Deactivation {
  /** Entitled modules that stand on it. */
  readonly dependents: ReadonlyArray<string>;
  readonly problem: DeactivationProblem | null;
}

/**
 * Why a module can't be deactivated, where it can't. The last one can't: a subscription without modules of its own lives
 * by all that its package includes, so that taking away the last would give all of them.
 */
export function deactivationOf({
  code,
  known,
  entitled,
}: {
  readonly code: string;
  readonly known: ReadonlyArray<ModuleDefinition>;
  readonly entitled: ReadonlyArray<Pick<EntitledModule, 'code' | 'origin'>>;
}): Deactivation {
  const dependents = dependentsOf(
    code,
    entitled.map((one) => one.code),
    known,
  );
  const problem = (): DeactivationProblem | null => {
    const own = entitled.find((one) => one.code === code);
    if (own === undefined) return 'not_active';
    if (own.origin === 'core') return 'core';
    if (dependents.length > 0) return 'needed_by_others';
    return entitled.filter(({ origin }) => origin !== 'core').length === 1 ? 'last_module' : null;
  };
  return { dependents, problem: problem() };
}

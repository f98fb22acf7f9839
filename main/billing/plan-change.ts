import type { StoredTenant } from '../../shared/contract/tenants.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { PackageId, TenantId } from '../../shared/domain/ids.ts';
import { type ModuleDefinition, withDependencies } from '../../shared/domain/modules.ts';
import {
  type ChangeWhen,
  type PackageChangePreview,
  previewChange,
  priceOf,
} from '../../shared/domain/package-change.ts';
import type { Package, PackageDefinition } from '../../shared/domain/packages.ts';
import { isDue, type PlanTerms, termsOf } from '../../shared/domain/subscription-change.ts';
import { moveSubscription } from '../../shared/domain/subscription-moves.ts';
import type { BillingPeriod, Subscription } from '../../shared/domain/subscriptions.ts';
import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Engine } from '../operations/engine.ts';
import { dayIn } from '../tenants/days.ts';
import { wrongState } from '../tenants/require-move.ts';
import { refusalOf } from './refusal.ts';

export interface BillingParts {
  readonly layout: Pick<PlatformLayout, 'tenants' | 'packages' | 'modules' | 'subscriptions' | 'tenantSettings'>;
  readonly engine: Pick<Engine, 'newestOn' | 'start'>;
  readonly settings: Pick<ProfileSettings, 'timeZone'>;
  readonly clock: Pick<Clock, 'now'>;
}

export const todayOf = ({ settings, clock }: Pick<BillingParts, 'settings' | 'clock'>): string =>
  dayIn(settings.timeZone, clock.now());

export interface AskedTerms {
  readonly packageId: PackageId;
  readonly period: BillingPeriod;
}

/** What is sold under this id now, for this period. Throws where it is not sold, or not so. */
export async function requireTerms(
  { packages }: Pick<PlatformLayout, 'packages'>,
  { packageId, period }: AskedTerms,
): Promise<{ readonly sold: Package; readonly terms: PlanTerms }> {
  const sold = await packages.find(packageId);
  if (sold === undefined) throw new AppError('not_found', 'package.not_found');
  const name = sold.names.tr;
  if (!sold.active)
    throw new AppError('conflict', 'package.not_sold', { field: 'packageId', params: { package: name, name } });
  const price = priceOf(sold, period);
  if (price === undefined)
    throw new AppError('invalid_input', 'package.no_yearly_price', {
      field: 'period',
      params: { package: name, name },
    });
  return { sold, terms: { packageId, packageName: name, packageVersion: sold.version, price, period } };
}

export async function requireTenant(
  { tenants }: Pick<PlatformLayout, 'tenants'>,
  tenantId: TenantId,
): Promise<StoredTenant> {
  const tenant = await tenants.find(tenantId);
  if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
  return tenant;
}

export async function requireSubscription(
  { subscriptions }: Pick<PlatformLayout, 'subscriptions'>,
  tenantId: TenantId,
): Promise<Subscription> {
  const subscription = await subscriptions.current(tenantId);
  if (subscription === undefined) throw new AppError('not_found', 'subscription.not_found');
  return subscription;
}

/** What a change makes of one tenant, or why it may not be. */
export interface PlannedChange {
  readonly tenant: StoredTenant;
  readonly subscription: Subscription;
  readonly terms: PlanTerms;
  readonly preview: PackageChangePreview;
  /** By version of a package: what is left, and what is bought. */
  readonly modules: { readonly from: PackageDefinition['modules']; readonly to: PackageDefinition['modules'] };
  /** What it gains and all that stands under it, in the order in which they are installed. */
  readonly install: ReadonlyArray<string>;
  readonly refusal: AppError | undefined;
}

type Version = Pick<PlanTerms, 'packageId' | 'packageVersion'>;

/** For planning of many: modules are asked for once, and each package once. */
export function createPlanner({ layout, settings, clock }: Omit<BillingParts, 'engine'>) {
  const versions = new Map<string, Promise<PackageDefinition>>();
  let known: Promise<ReadonlyArray<ModuleDefinition>> | undefined;
  const today = todayOf({ settings, clock });

  const read = async ({ packageId, packageVersion }: Version): Promise<PackageDefinition> => {
    const kept = (await layout.packages.versions(packageId)).find(({ version }) => version === packageVersion);
    const found = kept?.definition ?? (await layout.packages.find(packageId));
    if (found === undefined) throw new AppError('not_found', 'package.not_found');
    return found;
  };
  const definitionOf = (version: Version): Promise<PackageDefinition> => {
    const key = `${version.packageId}/${version.packageVersion}`;
    const found = versions.get(key) ?? read(version);
    versions.set(key, found);
    return found;
  };
  const modulesKnown = (): Promise<ReadonlyArray<ModuleDefinition>> => {
    known ??= layout.modules.list();
    return known;
  };

  function refusalFor(tenant: StoredTenant, subscription: Subscription, asked: { terms: PlanTerms; when: ChangeWhen }) {
    const { name, lifecycle } = tenant;
    if (lifecycle !== 'active') return wrongState({ name, lifecycle }, 'active');
    const action = asked.when === 'now' ? 'change' : 'schedule_change';
    const { refusal } = moveSubscription(subscription, action, { terms: asked.terms }, today);
    return refusal === undefined ? undefined : refusalOf(refusal);
  }

  async function planTerms(tenantId: TenantId, terms: PlanTerms, when: ChangeWhen | null): Promise<PlannedChange> {
    const [tenant, subscription] = await Promise.all([
      requireTenant(layout, tenantId),
      requireSubscription(layout, tenantId),
    ]);
    const { databaseName } = tenant;
    const of = databaseName === null ? null : { tenantId, database: databaseName };
    const [from, to, modules, overrides, used] = await Promise.all([
      definitionOf(subscription),
      definitionOf(terms),
      modulesKnown(),
      layout.tenantSettings.overrides(tenantId),
      layout.tenantSettings.used(of, tenantId),
    ]);
    const preview = previewChange({ subscription, from, to, terms, when, overrides, used, today });
    const ordered = preview.modules.gained.flatMap(({ code }) => withDependencies(code, modules));
    return {
      ...{ tenant, subscription, terms, preview, install: [...new Set(ordered)] },
      modules: { from: from.modules, to: to.modules },
      refusal: refusalFor(tenant, subscription, { terms, when: preview.when }),
    };
  }

  return {
    today,
    planTerms,
    /** What was put aside for a day that has come. Throws where there is nothing of it. */
    async planDue(tenantId: TenantId): Promise<PlannedChange> {
      const { pendingChange, packageName } = await requireSubscription(layout, tenantId);
      if (pendingChange === null)
        throw new AppError('conflict', 'subscription.no_pending_change', { params: { name: packageName } });
      const planned = await planTerms(tenantId, termsOf(pendingChange), 'now');
      if (!isDue(planned.subscription, planned.terms, today))
        throw new AppError('conflict', 'subscription.not_due', {
          params: { name: packageName, date: pendingChange.on },
        });
      return planned;
    },
  };
}

/** Why it is not done where what is used would break a limit, unless somebody wants it all the same. */
export function brokenRefusal({ preview, terms }: Pick<PlannedChange, 'preview' | 'terms'>): AppError | undefined {
  if (!preview.needsReason) return undefined;
  const limits = preview.broken.map(({ key, used, after }) => `${key} ${used} > ${after}`).join(', ');
  return new AppError('conflict', 'subscription.limit_broken', { params: { limits, package: terms.packageName } });
}

/** Somebody wants it all the same only with a reason. */
export function requireAccepted(
  planned: Pick<PlannedChange, 'preview' | 'terms'>,
  { acceptsBroken, reason }: { readonly acceptsBroken: boolean; readonly reason: string | null },
): void {
  const refusal = brokenRefusal(planned);
  if (refusal !== undefined && (!acceptsBroken || reason === null)) throw refusal;
}

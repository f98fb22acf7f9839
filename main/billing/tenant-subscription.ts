import type { Offer, SubscriptionStanding, TenantSubscription } from '../../shared/contract/subscriptions.ts';
import type { StoredTenant } from '../../shared/contract/tenants.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import { isSuspended } from '../../shared/domain/holds.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { type EffectiveLimit, effectiveLimits, type LimitKey } from '../../shared/domain/limits.ts';
import type { PackageDefinition } from '../../shared/domain/packages.ts';
import { type Subscription, subscriptionState } from '../../shared/domain/subscriptions.ts';
import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import { readUse } from '../modules/tenant-use.ts';
import { dayIn } from '../tenants/days.ts';
import { mrrOf } from './mrr.ts';

export interface SubscriptionViewParts {
  readonly layout: Pick<PlatformLayout, 'tenants' | 'subscriptions' | 'packages' | 'modules' | 'tenantSettings'>;
  readonly settings: Pick<ProfileSettings, 'timeZone'>;
  readonly clock: Pick<Clock, 'now'>;
}

export const sellersDay = ({ settings, clock }: Pick<SubscriptionViewParts, 'settings' | 'clock'>): string =>
  dayIn(settings.timeZone, clock.now());

/** What can be bought now, the least first. */
export async function offersOf({ packages }: Pick<PlatformLayout, 'packages'>): Promise<ReadonlyArray<Offer>> {
  const all = await packages.list();
  return all
    .filter(({ active }) => active)
    .map(({ id, names, version, monthlyPrice, yearlyPrice, currency }) => ({
      ...{ id, name: names.tr, version },
      monthly: { minor: monthlyPrice, currency },
      yearly: yearlyPrice === null ? null : { minor: yearlyPrice, currency },
    }));
}

/** What counts of a tenant's, without looking into its database. */
export async function standingOfTenant(
  parts: SubscriptionViewParts,
  tenantId: TenantId,
): Promise<SubscriptionStanding | null> {
  const subscription = await parts.layout.subscriptions.current(tenantId);
  const today = sellersDay(parts);
  return subscription === undefined ? null : { state: subscriptionState(subscription, today), subscription, today };
}

interface Bought {
  readonly definition: PackageDefinition | undefined;
  /** What is sold by now. */
  readonly newest: number | null;
}

async function boughtPackage({ packages }: SubscriptionViewParts['layout'], current: Subscription): Promise<Bought> {
  const [versions, sold] = await Promise.all([packages.versions(current.packageId), packages.find(current.packageId)]);
  const kept = versions.find(({ version }) => version === current.packageVersion);
  return { definition: kept?.definition ?? sold, newest: sold?.version ?? null };
}

/** What is used; where the tenant's database can't be asked, what is known outside of it. */
async function usedBy(
  { tenantSettings }: SubscriptionViewParts['layout'],
  { id, databaseName }: StoredTenant,
): Promise<Readonly<Partial<Record<LimitKey, number>>>> {
  const database = databaseName === null ? null : { tenantId: id, database: databaseName };
  return await tenantSettings.used(database, id).catch(() => tenantSettings.used(null, id));
}

/** Everything of one tenant's subscriptions that its tab shows. */
export async function subscriptionOfTenant(
  parts: SubscriptionViewParts,
  tenantId: TenantId,
): Promise<TenantSubscription> {
  const { layout } = parts;
  const [tenant, all, current] = await Promise.all([
    layout.tenants.find(tenantId),
    layout.subscriptions.ofTenant(tenantId),
    layout.subscriptions.current(tenantId),
  ]);
  if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
  const today = sellersDay(parts);
  const stated = (subscription: Subscription) => ({ ...subscription, state: subscriptionState(subscription, today) });
  const shared = { today, setupCompleted: tenant.setupCompleted };
  if (current === undefined)
    return { ...shared, current: null, older: [], mrr: null, newerVersion: null, modules: [], limits: [] };
  const [bought, use, overrides, used] = await Promise.all([
    boughtPackage(layout, current),
    readUse(parts, tenantId),
    layout.tenantSettings.overrides(tenantId),
    usedBy(layout, tenant),
  ]);
  const limits: ReadonlyArray<EffectiveLimit> = effectiveLimits({
    fromPackage:
      bought.definition === undefined ? null : { name: current.packageName, limits: bought.definition.limits },
    ...{ overrides, used, today },
  });
  return {
    ...shared,
    current: stated(current),
    older: all.filter(({ id }) => id !== current.id).map(stated),
    // Who is kept out for not paying brings nothing while that lasts.
    mrr: isSuspended(tenant.holds.filter(({ kind }) => kind === 'billing')) ? null : mrrOf(current, today),
    newerVersion: bought.newest !== null && bought.newest > current.packageVersion ? bought.newest : null,
    modules: use.entitled
      .filter(({ origin }) => origin !== 'core')
      .map(({ code, name, maxEntities }) => ({ code, name, maxEntities })),
    limits,
  };
}

import type { StoredTenant } from '../../shared/contract/tenants.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import {
  type EntitledModule,
  entitledModules,
  livesByPackage,
  type SubscriptionStanding,
  standingOf,
} from '../../shared/domain/entitlements.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import type { ModuleDefinition } from '../../shared/domain/modules.ts';
import type { PackageDefinition, PackageModule } from '../../shared/domain/packages.ts';
import type { Subscription } from '../../shared/domain/subscriptions.ts';
import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import { dayIn } from '../tenants/days.ts';

export interface ModuleParts {
  readonly layout: Pick<
    PlatformLayout,
    'tenants' | 'lifecycle' | 'packages' | 'modules' | 'moduleEvents' | 'subscriptions'
  >;
  readonly settings: Pick<ProfileSettings, 'timeZone'>;
  readonly clock: Pick<Clock, 'now'>;
}

export type UseParts = Pick<ModuleParts, 'settings' | 'clock'> & {
  readonly layout: Pick<PlatformLayout, 'packages' | 'modules' | 'subscriptions'>;
};

/** The core's own code in every bundle. */
const coreCode = 'core';

/** What the platform defines, and the core, which every tenant has whether it is defined or not. */
export async function knownModules({
  modules,
}: Pick<PlatformLayout, 'modules'>): Promise<ReadonlyArray<ModuleDefinition>> {
  const defined = await modules.list();
  const latest = modules.available(coreCode).at(-1)?.version;
  if (latest === undefined || defined.some(({ code }) => code.toLowerCase() === coreCode)) return defined;
  const core: ModuleDefinition = {
    ...{ code: coreCode, name: 'Core', description: null, isCore: true, dependsOn: [] },
    ...{ schema: 'tenant', latest },
  };
  return [core, ...defined];
}

/** What a tenant's subscription and package say of modules. */
export interface TenantUse {
  readonly known: ReadonlyArray<ModuleDefinition>;
  /** Also one that has ended. */
  readonly subscription: Subscription | undefined;
  readonly standing: SubscriptionStanding;
  readonly livesByPackage: boolean;
  /** Of the version that was bought. */
  readonly packageModules: ReadonlyArray<PackageModule>;
  readonly packageName: string | null;
  readonly entitled: ReadonlyArray<EntitledModule>;
}

async function boughtPackage(
  { packages }: Pick<PlatformLayout, 'packages'>,
  { packageId, packageVersion }: Subscription,
): Promise<PackageDefinition | undefined> {
  const versions = await packages.versions(packageId);
  return versions.find(({ version }) => version === packageVersion)?.definition ?? packages.find(packageId);
}

/** For reading of many: modules are asked for once, and each package once. */
export function createUseReader({ layout, settings, clock }: UseParts): (id: TenantId) => Promise<TenantUse> {
  let asked: Promise<ReadonlyArray<ModuleDefinition>> | undefined;
  const bought = new Map<string, Promise<PackageDefinition | undefined>>();
  const packageOf = (subscription: Subscription): Promise<PackageDefinition | undefined> => {
    const key = `${subscription.packageId}/${subscription.packageVersion}`;
    const found = bought.get(key) ?? boughtPackage(layout, subscription);
    bought.set(key, found);
    return found;
  };
  return async (id) => {
    asked ??= knownModules(layout);
    const [known, subscription] = await Promise.all([asked, layout.subscriptions.current(id)]);
    const standing = standingOf(subscription, dayIn(settings.timeZone, clock.now()));
    const packageModules = subscription === undefined ? [] : ((await packageOf(subscription))?.modules ?? []);
    const live = standing === 'live' ? (subscription ?? null) : null;
    return {
      ...{ known, subscription, standing, packageModules },
      livesByPackage: live !== null && livesByPackage(live),
      packageName: subscription?.packageName ?? null,
      entitled: entitledModules({ known, subscription: live, packageModules }),
    };
  };
}

export const readUse = (parts: UseParts, id: TenantId): Promise<TenantUse> => createUseReader(parts)(id);

export async function requireTenant({ tenants }: Pick<PlatformLayout, 'tenants'>, id: TenantId): Promise<StoredTenant> {
  const tenant = await tenants.find(id);
  if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
  return tenant;
}

/** As the platform calls it. */
export const named = (
  code: string,
  { known, entitled }: Pick<TenantUse, 'known' | 'entitled'>,
): { readonly code: string; readonly name: string } => ({
  code,
  name: (known.find((one) => one.code === code) ?? entitled.find((one) => one.code === code))?.name ?? code,
});

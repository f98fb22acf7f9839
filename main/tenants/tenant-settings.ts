import type { CompanyShown, TenantSettings } from '../../shared/contract/tenant-settings.ts';
import type { StoredTenant } from '../../shared/contract/tenants.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import { isCurrency } from '../../shared/domain/currencies.ts';
import type { PackageId, TenantId } from '../../shared/domain/ids.ts';
import { effectiveLimits, type LimitKey, type Limits } from '../../shared/domain/limits.ts';
import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { TenantDatabase } from '../layouts/roles/migrations.ts';
import type { CompanyDetails } from '../layouts/roles/tenant-settings.ts';
import { dayIn } from './days.ts';
import { refuseGone } from './rename.ts';

export interface SettingsParts {
  readonly layout: Pick<PlatformLayout, 'tenants' | 'packages' | 'subscriptions' | 'tenantSettings'>;
  readonly settings: Pick<ProfileSettings, 'timeZone' | 'languages' | 'currency'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly by: string;
}

/** What a version of a package bounds, whatever is sold under its name by now. */
export async function limitsOf(
  { packages }: Pick<PlatformLayout, 'packages'>,
  bought: { readonly packageId: PackageId; readonly packageVersion: number },
): Promise<{ readonly limits: Limits; readonly sold: number }> {
  const versions = await packages.versions(bought.packageId);
  const [newest] = versions;
  const found = versions.find(({ version }) => version === bought.packageVersion) ?? newest;
  return { limits: found?.definition.limits ?? {}, sold: newest?.version ?? bought.packageVersion };
}

/** The last two signs: enough to tell two companies apart. */
export const maskedTaxNumber = (taxNumber: string): string =>
  '•'.repeat(Math.max(0, taxNumber.length - 2)) + taxNumber.slice(-2);

const shownCompany = (company: CompanyDetails | null): CompanyShown | null =>
  company === null
    ? null
    : {
        ...{ name: company.name, legalName: company.legalName, taxOffice: company.taxOffice, email: company.email },
        ...{ phone: company.phone, countryCode: company.countryCode },
        taxNumber: company.taxNumber === null ? null : maskedTaxNumber(company.taxNumber),
        address:
          [company.address, company.district, company.postalCode, company.city]
            .filter((part) => part !== null && part !== '')
            .join(', ') || null,
      };

const databaseOf = ({ id, databaseName }: StoredTenant): TenantDatabase | null =>
  databaseName === null ? null : { tenantId: id, database: databaseName };

function refuseZone(zone: string | null): void {
  if (zone === null || zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(zone)) return;
  throw new AppError('invalid_input', 'settings.time_zone_unknown', { field: 'timeZone', params: { zone } });
}

const packageShown = ({ name, version, sold }: NonNullable<TenantSettings['package']>) => ({ name, version, sold });

type Saved = Parameters<PlatformLayout['tenantSettings']['save']>[1];

interface Override {
  readonly key: LimitKey;
  readonly value: number | null;
  readonly until: string | null;
  readonly reason: string;
}

/** One tenant's own settings and limits. */
export function createTenantSettingsAdmin({ layout, settings, clock, by }: SettingsParts) {
  const { tenantSettings } = layout;
  const today = (): string => dayIn(settings.timeZone, clock.now());
  const find = async (id: TenantId): Promise<StoredTenant> => {
    const tenant = await layout.tenants.find(id);
    if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
    return tenant;
  };
  const bought = async (id: TenantId) => {
    const subscription = await layout.subscriptions.current(id);
    if (subscription === undefined || subscription.status === 'cancelled') return null;
    const { packageName: name, packageVersion: version } = subscription;
    return { name, version, ...(await limitsOf(layout, subscription)) };
  };
  const companyOf = async (tenant: StoredTenant): Promise<CompanyDetails | null> => {
    const database = databaseOf(tenant);
    return database === null ? null : tenantSettings.company(database);
  };

  return {
    find,
    async get(id: TenantId): Promise<TenantSettings> {
      const tenant = await find(id);
      const [stored, overrides, used, fromPackage, company] = await Promise.all([
        tenantSettings.find(id),
        tenantSettings.overrides(id),
        tenantSettings.used(databaseOf(tenant), id),
        bought(id),
        companyOf(tenant),
      ]);
      const { timeZone, currency } = settings;
      return {
        ...stored,
        platform: { timeZone, currency, language: settings.languages[0] ?? 'tr' },
        limits: effectiveLimits({ fromPackage, overrides, used, today: today() }),
        overrides,
        package: fromPackage === null ? null : packageShown(fromPackage),
        company: shownCompany(company),
        today: today(),
      };
    },
    taxNumber: async (id: TenantId) => (await companyOf(await find(id)))?.taxNumber ?? null,
    stored: (id: TenantId) => tenantSettings.find(id),
    async save(id: TenantId, wanted: Saved) {
      refuseZone(wanted.timeZone);
      if (wanted.currency !== null && !isCurrency(wanted.currency))
        throw new AppError('invalid_input', 'package.currency_unknown', {
          field: 'currency',
          params: { currency: wanted.currency },
        });
      // What a deletion removed does not come back behind its certificate.
      refuseGone(await find(id));
      return tenantSettings.save(id, wanted, by);
    },
    override: async (id: TenantId, key: LimitKey) =>
      (await tenantSettings.overrides(id)).find((one) => one.key === key) ?? null,
    async setOverride(id: TenantId, override: Override) {
      if (override.until !== null && override.until < today())
        throw new AppError('invalid_input', 'limit.until_past', { field: 'until' });
      refuseGone(await find(id));
      return tenantSettings.setOverride(id, { ...override, by });
    },
    clearOverride: (id: TenantId, key: LimitKey) => tenantSettings.clearOverride(id, key),
  };
}

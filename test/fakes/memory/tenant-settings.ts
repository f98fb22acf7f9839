import type { Lease } from '../../../main/layouts/layout.ts';
import type { TenantDatabase } from '../../../main/layouts/roles/migrations.ts';
import type {
  CompanyDetails,
  CompanyRecords,
  StoredTenantSettings,
  TenantSettingsCatalog,
} from '../../../main/layouts/roles/tenant-settings.ts';
import type { LimitOverride } from '../../../shared/domain/limits.ts';
import { AppError } from '../../../shared/errors.ts';
import { fencedDatabase } from './storage.ts';
import { isoNow, type MemoryDatabase, type MemoryWorld, removeWhere } from './world.ts';

const nothingStored: StoredTenantSettings = {
  ...{ timeZone: null, language: null, currency: null, updatedAt: null, updatedBy: null },
};

/** The row that seeding wrote, or what was saved since. */
function companyIn(world: MemoryWorld, here: MemoryDatabase): CompanyDetails | undefined {
  if (here.company !== undefined) return structuredClone(here.company);
  const tenant = here.stamp === undefined ? undefined : world.tenants.get(here.stamp.tenantId);
  if (!here.seeded || tenant === undefined) return undefined;
  return {
    ...{ name: tenant.name, legalName: null, taxNumber: null, taxOffice: null, email: null, phone: null },
    ...{ address: null, district: null, city: null, postalCode: null, countryCode: 'TR' },
  };
}

const readable = (world: MemoryWorld, { tenantId, database }: TenantDatabase): MemoryDatabase | undefined => {
  const here = world.databases.get(database);
  return here?.stamp?.tenantId === tenantId && here.allowsConnections && !here.invalid ? here : undefined;
};

/** What tenants have of their own, in this process. */
export function memoryTenantSettings(world: MemoryWorld): TenantSettingsCatalog {
  return {
    find: async (tenantId) => structuredClone(world.tenantSettings.get(tenantId) ?? nothingStored),
    async save(tenantId, { timeZone, language, currency }, by) {
      const saved = { timeZone, language, currency, updatedAt: isoNow(world), updatedBy: by };
      world.tenantSettings.set(tenantId, saved);
      return structuredClone(saved);
    },
    overrides: async (tenantId) =>
      world.limitOverrides
        .filter((one) => one.tenantId === tenantId)
        .map(({ tenantId: _, ...override }) => override)
        .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    async setOverride(tenantId, { key, value, reason, by, until }) {
      const set: LimitOverride = { key, value, reason, by, until, at: isoNow(world) };
      removeWhere(world.limitOverrides, (one) => one.tenantId === tenantId && one.key === key);
      world.limitOverrides.push({ tenantId, ...set });
      return set;
    },
    async clearOverride(tenantId, key) {
      removeWhere(world.limitOverrides, (one) => one.tenantId === tenantId && one.key === key);
    },
    async used(of, tenantId) {
      const rows = (of === null ? undefined : readable(world, of))?.rows ?? {};
      const { 'crm.Customers': customers, 'projects.Projects': projects } = rows;
      return {
        max_users: world.users.filter((user) => user.tenantId === tenantId).length,
        ...(of === null || !world.databases.has(of.database) ? {} : { max_storage_gb: 0.01 }),
        ...(customers === undefined ? {} : { max_customers: customers }),
        ...(projects === undefined ? {} : { max_projects: projects }),
      };
    },
    async company(of) {
      const here = readable(world, of);
      return (here === undefined ? undefined : companyIn(world, here)) ?? null;
    },
  };
}

/** The same for an operation, under its fence. */
export function memoryCompanies(parts: { world: MemoryWorld; lease: Lease; assertFence(): void }): CompanyRecords {
  const { world, lease } = parts;
  return {
    async find({ tenantId, database }) {
      const here = world.databases.get(database);
      const params = { database };
      if (here === undefined) throw new AppError('not_found', 'server.no_database', { params });
      if (here.stamp?.tenantId !== tenantId) throw new AppError('conflict', 'tenant.foreign_stamp', { params });
      return companyIn(world, here);
    },
    async save(of, details) {
      parts.assertFence();
      fencedDatabase(world, of, BigInt(lease.fence)).company = structuredClone(details);
    },
  };
}

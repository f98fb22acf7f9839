import type { TenantId } from '../../../shared/domain/ids.ts';
import type { LimitKey, LimitOverride } from '../../../shared/domain/limits.ts';
import type { TenantDatabase } from './migrations.ts';

export interface StoredTenantSettings {
  /** Null: as the platform has it. */
  readonly timeZone: string | null;
  readonly language: string | null;
  readonly currency: string | null;
  readonly updatedAt: string | null;
  readonly updatedBy: string | null;
}

export interface CompanyDetails {
  readonly name: string;
  readonly legalName: string | null;
  readonly taxNumber: string | null;
  readonly taxOffice: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly district: string | null;
  readonly city: string | null;
  readonly postalCode: string | null;
  readonly countryCode: string;
}

export interface TenantSettingsCatalog {
  find(tenantId: TenantId): Promise<StoredTenantSettings>;
  save(
    tenantId: TenantId,
    settings: Pick<StoredTenantSettings, 'timeZone' | 'language' | 'currency'>,
    by: string,
  ): Promise<StoredTenantSettings>;
  overrides(tenantId: TenantId): Promise<ReadonlyArray<LimitOverride>>;
  setOverride(tenantId: TenantId, override: Omit<LimitOverride, 'at'>): Promise<LimitOverride>;
  clearOverride(tenantId: TenantId, key: LimitKey): Promise<void>;
  /** What is used of each limit, as far as it can be counted; read in the tenant's own database where it has one. */
  used(of: TenantDatabase | null, tenantId: TenantId): Promise<Readonly<Partial<Record<LimitKey, number>>>>;
  /** The company in the tenant's own database; null where that can't be read. */
  company(of: TenantDatabase): Promise<CompanyDetails | null>;
}

/** For an operation, under its fence. */
export interface CompanyRecords {
  find(of: TenantDatabase): Promise<CompanyDetails | undefined>;
  save(of: TenantDatabase, details: CompanyDetails): Promise<void>;
}

import type { DomainCounts, DomainFilter, DomainPage, StoredDomain } from '../../../shared/contract/domains.ts';
import type { DnsFinding } from '../../../shared/domain/domains.ts';
import type { DomainId, TenantId } from '../../../shared/domain/ids.ts';

/** Names are stored in the form that DNS knows (`xn--...`), and compared without case and in both spellings. */
export interface DomainCatalog {
  page(query: DomainFilter): Promise<DomainPage>;
  counts(): Promise<DomainCounts>;
  find(id: DomainId): Promise<StoredDomain | undefined>;
  /** The primary one first. */
  ofTenant(tenantId: TenantId): Promise<ReadonlyArray<StoredDomain>>;
  /** Those of the names that lead, or will lead, to another tenant than the one beside it. */
  taken(names: ReadonlyArray<{ readonly tenantId: TenantId; readonly name: string }>): Promise<ReadonlySet<string>>;
  /** Unverified. Throws `domain.taken` where any tenant, redirect or registration has it. */
  add(domain: {
    readonly id: DomainId;
    readonly tenantId: TenantId;
    readonly name: string;
    readonly token: string;
    readonly by: string;
  }): Promise<StoredDomain>;
  /** For one that another program wrote. The first token stays, whoever asks again. */
  issueToken(ask: { readonly id: DomainId; readonly token: string; readonly by: string }): Promise<StoredDomain>;
  /** What DNS answered; verified stays verified only by `verified`. */
  checked(check: {
    readonly id: DomainId;
    readonly verified: boolean;
    readonly findings: ReadonlyArray<DnsFinding>;
  }): Promise<StoredDomain>;
  /** Exactly one is primary afterwards. Throws `domain.unverified` for one that is not verified. */
  makePrimary(id: DomainId): Promise<{ readonly before: string | null; readonly after: string }>;
  /** Throws `domain.primary` for the primary one, and `domain.own` for the tenant's own `{code}.{baseDomain}`. */
  remove(id: DomainId): Promise<{ readonly name: string }>;
}

interface Move {
  readonly id: DomainId;
  readonly from: string;
  readonly to: string;
  readonly by: string;
}

/** For an operation, under its fence: a domain on another base domain gets the profile's. */
export interface DomainRecords {
  find(id: DomainId): Promise<StoredDomain | undefined>;
  /** The row keeps its id. The old name stays as a redirect. Throws `domain.taken`. Nothing where it was moved already. */
  moveToBase(move: Move): Promise<void>;
  /** Takes a move back, with its redirect. Nothing where it was not moved. */
  moveBack(move: Move & { readonly wasVerified: boolean }): Promise<void>;
}

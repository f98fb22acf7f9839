import { z } from 'zod';
import type { TenantDomain } from '../domain/domains.ts';
import type { TenantId } from '../domain/ids.ts';
import * as field from './fields.ts';

export const domainTabs = ['all', 'unverified', 'custom', 'mismatched'] as const;
export type DomainTab = (typeof domainTabs)[number];

export const domainFilter = z.strictObject({
  tab: z.enum(domainTabs),
  search: field.searchText,
  offset: z.number().int().min(0).max(1_000_000),
  limit: z.number().int().min(1).max(100),
});
export type DomainFilter = z.output<typeof domainFilter>;

export interface StoredDomain extends TenantDomain {
  readonly tenant: { readonly id: TenantId; readonly name: string; readonly code: string };
}

export interface DomainPage {
  readonly rows: ReadonlyArray<StoredDomain>;
  readonly total: number;
}

export type DomainCounts = Readonly<Record<DomainTab, number>>;

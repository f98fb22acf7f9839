import { z } from 'zod';
import type { TenantDomain } from '../domain/domains.ts';
import type { DomainId, OperationId, TenantId } from '../domain/ids.ts';
import { call } from './call.ts';
import * as field from './fields.ts';
import type { Redirect } from './lifecycle.ts';

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

export interface TenantDomains {
  /** The primary one first. */
  readonly domains: ReadonlyArray<StoredDomain>;
  readonly redirects: ReadonlyArray<Redirect>;
  /** The tenant's own address, to which a domain of its own has to point. */
  readonly target: string;
}

/** Why a domain is left out of a repair. */
export const repairProblems = ['taken', 'reserved', 'has_it', 'tenant_state', 'busy'] as const;
export type RepairProblem = (typeof repairProblems)[number];

export interface RepairRow {
  readonly id: DomainId;
  readonly tenant: StoredDomain['tenant'];
  readonly from: string;
  readonly to: string;
  readonly isPrimary: boolean;
  readonly problem: RepairProblem | null;
}

export interface RepairPlan {
  readonly baseDomain: string;
  readonly rows: ReadonlyArray<RepairRow>;
  /** How many there are beyond these. */
  readonly more: number;
}

export const mostRepaired = 500;

const one = z.strictObject({ id: field.domainId });
const manage = { permission: 'tenants.manage' } as const;

export const domainCalls = {
  'domains.list': call<DomainPage>()({ input: domainFilter, gate: { permission: 'read' } }),
  'domains.counts': call<DomainCounts>()({ input: field.nothing, gate: { permission: 'read' } }),
  'domains.ofTenant': call<TenantDomains>()({
    input: z.strictObject({ id: field.tenantId }),
    gate: { permission: 'read' },
  }),
  /** Unverified, with what has to be set in DNS. */
  'domains.add': call<StoredDomain>()({
    input: z.strictObject({ tenantId: field.tenantId, name: z.string().max(1000) }),
    gate: manage,
    changes: true,
  }),
  /** Asks DNS, and keeps what it said. Verified once is verified: the records may go afterwards. */
  'domains.verify': call<StoredDomain>()({ input: one, gate: manage, changes: true }),
  'domains.makePrimary': call<null>()({ input: one, gate: manage, changes: true }),
  'domains.remove': call<null>()({ input: one, gate: manage, changes: true }),
  /** What a repair would rename. Without ids: every domain on another spelling of the profile's base domain. */
  'domains.planRepair': call<RepairPlan>()({
    input: z.strictObject({ ids: z.array(field.domainId).min(1).max(mostRepaired).nullable() }),
    gate: manage,
  }),
  'domains.repair': call<{ readonly operationId: OperationId }>()({
    input: z.strictObject({ ids: z.array(field.domainId).min(1).max(mostRepaired), reason: field.reason }),
    gate: manage,
    changes: true,
  }),
} as const;

import { z } from 'zod';
import type { EffectiveLimit } from '../domain/limits.ts';
import type {
  EffectivePermission,
  PlatformUser,
  TenantRowOutcome,
  TenantUser,
  TenantUserRole,
  UserEvent,
} from '../domain/users.ts';
import { call } from './call.ts';
import * as field from './fields.ts';

export const userTabs = ['all', 'admins', 'platform', 'locked', 'disabled', 'invited'] as const;
/** `platform`: users of no tenant. */
export type UserTab = (typeof userTabs)[number];

export const userFilter = z.strictObject({
  tab: z.enum(userTabs),
  search: field.searchText,
  offset: z.number().int().min(0).max(1_000_000),
  limit: z.number().int().min(1).max(100),
});
export type UserFilter = z.output<typeof userFilter>;

export interface UserPage {
  readonly rows: ReadonlyArray<PlatformUser>;
  readonly total: number;
  /** Of what the search finds. */
  readonly counts: Readonly<Record<UserTab, number>>;
}

/** One of a tenant's people: the platform's row, the tenant's own, or both. */
export interface TenantUserRow {
  readonly user: PlatformUser | null;
  readonly inTenant: TenantUser | null;
  /** As the tenant's database says; null where only the platform knows the user. */
  readonly role: TenantUserRole | null;
  readonly permissions: ReadonlyArray<EffectivePermission>;
}

export interface TenantUsers {
  readonly rows: ReadonlyArray<TenantUserRow>;
  /** False where the tenant's database could not be read: then roles are not known. */
  readonly tenantRead: boolean;
  readonly limit: EffectiveLimit;
}

export interface UserDetail extends TenantUserRow {
  readonly user: PlatformUser;
  /** Null for a user of no tenant, or of one without a database. */
  readonly tenantRead: boolean | null;
  readonly events: ReadonlyArray<UserEvent>;
}

/** What was changed, and what became of the row in the tenant's own database. */
export interface UserChange {
  readonly user: PlatformUser;
  readonly inTenant: TenantRowOutcome;
}

const one = z.strictObject({ id: field.userId });
const withReason = z.strictObject({ id: field.userId, reason: field.reason });
const manages = { permission: 'tenants.manage' } as const;

export const userCalls = {
  'users.search': call<UserPage>()({ input: userFilter, gate: { permission: 'read' } }),
  'users.ofTenant': call<TenantUsers>()({
    input: z.strictObject({ tenantId: field.tenantId }),
    gate: { permission: 'read' },
  }),
  'users.get': call<UserDetail>()({ input: one, gate: { permission: 'read' } }),
  'users.disable': call<UserChange>()({ input: withReason, gate: manages, changes: true }),
  'users.enable': call<UserChange>()({ input: withReason, gate: manages, changes: true }),
  'users.unlock': call<PlatformUser>()({ input: one, gate: manages, changes: true }),
  /** A one-time link by mail. Neither it nor a password is ever shown. */
  'users.sendReset': call<{ readonly sentTo: string }>()({ input: one, gate: manages, changes: true }),
  'users.resendInvitation': call<{ readonly sentTo: string }>()({ input: one, gate: manages, changes: true }),
} as const;

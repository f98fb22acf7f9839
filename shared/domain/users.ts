import type { TenantId, UserId } from './ids.ts';

/** Roles of a tenant's people, as the platform knows them. Not the operators' roles. */
export const tenantUserRoles = ['super_admin', 'admin', 'user', 'viewer'] as const;
export type TenantUserRole = (typeof tenantUserRoles)[number];

export type UserStanding = 'active' | 'disabled' | 'locked' | 'invited';

/** A user of the platform. What the tenant's own database says is beside it where it could be read. */
export interface PlatformUser {
  readonly id: UserId;
  readonly email: string;
  readonly username: string;
  readonly tenant: { readonly id: TenantId; readonly name: string; readonly code: string } | null;
  readonly isTenantAdmin: boolean;
  readonly emailVerified: boolean;
  readonly disabledAt: string | null;
  readonly lockedUntil: string | null;
  /** A one-time link was sent and not used yet. */
  readonly resetSentAt: string | null;
  readonly mustChangePassword: boolean;
}

import type { TenantId, UserId } from '../../../../shared/domain/ids.ts';
import type { PlatformUser } from '../../../../shared/domain/users.ts';
import type { SchemaShape } from '../deps.ts';

/** Conditions on a row `u` of MasterUsers; what this platform has no column for is never so. */
export function userConditions({ hasColumn }: SchemaShape) {
  const has = (column: string): boolean => hasColumn('MasterUsers', column);
  const active = has('IsActive') ? 'u."IsActive"' : 'true';
  const locked = has('LockoutEnd') ? 'coalesce(u."LockoutEnd" > clock_timestamp(), false)' : 'false';
  const neverIn = has('LastLoginAt') ? 'u."LastLoginAt" IS NULL' : 'true';
  return {
    active,
    tabs: {
      all: 'true',
      admins: 'u."IsTenantAdmin"',
      platform: 'u."TenantId" IS NULL',
      locked: `${active} AND ${locked}`,
      disabled: `NOT ${active}`,
      invited: `${active} AND NOT ${locked} AND NOT u."IsEmailVerified" AND ${neverIn}`,
    },
  } as const;
}

/** A lock without an end is written as the last moment that there is. */
const lockedUntil = `CASE WHEN u."LockoutEnd" > clock_timestamp()
    THEN least(u."LockoutEnd", timestamptz '9999-12-31 00:00:00+00') END`;

/** The columns that `userOf` reads, of `u` and its tenant `t`. */
export function userColumns(shape: SchemaShape): string {
  const has = (column: string): boolean => shape.hasColumn('MasterUsers', column);
  const { active } = userConditions(shape);
  const disabledAt = shape.bookkeeping
    ? `CASE WHEN NOT ${active} THEN (SELECT CASE e.action WHEN 'disabled' THEN e.at END FROM tenantry.user_events e
         WHERE e.user_id = u."Id" AND e.action IN ('disabled', 'enabled') ORDER BY e.id DESC LIMIT 1) END`
    : 'NULL::timestamptz';
  const resetExpiresAt = has('PasswordResetExpiresAt')
    ? `CASE WHEN u."PasswordResetTokenHash" IS NOT NULL AND u."PasswordResetExpiresAt" > clock_timestamp()
         THEN u."PasswordResetExpiresAt" END`
    : 'NULL::timestamptz';
  return `u."Id" AS id, u."Email"::text AS email, u."Username"::text AS username, u."TenantId" AS tenant_id,
    t."Name" AS tenant_name, t."Code" AS tenant_code, u."IsTenantAdmin" AS admin, u."IsEmailVerified" AS verified,
    ${active} AS active, ${disabledAt} AS disabled_at,
    ${has('LockoutEnd') ? lockedUntil : 'NULL::timestamptz'} AS locked_until,
    ${has('LastLoginAt') ? 'u."LastLoginAt"' : 'NULL::timestamptz'} AS last_login_at,
    ${resetExpiresAt} AS reset_expires_at,
    ${has('MustChangePassword') ? 'u."MustChangePassword"' : 'false'} AS must_change`;
}

export const withTenant = 'LEFT JOIN public."Tenants" t ON t."Id" = u."TenantId"';

export function userOf(row: Readonly<Record<string, unknown>>): PlatformUser {
  const tenantName = row['tenant_name'] as string | null;
  return {
    id: row['id'] as UserId,
    email: row['email'] as string,
    username: row['username'] as string,
    tenant:
      tenantName === null
        ? null
        : { id: row['tenant_id'] as TenantId, name: tenantName, code: row['tenant_code'] as string },
    isTenantAdmin: row['admin'] as boolean,
    emailVerified: row['verified'] as boolean,
    active: row['active'] as boolean,
    disabledAt: row['disabled_at'] as string | null,
    lockedUntil: row['locked_until'] as string | null,
    lastLoginAt: row['last_login_at'] as string | null,
    resetExpiresAt: row['reset_expires_at'] as string | null,
    mustChangePassword: row['must_change'] as boolean,
  };
}

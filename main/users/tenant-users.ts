import type { TenantUserRow, TenantUsers, UserDetail } from '../../shared/contract/users.ts';
import type { TenantId, UserId } from '../../shared/domain/ids.ts';
import { effectiveLimits } from '../../shared/domain/limits.ts';
import { effectivePermissions, type PlatformUser, type TenantUser } from '../../shared/domain/users.ts';
import { AppError } from '../../shared/errors.ts';
import type { PlatformLayout } from '../layouts/layout.ts';

interface Parts {
  readonly layout: Pick<PlatformLayout, 'tenants' | 'tenantSettings' | 'users'>;
  /** Where the seller is, as `2026-11-21`. */
  readonly today: string;
}

const rowOf = (user: PlatformUser | null, inTenant: TenantUser | null): TenantUserRow => {
  const role = inTenant?.role ?? null;
  return { user, inTenant, role, permissions: role === null ? [] : effectivePermissions(role) };
};

/** By the platform's id; by e-mail only where the tenant's row names no user of the platform. */
const isSame = ({ id, email }: PlatformUser, row: TenantUser): boolean =>
  row.userId === null ? row.email.toLowerCase() === email.toLowerCase() : row.userId === id;

/** The platform's users in their order, then those whom only the tenant's database knows. */
export function mergeUsers(
  known: ReadonlyArray<PlatformUser>,
  inTenant: ReadonlyArray<TenantUser>,
): ReadonlyArray<TenantUserRow> {
  const others = new Set(inTenant);
  const rows = known.map((user) => {
    const own = inTenant.find((row) => isSame(user, row)) ?? null;
    if (own !== null) others.delete(own);
    return rowOf(user, own);
  });
  return [...rows, ...[...others].map((row) => rowOf(null, row))];
}

const peopleIn = (layout: Parts['layout'], tenantId: TenantId, database: string | null) =>
  database === null ? null : layout.users.inTenant({ tenantId, database });

export async function usersOfTenant({ layout, today }: Parts, tenantId: TenantId): Promise<TenantUsers> {
  const tenant = await layout.tenants.find(tenantId);
  if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
  const [known, inTenant, overrides] = await Promise.all([
    layout.users.ofTenant(tenantId),
    peopleIn(layout, tenantId, tenant.databaseName),
    layout.tenantSettings.overrides(tenantId),
  ]);
  const { packageName, maxUsers, users } = tenant;
  const limits = effectiveLimits({
    fromPackage: packageName === null ? null : { name: packageName, limits: { max_users: maxUsers } },
    overrides,
    used: { max_users: users },
    today,
  });
  const limit = limits.find(({ key }) => key === 'max_users');
  if (limit === undefined) throw new TypeError('users have a limit');
  return { rows: mergeUsers(known, inTenant ?? []), tenantRead: inTenant !== null, limit };
}

export async function userDetail({ layout }: Pick<Parts, 'layout'>, id: UserId): Promise<UserDetail> {
  const user = await findUser(layout, id);
  const tenant = user.tenant === null ? undefined : await layout.tenants.find(user.tenant.id);
  const database = tenant?.databaseName ?? null;
  const [inTenant, events] = await Promise.all([
    tenant === undefined ? null : peopleIn(layout, tenant.id, database),
    layout.users.events(id),
  ]);
  const own = inTenant?.find((row) => isSame(user, row)) ?? null;
  return { ...rowOf(user, own), user, events, tenantRead: database === null ? null : inTenant !== null };
}

export async function findUser(layout: Pick<PlatformLayout, 'users'>, id: UserId): Promise<PlatformUser> {
  const user = await layout.users.find(id);
  if (user === undefined) throw new AppError('not_found', 'user.not_found');
  return user;
}

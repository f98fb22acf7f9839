import type { TenantId, UserId } from '../../../../shared/domain/ids.ts';
import {
  mayDo,
  type PlatformUser,
  standingOf,
  type TenantRowOutcome,
  type UserAction,
  type UserEvent,
} from '../../../../shared/domain/users.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Runner } from '../../pg/pools.ts';
import type { StockerDeps } from '../deps.ts';
import { userColumns, userOf, withTenant } from './rows.ts';
import { setTenantUserActive } from './tenant-rows.ts';

export interface LockedUser {
  readonly user: PlatformUser;
  readonly tenantId: TenantId | null;
  readonly database: string | null;
}

export async function lockUser(runner: Runner, deps: StockerDeps, id: UserId): Promise<LockedUser> {
  const [row] = await runner.query({
    text: `SELECT ${userColumns(await deps.shape())}, t."DatabaseName" AS database
             FROM public."MasterUsers" u ${withTenant} WHERE u."Id" = $1::uuid FOR UPDATE OF u`,
    values: [id],
  });
  if (row === undefined) throw new AppError('not_found', 'user.not_found');
  return {
    user: userOf(row),
    tenantId: row['tenant_id'] as TenantId | null,
    database: row['database'] as string | null,
  };
}

/** Refuses what the user's state, as it is now and stays until the transaction ends, does not allow. */
export async function lockFor(
  runner: Runner,
  deps: StockerDeps,
  { id, action }: { readonly id: UserId; readonly action: UserAction },
): Promise<LockedUser> {
  const locked = await lockUser(runner, deps, id);
  const standing = standingOf(locked.user, Date.now());
  if (!mayDo(standing, action)) throw new AppError('conflict', 'user.wrong_state', { params: { state: standing } });
  return locked;
}

/** Gives the event's number, by which it can be taken back. */
export async function noteEvent(
  runner: Runner,
  event: Pick<UserEvent, 'action' | 'by'> & { readonly id: UserId; readonly reason?: string },
): Promise<string> {
  const [row] = await runner.query({
    text: 'INSERT INTO tenantry.user_events (user_id, by, action, reason) VALUES ($1, $2, $3, $4) RETURNING id',
    values: [event.id, event.by, event.action, event.reason ?? null],
  });
  return String(row?.['id']);
}

/** Under the platform's lock on the user, so that of two consoles the later one decides in both places. */
export async function matchTenantRow(
  deps: StockerDeps,
  { user, tenantId, database }: LockedUser,
  active: boolean,
): Promise<TenantRowOutcome> {
  if (tenantId === null || database === null) return 'none';
  return setTenantUserActive(deps, { tenantId, database }, { id: user.id, email: user.email, active });
}

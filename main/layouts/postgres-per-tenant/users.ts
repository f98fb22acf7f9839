import type { UserId } from '../../../shared/domain/ids.ts';
import type { PlatformUser, UserEvent } from '../../../shared/domain/users.ts';
import { AppError } from '../../../shared/errors.ts';
import type { UserCatalog } from '../roles/users.ts';
import type { StockerDeps } from './deps.ts';
import { requireBookkeeping } from './shape.ts';
import { lockFor, lockUser, matchTenantRow, noteEvent } from './users/changes.ts';
import { sendLink } from './users/links.ts';
import { userCounts, userCountsQuery, userPageQuery } from './users/page-query.ts';
import { userColumns, userOf, withTenant } from './users/rows.ts';
import { readTenantUsers } from './users/tenant-rows.ts';

/** The platform's users, and what a tenant's own database says of its people. */
export function createUserCatalog(deps: StockerDeps): UserCatalog {
  const { read, write } = deps.pools;
  const find = async (id: UserId): Promise<PlatformUser | undefined> => {
    const [row] = await read.query({
      text: `SELECT ${userColumns(await deps.shape())} FROM public."MasterUsers" u ${withTenant} WHERE u."Id" = $1::uuid`,
      values: [id],
    });
    return row === undefined ? undefined : userOf(row);
  };
  const findStill = async (id: UserId): Promise<PlatformUser> => {
    const user = await find(id);
    if (user === undefined) throw new AppError('not_found', 'user.not_found');
    return user;
  };

  return {
    find,
    async page(query) {
      const shape = await deps.shape();
      const [rows, [counted = {}]] = await Promise.all([
        read.query(userPageQuery(shape, query)),
        read.query(userCountsQuery(shape, query.search)),
      ]);
      const counts = userCounts(counted);
      return { rows: rows.map(userOf), total: counts[query.tab], counts };
    },
    async ofTenant(tenantId) {
      const rows = await read.query({
        text: `SELECT ${userColumns(await deps.shape())} FROM public."MasterUsers" u ${withTenant}
                WHERE u."TenantId" = $1::uuid ORDER BY u."IsTenantAdmin" DESC, lower(u."Email"), u."Id"`,
        values: [tenantId],
      });
      return rows.map(userOf);
    },
    inTenant: (of) => readTenantUsers(deps, of),
    async events(id) {
      if (!(await deps.shape()).bookkeeping) return [];
      const rows = await read.query({
        text: `SELECT at, by, action, reason FROM tenantry.user_events WHERE user_id = $1::uuid ORDER BY id DESC LIMIT 200`,
        values: [id],
      });
      return rows as unknown as ReadonlyArray<UserEvent>;
    },
    async disable({ id, reason, by }) {
      await requireBookkeeping(deps);
      await write(async (runner) => {
        await lockFor(runner, deps, { id, action: 'disable' });
        await runner.query({
          text: `UPDATE public."MasterUsers" SET "IsActive" = false, "PasswordResetTokenHash" = NULL,
                   "PasswordResetExpiresAt" = NULL WHERE "Id" = $1::uuid`,
          values: [id],
        });
        await noteEvent(runner, { id, by, action: 'disabled', reason });
      });
      // Kept out already, whatever becomes of the rest.
      const inTenant = await write(async (runner) => {
        const locked = await lockUser(runner, deps, id);
        return matchTenantRow(deps, locked, locked.user.active);
      }).catch(() => 'unreachable' as const);
      return { user: await findStill(id), inTenant };
    },
    async enable({ id, reason, by }) {
      await requireBookkeeping(deps);
      const inTenant = await write(async (runner) => {
        const outcome = await matchTenantRow(deps, await lockFor(runner, deps, { id, action: 'enable' }), true);
        await runner.query({
          text: 'UPDATE public."MasterUsers" SET "IsActive" = true WHERE "Id" = $1::uuid',
          values: [id],
        });
        await noteEvent(runner, { id, by, action: 'enabled', reason });
        return outcome;
      });
      return { user: await findStill(id), inTenant };
    },
    async unlock({ id, by }) {
      await requireBookkeeping(deps);
      await write(async (runner) => {
        await lockFor(runner, deps, { id, action: 'unlock' });
        await runner.query({
          text: 'UPDATE public."MasterUsers" SET "LockoutEnd" = NULL, "AccessFailedCount" = 0 WHERE "Id" = $1::uuid',
          values: [id],
        });
        await noteEvent(runner, { id, by, action: 'unlocked' });
      });
      return findStill(id);
    },
    async expectReset(link, send) {
      await requireBookkeeping(deps);
      return sendLink(deps, link, send);
    },
  };
}

import type { TenantDatabase } from '../../../main/layouts/roles/migrations.ts';
import type { NewLink, UserCatalog } from '../../../main/layouts/roles/users.ts';
import { type UserFilter, type UserTab, userTabs } from '../../../shared/contract/users.ts';
import type { UserId } from '../../../shared/domain/ids.ts';
import { foldForSearch } from '../../../shared/domain/names.ts';
import {
  mayDo,
  type PlatformUser,
  standingOf,
  type TenantRowOutcome,
  type UserAction,
  type UserEvent,
} from '../../../shared/domain/users.ts';
import { AppError } from '../../../shared/errors.ts';
import { isoNow, type MemoryDatabase, type MemoryUser, type MemoryWorld } from './world.ts';

export function memoryUsers(world: MemoryWorld): UserCatalog {
  const isAhead = (at: string | null): boolean => at !== null && Date.parse(at) > world.clock.now;
  const shown = (user: MemoryUser): PlatformUser => {
    const { id, email, username, emailVerified, active, lastLoginAt, mustChangePassword } = user;
    const tenant = user.tenantId === null ? undefined : world.tenants.get(user.tenantId);
    const last = user.events.findLast(({ action }) => action === 'disabled' || action === 'enabled');
    return {
      ...{ id, email, username, emailVerified, active, lastLoginAt, mustChangePassword, isTenantAdmin: user.isAdmin },
      tenant: tenant === undefined ? null : { id: tenant.id, name: tenant.name, code: tenant.code },
      disabledAt: !active && last?.action === 'disabled' ? last.at : null,
      lockedUntil: isAhead(user.lockedUntil) ? user.lockedUntil : null,
      resetExpiresAt: isAhead(user.link?.expiresAt ?? null) ? (user.link?.expiresAt ?? null) : null,
    };
  };
  const standing = (user: MemoryUser) => standingOf(shown(user), world.clock.now);
  const inTab: Readonly<Record<UserTab, (user: MemoryUser) => boolean>> = {
    all: () => true,
    admins: ({ isAdmin }) => isAdmin,
    platform: ({ tenantId }) => tenantId === null,
    locked: (user) => standing(user) === 'locked',
    disabled: (user) => standing(user) === 'disabled',
    invited: (user) => standing(user) === 'invited',
  };
  const found = ({ search }: Pick<UserFilter, 'search'>): ReadonlyArray<MemoryUser> => {
    const words = foldForSearch(search)
      .split(' ')
      .filter((word) => /[\p{L}\p{N}]/u.test(word));
    return world.users.filter(({ email, username }) => {
      const text = ` ${foldForSearch(`${email} ${username}`)}`;
      return words.every((word) => text.includes(word));
    });
  };
  const byEmail = (a: MemoryUser, b: MemoryUser): number => (a.email.toLowerCase() < b.email.toLowerCase() ? -1 : 1);
  const get = (id: UserId): MemoryUser => {
    const user = world.users.find((one) => one.id === id);
    if (user === undefined) throw new AppError('not_found', 'user.not_found');
    return user;
  };
  const getFor = (id: UserId, action: UserAction): MemoryUser => {
    const user = get(id);
    if (!mayDo(standing(user), action))
      throw new AppError('conflict', 'user.wrong_state', { params: { state: standing(user) } });
    return user;
  };
  const databaseOf = ({ tenantId, database }: TenantDatabase): MemoryDatabase | undefined => {
    const here = world.databases.get(database);
    const isOpen = here?.allowsConnections === true && !here.invalid;
    const hasTable = here !== undefined && (here.migrations.length > 0 || here.users.length > 0);
    return isOpen && hasTable && here.stamp?.tenantId === tenantId ? here : undefined;
  };
  const setInTenant = (user: MemoryUser, active: boolean): TenantRowOutcome => {
    const database = user.tenantId === null ? null : (world.tenants.get(user.tenantId)?.database ?? null);
    if (user.tenantId === null || database === null) return 'none';
    const rows = databaseOf({ tenantId: user.tenantId, database })?.users;
    if (rows === undefined) return 'unreachable';
    const row = rows.find(
      ({ userId, email }) =>
        userId === user.id || (userId === null && email.toLowerCase() === user.email.toLowerCase()),
    );
    if (row === undefined) return 'none';
    row.active = active;
    return 'changed';
  };
  const note = (user: MemoryUser, event: Pick<UserEvent, 'action' | 'by' | 'reason'>): UserEvent => {
    const noted: UserEvent = { at: isoNow(world), action: event.action, by: event.by, reason: event.reason };
    user.events.push(noted);
    return noted;
  };
  const linkUntil = ({ tokenHash, validHours }: NewLink): MemoryUser['link'] => ({
    tokenHash,
    expiresAt: new Date(world.clock.now + validHours * 3_600_000).toISOString(),
  });

  return {
    async page(query) {
      const hits = found(query);
      const counts = Object.fromEntries(userTabs.map((tab) => [tab, hits.filter(inTab[tab]).length])) as Record<
        UserTab,
        number
      >;
      const rows = hits
        .filter(inTab[query.tab])
        .sort(byEmail)
        .slice(query.offset, query.offset + query.limit);
      return { rows: rows.map(shown), total: counts[query.tab], counts };
    },
    async find(id) {
      const user = world.users.find((one) => one.id === id);
      return user === undefined ? undefined : shown(user);
    },
    ofTenant: async (id) =>
      world.users
        .filter(({ tenantId }) => tenantId === id)
        .sort((a, b) => Number(b.isAdmin) - Number(a.isAdmin) || byEmail(a, b))
        .map(shown),
    inTenant: async (of) => structuredClone(databaseOf(of)?.users ?? null),
    events: async (id) => world.users.find((one) => one.id === id)?.events.toReversed() ?? [],
    async disable({ id, reason, by }) {
      const user = getFor(id, 'disable');
      user.active = false;
      user.link = null;
      note(user, { action: 'disabled', by, reason });
      return { inTenant: setInTenant(user, false), user: shown(user) };
    },
    async enable({ id, reason, by }) {
      const user = getFor(id, 'enable');
      const inTenant = setInTenant(user, true);
      user.active = true;
      note(user, { action: 'enabled', by, reason });
      return { inTenant, user: shown(user) };
    },
    async unlock({ id, by }) {
      const user = getFor(id, 'unlock');
      user.lockedUntil = null;
      note(user, { action: 'unlocked', by, reason: null });
      return shown(user);
    },
    async expectReset(link, send) {
      const user = getFor(link.id, link.action === 'reset_sent' ? 'sendReset' : 'resendInvitation');
      const before = { link: user.link, mustChangePassword: user.mustChangePassword };
      Object.assign(user, { link: linkUntil(link), mustChangePassword: true });
      const noted = note(user, { action: link.action, by: link.by, reason: null });
      try {
        await send();
      } catch (error) {
        if (user.link?.tokenHash === link.tokenHash) Object.assign(user, before);
        user.events.splice(user.events.indexOf(noted), 1);
        throw error;
      }
      return shown(user);
    },
  };
}

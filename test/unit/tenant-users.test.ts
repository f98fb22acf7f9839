import { describe, expect, it } from 'vitest';
import { mergeUsers, userDetail, usersOfTenant } from '../../main/users/tenant-users.ts';
import type { UserId } from '../../shared/domain/ids.ts';
import type { PlatformUser, TenantUser } from '../../shared/domain/users.ts';
import { addTenant } from '../builders/platform.ts';
import { aNewUser } from '../fakes/memory/world.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

const known = (id: string, email: string): PlatformUser => ({
  ...{ id: id as UserId, email, username: email, tenant: null, isTenantAdmin: false, emailVerified: true },
  ...{ active: true, disabledAt: null, lockedUntil: null, lastLoginAt: null, resetExpiresAt: null },
  mustChangePassword: false,
});
const own = (userId: string | null, email: string, role: TenantUser['role'] = 'user'): TenantUser => ({
  ...{ userId: userId as UserId | null, email, name: null, role, active: true, lastLoginAt: null },
});
const merged = (users: ReadonlyArray<PlatformUser>, rows: ReadonlyArray<TenantUser>) =>
  mergeUsers(users, rows).map(({ user, inTenant, role }) => [user?.id ?? null, inTenant?.email ?? null, role]);

describe('the two rows of one person', () => {
  it.each([
    ['by id', [known('1', 'a@x.example')], [own('1', 'other@x.example', 'admin')], [['1', 'other@x.example', 'admin']]],
    [
      'by e-mail where the tenant names nobody',
      [known('1', 'A@x.example')],
      [own(null, 'a@X.example')],
      [['1', 'a@X.example', 'user']],
    ],
    [
      'not by e-mail where the tenant names somebody else',
      [known('1', 'a@x.example')],
      [own('2', 'a@x.example')],
      [
        ['1', null, null],
        [null, 'a@x.example', 'user'],
      ],
    ],
    ['nobody in the tenant', [known('1', 'a@x.example')], [], [['1', null, null]]],
    ['nobody on the platform', [], [own(null, 'a@x.example', 'viewer')], [[null, 'a@x.example', 'viewer']]],
  ] as const)('%s', (_, users, rows, expected) => expect(merged(users, rows)).toEqual(expected));
});

describe('a tenant’s users', () => {
  async function house() {
    const platform = createMemoryPlatform();
    const tenant = addTenant(platform);
    const { world } = platform;
    const user = {
      ...{ ...aNewUser(), tenantId: tenant.id, email: 'ali@cinar.example', username: 'Ali', passwordHash: '!' },
      ...{ isAdmin: true, emailVerified: true },
    };
    world.users.push(user);
    world.databases.get('Stocker_cinar_Db')?.users.push(own(user.id, user.email, 'admin'));
    const layout = platform.open();
    await layout.setWritable(true);
    return { world, tenant, user, layout };
  }

  it('are told with role, permissions and the limit beside what is used', async () => {
    const { tenant, user, layout } = await house();
    const told = await usersOfTenant({ layout, today: '2026-11-21' }, tenant.id);
    expect(told).toMatchObject({
      tenantRead: true,
      rows: [{ user: { id: user.id }, role: 'admin', inTenant: { active: true } }],
      limit: { key: 'max_users', value: null, used: 1, origin: { from: 'nothing' } },
    });
    expect(told.rows[0]?.permissions.find(({ area }) => area === 'customers')).toMatchObject({ whole: true });
  });

  it('have an override of the limit where there is one', async () => {
    const { tenant, layout } = await house();
    const override = { key: 'max_users', value: 3, reason: 'agreed by mail', by: 'ayse', until: '2026-11-21' } as const;
    await layout.tenantSettings.setOverride(tenant.id, override);
    const limit = async (today: string) => (await usersOfTenant({ layout, today }, tenant.id)).limit;
    expect(await limit('2026-11-21')).toMatchObject({ value: 3, origin: { from: 'override' } });
    expect(await limit('2026-11-22')).toMatchObject({ value: null });
  });

  it('are told without roles where the tenant’s database can’t be read', async () => {
    const { world, tenant, user, layout } = await house();
    world.databases.clear();
    expect(await usersOfTenant({ layout, today: '2026-11-21' }, tenant.id)).toMatchObject({
      ...{ tenantRead: false, rows: [{ role: null, permissions: [], inTenant: null }] },
    });
    expect(await userDetail({ layout }, user.id)).toMatchObject({ tenantRead: false, role: null });
  });

  it('one of them is told with what was done', async () => {
    const { user, layout } = await house();
    await layout.users.disable({ id: user.id, reason: 'left', by: 'ayse' });
    expect(await userDetail({ layout }, user.id)).toMatchObject({
      ...{ user: { active: false }, role: 'admin', tenantRead: true, inTenant: { active: false } },
      events: [{ action: 'disabled', by: 'ayse', reason: 'left' }],
    });
  });
});

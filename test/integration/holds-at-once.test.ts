import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { holdMany, releaseMany } from '../../main/tenants/bulk-plan.ts';
import { putHold, releaseHold } from '../../main/tenants/hold.ts';
import { type HoldKind, isLive } from '../../shared/domain/holds.ts';
import { type MatrixConsole, openConsole } from '../matrix/console.ts';
import { type LifeHouse, type LivingTenant, openLifeHouse } from '../servers/life-house.ts';

let house: LifeHouse;
let other: MatrixConsole;
let count = 0;

beforeAll(async () => {
  house = await openLifeHouse();
  other = await openConsole(house.platform.config, { machine: 'other' });
});
afterAll(async () => {
  await other?.close();
  await house?.close();
});

const by = 'ayse@example.com';
const reason = 'a night of work';
const next = (): Promise<LivingTenant> => {
  count += 1;
  return house.tenant(`acele-${count}`);
};
const put = (desk: MatrixConsole, { id }: LivingTenant, kind: HoldKind) =>
  putHold({ ...desk, by }, { id, kind, effects: ['block_login'], reason, reviewOn: null });
const liveOf = async ({ id }: LivingTenant) => (await house.desk.layout.holds.ofTenant(id)).filter(isLive);
const lift = async (desk: MatrixConsole, tenant: LivingTenant, kind: HoldKind) => {
  for (const { id } of (await liveOf(tenant)).filter((hold) => hold.kind === kind))
    await releaseHold({ ...desk, by }, { id: tenant.id, holdId: id, kind, reason });
};
const many = { now: new Date(), by };
const canLogIn = async ({ role }: LivingTenant) =>
  (await house.asAdmin('SELECT rolcanlogin AS login FROM pg_roles WHERE rolname = $1::text', [role]))[0]?.['login'];
/** Every one ends, or says that somebody else was faster. */
const atOnce = async (...acts: ReadonlyArray<Promise<unknown>>): Promise<void> => {
  for (const one of await Promise.allSettled(acts))
    if (one.status === 'rejected')
      expect(one.reason).toMatchObject({ code: expect.stringMatching(/^(conflict|busy)$/) });
};
const inBulk = async (desk: MatrixConsole, tenant: LivingTenant, verb: 'hold' | 'release'): Promise<void> => {
  const on = { tenants: [tenant.id], kind: 'maintenance' as const, reason };
  const id =
    verb === 'hold'
      ? await holdMany({ ...desk, ...many }, { ...on, effects: ['block_login'], reviewOn: null })
      : await releaseMany({ ...desk, ...many }, on);
  await desk.engine.whenSettled(id);
};

it('two consoles and a bulk hold at once: closed while one of them holds, and as it was after the last', async () => {
  const tenant = await next();
  for (let round = 0; round < 3; round += 1) {
    await atOnce(
      put(house.desk, tenant, 'billing'),
      put(other, tenant, 'security'),
      inBulk(other, tenant, 'hold'),
      put(house.desk, tenant, 'customer_request'),
    );
    expect(await canLogIn(tenant)).toBe(false);
    await atOnce(
      lift(other, tenant, 'billing'),
      lift(house.desk, tenant, 'security'),
      inBulk(house.desk, tenant, 'release'),
      put(other, tenant, 'legal'),
    );
    expect(await canLogIn(tenant)).toBe((await liveOf(tenant)).length === 0);
    for (const { kind } of await liveOf(tenant)) await lift(house.desk, tenant, kind);
    expect(await house.knock(tenant)).toBe('in');
  }
});

it('a hold that is put while the tenant is cancelled or brought back stays in force', async () => {
  const tenant = await next();
  const asked = { id: tenant.id, reason };
  await atOnce(house.life.cancel(asked, by), put(other, tenant, 'billing'));
  expect(await canLogIn(tenant)).toBe(false);
  await atOnce(house.life.reactivate(asked, by), put(other, tenant, 'security'), lift(other, tenant, 'billing'));
  expect(await canLogIn(tenant)).toBe(false);
  for (const { kind } of await liveOf(tenant)) await lift(other, tenant, kind);
  expect(await house.knock(tenant)).toBe('in');
});

it('a role that an administrator keeps out stays out, whatever is put and lifted', async () => {
  const tenant = await next();
  await house.asAdmin(`ALTER ROLE ${pg.escapeIdentifier(tenant.role)} NOLOGIN CONNECTION LIMIT 7`);
  await put(house.desk, tenant, 'billing');
  await inBulk(house.desk, tenant, 'hold');
  await lift(house.desk, tenant, 'billing');
  await inBulk(house.desk, tenant, 'release');
  await house.life.cancel({ id: tenant.id, reason }, by);
  await house.life.reactivate({ id: tenant.id, reason }, by);
  const [role] = await house.asAdmin(
    'SELECT rolcanlogin AS login, rolconnlimit AS connections FROM pg_roles WHERE rolname = $1::text',
    [tenant.role],
  );
  expect(role).toEqual({ login: false, connections: 7 });
});

it('holds a tenant whose database, or whose role, somebody took away', async () => {
  const tenant = await next();
  await house.asAdmin(`DROP DATABASE ${pg.escapeIdentifier(tenant.database)} WITH (FORCE)`, [], 'postgres');
  expect((await put(house.desk, tenant, 'billing')).receipt).toMatchObject({ sealed: true, role: tenant.role });
  await lift(house.desk, tenant, 'billing');
  expect(await canLogIn(tenant)).toBe(true);
  await house.asAdmin(`DROP ROLE ${pg.escapeIdentifier(tenant.role)}`);
  expect((await put(house.desk, tenant, 'billing')).receipt).toMatchObject({ sealed: false, role: null });
  await lift(house.desk, tenant, 'billing');
  expect(await liveOf(tenant)).toEqual([]);
});

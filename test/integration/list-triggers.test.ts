import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listColumns } from '../../main/layouts/postgres-per-tenant/tenant-list/columns.ts';
import { sourceRowsSql } from '../../main/layouts/postgres-per-tenant/tenant-list/source-rows.ts';
import { manyTenants } from '../builders/many-tenants.ts';
import { createRandom } from '../builders/random.ts';
import { newPlatform } from '../builders/stocker-parts.ts';
import { insertDomain, insertPackage, insertSubscription, insertTenant, insertUser } from '../builders/tenant-rows.ts';
import { createRole } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

let platform: Awaited<ReturnType<typeof newPlatform>>;
let owner: pg.Client;
/** The platform's own program: rights on its own tables, and on nothing of the console's. */
let app: pg.Client;
const clients: pg.Client[] = [];

async function connect(login: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(login);
  client.on('error', () => undefined);
  await client.connect();
  clients.push(client);
  return client;
}

beforeEach(async () => {
  platform = await newPlatform(sharedPostgres());
  owner = await connect(platform.superuser);
  const role = await createRole(sharedPostgres(), { rights: [], prefix: 'app' });
  await owner.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${role.user}`);
  await owner.query(`GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role.user}`);
  app = await connect(role.as(platform.login.database));
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.end();
  await platform.drop();
});

const names = listColumns.map(([name]) => name).join(', ');
/** Rows that the list has and should not, and the other way round. */
async function differences(): Promise<ReadonlyArray<unknown>> {
  const truth = `SELECT ${names} FROM (${sourceRowsSql({ hasColumn: () => true, holds: true, currency: 'TRY' })}) made`;
  const list = `SELECT ${names} FROM tenantry.tenant_list`;
  const { rows } = await owner.query(
    `(SELECT 'kept' AS side, * FROM (${list} EXCEPT ${truth}) a) UNION ALL (SELECT 'true', * FROM (${truth} EXCEPT ${list}) b)`,
  );
  return rows;
}
async function listed(id: string): Promise<Record<string, unknown> | undefined> {
  return (await owner.query<Record<string, unknown>>('SELECT * FROM tenantry.tenant_list WHERE id = $1', [id])).rows[0];
}

describe("the platform's own program, without a right on schema tenantry", () => {
  it('writes a tenant and all that hangs on it, and the list follows', async () => {
    await expect(app.query('SELECT * FROM tenantry.tenant_list')).rejects.toMatchObject({ code: '42501' });
    const id = await insertTenant(app, { name: 'Işık Şirketi A.Ş.', code: 'isik' });
    await insertSubscription(app, { tenant: id, package: await insertPackage(app) });
    await insertDomain(app, id, 'isik.stoocker.app', true);
    await insertUser(app, id, 'Ayşe@isik.example', true);
    await insertUser(app, id, 'can@isik.example');

    expect(await listed(id)).toMatchObject({
      name: 'Işık Şirketi A.Ş.',
      lifecycle: 'active',
      suspended: false,
      subscription: 'active',
      package_name: 'Büyüme',
      mrr_minor: '45000',
      currency: 'TRY',
      users: 2,
      max_users: 10,
      domain: 'isik.stoocker.app',
      search: ' isik sirketi a.s. isik isik.stoocker.app stocker_isik_db ayse@isik.example',
    });
    expect(await differences()).toEqual([]);
  });

  it('changes and removes what a row is made from, and the list follows', async () => {
    const [a, b] = [await insertTenant(app), await insertTenant(app)];
    const cheap = await insertPackage(app, { name: 'Çekirdek', price: '100' });
    await insertSubscription(app, { tenant: a, package: cheap, start: '2025-01-01' });
    await insertSubscription(app, { tenant: a, package: await insertPackage(app), status: 'İptal' });
    await insertUser(app, a, 'x@a.example', true);
    expect(await listed(a)).toMatchObject({ package_name: 'Çekirdek', mrr_minor: '10000', users: 1 });

    await app.query(`UPDATE public."Packages" SET "Price" = 120.505, "Name" = 'Yeni' WHERE "Id" = $1`, [cheap]);
    expect(await listed(a)).toMatchObject({ package_name: 'Yeni', mrr_minor: '12051' });
    await app.query(`UPDATE public."MasterUsers" SET "TenantId" = $1`, [b]);
    expect([await listed(a), await listed(b)]).toMatchObject([{ users: 0 }, { users: 1 }]);
    await app.query(`UPDATE public."Tenants" SET "Status" = 'Askıda' WHERE "Id" = $1`, [b]);
    expect(await listed(b)).toMatchObject({ suspended: true, lifecycle: 'active' });
    await app.query('DELETE FROM public."Subscriptions"');
    expect(await listed(a)).toMatchObject({ subscription: null, mrr_minor: null });
    await app.query('DELETE FROM public."Tenants" WHERE "Id" = $1', [a]);
    expect(await listed(a)).toBeUndefined();
    expect(await differences()).toEqual([]);
  });

  it('empties tables at once, and the list follows', async () => {
    const id = await insertTenant(owner);
    await insertUser(owner, id, 'x@a.example');
    await owner.query('TRUNCATE public."MasterUsers"');
    expect(await listed(id)).toMatchObject({ users: 0 });
    await owner.query('TRUNCATE public."Tenants" CASCADE');
    expect(await differences()).toEqual([]);
  });

  it("can't lead the console's functions to objects of its own", async () => {
    await app.query(
      'CREATE FUNCTION public.concat_ws(text, VARIADIC text[]) RETURNS text LANGUAGE sql AS $$ SELECT $a$stolen$a$ $$',
    );
    await app.query('CREATE TEMP TABLE tenant_list (id uuid)');
    await app.query('SET search_path = pg_temp, public, pg_catalog');
    const id = await insertTenant(app, { name: 'Deneme' });
    expect(await listed(id)).toMatchObject({ name: 'Deneme', name_key: 'deneme' });
    expect((await app.query('SELECT * FROM pg_temp.tenant_list')).rows).toEqual([]);
  });

  it('is not stopped by amounts, days and names that a list row has no room for', async () => {
    const id = await insertTenant(app, { name: 'ğ'.repeat(3_000), code: 'x'.repeat(3_000) });
    const odd = await insertPackage(app, { price: 'NaN' });
    await insertSubscription(app, { tenant: id, package: odd, trialEnd: 'infinity' });
    await insertDomain(app, id, 'd'.repeat(3_000), true);
    await app.query(`UPDATE public."Tenants" SET "CreatedAt" = 'infinity' WHERE "Id" = $1`, [id]);
    expect(await listed(id)).toMatchObject({ mrr_minor: null });
    expect(await differences()).toEqual([]);
  });
});

describe('holds', () => {
  it('show their kinds, and suspend while one of them blocks the login', async () => {
    const id = await insertTenant(app);
    const hold = (kind: string, effect: string) =>
      owner.query(
        `INSERT INTO tenantry.holds (id, tenant_id, kind, effects, reason, put_by) VALUES ($1, $2, $3, ARRAY[$4], 'why', 'me')`,
        [randomUUID(), id, kind, effect],
      );
    await hold('legal', 'block_write');
    expect(await listed(id)).toMatchObject({ hold_kinds: ['legal'], suspended: false });
    await hold('billing', 'block_login');
    expect(await listed(id)).toMatchObject({ hold_kinds: ['billing', 'legal'], suspended: true, status_key: 3 });
    await owner.query(`UPDATE tenantry.holds SET lifted_at = now() WHERE kind = 'billing'`);
    expect(await listed(id)).toMatchObject({ hold_kinds: ['legal'], suspended: false });
  });
});

describe('two writers at once', () => {
  it('never leave a row that misses what the other has committed', async () => {
    const id = await insertTenant(app);
    const packageId = await insertPackage(app);
    const other = await connect(platform.superuser);
    await app.query('BEGIN');
    await insertSubscription(app, { tenant: id, package: packageId });
    await insertUser(app, id, 'first@a.example');
    await other.query('BEGIN');
    // Waits for the other's row; what it then writes must be made from what the other has committed.
    const waiting = insertUser(other, id, 'second@a.example').then(() => other.query('COMMIT'));
    await untilBlocked(other);
    await app.query('COMMIT');
    await waiting;
    expect(await listed(id)).toMatchObject({ users: 2, subscription: 'active' });
    expect(await differences()).toEqual([]);
  });

  async function untilBlocked(client: pg.Client): Promise<void> {
    const { processID } = client as pg.Client & { readonly processID: number };
    await expect
      .poll(
        async () => (await owner.query('SELECT cardinality(pg_blocking_pids($1)) AS waits_for', [processID])).rows[0],
      )
      .toEqual({ waits_for: 1 });
  }
});

describe('many rows at once', () => {
  it('are listed by one statement each, and by the backfill alike', async () => {
    await manyTenants(owner, 2_000);
    expect(await differences()).toEqual([]);
    await owner.query(`UPDATE public."Tenants" SET "Name" = "Name" || ' 2' WHERE "Code" LIKE '%7'`);
    await owner.query(`UPDATE public."Packages" SET "MaxUsers" = 1`);
    expect(await differences()).toEqual([]);
    await owner.query('SELECT tenantry.rebuild_list()');
    expect(await differences()).toEqual([]);
  });

  it('stay true through changes in any order', async () => {
    await manyTenants(owner, 60);
    const random = createRandom(42);
    const some = (table: string): string =>
      `(SELECT "Id" FROM public."${table}" ORDER BY md5("Id"::text || '${random.int(0, 1e9)}') LIMIT ${random.int(1, 5)})`;
    const changes: ReadonlyArray<() => string> = [
      () => `UPDATE public."Tenants" SET "IsActive" = NOT "IsActive" WHERE "Id" IN ${some('Tenants')}`,
      () =>
        `UPDATE public."Tenants" SET "Status" = '${random.pick(['Aktif', 'İptal', 'Pasif', 'Provisioning', '?'])}' WHERE "Id" IN ${some('Tenants')}`,
      () =>
        `UPDATE public."Subscriptions" SET "TenantId" = (SELECT "Id" FROM ${some('Tenants')} x LIMIT 1) WHERE "Id" IN ${some('Subscriptions')}`,
      () =>
        `UPDATE public."Subscriptions" SET "BillingPeriod" = 'Yearly', "Price" = ${random.int(1, 99_999)} / 7.0 WHERE "Id" IN ${some('Subscriptions')}`,
      () => `DELETE FROM public."Subscriptions" WHERE "Id" IN ${some('Subscriptions')}`,
      () => `UPDATE public."TenantDomains" SET "IsPrimary" = NOT "IsPrimary" WHERE "Id" IN ${some('TenantDomains')}`,
      () => `DELETE FROM public."TenantDomains" WHERE "Id" IN ${some('TenantDomains')}`,
      () => `UPDATE public."MasterUsers" SET "TenantId" = NULL WHERE "Id" IN ${some('MasterUsers')}`,
      () =>
        `UPDATE public."MasterUsers" SET "IsTenantAdmin" = true, "TenantId" = (SELECT "Id" FROM ${some('Tenants')} x LIMIT 1) WHERE "Id" IN ${some('MasterUsers')}`,
      () => `UPDATE public."Packages" SET "YearlyPrice" = ${random.int(1, 9_999)} WHERE "Id" IN ${some('Packages')}`,
    ];
    for (let step = 0; step < 80; step += 1) {
      await app.query(random.pick(changes)());
      if (step % 10 === 9) expect(await differences()).toEqual([]);
    }
  });
});

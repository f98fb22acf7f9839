import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OperationId } from '../../shared/domain/ids.ts';
import { stepNouns } from '../../shared/domain/operation-steps.ts';
import { connected } from '../servers/databases.ts';
import { type LifeHouse, type LivingTenant, openLifeHouse } from '../servers/life-house.ts';

let house: LifeHouse;
let count = 0;

beforeAll(async () => {
  house = await openLifeHouse({ max_prepared_transactions: '5', wal_level: 'logical', max_wal_senders: '2' });
});
afterAll(() => house?.close());

const operator = { name: 'Ayşe Yılmaz', email: 'ayse@example.com' };
const waiver = { waiver: 'nobody wants a copy of it' };
const today = () => new Date().toLocaleDateString('sv', { timeZone: house.platform.config.settings.timeZone });
const ask = ({ id, code }: LivingTenant) => ({
  ...{ id, typedCode: code, reason: 'the contract ended', backup: waiver, export: waiver },
});

/** Cancelled, and its day has come. */
async function doomed(): Promise<LivingTenant> {
  count += 1;
  const tenant = await house.tenant(`cinar-${count}`);
  await house.life.cancel({ id: tenant.id, reason: 'the contract ended' }, operator.email);
  await house.life.schedule({ id: tenant.id, deleteAfter: today(), reason: 'at once' }, operator.email);
  return tenant;
}
const remove = async (tenant: LivingTenant): Promise<OperationId> =>
  (await house.life.delete(ask(tenant), operator)).operationId;

async function remains({ id, database, role, code }: LivingTenant) {
  const [row] = await house.asAdmin(
    `SELECT (SELECT count(*)::int FROM pg_database WHERE datname = $2::text) AS databases,
            (SELECT count(*)::int FROM pg_roles WHERE rolname = $3::text) AS roles,
            (SELECT count(*)::int FROM "TenantDomains" WHERE "TenantId" = $1) AS domains,
            (SELECT count(*)::int FROM "MasterUsers" WHERE "TenantId" = $1) AS users,
            (SELECT count(*)::int FROM tenantry.tombstones WHERE tenant_id = $1) AS tombstones,
            (SELECT count(*)::int FROM "TenantRegistrations" r WHERE r::text LIKE '%owner@' || $4 || '.example%') AS people`,
    [id, database, role, code],
  );
  return row;
}
const gone = { databases: 0, roles: 0, domains: 0, users: 0, tombstones: 1, people: 0 };
const there = { databases: 1, roles: 1, domains: 1, users: 1, tombstones: 0, people: 1 };

it('D03: drops at the first try while the tenant’s own program keeps coming back', async () => {
  const tenant = await doomed();
  // As it was left by another hand: open, and in use.
  await house.asAdmin(`ALTER ROLE ${pg.escapeIdentifier(tenant.role)} LOGIN`);
  let storm = true;
  const knocks: string[] = [];
  const program = async (): Promise<void> => {
    while (storm) knocks.push(await house.knock(tenant));
  };
  const programs = [program(), program(), program()];
  const idle = new pg.Client(tenant.login);
  idle.on('error', () => undefined);
  await idle.connect();
  const view = await house.ended(await remove(tenant));
  storm = false;
  await Promise.all(programs);
  await idle.end().catch(() => undefined);
  expect(view).toMatchObject({ state: 'succeeded', warnings: [], attempts: 1 });
  expect(view.steps.map(({ name, attempts }) => [name, attempts])).toEqual(stepNouns.delete.map((name) => [name, 1]));
  expect(view.steps[1]?.evidence).toMatchObject({ sealed: true, sessionsLeft: 0 });
  expect(Number(view.steps[1]?.evidence?.['sessionsEnded'])).toBeGreaterThan(0);
  expect(await remains(tenant)).toEqual(gone);
  expect(house.platform.server.log()).not.toContain(`database "${tenant.database}" is being accessed by other users`);
  expect(new Set(knocks).size).toBeGreaterThan(1);
});

it('leaves a certificate without a person in it, and a tombstone that keeps the names', async () => {
  const tenant = await doomed();
  await house.asAdmin(
    `INSERT INTO tenantry.domains (domain_id, tenant_id, token, unicode_name, added_by)
     SELECT "Id", "TenantId", 'a token', "DomainName", 'ayse@example.com' FROM "TenantDomains" WHERE "TenantId" = $1`,
    [tenant.id],
  );
  const id = await remove(tenant);
  expect(await house.ended(id)).toMatchObject({ state: 'succeeded' });
  const certificate = await house.life.certificate(tenant.id);
  // Nor what was asked of its domains' owners.
  expect(await house.asAdmin('SELECT FROM tenantry.domains WHERE tenant_id = $1', [tenant.id])).toEqual([]);
  const [server] = await house.asAdmin('SELECT system_identifier::text AS id FROM pg_control_system()');
  expect(certificate).toMatchObject({
    ...{ operationId: id, code: tenant.code, startedBy: 'Ayşe Yılmaz', systemIdentifier: server?.['id'] },
    ...{ backup: waiver, export: waiver },
    removed: expect.arrayContaining([
      { kind: 'database', name: tenant.database },
      { kind: 'role', name: tenant.role },
      { kind: 'domain', name: `${tenant.code}.stoocker.app` },
      { kind: 'rows', name: 'MasterUsers', count: 1 },
    ]),
  });
  expect(certificate.kept.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['tombstone', 'operation_log']));
  expect(JSON.stringify(certificate)).not.toContain('@');
  const again = await house.platform.register(tenant.code);
  await expect(house.desk.operations.provision(again, 'ayse')).rejects.toMatchObject({ key: 'name.code_taken' });
  await expect(remove(tenant)).rejects.toMatchObject({ key: 'tenant.deleted' });
});

it('D06: a prepared transaction and a replication slot are named, and once they are gone it goes on', async () => {
  const tenant = await doomed();
  // In this order: a new slot waits for what is prepared.
  await house.asAdmin(
    `SELECT pg_create_logical_replication_slot('to_warehouse', 'test_decoding')`,
    [],
    tenant.database,
  );
  await house.asAdmin(
    `BEGIN; UPDATE crm."Customers" SET name = 'x'; PREPARE TRANSACTION 'invoice run'`,
    [],
    tenant.database,
  );
  expect((await house.life.plan(tenant.id)).blockers).toEqual(['invoice run', 'to_warehouse']);
  const id = await remove(tenant);
  expect(await house.ended(id)).toMatchObject({
    ...{ state: 'failed', currentStep: 'checking_blockers', canCancel: false, canUndo: false },
    error: {
      key: 'operation.prepared_transactions',
      params: { database: tenant.database, names: 'invoice run, to_warehouse' },
    },
  });
  expect(await remains(tenant)).toEqual(there);
  await house.asAdmin(`ROLLBACK PREPARED 'invoice run'`, [], tenant.database);
  await house.asAdmin(`SELECT pg_drop_replication_slot('to_warehouse')`, [], tenant.database);
  await house.desk.engine.resume(id, { operator: 'cem', fence: null });
  expect(await house.ended(id)).toMatchObject({ state: 'succeeded' });
  expect(await remains(tenant)).toEqual(gone);
});

it('D02: touches nothing on another server than the one that was asked for', async () => {
  const tenant = await doomed();
  const { server } = house.desk.layout;
  await expect(house.lifeOn({}, '7009').delete(ask(tenant), operator)).rejects.toMatchObject({
    ...{ code: 'wrong_server', params: { expected: '7009', found: server.systemIdentifier } },
  });
  const elsewhere = house.lifeOn({ systemIdentifier: '7009' }, '7009');
  const { operationId } = await elsewhere.delete(ask(tenant), operator);
  expect(await house.ended(operationId)).toMatchObject({
    ...{ state: 'failed', currentStep: 'checking', canUndo: true },
    error: { key: 'platform.other_server', params: { expected: '7009', found: server.systemIdentifier } },
  });
  expect(await remains(tenant)).toEqual(there);
  await house.desk.engine.undo(operationId, { operator: 'cem', fence: null });
  expect(await house.ended(operationId)).toMatchObject({ state: 'cancelled' });
});

it('does not touch a database that was put in the place of the tenant’s', async () => {
  const tenant = await doomed();
  await house.asAdmin(`UPDATE _tenantry.owner SET tenant_id = gen_random_uuid()`, [], tenant.database);
  expect(await house.ended(await remove(tenant))).toMatchObject({
    ...{ state: 'failed', currentStep: 'removing_database', error: { key: 'tenant.foreign_stamp' } },
  });
  expect(await remains(tenant)).toEqual(there);
});

it('finds a database that somebody dropped by hand gone, and says so', async () => {
  const tenant = await doomed();
  await house.asAdmin(`DROP DATABASE ${pg.escapeIdentifier(tenant.database)}`, [], 'postgres');
  expect(await house.ended(await remove(tenant))).toMatchObject({ state: 'succeeded' });
  expect((await house.life.certificate(tenant.id)).removed[0]).toEqual({
    ...{ kind: 'database', name: tenant.database, found: 'gone' },
  });
});

it('takes what stands beside the tenant’s database with it', async () => {
  const tenant = await doomed();
  expect((await house.life.plan(tenant.id)).removes).toMatchObject({
    ...{ database: { name: tenant.database, sessions: 0 }, role: tenant.role, users: 1 },
    domains: [`${tenant.code}.stoocker.app`],
  });
  expect(await house.ended(await remove(tenant))).toMatchObject({ state: 'succeeded' });
  // Nothing of it may lie about in any database of the server.
  const left = await house.asAdmin(`SELECT datname FROM pg_database WHERE datname LIKE $1`, [
    `%${tenant.code.replace('-', '_')}%`,
  ]);
  expect(left).toEqual([]);
});

it('D10: cancelled, scheduled and brought back, a tenant is what it was, to the last row and right', async () => {
  count += 1;
  const tenant = await house.tenant(`cinar-${count}`);
  const before = await inventory(tenant);
  await house.life.cancel({ id: tenant.id, reason: 'the contract ended' }, operator.email);
  expect(await house.knock(tenant)).toContain('not permitted to log in');
  await house.life.schedule({ id: tenant.id, deleteAfter: today(), reason: 'at once' }, operator.email);
  expect(await house.knock(tenant)).toContain('not permitted to log in');
  await house.life.reactivate({ id: tenant.id, reason: 'they came back' }, operator.email);
  expect(await house.knock(tenant)).toBe('in');
  expect(await inventory(tenant)).toEqual(before);
});

/** Every row of every table of the tenant, and who may do what with its database. */
async function inventory({ id, database, role }: LivingTenant) {
  const rows = await connected({ ...house.platform.admin, database }, async (client) => {
    const tables = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    const sums: Array<readonly [string, unknown]> = [];
    for (const { name } of tables.rows) {
      const sum = await client.query(
        `SELECT count(*)::int AS rows, md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) AS sum FROM ${name} t`,
      );
      sums.push([name, sum.rows[0]]);
    }
    return sums;
  });
  const rights = await house.asAdmin(
    `SELECT d.datallowconn, d.datconnlimit, d.datacl::text, r.rolcanlogin, r.rolconnlimit, t."Status", t."IsActive"
       FROM pg_database d, pg_roles r, "Tenants" t
      WHERE d.datname = $1::text AND r.rolname = $2::text AND t."Id" = $3`,
    [database, role, id],
  );
  return { rows, rights };
}

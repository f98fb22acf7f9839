import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ConsoleId, CopyId, OperationId } from '../../shared/domain/ids.ts';
import { type LifeHouse, type LivingTenant, openLifeHouse } from '../servers/life-house.ts';

/** What people do by hand, and other programs by themselves, while a tenant is being deleted. */
let house: LifeHouse;
let count = 0;

beforeAll(async () => {
  house = await openLifeHouse({ max_prepared_transactions: '5' });
});
afterAll(() => house?.close());

const operator = { name: 'Ayşe Yılmaz', email: 'ayse@example.com' };
const waiver = { waiver: 'nobody wants a copy of it' };
const today = () => new Date().toLocaleDateString('sv', { timeZone: house.platform.config.settings.timeZone });
const quoted = pg.escapeIdentifier;

async function doomed(): Promise<LivingTenant> {
  count += 1;
  const tenant = await house.tenant(`hand-${count}`);
  await house.life.cancel({ id: tenant.id, reason: 'the contract ended' }, operator.email);
  await house.life.schedule({ id: tenant.id, deleteAfter: today(), reason: 'at once' }, operator.email);
  return tenant;
}
const remove = async ({ id, code }: LivingTenant): Promise<OperationId> =>
  (
    await house.life.delete(
      { ...{ id, typedCode: code, reason: 'the contract ended' }, backup: waiver, export: waiver },
      operator,
    )
  ).operationId;
const resumed = async (id: OperationId) => {
  await house.desk.engine.resume(id, { operator: 'ayse', fence: null });
  return house.ended(id);
};

/** Stopped by a prepared transaction, past the point from which there is only forward. */
async function stopped(): Promise<{ tenant: LivingTenant; id: OperationId; goOn(): Promise<unknown> }> {
  const tenant = await doomed();
  await house.asAdmin(
    `BEGIN; CREATE TABLE public.half (n int); PREPARE TRANSACTION '${tenant.role}'`,
    [],
    tenant.database,
  );
  const id = await remove(tenant);
  expect(await house.ended(id)).toMatchObject({ state: 'failed', error: { key: 'operation.prepared_transactions' } });
  return { tenant, id, goOn: () => house.asAdmin(`ROLLBACK PREPARED '${tenant.role}'`, [], tenant.database) };
}

it('does not certify as removed what was called otherwise in the middle', async () => {
  const { tenant, id, goOn } = await stopped();
  const elsewhere = `kept_${count}`;
  await goOn();
  await house.asAdmin(`ALTER DATABASE ${quoted(tenant.database)} RENAME TO ${elsewhere}`, [], 'postgres');
  expect(await resumed(id)).toMatchObject({
    ...{ state: 'failed', currentStep: 'removing_database' },
    error: { key: 'tenant.database_renamed', params: { database: tenant.database, name: elsewhere } },
  });
  await expect(house.life.certificate(tenant.id)).rejects.toMatchObject({ key: 'tenant.not_found' });
  await house.asAdmin(`ALTER DATABASE ${elsewhere} RENAME TO ${quoted(tenant.database)}`, [], 'postgres');
  expect(await resumed(id)).toMatchObject({ state: 'succeeded' });
  expect(
    await house.asAdmin('SELECT FROM pg_database WHERE datname = ANY($1)', [[tenant.database, elsewhere]]),
  ).toEqual([]);
});

it('says where the role still has something, and goes on when it has not', async () => {
  const tenant = await doomed();
  const other = `others_${count}`;
  await house.asAdmin(`CREATE DATABASE ${other}`, [], 'postgres');
  await house.asAdmin(`CREATE SCHEMA theirs AUTHORIZATION ${quoted(tenant.role)}`, [], other);
  const id = await remove(tenant);
  expect(await house.ended(id)).toMatchObject({
    ...{ state: 'failed', currentStep: 'removing_role' },
    error: { key: 'tenant.role_in_use', params: { role: tenant.role, databases: other } },
  });
  await house.asAdmin('DROP SCHEMA theirs', [], other);
  expect(await resumed(id)).toMatchObject({ state: 'succeeded' });
  await house.asAdmin(`DROP DATABASE ${other}`, [], 'postgres');
});

it('stops where another program brought the tenant back, and touches nothing more', async () => {
  const { tenant, id, goOn } = await stopped();
  await goOn();
  await house.asAdmin(`UPDATE "Tenants" SET "Status" = 'Active', "IsActive" = true WHERE "Id" = $1`, [tenant.id]);
  expect(await resumed(id)).toMatchObject({ state: 'failed', error: { key: 'tenant.not_scheduled' } });
  expect(await house.asAdmin('SELECT FROM pg_database WHERE datname = $1::text', [tenant.database])).toHaveLength(1);
  await house.desk.engine.resolve(id, { operator: 'ayse', note: 'it was brought back' });
  await house.life.cancel({ id: tenant.id, reason: 'again' }, operator.email);
  await house.life.schedule({ id: tenant.id, deleteAfter: today(), reason: 'at once' }, operator.email);
  expect(await house.ended(await remove(tenant))).toMatchObject({ state: 'succeeded' });
});

it('ends where the tenant’s row was taken away by hand, and says so', async () => {
  const { tenant, id, goOn } = await stopped();
  await goOn();
  await house.asAdmin(
    `SET session_replication_role = replica; DELETE FROM "TenantDomains" WHERE "TenantId" = '${tenant.id}';
     DELETE FROM "MasterUsers" WHERE "TenantId" = '${tenant.id}'; DELETE FROM "Tenants" WHERE "Id" = '${tenant.id}'`,
  );
  expect(await resumed(id)).toMatchObject({ state: 'failed', error: { key: 'tenant.not_found' } });
  await house.desk.engine.resolve(id, { operator: 'ayse', note: 'its row is gone' });
  expect(await house.desk.engine.get(id)).toMatchObject({
    state: 'superseded',
    resolution: { note: 'its row is gone' },
  });
});

it('is deleted by a second deletion when the first was marked as resolved half-way', async () => {
  const { tenant, id, goOn } = await stopped();
  await house.desk.engine.resolve(id, { operator: 'ayse', note: 'later' });
  await goOn();
  expect(await house.ended(await remove(tenant))).toMatchObject({ state: 'succeeded' });
  expect((await house.life.certificate(tenant.id)).removed).toContainEqual({ kind: 'database', name: tenant.database });
  await expect(remove(tenant)).rejects.toMatchObject({ key: 'tenant.deleted' });
});

it('does not begin while many are worked on, this one among them', async () => {
  const tenant = await doomed();
  const { journal } = house.desk.layout;
  const key = crypto.randomUUID();
  const { record } = await journal.begin({
    ...{ id: key as string as OperationId, kind: 'backup', params: { tenants: [{ tenantId: tenant.id }] } },
    ...{ idempotencyKey: key, resource: `selection:${key}`, steps: [], actor: 'cem', supersedes: false },
    subject: { label: `${tenant.name} +2`, registrationId: null, tenantId: null },
  });
  const id = await remove(tenant);
  expect(await house.ended(id)).toMatchObject({
    ...{ state: 'failed', error: { key: 'operation.running_on_resource', params: { name: `${tenant.name} +2` } } },
  });
  expect(await house.asAdmin('SELECT FROM pg_database WHERE datname = $1::text', [tenant.database])).toHaveLength(1);
  await house.asAdmin(`UPDATE tenantry.operation SET state = 'failed' WHERE op_id = $1`, [record.id]);
  expect(await resumed(id)).toMatchObject({ state: 'succeeded' });
});

it('lets nobody load a backup of it any more once it is being deleted', async () => {
  const { tenant, id, goOn } = await stopped();
  const { journal, openOperation } = house.desk.layout;
  const key = crypto.randomUUID() as string as OperationId;
  await journal.begin({
    ...{ id: key, kind: 'backup', params: {}, idempotencyKey: key, resource: `selection:${key}`, steps: [] },
    ...{ subject: { label: 'many', registrationId: null, tenantId: null }, actor: 'cem', supersedes: false },
  });
  const claim = await journal.claim(key, {
    console: { id: key as string as ConsoleId, machine: 'desk', appVersion: '1' },
    ...{ operator: 'cem', leaseSeconds: 60, expectFence: 'any', to: 'running' },
  });
  const roles = await openOperation({ operationId: key, fence: claim?.fence ?? '' });
  const copy = { id: crypto.randomUUID() as string as CopyId, tenantId: tenant.id, database: `${tenant.database}_v_1` };
  const reserving = roles.copies.reserve({ ...copy, purpose: 'scratch', archiveId: null, madeBy: 'cem' });
  await expect(reserving).rejects.toMatchObject({ key: 'archive.tombstoned', params: { code: tenant.code } });
  expect(await roles.copies.ofTenant(tenant.id)).toEqual([]);
  await roles.close();
  await goOn();
  expect(await resumed(id)).toMatchObject({ state: 'succeeded' });
});

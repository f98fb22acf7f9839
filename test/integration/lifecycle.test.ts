import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { putHold, releaseHold } from '../../main/tenants/hold.ts';
import type { OperationId } from '../../shared/domain/ids.ts';
import { openConsole } from '../matrix/console.ts';
import { type LifeHouse, type LivingTenant, openLifeHouse } from '../servers/life-house.ts';

let house: LifeHouse;
let tenant: LivingTenant;
let count = 0;

beforeAll(async () => {
  house = await openLifeHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  count += 1;
  tenant = await house.tenant(`cinar-${count}`);
});

const by = 'ayse@example.com';
const shut = 'not permitted to log in';
const asked = () => ({ id: tenant.id, reason: 'the contract ended' });
const holdParts = () => ({ ...house.desk, by });
const columns = async () =>
  (
    await house.asAdmin(`SELECT "Status" AS status, "IsActive" AS active FROM "Tenants" WHERE "Id" = $1`, [tenant.id])
  )[0];

it('cancels with a receipt, keeps everything, and tells the platform', async () => {
  const { receipt } = await house.life.cancel(asked(), by);
  expect(receipt).toMatchObject({ sealed: true, role: tenant.role, sessionsLeft: 0 });
  expect(await house.knock(tenant)).toContain(shut);
  expect(await columns()).toEqual({ status: 'Cancelled', active: false });
  expect(await house.life.get(tenant.id)).toMatchObject({
    ...{ lifecycle: 'cancelled', deleteAfter: null, certificate: null, redirects: [] },
    events: [{ from: 'active', to: 'cancelled', by, reason: 'the contract ended' }],
  });
});

it('lets one of two who cancel at once do it, and the tenant is closed', async () => {
  const other = await openConsole(house.platform.config, { machine: 'other' });
  try {
    const both = await Promise.allSettled([house.life.cancel(asked(), by), other.life.cancel(asked(), 'cem')]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { key: 'tenant.wrong_state' } });
    expect((await house.life.get(tenant.id)).events).toHaveLength(1);
    expect(await house.knock(tenant)).toContain(shut);
  } finally {
    await other.close();
  }
});

it('keeps a hold in force over a cancellation and back', async () => {
  const { hold } = await putHold(holdParts(), {
    ...{ id: tenant.id, kind: 'billing', effects: ['block_login'], reason: 'unpaid', reviewOn: null },
  });
  await house.life.cancel(asked(), by);
  expect((await house.life.reactivate(asked(), by)).receipt).toMatchObject({ sealed: true });
  expect(await columns()).toEqual({ status: 'Suspended', active: false });
  expect(await house.knock(tenant)).toContain(shut);
  await releaseHold(holdParts(), { id: tenant.id, holdId: hold.id, kind: 'billing', reason: 'paid' });
  expect(await columns()).toEqual({ status: 'Active', active: true });
  expect(await house.knock(tenant)).toBe('in');
});

it('stays closed when the last hold of a cancelled tenant is lifted', async () => {
  const { hold } = await putHold(holdParts(), {
    ...{ id: tenant.id, kind: 'billing', effects: ['block_login'], reason: 'unpaid', reviewOn: null },
  });
  await house.life.cancel(asked(), by);
  await releaseHold(holdParts(), { id: tenant.id, holdId: hold.id, kind: 'billing', reason: 'paid' });
  expect(await house.knock(tenant)).toContain(shut);
  expect(await columns()).toEqual({ status: 'Cancelled', active: false });
});

it('D11: refuses every change while an operation runs on the tenant, from another console too', async () => {
  const id = randomUUID() as string as OperationId;
  await house.desk.layout.journal.begin({
    ...{ id, kind: 'backup', params: {}, idempotencyKey: id, resource: `tenant:${tenant.id}`, steps: [] },
    ...{ subject: { label: tenant.name, registrationId: null, tenantId: tenant.id }, actor: 'cem', supersedes: false },
  });
  const { lifecycle } = house.desk.layout;
  const move = { tenantId: tenant.id, from: ['active'], to: 'cancelled', deleteAfter: null, reason: 'r', by } as const;
  // Past the first look as well: the platform itself refuses.
  await expect(lifecycle.move(move)).rejects.toMatchObject({ key: 'operation.running_on_resource' });
  await expect(lifecycle.rename({ tenantId: tenant.id, name: 'x', by })).rejects.toMatchObject({
    key: 'operation.running_on_resource',
  });
  await expect(house.life.recode({ ...asked(), code: 'baska' }, by)).rejects.toMatchObject({
    key: 'operation.running_on_resource',
  });
  expect(await columns()).toEqual({ status: 'Active', active: true });
  expect(await house.knock(tenant)).toBe('in');
});

it('gives another code: the database, its role and its password stay, and the old domain leads to the new', async () => {
  const code = `yeni-${count}`;
  const { operationId } = await house.life.recode({ ...asked(), code }, by);
  expect(await house.ended(operationId)).toMatchObject({ kind: 'recode', state: 'succeeded' });
  const [row] = await house.asAdmin(
    `SELECT "Code" AS code, "DatabaseName" AS database,
            (SELECT array_agg("DomainName"::text || ' ' || "IsPrimary" ORDER BY "IsPrimary" DESC)
               FROM "TenantDomains" WHERE "TenantId" = t."Id") AS domains
       FROM "Tenants" t WHERE "Id" = $1`,
    [tenant.id],
  );
  expect(row).toEqual({
    ...{ code, database: tenant.database },
    domains: [`${code}.stoocker.app true`, `${tenant.code}.stoocker.app false`],
  });
  expect(await house.knock(tenant)).toBe('in');
  expect((await house.life.get(tenant.id)).redirects).toMatchObject([
    { domain: `${tenant.code}.stoocker.app`, to: `${code}.stoocker.app` },
  ]);
  // The old code's database is taken: nobody else gets it.
  const taker = await house.platform.register(tenant.code);
  await expect(house.desk.operations.provision(taker, 'ayse')).rejects.toMatchObject({ code: 'conflict' });
  await house.life.removeRedirect({ id: tenant.id, domain: `${tenant.code}.stoocker.app` }, by);
  expect((await house.life.get(tenant.id)).redirects).toEqual([]);
});

it('takes no code that another tenant has or had', async () => {
  const other = await house.tenant(`dolu-${count}`);
  expect(await house.life.checkCode({ id: tenant.id, code: other.code })).toMatchObject({ problem: 'name.code_taken' });
  await expect(house.life.recode({ ...asked(), code: other.code }, by)).rejects.toMatchObject({
    key: 'name.code_taken',
    field: 'code',
  });
});

it('renames what people see, at once', async () => {
  await house.life.rename({ id: tenant.id, name: 'Çınar Bilişim A.Ş.' }, by);
  expect(await house.desk.layout.tenants.find(tenant.id)).toMatchObject({
    ...{ name: 'Çınar Bilişim A.Ş.', code: tenant.code, databaseName: tenant.database },
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LifeHouse, type LivingTenant, openLifeHouse } from '../servers/life-house.ts';

/** Codes as other programs wrote them, and as they were once. */
let house: LifeHouse;
let count = 0;

beforeAll(async () => {
  house = await openLifeHouse();
});
afterAll(() => house?.close());

const by = 'ayse@example.com';
const next = (): Promise<LivingTenant> => {
  count += 1;
  return house.tenant(`kod-${count}`);
};
const recode = async ({ id }: LivingTenant, code: string) =>
  house.ended((await house.life.recode({ id, code, reason: 'they were renamed' }, by)).operationId);
const codeOf = async ({ id }: LivingTenant) =>
  (await house.asAdmin('SELECT "Code" AS code FROM "Tenants" WHERE "Id" = $1', [id]))[0]?.['code'];

it('gives a tenant its code in small letters, where another program wrote it in capitals', async () => {
  const tenant = await next();
  await house.asAdmin('UPDATE "Tenants" SET "Code" = upper("Code") WHERE "Id" = $1', [tenant.id]);
  expect(await house.life.checkCode({ id: tenant.id, code: tenant.code })).toMatchObject({ problem: null });
  expect(await recode(tenant, tenant.code)).toMatchObject({ state: 'succeeded' });
  expect(await codeOf(tenant)).toBe(tenant.code);
  expect((await house.life.get(tenant.id)).redirects).toEqual([]);
});

it('gives it its old code again, and no redirect leads in a circle', async () => {
  const tenant = await next();
  expect(await recode(tenant, `${tenant.code}-yeni`)).toMatchObject({ state: 'succeeded' });
  expect(await recode(tenant, tenant.code)).toMatchObject({ state: 'succeeded' });
  expect((await house.life.get(tenant.id)).redirects).toMatchObject([
    { domain: `${tenant.code}-yeni.stoocker.app`, to: `${tenant.code}.stoocker.app` },
  ]);
  expect(await house.knock(tenant)).toBe('in');
});

it('provisions nobody under a code whose domain still leads to another tenant', async () => {
  const tenant = await next();
  expect(await recode(tenant, `${tenant.code}-yeni`)).toMatchObject({ state: 'succeeded' });
  expect(await recode(tenant, `${tenant.code}-son`)).toMatchObject({ state: 'succeeded' });
  const taker = await house.platform.register(`${tenant.code}-yeni`);
  await expect(house.desk.operations.provision(taker, 'ayse')).rejects.toMatchObject({
    ...{ code: 'conflict', key: 'name.domain_taken' },
  });
  await house.life.removeRedirect({ id: tenant.id, domain: `${tenant.code}-yeni.stoocker.app` }, by);
  expect(await house.ended(await house.desk.operations.provision(taker, 'ayse'))).toMatchObject({ state: 'succeeded' });
});

it('takes no code that a registration waits for, or that a deleted tenant had', async () => {
  const tenant = await next();
  await house.platform.register(`${tenant.code}-bekler`);
  await expect(recode(tenant, `${tenant.code}-bekler`)).rejects.toMatchObject({ key: 'name.code_taken' });
  const gone = await next();
  const today = new Date().toLocaleDateString('sv', { timeZone: house.platform.config.settings.timeZone });
  await house.life.cancel({ id: gone.id, reason: 'over' }, by);
  await house.life.schedule({ id: gone.id, deleteAfter: today, reason: 'over' }, by);
  const waiver = { waiver: 'nobody wants a copy of it' };
  const { operationId } = await house.life.delete(
    { ...{ id: gone.id, typedCode: gone.code, reason: 'over' }, backup: waiver, export: waiver },
    { name: 'Ayşe', email: by },
  );
  expect(await house.ended(operationId)).toMatchObject({ state: 'succeeded' });
  await expect(recode(tenant, gone.code)).rejects.toMatchObject({ key: 'name.code_taken' });
  const taker = await house.platform.register(gone.code);
  await expect(house.desk.operations.provision(taker, 'ayse')).rejects.toMatchObject({ code: 'conflict' });
  expect(await codeOf(tenant)).toBe(tenant.code);
});

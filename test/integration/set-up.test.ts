import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../main/clock.ts';
import { startSetUp } from '../../main/tenants/start-set-up.ts';
import type { OperationId, PackageId } from '../../shared/domain/ids.ts';
import { professional } from '../builders/packages.ts';
import { connected } from '../servers/databases.ts';
import { type LifeHouse, type LivingTenant, openLifeHouse } from '../servers/life-house.ts';

let house: LifeHouse;
const packageId = '00000000-0000-4000-8000-0000000000aa' as PackageId;

beforeAll(async () => {
  house = await openLifeHouse();
  for (const code of ['CRM', 'Sales', 'Inventory'])
    await house.asAdmin(
      `INSERT INTO "ModuleDefinitions" ("Id", "Code", "Name", "DbContextName", "IsCore")
       VALUES (gen_random_uuid(), $1, $1, $1, false)`,
      [code],
    );
  await house.desk.layout.packages.create(packageId, professional, 'prepared');
});
afterAll(() => house.close());

const company = {
  ...{ name: 'Çınar Lojistik A.Ş.', legalName: 'Çınar Lojistik Anonim Şirketi', taxNumber: '8790017566' },
  ...{ taxOffice: 'Büyük Mükellefler', email: 'muhasebe@cinar.example', phone: '+90 212 000 00 00' },
  ...{ address: 'İskele Sk. 1', district: 'Kadıköy', city: 'İstanbul', postalCode: '34710', countryCode: 'TR' },
};

/** As provisioning leaves one: without a module's tables. */
async function provisioned(code: string): Promise<LivingTenant> {
  const tenant = await house.tenant(code);
  await house.asAdmin('DROP SCHEMA crm CASCADE', [], tenant.database);
  return tenant;
}

const start = async (tenant: LivingTenant, modules: ReadonlyArray<string>): Promise<OperationId> => {
  const { layout, engine, settings } = house.desk;
  const parts = { layout, engine, settings, clock: systemClock(), by: 'ayse@example.com' };
  const asked = { tenantId: tenant.id, company, packageId, period: 'yearly', modules: [...modules] } as const;
  return (await startSetUp(parts, { ...asked, modules: [...modules] })).operationId;
};

const standing = async ({ id }: LivingTenant) => {
  const [row] = await house.asAdmin(
    `SELECT "SetupCompleted" AS completed, "SetupCompletedAt" IS NOT NULL AS dated,
       (SELECT count(*)::int FROM "Subscriptions" WHERE "TenantId" = t."Id") AS subscriptions,
       (SELECT count(*)::int FROM "SubscriptionModules" m JOIN "Subscriptions" s ON s."Id" = m."SubscriptionId"
         WHERE s."TenantId" = t."Id") AS modules
     FROM "Tenants" t WHERE "Id" = $1`,
    [id],
  );
  return row;
};

it('gives a tenant its company, a trial of fourteen days, and tables that its own program can use', async () => {
  const tenant = await provisioned('kurulum');
  expect(await house.ended(await start(tenant, ['CRM', 'Sales']))).toMatchObject({ state: 'succeeded', warnings: [] });
  expect(await standing(tenant)).toEqual({ completed: true, dated: true, subscriptions: 1, modules: 2 });
  const [subscription] = await house.asAdmin(
    `SELECT "Status" AS status, "Price"::text AS price, "BillingPeriod" AS period,
       ("TrialEndDate" AT TIME ZONE 'Europe/Istanbul')::date - ("StartDate" AT TIME ZONE 'Europe/Istanbul')::date AS days
     FROM "Subscriptions" WHERE "TenantId" = $1`,
    [tenant.id],
  );
  expect(subscription).toMatchObject({ status: 'Deneme', price: '12990.00', period: 'Yearly' });
  // Fourteen days after the one on which it began.
  expect(subscription?.['days']).toBe(14);
  const [inside] = await house.asAdmin(
    'SELECT "TaxNumber" AS tax, "City" AS city FROM tenant."Companies"',
    [],
    tenant.database,
  );
  expect(inside).toEqual({ tax: '8790017566', city: 'İstanbul' });
  const customers = await connected(
    tenant.login,
    async (client) => (await client.query('SELECT FROM crm."Customers"')).rowCount,
  );
  expect(customers).toBe(0);
  await expect(connected(tenant.login, (client) => client.query('CREATE TABLE crm.own (n int)'))).rejects.toThrow(
    'permission denied',
  );
});

it('stays in setup when a module can’t be installed, says which in the server’s words, and goes on from there', async () => {
  const tenant = await provisioned('yarim');
  // Somebody made a schema of this name by hand.
  await house.asAdmin('CREATE SCHEMA sales', [], tenant.database);
  const id = await start(tenant, ['CRM', 'Sales']);
  const failed = await house.ended(id);
  expect(failed).toMatchObject({ state: 'failed', canResume: true, canUndo: true });
  expect(failed.error).toMatchObject({ key: 'migration.failed', params: { module: 'Sales' } });
  expect(failed.error?.server?.message).toContain('schema "sales" already exists');
  expect(failed.steps.find(({ state }) => state === 'failed')?.name).toBe('migrating/Sales');
  expect(await standing(tenant)).toEqual({ completed: false, dated: false, subscriptions: 0, modules: 0 });

  await house.asAdmin('DROP SCHEMA sales', [], tenant.database);
  await house.desk.engine.resume(id, { operator: 'ayse@example.com', fence: failed.holder?.fence ?? null });
  expect(await house.ended(id)).toMatchObject({ state: 'succeeded' });
  expect(await standing(tenant)).toEqual({ completed: true, dated: true, subscriptions: 1, modules: 2 });
});

it('undone, takes back the modules that it installed and the company that it wrote', async () => {
  const tenant = await provisioned('geri');
  await house.asAdmin('CREATE SCHEMA sales', [], tenant.database);
  const id = await start(tenant, ['CRM', 'Sales']);
  const failed = await house.ended(id);
  await house.desk.engine.undo(id, { operator: 'ayse@example.com', fence: failed.holder?.fence ?? null });
  expect(await house.ended(id)).toMatchObject({ state: 'cancelled' });
  const [inside] = await house.asAdmin(
    `SELECT ARRAY(SELECT nspname::text FROM pg_namespace WHERE nspname IN ('crm', 'sales')) AS schemas,
            ARRAY(SELECT DISTINCT module FROM _tenantry.migrations) AS installed,
            (SELECT "TaxNumber" FROM tenant."Companies") AS tax`,
    [],
    tenant.database,
  );
  // What somebody else made stays.
  expect(inside).toEqual({ schemas: ['sales'], installed: ['core'], tax: null });
});

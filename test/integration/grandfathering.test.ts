import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPackageCatalog } from '../../main/layouts/postgres-per-tenant/packages/catalog.ts';
import { createTenantCatalog } from '../../main/layouts/postgres-per-tenant/tenants.ts';
import type { PackageId, TenantId } from '../../shared/domain/ids.ts';
import type { Package, PackageDefinition } from '../../shared/domain/packages.ts';
import { newPlatform, type OwnPlatform, type StockerParts } from '../builders/stocker-parts.ts';
import { insertPackage, insertSubscription, insertTenant, insertUser } from '../builders/tenant-rows.ts';
import { connected } from '../servers/databases.ts';
import { type PostgresServer, startPostgres } from '../servers/postgres.ts';

const by = 'ayse@stocker.example';

describe('a package that changes', () => {
  let server: PostgresServer;
  let platform: OwnPlatform & { readonly parts: StockerParts };
  beforeAll(async () => {
    server = await startPostgres();
    platform = await newPlatform(server);
  });
  afterAll(async () => {
    await platform?.drop();
    await server?.close();
  });

  const asAdmin = <T extends Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> =>
    connected(platform.superuser, async (client) => (await client.query<T>(sql, values)).rows);

  /** As Stocker's own program sells it: no price, version or modules of the subscription's own. */
  const sold = (change: { name?: string; price?: string } = {}) =>
    connected(platform.superuser, async (client) => {
      const id = await insertPackage(client, { price: '450.00', maxUsers: 10, ...change });
      for (const code of ['CRM', 'Sales'])
        await client.query(
          `INSERT INTO public."PackageModules" ("Id", "PackageId", "ModuleCode", "ModuleName", "IsIncluded") VALUES (gen_random_uuid(), $1, $2, $2, true)`,
          [id, code],
        );
      const tenant = await insertTenant(client);
      await insertUser(client, tenant, `${tenant}@x.example`, true);
      const subscription = await insertSubscription(client, { tenant, package: id });
      return { id: id as PackageId, tenant: tenant as TenantId, subscription };
    });

  const definitionOf = ({ id: _, version: __, ...definition }: Package): PackageDefinition => definition;

  const subscriptionRow = async (id: string) => {
    const [row] = await asAdmin<{
      price: string | null;
      currency: string | null;
      version: number | null;
      codes: string[];
    }>(
      `SELECT s."Price"::text AS price, s."Currency" AS currency, own.package_version AS version,
              ARRAY(SELECT "ModuleCode" FROM public."SubscriptionModules" WHERE "SubscriptionId" = s."Id" ORDER BY 1) AS codes
         FROM public."Subscriptions" s LEFT JOIN tenantry.subscriptions own ON own.subscription_id = s."Id" WHERE s."Id" = $1`,
      [id],
    );
    return row;
  };

  it('leaves who pays already with price, limits and modules', async () => {
    const packages = createPackageCatalog(platform.parts);
    const tenants = createTenantCatalog(platform.parts);
    const { id, tenant, subscription } = await sold();
    expect(await subscriptionRow(subscription)).toEqual({ price: null, currency: null, version: null, codes: [] });
    const before = await packages.find(id);
    if (before === undefined) throw new Error('it is sold');
    expect(before).toMatchObject({ version: 1, names: { en: 'Büyüme', tr: 'Büyüme' }, monthlyPrice: 45_000 });
    expect((await packages.list()).find((one) => one.id === id)?.use).toEqual({
      tenants: 1,
      mrr: [{ minor: 45_000, currency: 'TRY' }],
      versions: [{ version: 1, tenants: 1 }],
    });

    const [module] = before.modules;
    if (module === undefined) throw new Error('it has modules');
    await packages.change(id, {
      expected: 1,
      definition: {
        ...definitionOf(before),
        ...{ monthlyPrice: 99_900, yearlyPrice: 999_000, limits: { max_users: 3 } },
        modules: [{ ...module, code: 'HR', name: 'HR' }],
      },
      by,
    });

    expect(await subscriptionRow(subscription)).toEqual({
      ...{ price: '450.00', currency: 'TRY', version: 1, codes: ['CRM', 'Sales'] },
    });
    const shown = await tenants.find(tenant);
    expect(shown?.mrr).toEqual({ minor: 45_000, currency: 'TRY' });
    expect(shown?.maxUsers).toBe(10);
    expect(shown?.modules.map(({ code }) => code)).toEqual(['CRM', 'Sales']);
    const versions = await packages.versions(id);
    expect(
      versions.map(({ version, definition }) => [version, definition.monthlyPrice, definition.limits.max_users]),
    ).toEqual([
      [2, 99_900, 3],
      [1, 45_000, 10],
    ]);
    expect(versions[1]).toMatchObject({ at: null, by: '' });

    // Whoever buys now, by the platform's own program, buys what is sold now.
    const later = await connected(platform.superuser, async (client) => {
      const buyer = await insertTenant(client);
      return insertSubscription(client, { tenant: buyer, package: id });
    });
    const listed = (await packages.list()).find((one) => one.id === id);
    expect(listed?.use).toEqual({
      tenants: 2,
      mrr: [{ minor: 45_000 + 99_900, currency: 'TRY' }],
      versions: [
        { version: 2, tenants: 1 },
        { version: 1, tenants: 1 },
      ],
    });
    await packages.change(id, { expected: 2, definition: { ...definitionOf(before), monthlyPrice: 1 }, by });
    expect(await subscriptionRow(later)).toEqual({
      ...{ price: '999.00', currency: 'TRY', version: 2, codes: ['HR'] },
    });
    expect(await subscriptionRow(subscription)).toMatchObject({ price: '450.00', version: 1 });
  });

  it('keeps a price and modules that a subscription has of its own', async () => {
    const packages = createPackageCatalog(platform.parts);
    const { id, subscription } = await sold();
    await asAdmin(`UPDATE public."Subscriptions" SET "Price" = 400, "BillingPeriod" = 'Yıllık' WHERE "Id" = $1`, [
      subscription,
    ]);
    await asAdmin(
      `INSERT INTO public."SubscriptionModules" ("Id", "SubscriptionId", "ModuleCode", "ModuleName", "AddedAt") VALUES (gen_random_uuid(), $1, 'CRM', 'CRM', now())`,
      [subscription],
    );
    await asAdmin(
      'INSERT INTO tenantry.subscriptions (subscription_id, tenant_id, package_version) SELECT "Id", "TenantId", 7 FROM public."Subscriptions" WHERE "Id" = $1',
      [subscription],
    );
    const before = await packages.find(id);
    if (before === undefined) throw new Error('it is sold');
    await packages.change(id, { expected: 1, definition: { ...definitionOf(before), currency: 'EUR' }, by });
    expect(await subscriptionRow(subscription)).toEqual({
      ...{ price: '400.00', currency: 'TRY', version: 7, codes: ['CRM'] },
    });
  });

  it('writes down what a year costs where the package names no price for it', async () => {
    const packages = createPackageCatalog(platform.parts);
    const { id, subscription } = await sold({ price: '100.50' });
    await asAdmin(`UPDATE public."Subscriptions" SET "BillingPeriod" = 'Yearly' WHERE "Id" = $1`, [subscription]);
    const before = await packages.find(id);
    if (before === undefined) throw new Error('it is sold');
    await packages.change(id, { expected: 1, definition: { ...definitionOf(before), monthlyPrice: 1 }, by });
    expect(await subscriptionRow(subscription)).toMatchObject({ price: '1206.00' });
  });

  it('changes nothing at all where a part of it is refused', async () => {
    const packages = createPackageCatalog(platform.parts);
    const { id, subscription } = await sold();
    const before = await packages.find(id);
    if (before === undefined) throw new Error('it is sold');
    const modules = before.modules.map((module) => ({ ...module, maxEntities: 9_000_000_000 }));
    const definition = { ...definitionOf(before), modules };
    await expect(packages.change(id, { expected: 1, definition, by })).rejects.toMatchObject({
      server: { code: '22003' },
    });
    expect(await subscriptionRow(subscription)).toEqual({ price: null, currency: null, version: null, codes: [] });
    expect(await packages.find(id)).toEqual(before);
  });

  it('has the place that followed from its price, and keeps it when the price does not', async () => {
    const packages = createPackageCatalog(platform.parts);
    const cheap = await sold({ name: 'Cheap', price: '1.00' });
    const dear = await sold({ name: 'Dear', price: '90000.00' });
    const places = async () => new Map((await packages.list()).map(({ id, order }) => [id, order]));
    const found = await places();
    expect(found.get(cheap.id)).toBeLessThan(found.get(dear.id) ?? 0);
    const before = await packages.find(cheap.id);
    if (before === undefined) throw new Error('it is sold');
    await packages.change(cheap.id, {
      expected: 1,
      definition: { ...definitionOf(before), monthlyPrice: 99_999_900 },
      by,
    });
    expect(await places()).toEqual(found);
  });

  it('has no limit of users, and the list of tenants shows none', async () => {
    const packages = createPackageCatalog(platform.parts);
    const { id, tenant } = await sold();
    const before = await packages.find(id);
    if (before === undefined) throw new Error('it is sold');
    await packages.change(id, { expected: 1, definition: { ...definitionOf(before), limits: {} }, by });
    expect((await packages.find(id))?.limits).toEqual({ max_users: null });
    const tenants = createTenantCatalog(platform.parts);
    // Who bought it before keeps the limit, unless somebody overrides it.
    expect((await tenants.find(tenant))?.maxUsers).toBe(10);
    await asAdmin(
      `INSERT INTO tenantry.limit_overrides (tenant_id, key, value, reason, by, until) VALUES ($1, 'max_users', 12, 'r', 'b', '2099-01-01')`,
      [tenant],
    );
    expect((await tenants.find(tenant))?.maxUsers).toBe(12);
    await asAdmin(`UPDATE tenantry.limit_overrides SET until = '2020-01-01' WHERE tenant_id = $1`, [tenant]);
    expect((await tenants.find(tenant))?.maxUsers).toBe(10);
    const buyer = await connected(platform.superuser, async (client) => {
      const made = await insertTenant(client);
      await insertSubscription(client, { tenant: made, package: id });
      return made as TenantId;
    });
    expect((await tenants.find(buyer))?.maxUsers).toBeNull();
  });
});

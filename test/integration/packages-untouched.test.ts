import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPackageCatalog } from '../../main/layouts/postgres-per-tenant/packages/catalog.ts';
import { createTenantSettings } from '../../main/layouts/postgres-per-tenant/settings/catalog.ts';
import type { PackageId, TenantId } from '../../shared/domain/ids.ts';
import { createSourceTables } from '../builders/stocker-master.ts';
import { emptyPlatform, type OwnPlatform, openParts, type StockerParts } from '../builders/stocker-parts.ts';
import { insertPackage, insertSubscription, insertTenant } from '../builders/tenant-rows.ts';
import { connected } from '../servers/databases.ts';
import { type PostgresServer, startPostgres } from '../servers/postgres.ts';

let server: PostgresServer;
let platform: OwnPlatform;
let parts: StockerParts;
beforeAll(async () => {
  server = await startPostgres();
  platform = await emptyPlatform(server);
  await connected(platform.login, createSourceTables);
  parts = await openParts(platform.login);
});
afterAll(async () => {
  await parts?.close();
  await platform?.drop();
  await server?.close();
});

it("reads what is sold from Stocker's own tables and columns only, by price, and changes nothing", async () => {
  const { tenant, dear } = await connected(platform.login, async (client) => {
    const id = await insertPackage(client, { name: 'Kurumsal', price: '1200.50', maxUsers: 40 });
    await insertPackage(client, { name: 'Başlangıç', price: '99.90', maxUsers: 5 });
    const one = await insertTenant(client);
    await insertSubscription(client, { tenant: one, package: id });
    return { tenant: one as TenantId, dear: id as PackageId };
  });
  const packages = createPackageCatalog(parts);
  const listed = await packages.list();
  expect(listed.map(({ names, order, monthlyPrice }) => [names.en, names.tr, order, monthlyPrice])).toEqual([
    ['Başlangıç', 'Başlangıç', 1, 9_990],
    ['Kurumsal', 'Kurumsal', 2, 120_050],
  ]);
  expect(listed[1]).toMatchObject({
    ...{ version: 1, currency: 'TRY', yearlyPrice: null, active: true, limits: { max_users: 40 }, modules: [] },
    use: { tenants: 1, mrr: [{ minor: 120_050, currency: 'TRY' }], versions: [{ version: 1, tenants: 1 }] },
  });
  expect(await packages.versions(dear)).toMatchObject([{ version: 1, at: null, by: '' }]);
  const notSetUp = { code: 'unsupported', key: 'platform.not_set_up' };
  await expect(packages.reorder([dear])).rejects.toMatchObject(notSetUp);

  const settings = createTenantSettings(parts);
  expect(await settings.find(tenant)).toMatchObject({ timeZone: null, updatedAt: null });
  expect(await settings.overrides(tenant)).toEqual([]);
  expect(await settings.used(null, tenant)).toEqual({ max_users: 0 });
  await expect(settings.clearOverride(tenant, 'max_users')).rejects.toMatchObject(notSetUp);
});

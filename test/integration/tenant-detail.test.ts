import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDomainCatalog } from '../../main/layouts/postgres-per-tenant/domains.ts';
import { createTenantCatalog } from '../../main/layouts/postgres-per-tenant/tenants.ts';
import { createUserCatalog } from '../../main/layouts/postgres-per-tenant/users.ts';
import { everyTenant } from '../../shared/contract/tenants.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { createSourceTables } from '../builders/stocker-master.ts';
import { emptyPlatform, newPlatform, openParts } from '../builders/stocker-parts.ts';
import { insertDomain, insertPackage, insertSubscription, insertTenant, insertUser } from '../builders/tenant-rows.ts';
import { connected } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

let platform: Awaited<ReturnType<typeof newPlatform>>;
beforeAll(async () => {
  platform = await newPlatform(sharedPostgres());
});
afterAll(() => platform.drop());

const catalog = () => createTenantCatalog(platform.parts);
const make = (work: (client: pg.Client) => Promise<string>): Promise<TenantId> =>
  connected(platform.superuser, work) as Promise<string> as Promise<TenantId>;

async function addModules(
  client: pg.Client,
  table: 'PackageModules' | 'SubscriptionModules',
  owner: string,
  codes: ReadonlyArray<string>,
) {
  const [column, more] = table === 'PackageModules' ? ['PackageId', '"IsIncluded"'] : ['SubscriptionId', '"AddedAt"'];
  for (const code of codes)
    await client.query(
      `INSERT INTO public."${table}" ("Id", "${column}", "ModuleCode", "ModuleName", ${more}) VALUES ($1, $2, $3, $3, ${table === 'PackageModules' ? 'true' : 'now()'})`,
      [randomUUID(), owner, code],
    );
}

describe('a tenant', () => {
  it('is told whole', async () => {
    let subscription = '';
    const id = await make(async (client) => {
      const tenant = await insertTenant(client, { name: 'Çınar A.Ş.', code: 'cinar' });
      const offer = await insertPackage(client, { name: 'Profesyonel', price: '1200.50' });
      subscription = await insertSubscription(client, { tenant, package: offer, trialEnd: '2026-02-01T00:00:00Z' });
      await client.query(
        `UPDATE public."Subscriptions" SET "BillingPeriod" = 'Yıllık', "Price" = 14400 WHERE "Id" = $1`,
        [subscription],
      );
      await client.query(
        `UPDATE public."Tenants" SET "SetupCompleted" = true, "SetupCompletedAt" = '2026-01-02T03:04:05Z' WHERE "Id" = $1`,
        [tenant],
      );
      await insertDomain(client, tenant, 'cinar.stoocker.app', true);
      await insertDomain(client, tenant, 'portal.cinar.example');
      await insertUser(client, tenant, 'veli@cinar.example');
      await insertUser(client, tenant, 'ali@cinar.example', true);
      await addModules(client, 'PackageModules', offer, ['CRM', 'HR']);
      return tenant;
    });
    const found = await catalog().find(id);
    expect(found).toMatchObject({
      id,
      name: 'Çınar A.Ş.',
      lifecycle: 'active',
      access: { access: 'full', reasons: [] },
      holds: [],
      packageName: 'Profesyonel',
      billingPeriod: 'yearly',
      price: { minor: 1_440_000, currency: 'TRY' },
      mrr: { minor: 120_000, currency: 'TRY' },
      trialEndsAt: '2026-02-01T00:00:00Z',
      setupCompleted: true,
      setupCompletedAt: '2026-01-02T03:04:05Z',
      periodEndsAt: '2026-02-01T00:00:00Z',
      owner: { email: 'ali@cinar.example', username: 'ali@cinar.example', emailVerified: false },
      domainCount: 2,
      users: 2,
      modules: [{ code: 'CRM' }, { code: 'HR' }],
    });
    const [listed] = (
      await catalog().page({
        filter: { ...everyTenant, search: 'cinar' },
        sort: { column: 'name', descending: false },
        place: { at: 'first' },
        limit: 5,
      })
    ).rows;
    expect(found).toMatchObject({ ...listed });

    // What the subscription has of its own counts instead of the package's.
    await connected(platform.superuser, (client) => addModules(client, 'SubscriptionModules', subscription, ['Sales']));
    expect((await catalog().find(id))?.modules).toEqual([{ code: 'Sales', name: 'Sales' }]);
    expect((await createDomainCatalog(platform.parts).ofTenant(id)).map(({ name, kind }) => [name, kind])).toEqual([
      ['cinar.stoocker.app', 'base'],
      ['portal.cinar.example', 'own'],
    ]);
    expect(
      (await createUserCatalog(platform.parts).ofTenant(id)).map(({ email, isTenantAdmin }) => [email, isTenantAdmin]),
    ).toEqual([
      ['ali@cinar.example', true],
      ['veli@cinar.example', false],
    ]);
  });

  it('is told where there is nothing to tell', async () => {
    const id = await make((client) => insertTenant(client, { code: 'bos', status: 'Provisioning' }));
    expect(await catalog().find(id)).toMatchObject({
      lifecycle: 'provisioning',
      access: { access: 'none', reasons: [{ because: 'lifecycle', lifecycle: 'provisioning' }] },
      owner: null,
      subscription: null,
      price: null,
      billingPeriod: null,
      modules: [],
      domainCount: 0,
    });
    expect(await catalog().find(randomUUID() as string as TenantId)).toBeUndefined();
  });

  it('is held by what the platform says alone, and by what the console has written', async () => {
    const id = await make((client) => insertTenant(client, { code: 'askida', status: 'Askıda' }));
    expect(await catalog().find(id)).toMatchObject({
      suspended: true,
      access: { access: 'none', reasons: [{ because: 'hold' }] },
      holds: [{ recorded: false, effects: ['block_login'] }],
    });
    await connected(platform.superuser, (client) =>
      client.query(
        `INSERT INTO tenantry.holds (id, tenant_id, kind, effects, reason, put_by) VALUES ($1, $2, 'billing', '{block_login}', 'unpaid', 'Ayşe')`,
        [randomUUID(), id],
      ),
    );
    expect(await catalog().find(id)).toMatchObject({
      holdKinds: ['billing'],
      access: { access: 'none', reasons: [{ because: 'hold', kind: 'billing' }] },
      holds: [{ recorded: true, kind: 'billing', putBy: 'Ayşe' }],
    });
  });
});

it('offers the packages in the order of the alphabet that people use', async () => {
  await make(async (client) => {
    for (const name of ['Zirve', 'Çekirdek', 'Işık', 'İleri', 'Cep']) await insertPackage(client, { name });
    return '';
  });
  const names = (await catalog().packages()).map(({ name }) => name);
  expect(names.filter((name) => name !== 'Profesyonel')).toEqual(['Cep', 'Çekirdek', 'Işık', 'İleri', 'Zirve']);
});

it("reads a master with Stocker's own tables and columns only", async () => {
  const source = await emptyPlatform(sharedPostgres());
  const id = await connected(source.login, async (client) => {
    await createSourceTables(client);
    const tenant = await insertTenant(client, { name: 'Eski Şirket', code: 'eski' });
    await insertSubscription(client, { tenant, package: await insertPackage(client) });
    await insertDomain(client, tenant, 'eski.stoocker.app', true);
    return tenant as TenantId;
  });
  const parts = await openParts(source.login);
  const bare = createTenantCatalog(parts);
  const page = await bare.page({
    filter: { ...everyTenant, search: 'ESKİ şir', lifecycles: ['active'], subscriptions: ['active'] },
    sort: { column: 'created', descending: true },
    place: { at: 'first' },
    limit: 10,
  });
  expect(page.rows).toMatchObject([
    { id, name: 'Eski Şirket', mrr: { minor: 45_000, currency: 'TRY' }, createdAt: null },
  ]);
  expect(await bare.totals(everyTenant)).toEqual({ count: 1, mrr: [{ minor: 45_000, currency: 'TRY' }] });
  expect(await bare.viewCounts()).toMatchObject({ all: 1, active: 1, suspended: 0 });
  expect(await bare.find(id)).toMatchObject({ domainCount: 1, holds: [], billingPeriod: 'monthly' });
  await parts.close();
  await source.drop();
});

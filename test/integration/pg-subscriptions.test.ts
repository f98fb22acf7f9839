import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourceTables } from '../../main/layouts/postgres-per-tenant/schema/source-tables.ts';
import { createSubscriptionCatalog } from '../../main/layouts/postgres-per-tenant/subscription-catalog.ts';
import { pageQuery } from '../../main/layouts/postgres-per-tenant/subscriptions/page-query.ts';
import type { SubscriptionCatalog } from '../../main/layouts/roles/subscriptions.ts';
import { subscriptionFilter } from '../../shared/contract/subscriptions.ts';
import type { PackageId, SubscriptionId, TenantId } from '../../shared/domain/ids.ts';
import { type MoveDetails, moveSubscription, type SubscriptionMove } from '../../shared/domain/subscription-moves.ts';
import type { Subscription } from '../../shared/domain/subscriptions.ts';
import { emptyPlatform, newPlatform, openParts } from '../builders/stocker-parts.ts';
import { insertPackage, insertSubscription, insertTenant } from '../builders/tenant-rows.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

let platform: Awaited<ReturnType<typeof newPlatform>>;
let client: pg.Client;
let catalog: SubscriptionCatalog;
beforeAll(async () => {
  platform = await newPlatform(sharedPostgres());
  client = new pg.Client(platform.superuser);
  await client.connect();
  catalog = createSubscriptionCatalog(platform.parts);
});
afterAll(async () => {
  await client.end();
  await platform.drop();
});

const today = '2026-11-21';
const everything = subscriptionFilter.parse({
  ...{ search: '', states: [], packageIds: [], pending: null, offset: 0, limit: 100 },
  sort: { column: 'started', descending: false },
});

/** As Stocker's own program writes one. */
async function written(change: { readonly [column: string]: unknown } = {}) {
  const tenant = await insertTenant(client);
  const sold = await insertPackage(client, { price: '450.00' });
  const id = await insertSubscription(client, { tenant, package: sold });
  for (const [column, value] of Object.entries(change))
    await client.query(`UPDATE public."Subscriptions" SET ${pg.escapeIdentifier(column)} = $2 WHERE "Id" = $1`, [
      id,
      value,
    ]);
  return { tenant: tenant as TenantId, sold: sold as PackageId, id: id as SubscriptionId };
}
const raw = async (id: string): Promise<Record<string, unknown>> =>
  (
    await client.query(
      `SELECT "Status" AS status, "Price"::text AS price, "Currency" AS currency, "BillingPeriod" AS period,
              "CurrentPeriodEnd" AT TIME ZONE 'Europe/Istanbul' || '' AS ends, "TrialEndDate" AT TIME ZONE 'Europe/Istanbul' || '' AS trial,
              "CancelAtPeriodEnd" AS ending, "CancelledAt" IS NOT NULL AS cancelled
         FROM public."Subscriptions" WHERE "Id" = $1`,
      [id],
    )
  ).rows[0];
async function find(tenant: TenantId): Promise<Subscription> {
  const found = await catalog.current(tenant);
  if (found === undefined) throw new Error('no subscription');
  return found;
}
async function move(tenant: TenantId, action: SubscriptionMove, details: MoveDetails = {}, on = today) {
  const expected = await find(tenant);
  const { after } = moveSubscription(expected, action, details, on);
  if (after === undefined) throw new Error(`${action} is refused`);
  return catalog.move({ ...{ id: expected.id, tenantId: tenant, action, expected, after }, reason: null, by: 'ayse' });
}

describe("another program's subscription", () => {
  it('costs what its package costs, for its period', async () => {
    const month = await written();
    expect(await find(month.tenant)).toMatchObject({ price: { minor: 45_000, currency: 'TRY' }, packageVersion: 1 });
    const year = await written({ BillingPeriod: 'Yıllık' });
    expect(await find(year.tenant)).toMatchObject({ price: { minor: 540_000 }, period: 'yearly' });
    const own = await written({ Price: '399.90', Currency: 'EUR' });
    expect(await find(own.tenant)).toMatchObject({ price: { minor: 39_990, currency: 'EUR' } });
  });

  it('costs what its version cost, after the package was changed', async () => {
    const { tenant, sold, id } = await written();
    const { createPackageCatalog } = await import('../../main/layouts/postgres-per-tenant/packages/catalog.ts');
    const packages = createPackageCatalog(platform.parts);
    const before = await packages.find(sold);
    if (before === undefined) throw new Error('no package');
    const { id: _, version, ...definition } = before;
    await packages.change(sold, { expected: version, definition: { ...definition, monthlyPrice: 99_000 }, by: 'ayse' });
    expect(await find(tenant)).toMatchObject({ id, price: { minor: 45_000 }, packageVersion: 1 });
    // Also where it is written nowhere but in the version.
    await client.query('UPDATE public."Subscriptions" SET "Price" = NULL, "Currency" = NULL WHERE "Id" = $1', [id]);
    expect(await find(tenant)).toMatchObject({ price: { minor: 45_000, currency: 'TRY' } });
  });

  it('keeps its own words and moments where a move does not concern them', async () => {
    const { tenant, id } = await written({ Status: 'ACTIVE', CurrentPeriodEnd: '2026-12-15T13:30:00+03' });
    await move(tenant, 'cancel_at_end');
    expect(await raw(id)).toMatchObject({
      status: 'ACTIVE',
      ends: '2026-12-15 13:30:00',
      ending: true,
      price: '450.00',
    });
    await move(tenant, 'undo_cancel');
    await move(tenant, 'mark_past_due');
    expect(await raw(id)).toMatchObject({ status: 'Gecikmiş', ends: '2026-12-15 13:30:00', ending: false });
    await move(tenant, 'mark_unpaid');
    expect(await find(tenant)).toMatchObject({ status: 'past_due', unpaidSince: today });
    await move(tenant, 'mark_paid');
    await move(tenant, 'cancel_now');
    expect(await raw(id)).toMatchObject({ status: 'İptal', cancelled: true });
  });

  it("ends a trial with its last day, and a period with the day before its end, by the seller's clock", async () => {
    const { tenant, id } = await written({ Status: 'Deneme', TrialEndDate: '2026-11-30T10:00:00+03' });
    await move(tenant, 'extend_trial', { reason: 'Asked' });
    expect(await raw(id)).toMatchObject({ trial: '2026-12-14 23:59:59', ends: '2026-12-15 00:00:00' });
    await move(tenant, 'activate');
    expect(await raw(id)).toMatchObject({ status: 'Aktif', trial: '2026-12-14 23:59:59', ends: '2026-12-21 00:00:00' });
  });

  it('is read with days beyond every calendar', async () => {
    const { tenant } = await written({ CurrentPeriodEnd: 'infinity' });
    expect(await find(tenant)).toMatchObject({ periodEndsOn: '9999-12-30' });
    expect((await catalog.page(everything)).total).toBeGreaterThan(0);
  });

  it('is compared as a whole: what another program changed meanwhile is not overwritten', async () => {
    const { tenant, id } = await written();
    const expected = await find(tenant);
    const { after } = moveSubscription(expected, 'mark_past_due', {}, today);
    await client.query('UPDATE public."Subscriptions" SET "CancelAtPeriodEnd" = true WHERE "Id" = $1', [id]);
    await expect(
      catalog.move({
        ...{ id: expected.id, tenantId: tenant, action: 'mark_past_due', expected, after: after ?? expected },
        ...{ reason: null, by: 'ayse' },
      }),
    ).rejects.toMatchObject({ key: 'subscription.changed' });
    expect(await raw(id)).toMatchObject({ status: 'Aktif', ending: true });
  });
});

describe('a list of subscriptions', () => {
  it('counts each state as the console derives it', async () => {
    const { sold } = await written();
    const one = async (status: string, change: { readonly [column: string]: unknown } = {}) => {
      const tenant = await insertTenant(client);
      const id = await insertSubscription(client, { tenant, package: sold, status });
      for (const [column, value] of Object.entries(change))
        await client.query(`UPDATE public."Subscriptions" SET ${pg.escapeIdentifier(column)} = $2 WHERE "Id" = $1`, [
          id,
          value,
        ]);
      return id;
    };
    const unpaid = await one('GECİKMİŞ');
    await client.query(
      'INSERT INTO tenantry.subscriptions (subscription_id, tenant_id, unpaid_since) SELECT "Id", "TenantId", now() FROM public."Subscriptions" WHERE "Id" = $1',
      [unpaid],
    );
    await one('trialing', { TrialEndDate: 'yesterday' });
    await one('Deneme', { TrialEndDate: 'tomorrow' });
    await one('aktif', { CancelAtPeriodEnd: true, CurrentPeriodEnd: 'yesterday' });
    await one('aktif', { CancelAtPeriodEnd: true, CurrentPeriodEnd: '2999-01-01' });
    await one('overdue');
    await one('canceled');
    const page = await catalog.page({ ...everything, packageIds: [sold] });
    expect(page.rows.map(({ state }) => state).sort()).toEqual(
      ['active', 'unpaid', 'expired', 'trial', 'cancelled', 'non_renewing', 'past_due', 'cancelled'].sort(),
    );
    for (const { state } of page.rows) {
      const found = await catalog.page({ ...everything, packageIds: [sold], states: [state] });
      const same = page.rows.filter((row) => row.state === state).map(({ id }) => id);
      expect(found.rows.map(({ id }) => id).sort(), state).toEqual([...same].sort());
      expect(found.total).toBe(same.length);
    }
  });

  it('reads a page by its order without reading the rest', async () => {
    const { sold } = await written();
    await client.query(
      `INSERT INTO public."Tenants" ("Id", "Name", "Code", "Status", "IsActive")
         SELECT gen_random_uuid(), 'Many ' || n, 'many-' || n, 'Active', true FROM generate_series(1, 3000) n`,
    );
    await client.query(
      `INSERT INTO public."Subscriptions" ("Id", "TenantId", "PackageId", "Status", "StartDate", "CurrentPeriodEnd")
         SELECT gen_random_uuid(), "Id", $1, 'Aktif', now() - random() * interval '900 days', now() + random() * interval '30 days'
           FROM public."Tenants" WHERE "Code" LIKE 'many-%'`,
      [sold],
    );
    await client.query('ANALYZE');
    const shape = await platform.parts.shape();
    for (const column of ['tenant', 'period_end', 'started'] as const) {
      const { text, values } = pageQuery(
        { shape, currency: 'TRY', timeZone: 'Europe/Istanbul' },
        { ...everything, sort: { column, descending: true }, limit: 50 },
      );
      const { rows } = await client.query(`EXPLAIN ${text}`, [...(values ?? [])]);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan, column).not.toMatch(/Seq Scan on "Subscriptions" s_1/);
    }
  });
});

it('reads a platform that nobody upgraded', async () => {
  const bare = await emptyPlatform(sharedPostgres());
  const admin = new pg.Client(bare.login);
  await admin.connect();
  for (const { name, columns, constraints } of sourceTables) {
    const lines = columns.map(
      ({ name: column, type, nullable, default: value }) =>
        `"${column}" ${type}${nullable ? '' : ' NOT NULL'}${value === undefined ? '' : ` DEFAULT ${value}`}`,
    );
    await admin.query(`CREATE TABLE public."${name}" (${[...lines, 'PRIMARY KEY ("Id")', ...constraints].join(', ')})`);
  }
  const tenant = (await insertTenant(admin, { name: 'Işık' })) as TenantId;
  const sold = await insertPackage(admin);
  await insertSubscription(admin, { tenant, package: sold, status: 'Gecikmiş' });
  const parts = await openParts(bare.login);
  try {
    const old = createSubscriptionCatalog(parts);
    expect(await old.current(tenant)).toMatchObject({
      ...{ status: 'past_due', price: { minor: 45_000, currency: 'TRY' }, period: 'monthly', packageVersion: 1 },
      ...{ cancelAtPeriodEnd: false, unpaidSince: null, pendingChange: null, modules: [] },
    });
    for (const column of ['tenant', 'package', 'price', 'period_end', 'started'] as const) {
      const asked = { ...everything, search: 'isik', sort: { column, descending: true } };
      expect((await old.page(asked)).rows, column).toMatchObject([{ tenant: { name: 'Işık' }, state: 'past_due' }]);
    }
    expect((await old.page({ ...everything, pending: 'due' })).total).toBe(0);
    expect(await old.counts()).toMatchObject({ all: 1, past_due: 1, change_due: 0 });
    expect(await old.events(tenant)).toEqual([]);
    const draft = {
      ...{ id: randomUUID() as string as SubscriptionId, tenantId: tenant, packageId: sold as PackageId },
      ...{ packageVersion: 1, price: 1, currency: 'TRY', period: 'monthly' as const, startsOn: today },
      ...{ periodEndsOn: '2026-12-21', trialEndsOn: null, modules: [], reason: null, by: 'ayse' },
    };
    await expect(old.start(draft)).rejects.toMatchObject({ key: 'platform.not_set_up' });
  } finally {
    await parts.close();
    await admin.end();
    await bare.drop();
  }
});

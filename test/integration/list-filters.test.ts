import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTenantCatalog } from '../../main/layouts/postgres-per-tenant/tenants.ts';
import {
  builtInViews,
  everyTenant,
  type TenantFilter,
  type TenantRow,
  viewFilters,
} from '../../shared/contract/tenants.ts';
import { lifecycles } from '../../shared/domain/lifecycle.ts';
import { manyTenants, rareWord, spreadCreation } from '../builders/many-tenants.ts';
import { newPlatform } from '../builders/stocker-parts.ts';
import { insertDomain, insertTenant, insertUser } from '../builders/tenant-rows.ts';
import { connected } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

let platform: Awaited<ReturnType<typeof newPlatform>>;
let everything: ReadonlyArray<TenantRow>;
const packageIds = new Map<string, string>();

beforeAll(async () => {
  platform = await newPlatform(sharedPostgres());
  await connected(platform.superuser, async (client) => {
    await manyTenants(client, 95);
    await spreadCreation(client, 95);
    await client.query(`UPDATE public."Tenants" SET "CreatedAt" = now() - interval '3 days' WHERE "Code" LIKE '%5'`);
    const odd = await insertTenant(client, { name: '100 % "Koç & Sabancı" \\ A_B', code: 'koc-sabanci' });
    await insertDomain(client, odd, 'portal.kocsabanci.example');
    await insertUser(client, odd, 'Müdür@kocsabanci.example', true);
    await insertUser(client, odd, 'gizli@kocsabanci.example');
  });
  everything = await find({});
  for (const { id, name } of await catalog().packages()) packageIds.set(name, id);
});
afterAll(() => platform.drop());

const catalog = () => createTenantCatalog(platform.parts);
async function find(filter: Partial<TenantFilter>): Promise<ReadonlyArray<TenantRow>> {
  const asked = { filter: { ...everyTenant, ...filter }, sort: { column: 'code', descending: false } as const };
  return (await catalog().page({ ...asked, place: { at: 'first' }, limit: 100 })).rows;
}
const codes = (rows: ReadonlyArray<TenantRow>): string[] => rows.map(({ code }) => code);

const inDays = (iso: string | null): number => {
  const day = (date: Date): string => date.toLocaleDateString('sv', { timeZone: 'Europe/Istanbul' });
  if (iso === null) return Number.NaN;
  return Math.round((Date.parse(day(new Date(iso))) - Date.parse(day(new Date()))) / 86_400_000);
};
/** The filters' meaning, said once more. */
function belongs(row: TenantRow, filter: TenantFilter): boolean {
  const packages = filter.packageIds.map((id) => [...packageIds].find(([, known]) => known === id)?.[0]);
  const left = inDays(row.trialEndsAt);
  return (
    (filter.lifecycles.length === 0 || filter.lifecycles.includes(row.lifecycle)) &&
    (filter.suspended === null || filter.suspended === row.suspended) &&
    (filter.subscriptions.length === 0 || filter.subscriptions.includes(row.subscription ?? 'none')) &&
    (packages.length === 0 || packages.includes(row.packageName ?? '')) &&
    (filter.trialEndsWithinDays === null ||
      (row.subscription === 'trial' && left >= 0 && left <= filter.trialEndsWithinDays)) &&
    (!filter.overUserLimit || (row.maxUsers !== null && row.users > row.maxUsers)) &&
    (filter.createdWithinDays === null || -inDays(row.createdAt) <= filter.createdWithinDays)
  );
}

describe('filters', () => {
  const some: ReadonlyArray<Partial<TenantFilter>> = [
    ...lifecycles.map((lifecycle) => ({ lifecycles: [lifecycle] })),
    { lifecycles: ['provisioning', 'cancelled'] },
    { suspended: true },
    { suspended: false, lifecycles: ['active'] },
    { subscriptions: ['none'] },
    { subscriptions: ['trial', 'none'] },
    { subscriptions: ['past_due'] },
    { trialEndsWithinDays: 7 },
    { trialEndsWithinDays: 20, lifecycles: ['active'] },
    { overUserLimit: true },
    { createdWithinDays: 4 },
    { createdWithinDays: 2 },
    { subscriptions: ['active'], overUserLimit: true, suspended: false },
  ];
  it.each(some)('%j', async (filter) => {
    const whole = { ...everyTenant, ...filter };
    const expected = everything.filter((row) => belongs(row, whole));
    expect(codes(await find(filter))).toEqual(codes(expected));
    const totals = await catalog().totals(whole);
    expect(totals.count).toBe(expected.length);
    const sum = expected.reduce((minor, { mrr }) => minor + (mrr?.minor ?? 0), 0);
    expect(totals.mrr.reduce((minor, money) => minor + money.minor, 0)).toBe(sum);
  });

  it('by package', async () => {
    const [first = '', second = ''] = packageIds.values();
    const filter = { ...everyTenant, packageIds: [first, second] };
    expect(codes(await find(filter))).toEqual(codes(everything.filter((row) => belongs(row, filter))));
    await expect(find({ packageIds: ['no id'] })).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'filter.packageIds',
    });
  });

  it("count what each view's list holds", async () => {
    const counts = await catalog().viewCounts();
    for (const view of builtInViews)
      expect([view, counts[view]]).toEqual([view, everything.filter((row) => belongs(row, viewFilters[view])).length]);
  });
});

it("shows a name that holds the page's own separator as one name", async () => {
  await connected(platform.superuser, async (client) => {
    const id = await insertTenant(client, { name: 'Sinsi\u001fdeleted\u001fA.Ş.', code: 'zz-sinsi' });
    const rows = await find({ search: 'zz-sinsi' });
    expect(rows).toMatchObject([{ id, name: 'SinsideletedA.Ş.', code: 'zz-sinsi', lifecycle: 'active' }]);
    await client.query('DELETE FROM public."Tenants" WHERE "Id" = $1', [id]);
  });
});

describe('search', () => {
  const odd = ['koc-sabanci'];
  it.each([
    ['the middle of a word', 'abanc'],
    ['Turkish letters by Latin ones', 'koc sabanci'],
    ['Latin letters by Turkish ones, in capitals', 'KOÇ SABANCI'],
    ['words in any order', 'sabancı koç'],
    ['a part of its code', 'c-saba'],
    ['a domain that is not the primary one', 'portal.kocs'],
    ["its owner's e-mail", 'mudur@koc'],
    ["its database's name", 'koc_sabanci_db'],
    ['the start of a word with one letter, beside another word', 'k sabanci'],
    ['punctuation between words, which says nothing', '& sabancı % koç'],
    ['letters that are wildcards in SQL, as letters', 'a_b'],
    ['a backslash', 'sabanci \\'],
  ])('finds a tenant by %s', async (_, search) => {
    expect(codes(await find({ search }))).toEqual(odd);
  });

  it.each([
    ['an e-mail of somebody who is not the owner', 'gizli@'],
    ['a wildcard', 's_banci'],
    ['a percent sign in a word', 'ko%nci'],
    ['a quote that would end the text', "sabanci' OR '1'='1"],
    ['a connection string', 'postgres://user:secret@host/StockerMaster'],
    ['NUL', 'sabanci\0yok'],
  ])('finds nothing by %s', async (_, search) => {
    expect(codes(await find({ search }))).toEqual([]);
  });

  it('finds words of one or two letters where a word begins', async () => {
    const starting = everything.filter(({ name }) => /(^| )[aâ]ğ/iu.test(name.toLocaleLowerCase('tr')));
    expect(codes(await find({ search: 'ağ' }))).toEqual(codes(starting));
    expect(codes(await find({ search: 'q' }))).toEqual(
      codes(everything.filter(({ name }) => name.startsWith(rareWord))),
    );
  });

  it('goes together with filters, totals and the other orders', async () => {
    const search = 'lojistik';
    const expected = everything.filter(({ name, lifecycle }) => name.includes('Lojistik') && lifecycle === 'active');
    expect(expected.length).toBeGreaterThan(0);
    expect(codes(await find({ search, lifecycles: ['active'] }))).toEqual(codes(expected));
    expect((await catalog().totals({ ...everyTenant, search, lifecycles: ['active'] })).count).toBe(expected.length);
  });
});

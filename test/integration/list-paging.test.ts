import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TenantCatalog } from '../../main/layouts/layout.ts';
import { createTenantCatalog } from '../../main/layouts/postgres-per-tenant/tenants.ts';
import { everyTenant, type TenantRow, type TenantSort, tenantSortColumns } from '../../shared/contract/tenants.ts';
import { lifecycles } from '../../shared/domain/lifecycle.ts';
import { awkwardCompanyNames } from '../builders/companies.ts';
import { manyTenants, spreadCreation } from '../builders/many-tenants.ts';
import { newPlatform, type StockerParts } from '../builders/stocker-parts.ts';
import { insertTenant } from '../builders/tenant-rows.ts';
import { connected } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

let platform: Awaited<ReturnType<typeof newPlatform>>;
const generated = 90;
const total = generated + awkwardCompanyNames.length + 5;

beforeAll(async () => {
  platform = await newPlatform(sharedPostgres());
  await connected(platform.superuser, async (client) => {
    await manyTenants(client, generated);
    await spreadCreation(client, generated - 10);
    for (const name of awkwardCompanyNames) await insertTenant(client, { name });
    // One name five times: only the id tells them apart.
    for (let copy = 0; copy < 5; copy += 1) await insertTenant(client, { name: 'Aynı Ad A.Ş.' });
    await client.query(`UPDATE public."Tenants" SET "CreatedAt" = NULL WHERE "Name" LIKE 'Aynı%'`);
  });
});
afterAll(() => platform.drop());

/** As on a master that was never upgraded, where the optional columns happen to be there. */
const withoutList = (parts: StockerParts): StockerParts => ({
  ...parts,
  shape: async () => ({ ...(await parts.shape()), readable: false }),
});
const kinds = ['kept in the list', "computed from the platform's tables"] as const;
const catalogOf = (kind: (typeof kinds)[number]): TenantCatalog =>
  createTenantCatalog(kind === kinds[0] ? platform.parts : withoutList(platform.parts));

const limit = 7;
async function walk(catalog: TenantCatalog, sort: TenantSort, way: 'forward' | 'backward'): Promise<TenantRow[]> {
  const rows: TenantRow[] = [];
  let page = await catalog.page({
    filter: everyTenant,
    sort,
    place: { at: way === 'forward' ? 'first' : 'last' },
    limit,
  });
  for (;;) {
    if (way === 'forward') rows.push(...page.rows);
    else rows.unshift(...page.rows);
    const next = way === 'forward' ? page.after : page.before;
    if (next === null) return rows;
    expect(page.rows).toHaveLength(limit);
    const place = way === 'forward' ? { after: next } : { before: next };
    page = await catalog.page({ filter: everyTenant, sort, place, limit });
  }
}

const { compare } = new Intl.Collator('tr');
type Compare = (a: TenantRow, b: TenantRow) => number;
const textOr =
  (read: (row: TenantRow) => string | null, order = compare): Compare =>
  (a, b) => {
    const [x, y] = [read(a), read(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return order(x, y);
  };
const numberOr =
  (read: (row: TenantRow) => number | null): Compare =>
  (a, b) =>
    (read(a) ?? Number.NEGATIVE_INFINITY) - (read(b) ?? Number.NEGATIVE_INFINITY) || 0;
const plain = (a: string, b: string): number => Number(a > b) - Number(a < b);
const orders: Readonly<Record<TenantSort['column'], Compare>> = {
  name: textOr(({ name }) => name.replace('Þ', 'Th')),
  code: textOr(({ code }) => code, plain),
  status: numberOr(({ lifecycle, suspended }) => lifecycles.indexOf(lifecycle) * 2 + Number(suspended)),
  package: textOr(({ packageName }) => packageName),
  mrr: numberOr(({ mrr }) => mrr?.minor ?? null),
  users: numberOr(({ users }) => users),
  domain: textOr(({ domain }) => domain, plain),
  created: numberOr(({ createdAt }) => (createdAt === null ? null : Date.parse(createdAt))),
};

describe.each(kinds)('the list, %s', (kind) => {
  it.each(tenantSortColumns)('by %s: every tenant once, in order, the same from both ends', async (column) => {
    const catalog = catalogOf(kind);
    const up = await walk(catalog, { column, descending: false }, 'forward');
    expect(new Set(up.map(({ id }) => id)).size).toBe(total);
    const misplaced = up.filter((row, index) => {
      const next = up[index + 1];
      return next !== undefined && orders[column](row, next) > 0;
    });
    expect(misplaced).toEqual([]);
    expect(await walk(catalog, { column, descending: false }, 'backward')).toEqual(up);
    expect(await walk(catalog, { column, descending: true }, 'forward')).toEqual(up.toReversed());
    expect(await walk(catalog, { column, descending: true }, 'backward')).toEqual(up.toReversed());
  });

  it('says where there is something on either side', async () => {
    const catalog = catalogOf(kind);
    const sort = { column: 'name', descending: false } as const;
    const first = await catalog.page({ filter: everyTenant, sort, place: { at: 'first' }, limit });
    expect(first.before).toBeNull();
    const second = await catalog.page({ filter: everyTenant, sort, place: { after: first.after ?? '' }, limit });
    const back = await catalog.page({ filter: everyTenant, sort, place: { before: second.before ?? '' }, limit });
    expect(back).toEqual(first);
    const all = await catalog.page({ filter: { ...everyTenant, search: 'aynı' }, sort, place: { at: 'first' }, limit });
    expect(all).toMatchObject({ before: null, after: null, rows: { length: 5 } });
  });
});

it('is the same list either way, row by row and total by total', async () => {
  const sort = { column: 'mrr', descending: true } as const;
  const [kept, computed] = [catalogOf(kinds[0]), catalogOf(kinds[1])];
  // Holds are the console's own: without its tables there are none.
  expect(await walk(kept, sort, 'forward')).toEqual(await walk(computed, sort, 'forward'));
  expect(await kept.totals(everyTenant)).toEqual(await computed.totals(everyTenant));
  expect(await kept.viewCounts()).toEqual(await computed.viewCounts());
});

describe('a place that the list did not give', () => {
  const sort = { column: 'name', descending: false } as const;
  const forge = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString('base64url');
  const id = '7d0f2f5e-1111-4000-8000-000000000001';

  it.each([
    ['is no cursor', 'not a cursor'],
    ['is empty', ''],
    ['is another JSON', forge([1, 2])],
    ['is of another order', forge({ sort: 'code', down: false, keys: ['a', id] })],
    ['is of the other direction', forge({ sort: 'name', down: true, keys: ['a', id] })],
    ['has SQL in the place of an id', forge({ sort: 'name', down: false, keys: ['a', `${id}'; DROP TABLE x; --`] })],
    ['has too few keys', forge({ sort: 'name', down: false, keys: ['a'] })],
    ['has a key that no text can hold', forge({ sort: 'name', down: false, keys: ['a\0', id] })],
    ['has numbers where text was', forge({ sort: 'name', down: false, keys: [1, id] })],
  ])('is refused when it %s', async (_, cursor) => {
    const asked = catalogOf(kinds[0]).page({ filter: everyTenant, sort, place: { after: cursor }, limit });
    await expect(asked).rejects.toMatchObject({ code: 'invalid_input', key: 'field.invalid', field: 'place.after' });
  });

  it('is refused when its number is out of range', async () => {
    const cursor = forge({ sort: 'mrr', down: false, keys: ['9223372036854775808', 'a', id] });
    const asked = catalogOf(kinds[0]).page({
      filter: everyTenant,
      sort: { column: 'mrr', descending: false },
      place: { before: cursor },
      limit,
    });
    await expect(asked).rejects.toMatchObject({ code: 'invalid_input', field: 'place.before' });
  });

  it('is only a place when its text is SQL', async () => {
    const cursor = forge({ sort: 'name', down: false, keys: [`zzz'; DROP TABLE "Tenants"; --`, id] });
    const page = await catalogOf(kinds[0]).page({ filter: everyTenant, sort, place: { after: cursor }, limit });
    expect(page.rows).toEqual([]);
    expect((await catalogOf(kinds[0]).totals(everyTenant)).count).toBe(total);
  });
});

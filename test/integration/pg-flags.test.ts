import { afterAll, beforeAll, expect, it } from 'vitest';
import { listFlags } from '../../main/flags/read.ts';
import { createFlagCatalog } from '../../main/layouts/postgres-per-tenant/flags.ts';
import { createTenantCatalog } from '../../main/layouts/postgres-per-tenant/tenants.ts';
import { everyTenant } from '../../shared/contract/tenants.ts';
import { flagEffect } from '../../shared/domain/flag-effect.ts';
import type { FlagSubject } from '../../shared/domain/flags.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import { rulesOf } from '../builders/flags.ts';
import { manyTenants } from '../builders/many-tenants.ts';
import { newPlatform } from '../builders/stocker-parts.ts';
import { connected } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

const count = 400;
let platform: Awaited<ReturnType<typeof newPlatform>>;
beforeAll(async () => {
  platform = await newPlatform(sharedPostgres());
  await connected(platform.superuser, (client) => manyTenants(client, count));
});
afterAll(() => platform.drop());

const flags = () => createFlagCatalog(platform.parts);
const packageOf = ({ package: has }: FlagSubject): PackageId | null => has?.id ?? null;

it('reads every tenant with the money that the list of tenants shows, in two statements', async () => {
  const { parts } = platform;
  const asked: string[] = [];
  const read: typeof parts.pools.read = {
    query: (query) => {
      asked.push(query.text);
      return parts.pools.read.query(query);
    },
    rows: (query) => {
      asked.push(query.text);
      return parts.pools.read.rows(query);
    },
  };
  const counted = createFlagCatalog({ ...parts, pools: { ...parts.pools, read } });
  const subjects = await counted.subjects();
  expect(asked).toHaveLength(2);
  const totals = await createTenantCatalog(parts).totals(everyTenant);
  expect(subjects).toHaveLength(totals.count);
  const { on } = flagEffect(rulesOf({ rollout: 100 }), subjects);
  expect(on).toEqual({ tenants: totals.count, mrr: totals.mrr });
});

it('gives the package of a subscription that was not cancelled, with the flags that it lists', async () => {
  const before = await flags().subjects();
  const stored = await connected(platform.superuser, async (client) => {
    const { rows } = await client.query(
      `SELECT s."TenantId"::text AS id, s."PackageId"::text AS package FROM public."Subscriptions" s WHERE s."Status" <> 'İptal'`,
    );
    return new Map(rows.map(({ id, package: bought }) => [String(id), String(bought)]));
  });
  for (const subject of before) expect(packageOf(subject)).toBe(stored.get(subject.tenantId) ?? null);
  expect(before.some((subject) => packageOf(subject) === null)).toBe(true);
  expect(before.every(({ package: has }) => has === null || has.flags === null)).toBe(true);
  const [listing] = await flags().packages();
  if (listing === undefined) throw new Error('there are packages');
  await connected(platform.superuser, (client) =>
    client.query(
      `INSERT INTO tenantry.packages (package_id, name_en, name_tr, flags, position) VALUES ($1, 'x', 'x', '{api.v3}', 1)`,
      [listing.id],
    ),
  );
  const after = await flags().subjects();
  const having = after.filter((subject) => packageOf(subject) === listing.id);
  expect(having.length).toBeGreaterThan(0);
  expect(having.every(({ package: has }) => has?.flags?.join() === 'api.v3' && has.order === 1)).toBe(true);
  expect(flagEffect(rulesOf({ key: 'other', rollout: 100 }), after).groups).toContainEqual(
    expect.objectContaining({ by: 'package', on: false, tenants: having.length }),
  );
});

it('refuses what no flag can be, and shows none where there are no tables for them', async () => {
  expect((await listFlags({ flags: flags(), signal: new AbortController().signal })).flags).toEqual([]);
  const bare = createFlagCatalog({
    ...platform.parts,
    shape: async () => ({ ...(await platform.parts.shape()), bookkeeping: false }),
  });
  expect(await bare.list()).toEqual([]);
  expect(await bare.find('api.v3')).toBeUndefined();
  expect(await bare.events(null)).toEqual([]);
  await expect(bare.remove('api.v3', { expected: 1, reason: 'x', by: 'x' })).rejects.toMatchObject({
    key: 'platform.not_set_up',
  });
});

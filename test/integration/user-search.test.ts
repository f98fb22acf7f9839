import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Query } from '../../main/layouts/pg/pools.ts';
import { userCountsQuery, userPageQuery } from '../../main/layouts/postgres-per-tenant/users/page-query.ts';
import { createUserCatalog } from '../../main/layouts/postgres-per-tenant/users.ts';
import type { UserFilter } from '../../shared/contract/users.ts';
import type { TenantId, UserId } from '../../shared/domain/ids.ts';
import { createSourceTables } from '../builders/stocker-master.ts';
import { emptyPlatform, type OwnPlatform, openParts, type StockerParts } from '../builders/stocker-parts.ts';
import { insertTenant, insertUser } from '../builders/tenant-rows.ts';
import { connected } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

const everybody: UserFilter = { tab: 'all', search: '', offset: 0, limit: 50 };

/** The same people each time, with every kind of letter in their names. */
const manyUsers = (count: number): string => `
  INSERT INTO public."MasterUsers" ("Id", "Email", "Username", "PasswordHash", "IsTenantAdmin", "IsEmailVerified")
  SELECT md5('user' || i)::uuid, 'kisi' || i || '@firma' || i % 5000 || '.example',
    (string_to_array('Ayşe,Işık,Çağrı,Ömer,Şükrü,Gülşen,İnci,Umut', ','))[1 + i % 8] || ' ' ||
    (string_to_array('Yılmaz,Kaya,Demir,Çelik,Şahin,Öztürk,Güneş', ','))[1 + i % 7],
    'x', i % 20 = 0, i % 50 > 0
  FROM generate_series(1, ${count}) i`;

describe('a hundred thousand users', () => {
  const count = 100_000;
  let platform: OwnPlatform;
  let parts: StockerParts;
  let client: pg.Client;

  beforeAll(async () => {
    platform = await emptyPlatform(sharedPostgres());
    client = new pg.Client(platform.superuser);
    await client.connect();
    await client.query(`SET ROLE ${platform.login.user}`);
    await createSourceTables(client);
    await client.query(manyUsers(count));
    parts = await openParts(platform.login);
    await parts.schema.upgrade((await parts.schema.check()).planHash);
    await client.query('RESET ROLE');
    await client.query('VACUUM ANALYZE');
  }, 180_000);
  afterAll(async () => {
    await client?.end();
    await parts?.close();
    await platform?.drop();
  });

  interface PlanNode {
    readonly 'Node Type': string;
    readonly 'Index Name'?: string;
    readonly 'Relation Name'?: string;
    readonly 'Actual Rows': number;
    readonly 'Actual Loops': number;
    readonly 'Rows Removed by Filter'?: number;
    readonly 'Rows Removed by Index Recheck'?: number;
    readonly Plans?: ReadonlyArray<PlanNode>;
  }
  const nodesOf = (node: PlanNode): ReadonlyArray<PlanNode> => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

  /** How the server ran it: by which indexes, and how many users it looked at. */
  async function run({ text, values = [] }: Query) {
    const { rows } = await client.query({ text: `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values: [...values] });
    const nodes = nodesOf(rows[0]['QUERY PLAN'][0].Plan as PlanNode);
    const users = nodes.filter((node) => node['Relation Name'] === 'MasterUsers');
    return {
      indexes: nodes.flatMap((node) => node['Index Name'] ?? []).filter((name) => name.includes('MasterUsers')),
      visited: users.reduce(
        (sum, node) =>
          sum +
          (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) *
            node['Actual Loops'],
        0,
      ),
    };
  }
  const searched = async (search: string) => {
    const shape = await parts.shape();
    return {
      page: await run(userPageQuery(shape, { ...everybody, search })),
      counts: await run(userCountsQuery(shape, search)),
    };
  };

  it.each([
    ['an e-mail', 'kisi4242@firma4242.example', 1],
    ['a part of one', 'kisi99999', 1],
    ['nobody’s', 'xyzxyz', 0],
    ['a company of twenty', '@firma77.example', 20],
  ])('finds %s through the index, and looks at few others', async (_what, search, hits) => {
    const { page, counts } = await searched(search);
    expect(page.indexes).toEqual(['IX_MasterUsers_Search']);
    expect(counts.indexes).toEqual(['IX_MasterUsers_Search']);
    expect([page.visited, counts.visited].map((visited) => visited - hits).every((more) => more <= 2_000)).toBe(true);
    expect((await createUserCatalog(parts).page({ ...everybody, search })).total).toBe(hits);
  });

  it('reads a page of everybody in the order of its own index', async () => {
    expect(await run(userPageQuery(await parts.shape(), everybody))).toEqual({
      indexes: ['UX_MasterUsers_Email_Lower'],
      visited: 51,
    });
  });

  it('stops after a page also where the word is nearly everybody’s', async () => {
    const { visited } = await run(userPageQuery(await parts.shape(), { ...everybody, search: 'example' }));
    expect(visited).toBeLessThanOrEqual(51);
  });

  it('counts whom a word fits, whatever its letters', async () => {
    const { counts, total, rows } = await createUserCatalog(parts).page({ ...everybody, search: 'IŞIK ÇELİK' });
    expect(total).toBe(Math.ceil(count / 56));
    expect(rows.every(({ username }) => username === 'Işık Çelik')).toBe(true);
    expect(counts.all).toBe(total);
  });
});

describe('a platform as its own programs left it', () => {
  it('is read all the same: nobody is locked, disabled or has a link', async () => {
    const platform = await emptyPlatform(sharedPostgres());
    let tenant = '';
    await connected(platform.superuser, async (client) => {
      await client.query(`SET ROLE ${platform.login.user}`);
      await createSourceTables(client);
      tenant = await insertTenant(client, { code: 'cinar' });
      await insertUser(client, tenant, 'sahip@cinar.example', true);
      await insertUser(client, tenant, 'Şükrü@cinar.example');
    });
    const parts = await openParts(platform.login);
    try {
      const users = createUserCatalog(parts);
      const page = (change: Partial<UserFilter>) => users.page({ ...everybody, ...change });
      expect((await page({ search: 'SUKRU' })).rows.map(({ email }) => email)).toEqual(['Şükrü@cinar.example']);
      expect((await page({})).counts).toMatchObject({ all: 2, admins: 1, locked: 0, disabled: 0 });
      const [owner] = await users.ofTenant(tenant as TenantId);
      expect(owner).toMatchObject({ active: true, lockedUntil: null, lastLoginAt: null, resetExpiresAt: null });
      expect(await users.events(owner?.id as UserId)).toEqual([]);
      const change = { id: owner?.id as UserId, reason: 'left', by: 'ayse' };
      await expect(users.disable(change)).rejects.toMatchObject({ key: 'platform.not_set_up' });
    } finally {
      await parts.close();
      await platform.drop();
    }
  });
});

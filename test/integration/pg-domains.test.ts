import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDomainCatalog } from '../../main/layouts/postgres-per-tenant/domains.ts';
import type { DomainFilter } from '../../shared/contract/domains.ts';
import type { DomainId, TenantId } from '../../shared/domain/ids.ts';
import { createSourceTables } from '../builders/stocker-master.ts';
import { emptyPlatform, newPlatform, openParts } from '../builders/stocker-parts.ts';
import { insertDomain, insertTenant } from '../builders/tenant-rows.ts';
import { connected } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

let platform: Awaited<ReturnType<typeof newPlatform>>;
beforeAll(async () => {
  platform = await newPlatform(sharedPostgres());
  await platform.parts.pools.setWritable(true);
});
afterAll(() => platform.drop());

const everything: DomainFilter = { tab: 'all', search: '', offset: 0, limit: 100 };
const catalog = () => createDomainCatalog(platform.parts);
const tenant = (code: string, ...domains: ReadonlyArray<string>): Promise<TenantId> =>
  connected(platform.superuser, async (client) => {
    const id = await insertTenant(client, { name: code, code });
    for (const [index, domain] of domains.entries()) await insertDomain(client, id, domain, index === 0);
    return id as TenantId;
  });
const wanted = (tenantId: TenantId, name: string) => ({
  ...{ id: randomUUID() as string as DomainId, tenantId, name, token: 'a token', by: 'ayse@stocker.example' },
});

describe('domains that another program wrote', () => {
  it('are told in both spellings, whichever was stored', async () => {
    const id = await tenant('spelled', 'spelled.stoocker.app', 'PANEL.Çınar.com.tr', 'xn--k-ekaa7p.com.tr');
    const found = (await catalog().ofTenant(id)).map(({ name, unicodeName, kind }) => [name, unicodeName, kind]);
    expect(found).toEqual([
      ['spelled.stoocker.app', 'spelled.stoocker.app', 'base'],
      ['panel.xn--nar-1la48a.com.tr', 'panel.çınar.com.tr', 'own'],
      ['xn--k-ekaa7p.com.tr', 'ışık.com.tr', 'own'],
    ]);
  });

  it('keep their names from others, in the other spelling and in Turkish capitals too', async () => {
    await tenant('first', 'first.stoocker.app', 'ŞİRKET.com.tr', 'Dotted.example.');
    const second = await tenant('second', 'second.stoocker.app');
    const name = 'xn--irket-idb.com.tr';
    for (const spelled of ['şirket.com.tr', 'ŞİRKET.com.tr', name.toUpperCase()])
      expect(await catalog().taken([{ tenantId: second, name: spelled }]), spelled).toEqual(new Set([name]));
    for (const asked of [name, 'dotted.example'])
      await expect(catalog().add(wanted(second, asked)), asked).rejects.toMatchObject({ key: 'domain.taken' });
  });

  it('are taken by the faster, also by one that knows nothing of the locks', async () => {
    const [mine, theirs] = [await tenant('mine', 'mine.stoocker.app'), await tenant('theirs', 'theirs.stoocker.app')];
    await connected(platform.superuser, async (client) => {
      await client.query('BEGIN');
      await insertDomain(client, theirs, 'race.example', false);
      const added = catalog().add(wanted(mine, 'race.example'));
      const refused = expect(added).rejects.toMatchObject({ code: 'conflict', key: 'domain.taken', field: 'name' });
      // It waits for the row that nobody else can see yet.
      await expect
        .poll(async () => {
          const { rows } = await client.query(
            `SELECT FROM pg_locks l WHERE NOT l.granted AND l.locktype = 'transactionid'`,
          );
          return rows.length;
        })
        .toBe(1);
      await client.query('COMMIT');
      await refused;
    });
    expect((await catalog().ofTenant(mine)).map(({ name }) => name)).toEqual(['mine.stoocker.app']);
  });

  it('lose their second primary when one is chosen', async () => {
    const id = await tenant('double', 'double.stoocker.app', 'one.example', 'two.example');
    await connected(platform.superuser, (client) =>
      client.query(`UPDATE public."TenantDomains" SET "IsPrimary" = true, "IsVerified" = true WHERE "TenantId" = $1`, [
        id,
      ]),
    );
    const chosen = (await catalog().ofTenant(id)).find(({ name }) => name === 'two.example');
    await catalog().makePrimary(chosen?.id ?? (randomUUID() as string as DomainId));
    expect((await catalog().ofTenant(id)).filter(({ isPrimary }) => isPrimary).map(({ name }) => name)).toEqual([
      'two.example',
    ]);
  });
});

it('counts every spelling of the base domain, and nothing that only looks a little like it', async () => {
  const before = await catalog().counts();
  await tenant('spellings', 'spellings.stocker.app', 'spellings.STOKER.app', 'www.stoockers.app', 'shop.stacker.io');
  const after = await catalog().counts();
  expect([after.mismatched - before.mismatched, after.custom - before.custom]).toEqual([3, 1]);
  const { rows } = await catalog().page({ ...everything, tab: 'mismatched', search: 'spellings' });
  expect(rows.map(({ name }) => name).sort()).toEqual([
    'spellings.stocker.app',
    'spellings.stoker.app',
    'www.stoockers.app',
  ]);
});

it("reads a master without the console's own tables, and changes nothing there", async () => {
  const source = await emptyPlatform(sharedPostgres());
  const id = await connected(source.login, async (client) => {
    await createSourceTables(client);
    const made = await insertTenant(client, { name: 'Eski Şirket', code: 'eski' });
    await insertDomain(client, made, 'eski.stoocker.app', true);
    return made as TenantId;
  });
  const parts = await openParts(source.login);
  await parts.pools.setWritable(true);
  const bare = createDomainCatalog(parts);
  expect(await bare.counts()).toMatchObject({ all: 1, custom: 0, mismatched: 0 });
  expect((await bare.page({ ...everything, search: 'ESKİ' })).rows).toMatchObject([{ tenantId: id, token: null }]);
  expect(await bare.taken([{ tenantId: randomUUID() as string as TenantId, name: 'eski.stoocker.app' }])).toEqual(
    new Set(['eski.stoocker.app']),
  );
  await expect(bare.add(wanted(id, 'panel.example'))).rejects.toMatchObject({ key: 'platform.not_set_up' });
  await parts.close();
  await source.drop();
});

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBundle } from '../../main/migrations/bundle.ts';
import { compareInventories, type Inventory } from '../../shared/domain/inventory.ts';
import { type Archiving, archiving, quietly } from '../builders/archiving.ts';
import { makeNasty, stampOf } from '../builders/nasty-tenant.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';
import { connected } from '../servers/databases.ts';
import { startOlderPostgres } from '../servers/older-postgres.ts';
import type { PostgresServer } from '../servers/postgres.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

let older: PostgresServer;
let onOlder: Archiving;
let onNewest: Archiving;
beforeAll(async () => {
  older = await startOlderPostgres();
  onOlder = await archiving(older);
  onNewest = await archiving(sharedPostgres());
});
afterAll(() => older.close());

const forms = [
  { form: "the server's tool", format: 'pg_dump', on: () => onOlder },
  { form: "the console's form on the same server", format: 'console', on: () => onOlder },
  { form: "the console's form on PostgreSQL 18", format: 'console', on: () => onNewest },
] as const;

async function query(on: Archiving, database: string, sql: string): Promise<ReadonlyArray<Record<string, unknown>>> {
  return connected(on.login(database), async (client) => (await client.query(sql)).rows);
}

async function nastyDatabase(on: Archiving): Promise<string> {
  const database = await on.newDatabase();
  await connected(on.login(database), makeNasty);
  return database;
}

const differing = (left: Inventory, right: Inventory) =>
  compareInventories(left, right).tables.filter(({ differs }) => differs !== null);

describe.each(forms)('a copy by $form', ({ format, on }) => {
  it('is the same when it is brought back: rows, sequences, form, versions', async () => {
    const { archiver, newDatabase } = on();
    const [database, copy, file] = [
      await nastyDatabase(on()),
      await newDatabase(),
      join(temporaryFolder(), 'a.backup'),
    ];
    const [dumping, loading] = [quietly(), quietly()];
    const before = await archiver.inventory(database, dumping.signal);

    const { inventory, bytes } = await archiver.dump({ database, format, file }, dumping);
    await archiver.load({ database: copy, format, file }, loading);

    expect(inventory).toEqual(before);
    expect(bytes).toBe((await stat(file)).size);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const after = await archiver.inventory(copy, loading.signal);
    expect(differing(inventory, after)).toEqual([]);
    expect(after).toEqual(inventory);
    expect(inventory.tables.find(({ name }) => name === 'Kişi"ler')).toMatchObject({ rows: 3 });
    expect(inventory.tables.some(({ schema, name }) => schema === '_tenantry' && name === 'owner')).toBe(false);
    expect(inventory.migrations).toEqual([{ module: 'core', version: '0001', checksum: 'c0ffee' }]);
    for (const { told } of [dumping, loading]) {
      expect(told.at(-1)?.[0]).toBe(told.at(-1)?.[1]);
      expect(told.map(([part]) => part)).toEqual([...told.map(([part]) => part)].sort((a, b) => a - b));
    }
  });

  it('goes on as the original would: no trigger fired while loading, numbers go on, views, functions and the stamp work', async () => {
    const { archiver, newDatabase } = on();
    const [database, copy, file] = [
      await nastyDatabase(on()),
      await newDatabase(),
      join(temporaryFolder(), 'a.backup'),
    ];
    await archiver.dump({ database, format, file }, quietly());
    await archiver.load({ database: copy, format, file }, quietly());

    const look = `SELECT (SELECT count(*)::int FROM public.log) AS fired, (SELECT fence FROM _tenantry.owner) AS fence,
                         (SELECT tenant_id FROM _tenantry.owner) AS tenant, (SELECT array_agg(b) FROM "Ünvan".busiest() b) AS busiest,
                         (SELECT sum(many)::int FROM "Ünvan".kept) AS kept`;
    expect(await query(on(), copy, look)).toEqual(await query(on(), database, look));
    expect(await query(on(), copy, look)).toMatchObject([{ fence: '41', tenant: stampOf, kept: 3 }]);

    const insert = `INSERT INTO "Ünvan"."Kişi""ler" ("Ad") VALUES ('yeni') RETURNING "Id", number, "Upper", "Role"`;
    expect(await query(on(), copy, insert)).toEqual(await query(on(), database, insert));
    const fired = 'SELECT count(*)::int AS fired FROM public.log';
    expect(await query(on(), copy, fired)).toEqual(await query(on(), database, fired));
    await expect(
      query(on(), copy, `DELETE FROM "Ünvan"."Kişi""ler" WHERE boss IS NOT NULL AND "Id" > 105`),
    ).rejects.toThrow(/boss_fk/);
    await expect(query(on(), copy, `UPDATE "Ünvan"."Kişi""ler" SET "Role" = 'king'`)).rejects.toThrow(/CK_Role/);
  });

  it('holds what a new tenant of a Stocker platform has', async () => {
    const { archiver, newDatabase, login } = on();
    const [database, copy, file] = [await newDatabase(), await newDatabase(), join(temporaryFolder(), 'a.backup')];
    await connected(login(database), async (client) => {
      for (const { sql } of readBundle('postgres-per-tenant', 'core')) await client.query(sql);
    });
    const { inventory } = await archiver.dump({ database, format, file }, quietly());
    await archiver.load({ database: copy, format, file }, quietly());
    expect(await archiver.inventory(copy, quietly().signal)).toEqual(inventory);
  });
});

it("the console's form holds what only PostgreSQL 18 has", async () => {
  const { archiver, newDatabase, login } = onNewest;
  const [database, copy, file] = [await newDatabase(), await newDatabase(), join(temporaryFolder(), 'a.backup')];
  await connected(login(database), (client) =>
    client.query(`
      CREATE EXTENSION btree_gist;
      CREATE TABLE public.prices (item integer, during daterange, net numeric, gross numeric GENERATED ALWAYS AS (net * 1.2) VIRTUAL,
        PRIMARY KEY (item, during WITHOUT OVERLAPS), CONSTRAINT hoped CHECK (net > 0) NOT ENFORCED,
        CONSTRAINT known NOT NULL net);
      INSERT INTO public.prices VALUES (1, '[2026-01-01,2026-02-01)', 10), (1, '[2026-02-01,)', -1)`),
  );
  const { inventory } = await archiver.dump({ database, format: 'console', file }, quietly());
  await archiver.load({ database: copy, format: 'console', file }, quietly());
  expect(await archiver.inventory(copy, quietly().signal)).toEqual(inventory);
  const gross = 'SELECT array_agg(gross ORDER BY net)::text AS gross FROM public.prices';
  expect(await query(onNewest, copy, gross)).toEqual([{ gross: '{-1.2,12.0}' }]);
});

const changes: ReadonlyArray<
  readonly [what: string, sql: string, differs: Partial<Record<'structure' | 'content' | 'rows', unknown>>]
> = [
  ['a value', `UPDATE "Ünvan".teams SET name = name || ' ' WHERE id = 2`, { content: ['Ünvan.teams'] }],
  [
    'a null for an empty text',
    `UPDATE "Ünvan"."Kişi""ler" SET whole_row = NULL WHERE whole_row = ''`,
    { content: ['Ünvan.Kişi"ler'] },
  ],
  [
    'two values swapped',
    `UPDATE "Ünvan".teams SET name = CASE id WHEN 1 THEN E'tab\\there' ELSE 'a' END WHERE id < 3`,
    { content: ['Ünvan.teams'] },
  ],
  ['a row', 'INSERT INTO public.empty VALUES (1)', { rows: ['public.empty'] }],
  ['a number that was taken', `SELECT nextval('"Ünvan".teams_id_seq')`, { content: ['Ünvan.teams'] }],
  ['a number of a sequence of its own', `SELECT nextval('"Ünvan".untouched')`, { content: ['Ünvan.untouched'] }],
  ['a default', 'ALTER TABLE public.log ALTER n SET DEFAULT 3', { structure: 'differs' }],
  ['an index', 'DROP INDEX "Ünvan".by_doc', { structure: 'differs' }],
  ['a type', 'ALTER TABLE public.log ALTER n TYPE bigint', { structure: 'differs' }],
  ['a body', `CREATE OR REPLACE PROCEDURE "Ünvan".nothing() LANGUAGE sql AS 'SELECT 1'`, { structure: 'differs' }],
  ['a check', 'ALTER TABLE "Ünvan"."Kişi""ler" VALIDATE CONSTRAINT "CK_Mood"', { structure: 'differs' }],
  ['a trigger that is awake', 'ALTER TABLE "Ünvan".teams ENABLE TRIGGER sleeping', { structure: 'differs' }],
  ['a policy', 'ALTER POLICY own ON "Ünvan".teams USING (lead IS NULL)', { structure: 'differs' }],
  ['a table', 'CREATE TABLE public.more ()', { structure: 'differs', missing: ['public.more'] } as object],
];

describe('an inventory', () => {
  it('is the same for the same contents in another order, and whatever the fence is', async () => {
    const { archiver, login } = onOlder;
    const database = await nastyDatabase(onOlder);
    const before = await archiver.inventory(database, quietly().signal);
    await connected(login(database), (client) =>
      client.query(`UPDATE "Ünvan".teams SET name = name; CLUSTER "Ünvan".teams USING teams_pkey; ALTER TABLE "Ünvan".teams SET WITHOUT CLUSTER;
                    UPDATE _tenantry.owner SET fence = fence + 1`),
    );
    expect(await archiver.inventory(database, quietly().signal)).toEqual(before);
  });

  it.each(changes)('tells of %s', async (_, sql, expected) => {
    const { archiver, login } = onNewest;
    const database = await nastyDatabase(onNewest);
    const before = await archiver.inventory(database, quietly().signal);
    await connected(login(database), (client) => client.query(sql));
    const found = compareInventories(before, await archiver.inventory(database, quietly().signal));
    const named = (kind: string) => found.tables.filter(({ differs }) => differs === kind).map(({ table }) => table);
    expect(found.same).toBe(false);
    expect({
      structure: found.structure,
      content: named('content'),
      rows: named('rows'),
      missing: named('missing_left'),
    }).toEqual({
      ...{ structure: 'same', content: [], rows: [], missing: [] },
      ...expected,
    });
  });
});

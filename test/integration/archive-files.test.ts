import { randomBytes } from 'node:crypto';
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareInventories } from '../../shared/domain/inventory.ts';
import { type Archiving, archiving, atFirstBytes, quietly } from '../builders/archiving.ts';
import { makeLarge, makeNasty } from '../builders/nasty-tenant.ts';
import { gathered } from '../fakes/gathered.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';
import { wrappedTool } from '../fakes/wrapped-tool.ts';
import { connected } from '../servers/databases.ts';
import { findOlderPostgres, startOlderPostgres } from '../servers/older-postgres.ts';
import type { PostgresServer } from '../servers/postgres.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

let server: PostgresServer;
let on: Archiving;
beforeAll(async () => {
  server = await startOlderPostgres();
  on = await archiving(server);
});
afterAll(() => server.close());

const formats = ['pg_dump', 'console'] as const;

describe.each(formats)('a file (%s)', (format) => {
  it('holds one moment, whatever is written meanwhile', async () => {
    const [database, copy, file] = [await on.newDatabase(), await on.newDatabase(), join(temporaryFolder(), 'a')];
    await connected(on.login(database), async (client) => {
      await makeLarge(client, 8);
      await client.query(
        'CREATE TABLE public.tally (rows bigint); INSERT INTO public.tally SELECT count(*) FROM public.large',
      );
    });
    let writing = true;
    let written = 0;
    const writer = connected(on.login(database), async (client: pg.Client) => {
      for (; writing; written += 1)
        await client.query(`BEGIN; INSERT INTO public.large (words) VALUES ('more'); UPDATE public.tally SET rows = rows + 1;
                            DELETE FROM public.small; INSERT INTO public.small VALUES (1); COMMIT`);
    });
    let inDumping = 0;
    const io = atFirstBytes(() => {
      inDumping = written;
    });
    const { inventory } = await on.archiver.dump({ database, format, file }, io);
    const afterwards = written;
    writing = false;
    await writer;

    expect(afterwards).toBeGreaterThan(inDumping);
    await on.archiver.load({ database: copy, format, file }, quietly());
    const found = await on.archiver.inventory(copy, quietly().signal);
    expect(found).toEqual(inventory);
    const rows = inventory.tables.find(({ name }) => name === 'large')?.rows ?? 0;
    expect(rows).toBeLessThan(8_000 + afterwards);
    const look = 'SELECT t.rows = (SELECT count(*) FROM public.large) AS same FROM public.tally t';
    expect((await connected(on.login(copy), (client) => client.query(look))).rows).toEqual([{ same: true }]);
  });

  it('that lost its last tenth is refused, and nothing of it stays', async () => {
    const [database, copy, file] = [await on.newDatabase(), await on.newDatabase(), join(temporaryFolder(), 'a')];
    await connected(on.login(database), (client) => makeLarge(client, 1));
    const { bytes } = await on.archiver.dump({ database, format, file }, quietly());
    truncateSync(file, Math.floor(bytes * 0.9));
    await expect(on.archiver.load({ database: copy, format, file }, quietly())).rejects.toMatchObject({
      key: 'archive.file_invalid',
      params: { path: file },
    });
    expect(await on.archiver.inventory(copy, quietly().signal)).toMatchObject({ tables: [] });
  });

  it('with a flipped byte is refused, or what comes of it differs', async () => {
    const [database, whole] = [await on.newDatabase(), join(temporaryFolder(), 'a')];
    await connected(on.login(database), (client) =>
      client.query('CREATE TABLE public.t AS SELECT n, md5(n::text) AS words FROM generate_series(1, 2000) n'),
    );
    const { inventory, bytes } = await on.archiver.dump({ database, format, file: whole }, quietly());
    // In the middle the rows lie.
    for (const place of [0.3, 0.5, 0.7]) {
      const [copy, file] = [await on.newDatabase(), join(temporaryFolder(), 'b')];
      const content = readFileSync(whole);
      const at = Math.floor(bytes * place);
      content[at] = (content[at] ?? 0) ^ 0x10;
      writeFileSync(file, content);
      const outcome = await on.archiver.load({ database: copy, format, file }, quietly()).then(
        async () => compareInventories(inventory, await on.archiver.inventory(copy, quietly().signal)).same,
        () => 'refused',
      );
      expect([false, 'refused']).toContain(outcome);
    }
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['noise', randomBytes(4_000)],
    ['a dump as text', Buffer.from('-- PostgreSQL database dump\nSELECT 1;\n')],
    ['the beginning of the right kind', Buffer.from('PGDMP\x01\x0e\x00\x04\x08\x01 and no more')],
    ['an empty zip', Buffer.from('504b0506000000000000000000000000000000000000', 'hex')],
  ])('that is %s is refused', async (_, content) => {
    const [copy, file] = [await on.newDatabase(), join(temporaryFolder(), 'a')];
    writeFileSync(file, content);
    await expect(on.archiver.load({ database: copy, format, file }, quietly())).rejects.toMatchObject({
      key: 'archive.file_invalid',
    });
  });

  it('that is gone is missed', async () => {
    const file = join(temporaryFolder(), 'a');
    await expect(on.archiver.load({ database: await on.newDatabase(), format, file }, quietly())).rejects.toMatchObject(
      {
        key: 'archive.file_missing',
      },
    );
  });

  it('is not loaded into a database that has something in it', async () => {
    const [database, file] = [await on.newDatabase(), join(temporaryFolder(), 'a')];
    await connected(on.login(database), (client) => client.query('CREATE TABLE public.t AS SELECT 1 AS n'));
    const { inventory } = await on.archiver.dump({ database, format, file }, quietly());
    await expect(on.archiver.load({ database, format, file }, quietly())).rejects.toMatchObject({
      server: { message: expect.stringContaining('relation "t" already exists') },
    });
    expect(await on.archiver.inventory(database, quietly().signal)).toEqual(inventory);
  });
});

it('a file of a newer tool is told as newer', async () => {
  const [database, file] = [await on.newDatabase(), join(temporaryFolder(), 'a')];
  await on.archiver.dump({ database, format: 'pg_dump', file }, quietly());
  const content = readFileSync(file);
  content[6] = 200;
  writeFileSync(file, content);
  await expect(
    on.archiver.load({ database: await on.newDatabase(), format: 'pg_dump', file }, quietly()),
  ).rejects.toMatchObject({
    key: 'archive.newer',
  });
});

it('an export for people is no backup', async () => {
  const [database, file] = [await on.newDatabase(), join(temporaryFolder(), 'a')];
  await expect(on.archiver.dump({ database, format: 'zip', file }, quietly())).rejects.toMatchObject({
    key: 'archive.not_a_backup',
  });
  await expect(on.archiver.load({ database, format: 'zip', file }, quietly())).rejects.toMatchObject({
    key: 'archive.not_a_backup',
  });
});

const unsupported: ReadonlyArray<readonly [name: string, sql: string]> = [
  ['table public.parts', 'CREATE TABLE public.parts (n int) PARTITION BY RANGE (n)'],
  ['table public.child', 'CREATE TABLE public.parent (n int); CREATE TABLE public.child () INHERITS (public.parent)'],
  [
    'rule quiet on public.t',
    'CREATE TABLE public.t (n int); CREATE RULE quiet AS ON DELETE TO public.t DO INSTEAD NOTHING',
  ],
  ['type public.span', 'CREATE TYPE public.span AS RANGE (subtype = integer)'],
  [
    'operator public.===(integer,integer)',
    'CREATE OPERATOR public.=== (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)',
  ],
  ['aggregate public.total(integer)', 'CREATE AGGREGATE public.total (int) (SFUNC = int4pl, STYPE = int)'],
  ['publication news', 'CREATE PUBLICATION news'],
  ['large objects', 'SELECT lo_create(0)'],
  [
    'table "public"."tangled"',
    `CREATE VIEW public.v AS SELECT 1 AS n;
     CREATE FUNCTION public.f(x int) RETURNS int LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT x + (SELECT count(*)::int FROM public.v); END;
     CREATE TABLE public.tangled (n int, m int GENERATED ALWAYS AS (public.f(n)) STORED)`,
  ],
];

describe('what the console has no words for', () => {
  it.each(unsupported)('%s: is named before anything is written, and the tool can', async (name, sql) => {
    const [database, copy, folder] = [await on.newDatabase(), await on.newDatabase(), temporaryFolder()];
    await connected(on.login(database), (client) => client.query(sql));
    const file = join(folder, 'a');
    await expect(on.archiver.dump({ database, format: 'console', file }, quietly())).rejects.toMatchObject({
      key: 'archive.unsupported_objects',
      params: { names: expect.stringContaining(name), database },
    });
    const { inventory } = await on.archiver.dump({ database, format: 'pg_dump', file }, quietly());
    await on.archiver.load({ database: copy, format: 'pg_dump', file }, quietly());
    expect(await on.archiver.inventory(copy, quietly().signal)).toEqual(inventory);
  });
});

describe('the tool', () => {
  const { major } = findOlderPostgres();
  const of = (above: number, minor = 2): string => `${major + above}.${minor}`;
  const chosen = async (...versions: ReadonlyArray<string>) => {
    const toolFolders = versions.map((version) => wrappedTool('exit 1', { version }));
    return (await archiving(server, { toolFolders })).archiver.tool();
  };

  it("is the one of the server's version, or the next above", async () => {
    const label = expect.stringMatching(new RegExp(`^pg_dump ${major}\\.`));
    expect(await on.archiver.tool()).toEqual({ format: 'pg_dump', label, problem: null });
    expect(await chosen(of(-1), of(1), of(0, 1), of(0, 7), of(2))).toMatchObject({ label: `pg_dump ${of(0, 7)}` });
    const above = await chosen(of(-1), of(2), of(1));
    // Past this one, files of newer tools are refused.
    if (major !== 16) expect(above).toMatchObject({ label: `pg_dump ${of(1)}` });
  });

  it('that is older than the server is not used, D05', async () => {
    const params = { tool: 'pg_dump', found: of(-1), required: major };
    const problem = { key: 'archive.tool_too_old', params };
    expect(await chosen(of(-1), of(-2))).toMatchObject({ format: 'console', problem });
    const database = await on.newDatabase();
    const { archiver } = await archiving(server, { toolFolders: [wrappedTool('exit 1', { version: of(-1) })] });
    const dumping = archiver.dump({ database, format: 'pg_dump', file: join(temporaryFolder(), 'a') }, quietly());
    await expect(dumping).rejects.toMatchObject(problem);
  });

  it.runIf(major < 18)('of this system is too old for the newest server', async () => {
    const newest = await archiving(sharedPostgres(), { toolFolders: [wrappedTool('exit 1')] });
    expect(await newest.archiver.tool()).toMatchObject({
      format: 'console',
      problem: { key: 'archive.tool_too_old', params: { required: 18 } },
    });
  });

  it.runIf(major < 17)('whose files this server would refuse is not used either', async () => {
    expect(await chosen('17.2', '18.4')).toMatchObject({
      format: 'console',
      problem: { key: 'archive.tool_missing' },
    });
  });

  it('may be nowhere', async () => {
    const problem = { key: 'archive.tool_missing', params: { required: major } };
    expect(await chosen()).toMatchObject({ format: 'console', label: 'Tenantry', problem });
  });
});

describe('reading', () => {
  interface Seen {
    ddl: string;
    readonly tables: Map<
      string,
      {
        readonly columns: ReadonlyArray<{ name: string; type: string }>;
        readonly rows: ReadonlyArray<ReadonlyArray<string | null>>;
      }
    >;
  }
  async function readAll(
    archived: Archiving,
    database: string,
    only?: { readonly module: string; readonly schema: string },
  ) {
    const seen: Seen = { ddl: '', tables: new Map() };
    const inventory = await archived.archiver.read(
      database,
      {
        async schema(ddl) {
          seen.ddl += ddl;
        },
        async table({ schema, name, columns }, rows) {
          seen.tables.set(`${schema}.${name}`, { columns, rows: await gathered(rows) });
        },
      },
      quietly(),
      only,
    );
    return { ...seen, inventory };
  }

  it("gives every table's rows as text, as the server would, and nothing of the console's", async () => {
    const archived = await archiving(sharedPostgres());
    const database = await archived.newDatabase();
    await connected(archived.login(database), makeNasty);
    const { ddl, tables, inventory } = await readAll(archived, database);
    expect([...tables.keys()]).toEqual(['public.empty', 'public.log', 'Ünvan.Kişi"ler', 'Ünvan.teams']);
    expect(ddl).not.toContain('_tenantry');
    expect(inventory).toEqual(await archived.archiver.inventory(database, quietly().signal));
    const people = tables.get('Ünvan.Kişi"ler');
    const { rows } = await connected(archived.login(database), (client) => {
      const raw = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig;
      return client
        .query(
          `SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = iso_8601; SET search_path = pg_catalog`,
        )
        .then(() => client.query({ text: 'SELECT * FROM "Ünvan"."Kişi""ler"', types: raw, rowMode: 'array' }));
    });
    expect(people?.rows).toEqual(rows);
    expect(people?.columns.find(({ name }) => name === 'Ad')).toEqual({ name: 'Ad', type: 'character varying(80)' });
  });

  it("gives one module's tables and schema alone, with what was counted in them", async () => {
    const archived = await archiving(sharedPostgres());
    const database = await archived.newDatabase();
    await connected(archived.login(database), makeNasty);
    const { ddl, tables, inventory } = await readAll(archived, database, { module: 'People', schema: 'Ünvan' });
    expect([...tables.keys()]).toEqual(['Ünvan.Kişi"ler', 'Ünvan.teams']);
    expect(ddl).toMatch(/CREATE TABLE "Ünvan"\."?teams/);
    expect(ddl).not.toMatch(/CREATE TABLE public|_tenantry/);
    const whole = await archived.archiver.inventory(database, quietly().signal);
    expect(inventory.tables).toEqual(whole.tables.filter(({ schema }) => schema === 'Ünvan'));
    expect([inventory.module, inventory.migrations]).toEqual(['People', []]);
  });

  it('gives a schema that makes the same database', async () => {
    const archived = await archiving(sharedPostgres());
    const [database, copy] = [await archived.newDatabase(), await archived.newDatabase()];
    await connected(archived.login(database), async (client) => {
      await makeNasty(client);
      await client.query('DROP SCHEMA _tenantry CASCADE');
    });
    const { ddl, inventory } = await readAll(archived, database);
    await connected(archived.login(copy), (client) => client.query(ddl));
    expect((await archived.archiver.inventory(copy, quietly().signal)).structure).toBe(inventory.structure);
  });

  it("has the tool's words for what it has none for, and without the tool says what is missing", async () => {
    const [database, nowhere] = [await on.newDatabase(), await archiving(server, { toolFolders: [] })];
    await connected(on.login(database), (client) =>
      client.query(`CREATE TABLE public.parts (n int) PARTITION BY LIST (n); CREATE TABLE public.one PARTITION OF public.parts FOR VALUES IN (1);
                    INSERT INTO public.parts VALUES (1); GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC; GRANT CONNECT ON DATABASE ${database} TO PUBLIC`),
    );
    const byTool = await readAll(on, database);
    expect(byTool.ddl).toContain('PARTITION BY LIST (n)');
    expect(byTool.tables.get('public.one')?.rows).toEqual([['1']]);
    const byHand = await readAll(nowhere, database);
    expect(byHand.ddl).toContain('-- Not in this text:\n--   table public.one\n--   table public.parts\n');
  });

  it('goes on with the next table when a visitor has seen enough, and stops with what a visitor fails with', async () => {
    const database = await on.newDatabase();
    await connected(on.login(database), (client) => makeLarge(client, 2));
    const names: string[] = [];
    const visit = (seen: () => void) => ({
      schema: async () => undefined,
      async table({ name }: { readonly name: string }, rows: AsyncIterable<unknown>) {
        names.push(name);
        for await (const _ of rows) return seen();
      },
    });
    const ignore = (): void => undefined;
    await on.archiver.read(database, visit(ignore), quietly());
    expect(names).toEqual(['large', 'small']);

    const fail = (): never => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    await expect(on.archiver.read(database, visit(fail), quietly())).rejects.toMatchObject({ code: 'ENOSPC' });

    const controller = new AbortController();
    const io = { ...quietly(), signal: controller.signal };
    await expect(
      on.archiver.read(
        database,
        visit(() => controller.abort()),
        io,
      ),
    ).rejects.toMatchObject({ code: 'cancelled' });
  });
});

it('a backup of one server comes back on another version, with the console', async () => {
  const newest = await archiving(sharedPostgres());
  const [database, file] = [await on.newDatabase(), join(temporaryFolder(), 'a')];
  await connected(on.login(database), makeNasty);
  const { inventory } = await on.archiver.dump({ database, format: 'console', file }, quietly());
  const [copy, moved] = [await newest.newDatabase(), join(temporaryFolder(), 'b')];
  copyFileSync(file, moved);
  await newest.archiver.load({ database: copy, format: 'console', file: moved }, quietly());
  const found = compareInventories(inventory, await newest.archiver.inventory(copy, quietly().signal));
  expect(found.tables.filter(({ differs }) => differs !== null)).toEqual([]);
});

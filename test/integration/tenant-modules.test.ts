import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PlatformLayout } from '../../main/layouts/layout.ts';
import { createModules } from '../../main/layouts/postgres-per-tenant/modules.ts';
import { readBundle } from '../../main/migrations/bundle.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { newPlatform, type StockerParts } from '../builders/stocker-parts.ts';
import { connected, createDatabase, createRole, type OwnDatabase, superuser } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

let platform: Awaited<ReturnType<typeof newPlatform>>;
let parts: StockerParts;
let modules: PlatformLayout['modules'];
beforeAll(async () => {
  platform = await newPlatform(sharedPostgres());
  parts = platform.parts;
  modules = createModules(parts);
});
afterAll(() => platform?.drop());

describe('how many tenants are entitled to a module', () => {
  const sql = (text: string, values: unknown[] = []) =>
    connected(platform.superuser, (client) => client.query(text, values));
  const ids = { pro: randomUUID(), lite: randomUUID() };
  let number = 0;

  beforeAll(async () => {
    for (const [code, core] of [
      ['CRM', false],
      ['Sales', false],
      ['HR', false],
      ['Base', true],
    ])
      await sql(
        `INSERT INTO public."ModuleDefinitions" ("Id", "Code", "Name", "DbContextName", "IsCore")
         VALUES (gen_random_uuid(), $1, $1, $1, $2)`,
        [code, core],
      );
    for (const id of Object.values(ids))
      await sql(
        `INSERT INTO public."Packages" ("Id", "Name", "Type", "Price", "MaxUsers") VALUES ($1::uuid, 'x', 'x', 1, 1)`,
        [id],
      );
    for (const [id, code, included] of [
      [ids.pro, 'CRM', true],
      [ids.pro, 'Sales', true],
      [ids.pro, 'HR', false],
      [ids.lite, 'CRM', true],
    ])
      await sql(
        `INSERT INTO public."PackageModules" ("Id", "PackageId", "ModuleCode", "ModuleName", "IsIncluded")
         VALUES (gen_random_uuid(), $1, $2, $2, $3)`,
        [id, code, included],
      );
  });
  afterEach(async () => {
    await sql('TRUNCATE public."SubscriptionModules", public."Subscriptions", public."Tenants" CASCADE');
  });

  interface Sold {
    readonly package: string;
    readonly status?: string;
    readonly startDay?: number;
    readonly trialEndDay?: number | null;
    readonly endDay?: number;
    readonly endsThen?: boolean;
    readonly own?: ReadonlyArray<string>;
  }
  const tenant = async (status: string, subscriptions: ReadonlyArray<Sold>): Promise<void> => {
    const id = randomUUID();
    number += 1;
    await sql(`INSERT INTO public."Tenants" ("Id", "Name", "Code", "Status") VALUES ($1, 'x', $2, $3)`, [
      id,
      `t${number}`,
      status,
    ]);
    for (const { own = [], ...sold } of subscriptions) {
      const subscription = randomUUID();
      await sql(
        `INSERT INTO public."Subscriptions" ("Id", "TenantId", "PackageId", "Status", "StartDate", "CurrentPeriodEnd", "TrialEndDate", "CancelAtPeriodEnd")
         VALUES ($1, $2, $3, $4, now() + make_interval(days => $5), now() + make_interval(days => $6), now() + make_interval(days => $7), $8)`,
        [
          subscription,
          id,
          sold.package,
          sold.status ?? 'Aktif',
          sold.startDay ?? -30,
          sold.endDay ?? 30,
          sold.trialEndDay ?? null,
          sold.endsThen ?? false,
        ],
      );
      for (const code of own)
        await sql(
          `INSERT INTO public."SubscriptionModules" ("Id", "SubscriptionId", "ModuleCode", "ModuleName", "AddedAt")
           VALUES (gen_random_uuid(), $1, $2, $2, now())`,
          [subscription, code],
        );
    }
  };
  const use = async () => Object.fromEntries(await modules.use());
  const { pro, lite } = ids;

  it.each<[string, string, ReadonlyArray<Sold>, Record<string, number>]>([
    ['without a subscription: the core', 'Active', [], { Base: 1 }],
    ['by its package', 'Active', [{ package: pro }], { Base: 1, CRM: 1, Sales: 1 }],
    ['by its own modules, where it has any', 'Active', [{ package: pro, own: ['HR'] }], { Base: 1, HR: 1 }],
    [
      'by the newest that is not cancelled',
      'Active',
      [
        { package: pro, startDay: -90 },
        { package: lite, status: 'İptal' },
      ],
      { Base: 1, CRM: 1, Sales: 1 },
    ],
    ['not by one that is cancelled', 'Active', [{ package: pro, status: 'İptal' }], { Base: 1 }],
    ['in a trial', 'Active', [{ package: lite, status: 'Deneme', trialEndDay: 3 }], { Base: 1, CRM: 1 }],
    ['in a trial without an end', 'Active', [{ package: lite, status: 'Deneme' }], { Base: 1, CRM: 1 }],
    ['not after its trial', 'Active', [{ package: lite, status: 'Deneme', trialEndDay: -3 }], { Base: 1 }],
    ['past due', 'Active', [{ package: lite, status: 'Gecikmiş' }], { Base: 1, CRM: 1 }],
    [
      'until the end of what is not renewed',
      'Active',
      [{ package: lite, endsThen: true, endDay: 3 }],
      { Base: 1, CRM: 1 },
    ],
    ['not after it', 'Active', [{ package: lite, endsThen: true, endDay: -3 }], { Base: 1 }],
    ['after a period that is renewed late', 'Active', [{ package: lite, endDay: -3 }], { Base: 1, CRM: 1 }],
    ['suspended all the same', 'Suspended', [{ package: lite }], { Base: 1, CRM: 1 }],
    ['not when it is deleted', 'Deleted', [{ package: pro }], {}],
  ])('%s', async (_what, status, subscriptions, expected) => {
    await tenant(status, subscriptions);
    expect(await use()).toEqual(expected);
  });

  it('counts each tenant once', async () => {
    await tenant('Active', [{ package: pro }]);
    await tenant('Active', [{ package: lite, own: ['CRM', 'Base'] }]);
    await tenant('Active', []);
    expect(await use()).toEqual({ Base: 3, CRM: 2, Sales: 1 });
  });
});

describe("what is in a tenant's database", () => {
  let database: OwnDatabase;
  const tenantId = randomUUID() as string as TenantId;
  /** As the console's own role, which is no superuser. */
  const own = (text: string) =>
    connected({ ...platform.login, database: database.name }, (client) => client.query(text));
  const installed = () => modules.installed({ tenantId, database: database.name });
  const stamp = `CREATE SCHEMA _tenantry; CREATE TABLE _tenantry.owner (tenant_id uuid, op_id uuid, fence bigint);
    INSERT INTO _tenantry.owner VALUES ('${tenantId}', '${randomUUID()}', 1);`;
  const history = `CREATE TABLE _tenantry.migrations (module text, version text, name text, checksum text, applied_at timestamptz, op_id uuid);
    INSERT INTO _tenantry.migrations VALUES ('HR', '0001', 'employees', 'c', '2026-11-20T10:00:00Z', '${randomUUID()}'),
      ('Gone', '0007', 'later', 'c', '2026-11-21T10:00:00Z', '${randomUUID()}');`;

  beforeEach(async () => {
    database = await createDatabase(sharedPostgres(), 'installed');
    await connected(superuser(sharedPostgres()), (client) =>
      client.query(`ALTER DATABASE "${database.name}" OWNER TO "${platform.login.user}"`),
    );
    return () => database.drop();
  });

  it('is told by its history, also what no bundle knows, and what is gone of it', async () => {
    await own(stamp + history);
    const hr = { module: 'HR', version: '0001', appliedAt: '2026-11-20T10:00:00Z' };
    expect(await installed()).toEqual([
      {
        ...{ module: 'Gone', version: '0007', appliedAt: '2026-11-21T10:00:00Z', tables: null, bytes: null },
        history: [{ version: '0007', name: 'later', appliedAt: '2026-11-21T10:00:00Z' }],
      },
      {
        ...{ ...hr, tables: null, bytes: null },
        history: [{ version: '0001', name: 'employees', appliedAt: '2026-11-20T10:00:00Z' }],
      },
    ]);
    await own('CREATE SCHEMA hr');
    expect((await installed())?.[1]).toMatchObject({ ...hr, tables: [], bytes: 0 });
  });

  it('is counted where it is small, and estimated where it is large', async () => {
    await own(stamp + history);
    await own(`CREATE SCHEMA hr; CREATE TABLE hr."Small" (n int); INSERT INTO hr."Small" SELECT generate_series(1, 7);
      CREATE TABLE hr."Large" (t text) WITH (autovacuum_enabled = off); INSERT INTO hr."Large" SELECT repeat('x', 900) FROM generate_series(1, 12000); ANALYZE hr."Large";
      DELETE FROM hr."Large" WHERE ctid IN (SELECT ctid FROM hr."Large" LIMIT 5)`);
    const hr = (await installed())?.[1];
    // The estimate is of before the rows went.
    expect(hr?.tables).toEqual([
      { name: 'Large', rows: 12000 },
      { name: 'Small', rows: 7 },
    ]);
    expect(hr?.bytes).toBeGreaterThan(8 * 1024 * 1024);
  });

  it('is not read where somebody else made it', async () => {
    await own(stamp + history);
    const other = await createRole(sharedPostgres(), { rights: [] });
    await own(`CREATE SCHEMA hr; GRANT ALL ON SCHEMA hr TO "${other.user}"`);
    await connected(other.as(database.name), (client) =>
      client.query(`CREATE FUNCTION hr.trap() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'caught %', current_user; END $$;
        CREATE TABLE hr."Trapped" (n int); INSERT INTO hr."Trapped" VALUES (1); ALTER TABLE hr."Trapped" ENABLE ROW LEVEL SECURITY;
        CREATE POLICY lying_in_wait ON hr."Trapped" USING (hr.trap()); GRANT SELECT ON hr."Trapped" TO PUBLIC`),
    );
    await expect(own('SELECT count(*) FROM hr."Trapped"')).rejects.toThrow(/caught/);
    expect((await installed())?.[1]?.tables).toEqual([{ name: 'Trapped', rows: 0 }]);
  });

  it('is nothing without a history, and not told where the history is not ours to read', async () => {
    await own(stamp);
    expect(await installed()).toEqual([]);
    await own(
      `CREATE VIEW _tenantry.migrations AS SELECT 'HR' AS module, '0001' AS version, 'x' AS name, now() AS applied_at`,
    );
    expect(await installed()).toBeNull();
  });

  it('is nothing where nobody stamped it, and not told where it lets nobody in', async () => {
    expect(await installed()).toEqual([]);
    await connected(superuser(sharedPostgres()), (client) =>
      client.query(`ALTER DATABASE "${database.name}" ALLOW_CONNECTIONS false`),
    );
    expect(await installed()).toBeNull();
  });

  it('throws where the server does not answer', async () => {
    const settings = { ...parts.settings, port: 1 };
    const gone = createModules({ ...parts, settings, server: { ...parts.server, settings } });
    await expect(gone.installed({ tenantId, database: database.name })).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('has what is shipped beside it', () => {
    expect(modules.available('HR')).toEqual(readBundle('postgres-per-tenant', 'HR'));
    expect(modules.available('Gone')).toEqual([]);
  });
});

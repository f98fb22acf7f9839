import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourceTables } from '../../main/layouts/postgres-per-tenant/schema/source-tables.ts';
import { schemaVersion } from '../../main/layouts/postgres-per-tenant/shape.ts';
import type { AppError } from '../../shared/errors.ts';
import { createSourceTables } from '../builders/stocker-master.ts';
import { emptyPlatform, type OwnPlatform, openParts, type StockerParts } from '../builders/stocker-parts.ts';
import { connected, createRole } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

let platform: OwnPlatform;
let parts: StockerParts;

beforeEach(async () => {
  platform = await emptyPlatform(sharedPostgres());
  parts = await openParts(platform.login);
});
afterEach(async () => {
  await parts.close();
  await platform.drop();
});

const sql = (text: string): Promise<ReadonlyArray<Record<string, unknown>>> =>
  connected(platform.login, async (client) => (await client.query<Record<string, unknown>>(text)).rows);
const makeSource = (): Promise<void> => connected(platform.login, createSourceTables);
const upgrade = async () => parts.schema.upgrade((await parts.schema.check()).planHash);
const tenant = (code: string, database = `Stocker_${code}_Db`) =>
  sql(`INSERT INTO public."Tenants" ("Id", "Name", "Code", "Status", "DatabaseName")
       VALUES (gen_random_uuid(), '${code}', '${code}', 'Active', '${database}')`);

describe('an empty database', () => {
  it('is told as empty, and becomes current by the plan that was shown', async () => {
    const before = await parts.schema.check();
    expect(before).toMatchObject({ state: 'empty', version: null, target: schemaVersion });
    expect(before.plan.map(({ object }) => object)).toEqual(
      expect.arrayContaining(['Tenants', 'tenantry', 'operation', 'tenant_list', 'tenantry.schema_version']),
    );

    const after = await parts.schema.upgrade(before.planHash);

    expect(after).toMatchObject({ state: 'current', version: schemaVersion, plan: [] });
    expect(after.findings.filter(({ state }) => state !== 'present')).toEqual([]);
    expect((await parts.shape()).bookkeeping).toBe(true);
  });

  it('runs exactly the statements that were shown, in their order', async () => {
    const logged: string[] = [];
    const watched = await openParts(platform.login);
    const { write } = watched.pools;
    const shown = await watched.schema.check();
    watched.pools.write = (work) =>
      write((runner) =>
        work({
          ...runner,
          query(query) {
            logged.push(query.text);
            return runner.query(query);
          },
        }),
      );
    await watched.schema.upgrade(shown.planHash);
    await watched.close();
    expect(logged.slice(1)).toEqual(shown.plan.map((statement) => statement.sql));
  });

  it('is upgraded by one of two consoles, and the other is told', async () => {
    const { planHash } = await parts.schema.check();
    const other = await openParts(platform.login);
    const outcomes = await Promise.allSettled([parts.schema.upgrade(planHash), other.schema.upgrade(planHash)]);
    await other.close();
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(1);
    const [{ reason }] = refused as [PromiseRejectedResult];
    expect(['server.busy', 'platform.plan_changed']).toContain((reason as AppError).key);
    expect((await parts.schema.check()).state).toBe('current');
  });
});

describe("a master with Stocker's own tables only", () => {
  beforeEach(makeSource);

  it('is read as it is', async () => {
    const report = await parts.schema.check();
    expect(report.state).toBe('source_only');
    const made = report.plan.filter(({ purpose }) => purpose === 'table').map(({ object }) => object);
    expect(made.filter((object) => sourceTables.some(({ name }) => name === object))).toEqual([]);
    const shape = await parts.shape();
    expect(shape.bookkeeping).toBe(false);
    expect(shape.hasColumn('Tenants', 'Code')).toBe(true);
    expect(shape.hasColumn('Tenants', 'SuspendedAt')).toBe(false);
  });

  it('keeps its rows, fills the list, and invents no dates', async () => {
    await tenant('isik');
    await tenant('gida');
    const after = await upgrade();
    expect(after.state).toBe('current');
    expect(await sql('SELECT "Code", "CreatedAt" FROM public."Tenants" ORDER BY "Code"')).toEqual([
      { Code: 'gida', CreatedAt: null },
      { Code: 'isik', CreatedAt: null },
    ]);
    expect(await sql('SELECT count(*)::integer AS n FROM tenantry.tenant_list')).toEqual([{ n: 2 }]);
    await tenant('new');
    expect(await sql(`SELECT "CreatedAt" IS NOT NULL AS dated FROM public."Tenants" WHERE "Code" = 'new'`)).toEqual([
      { dated: true },
    ]);
  });

  it('refuses a plan that is another by now, and changes nothing', async () => {
    const { planHash } = await parts.schema.check();
    await sql('ALTER TABLE public."Tenants" ADD COLUMN "SuspendedAt" timestamptz');
    await expect(parts.schema.upgrade(planHash)).rejects.toMatchObject({ key: 'platform.plan_changed' });
    expect(await sql(`SELECT 1 FROM pg_namespace WHERE nspname = 'tenantry'`)).toEqual([]);
  });

  it('names doubles, leaves their index out, and lets all else be done', async () => {
    await tenant('abc-tech', 'Stocker_abc_tech_Db');
    await tenant('abc_tech', 'stocker_ABC_tech_Db');
    const before = await parts.schema.check();
    const finding = before.findings.find(({ object }) => object === 'Tenants.UX_Tenants_DatabaseName_Lower');
    expect(finding).toMatchObject({ state: 'differs', found: 'duplicates: 1' });
    expect(before.plan.some(({ object }) => object === finding?.object)).toBe(false);
    expect((await parts.schema.upgrade(before.planHash)).state).toBe('current');
    // Once the doubles are gone the index is offered.
    await sql(`DELETE FROM public."Tenants" WHERE "Code" = 'abc_tech'`);
    expect((await parts.schema.check()).plan.map(({ object }) => object)).toEqual([finding?.object]);
    expect((await upgrade()).plan).toEqual([]);
    await expect(tenant('abc-tekh', 'STOCKER_abc_tech_db')).rejects.toThrow('UX_Tenants_DatabaseName_Lower');
  });

  it('takes back everything when one statement fails', async () => {
    await connected(platform.login, async (client) => {
      // Columns of other tables come before the index that has to wait for this lock, and gives up.
      await client.query('BEGIN; LOCK TABLE public."MasterUsers" IN ROW EXCLUSIVE MODE');
      const { planHash } = await parts.schema.check();
      await expect(parts.schema.upgrade(planHash)).rejects.toMatchObject({ key: 'server.busy' });
    });
    expect(await sql(`SELECT 1 FROM pg_namespace WHERE nspname = 'tenantry'`)).toEqual([]);
    expect(await sql(`SELECT 1 FROM pg_attribute WHERE attname = 'SuspensionReason'`)).toEqual([]);
  });

  it("tells which columns differ, and reads Entity Framework's types as the same", async () => {
    await sql('ALTER TABLE public."Tenants" ALTER COLUMN "Name" TYPE varchar(200)');
    await sql('ALTER TABLE public."Packages" ALTER COLUMN "MaxUsers" TYPE text');
    const { findings } = await parts.schema.check();
    const of = (object: string) => findings.find((finding) => finding.object === object);
    expect(of('Tenants.Name')).toMatchObject({ state: 'present', found: 'character varying' });
    expect(of('Packages.MaxUsers')).toMatchObject({ state: 'differs', found: 'text', expected: 'integer' });
  });

  it('names every right that is missing, not the first', async () => {
    const guest = await createRole(sharedPostgres(), { rights: [] });
    await sql(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO "${guest.user}"`);
    const guests = await openParts(guest.as(platform.login.database));
    const { planHash } = await guests.schema.check();
    const refusal = await guests.schema.upgrade(planHash).catch((error: unknown) => error);
    await guests.close();
    expect(refusal).toMatchObject({ key: 'server.missing_rights' });
    const { rights } = (refusal as AppError).params;
    expect(rights).toContain('CREATE ON DATABASE');
    for (const { name } of sourceTables) expect(rights).toContain(`OWNER OF public."${name}"`);
  });
});

describe('other databases', () => {
  it("somebody else's is foreign, and nothing is planned for it", async () => {
    await sql('CREATE TABLE public.wp_posts (id integer)');
    const report = await parts.schema.check();
    expect(report).toMatchObject({ state: 'foreign', plan: [] });
    await expect(parts.schema.upgrade(report.planHash)).rejects.toMatchObject({ key: 'platform.not_empty' });
  });

  it('a half of a master is foreign too, and says what lacks', async () => {
    await makeSource();
    await sql('DROP TABLE public."ModuleDefinitions"');
    const report = await parts.schema.check();
    expect(report.state).toBe('foreign');
    expect(report.findings).toContainEqual(expect.objectContaining({ object: 'ModuleDefinitions', state: 'missing' }));
  });

  it('one made by a later version is not touched', async () => {
    await upgrade();
    await sql(`INSERT INTO tenantry.schema_version (version) VALUES (${schemaVersion + 1})`);
    await sql('CREATE TABLE tenantry.of_tomorrow (x integer)');
    const report = await parts.schema.check();
    expect(report).toMatchObject({ state: 'newer', version: schemaVersion + 1, plan: [] });
    expect(report.findings).toContainEqual(
      expect.objectContaining({ object: 'tenantry.of_tomorrow', state: 'extra', owner: 'tenantry' }),
    );
    await expect(parts.schema.upgrade(report.planHash)).rejects.toMatchObject({ key: 'platform.schema_newer' });
    expect((await parts.shape()).bookkeeping).toBe(false);
  });

  it('one whose objects were dropped or changed is outdated, and mended', async () => {
    await upgrade();
    await sql('DROP INDEX tenantry.holds_by_tenant');
    await sql('DROP TRIGGER tenantry_list_tenants_insert ON public."Tenants"');
    await tenant('unseen');
    const report = await parts.schema.check();
    expect(report.state).toBe('outdated');
    expect(report.plan.map(({ object }) => object)).toEqual([
      'holds_by_tenant',
      'tenantry_list_tenants_insert',
      'tenantry.tenant_list',
    ]);
    expect((await upgrade()).state).toBe('current');
    expect(await sql('SELECT count(*)::integer AS n FROM tenantry.tenant_list')).toEqual([{ n: 1 }]);
  });
});

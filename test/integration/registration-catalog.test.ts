import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRegistrationCatalog } from '../../main/layouts/postgres-per-tenant/registrations.ts';
import { registrationWords } from '../../main/layouts/postgres-per-tenant/words.ts';
import type { RegistrationCatalog } from '../../main/layouts/roles/registrations.ts';
import { type RegistrationFilter, registrationTabs, tabStates } from '../../shared/contract/registrations.ts';
import type { RegistrationId } from '../../shared/domain/ids.ts';
import { type RegistrationState, registrationStates } from '../../shared/domain/lifecycle.ts';
import { createSourceTables } from '../builders/stocker-master.ts';
import { emptyPlatform, newPlatform, openParts } from '../builders/stocker-parts.ts';
import { insertDomain, insertPackage, insertTenant, insertUser } from '../builders/tenant-rows.ts';
import { connected, createDatabase } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

let platform: Awaited<ReturnType<typeof newPlatform>>;
let catalog: RegistrationCatalog;

beforeAll(async () => {
  platform = await newPlatform(sharedPostgres());
  catalog = createRegistrationCatalog(platform.parts);
});
afterAll(() => platform.drop());

const sql = (text: string, values: ReadonlyArray<unknown> = []) =>
  connected(
    platform.superuser,
    async (client) => (await client.query<Record<string, unknown>>(text, [...values])).rows,
  );
beforeEach(() => sql('TRUNCATE public."Tenants", public."TenantRegistrations" CASCADE').then(() => undefined));

interface Draft {
  readonly name?: string;
  readonly code?: string;
  readonly email?: string;
  readonly status?: string;
  readonly tenant?: string | null;
}
/** As Stocker's own form writes it, with only the columns that it knows. */
async function register(draft: Draft = {}): Promise<RegistrationId> {
  const id = randomUUID();
  const { code = `r-${id.slice(0, 8)}`, name = code, email = `${code}@example.com`, tenant = null } = draft;
  await sql(
    `INSERT INTO public."TenantRegistrations" ("Id", "Email", "CompanyName", "CompanyCode", "Status", "AdminPasswordHash", "TenantId")
     VALUES ($1, $2, $3, $4, $5, 'x', $6)`,
    [id, email, name, code, draft.status ?? 'PendingVerification', tenant],
  );
  return id as string as RegistrationId;
}
const page = (filter: Partial<RegistrationFilter> = {}, offset = 0) =>
  catalog.page({
    filter: { tab: 'all', search: '', packageId: null, receivedWithinDays: null, ...filter },
    offset,
    limit: 10,
  });

describe('the queue', () => {
  it('has each state in its tabs, and counts what it lists', async () => {
    for (const state of registrationStates) await register({ name: state, status: registrationWords.written[state] });
    await register({ name: 'failed', status: 'Başarısız' });
    const counts = await catalog.counts();
    for (const tab of registrationTabs) {
      const { rows, total } = await page({ tab });
      expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(tabStates[tab]));
      expect([tab, total]).toEqual([tab, counts[tab]]);
      expect(rows.every(({ companyName, state }) => companyName === state)).toBe(true);
    }
    expect(counts).toMatchObject({ all: 8, failed: 2, open: 5 });
  });

  it('pages, newest first', async () => {
    for (let day = 1; day <= 25; day += 1) {
      const id = await register({ name: `no ${day}` });
      await sql(
        `UPDATE public."TenantRegistrations" SET "CreatedAt" = now() - make_interval(days => $2) WHERE "Id" = $1`,
        [id, day],
      );
    }
    const [first, last] = [await page(), await page({}, 20)];
    expect(first.total).toBe(25);
    expect(first.rows.map(({ companyName }) => companyName)).toEqual(
      Array.from({ length: 10 }, (_, i) => `no ${i + 1}`),
    );
    expect(last.rows.map(({ companyName }) => companyName)).toEqual(
      Array.from({ length: 5 }, (_, i) => `no ${i + 21}`),
    );
    expect((await page({ receivedWithinDays: 7 })).total).toBe(7);
  });

  it.each(['cinar', 'ÇINAR', 'çınar loj', 'bilgi@ci', 'lojistik cinar-ticaret'])(
    'is searched by %s',
    async (search) => {
      await register({ name: 'Çınar Lojistik', code: 'cinar-ticaret', email: 'bilgi@cinar.example' });
      await register({ name: 'Başka' });
      expect((await page({ search })).rows.map(({ companyName }) => companyName)).toEqual(['Çınar Lojistik']);
    },
  );

  it('is filtered by package, and refuses what is no package', async () => {
    const packageId = (await connected(platform.superuser, (client) => insertPackage(client))) as string;
    const id = await register();
    await register();
    await sql('UPDATE public."TenantRegistrations" SET "PackageId" = $2 WHERE "Id" = $1', [id, packageId]);
    expect((await page({ packageId })).rows).toMatchObject([{ id, packageName: 'Büyüme' }]);
    await expect(page({ packageId: "x' OR true" })).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'filter.packageId',
    });
  });

  it('shows why another program failed, and not what the console wrote itself', async () => {
    const [theirs, ours] = [await register({ status: 'Failed' }), await register({ status: 'Failed' })];
    await sql(
      `UPDATE public."TenantRegistrations" SET "FailureReason" = CASE "Id" WHEN $1::uuid THEN 'Disk dolu' ELSE 'tenantry: server.disk_full' END`,
      [theirs],
    );
    expect([(await catalog.find(theirs))?.failureText, (await catalog.find(ours))?.failureText]).toEqual([
      'Disk dolu',
      null,
    ]);
  });
});

describe('a new registration', () => {
  const draft = {
    companyName: 'Işık Şirketi A.Ş.',
    companyCode: 'isik',
    email: 'Ali@isik.example',
    phone: '+90 212 000 00 00',
    packageId: null,
    billingPeriod: 'yearly' as const,
    passwordHash: '$argon2id$x',
    code: { code: '012345', validMinutes: 15 },
  };

  it('is written as Stocker writes one, and read back', async () => {
    const id = randomUUID() as string as RegistrationId;
    await catalog.insert({ ...draft, id });
    const found = await catalog.find(id);
    expect(found).toMatchObject({
      companyName: draft.companyName,
      billingPeriod: 'yearly',
      state: 'pending_verification',
    });
    expect(Date.parse(found?.codeExpiresAt ?? '') - Date.parse(found?.createdAt ?? '')).toBeCloseTo(15 * 60_000, -3);
    const [row] = await sql('SELECT "Status", "VerificationCode", "BillingPeriod" FROM public."TenantRegistrations"');
    expect(row).toEqual({ Status: 'PendingVerification', VerificationCode: '012345', BillingPeriod: 'Yearly' });
  });

  it.each(['no package', '7d0f2f5e-1111-4000-8000-000000000001'])(
    'is refused with the package %s',
    async (packageId) => {
      const asked = catalog.insert({ ...draft, id: randomUUID() as string as RegistrationId, packageId });
      await expect(asked).rejects.toMatchObject({ code: 'invalid_input', field: 'packageId' });
      expect((await page()).total).toBe(0);
    },
  );

  it('gets a new code, with a new end of its time', async () => {
    const id = await register();
    const { expiresAt } = await catalog.setCode(id, { code: '654321', validMinutes: 30 });
    expect((await catalog.find(id))?.codeExpiresAt).toBe(expiresAt);
    const nobody = randomUUID() as string as RegistrationId;
    await expect(catalog.setCode(nobody, { code: '1', validMinutes: 1 })).rejects.toMatchObject({
      key: 'registration.not_found',
    });
  });
});

describe('a change of state', () => {
  it('is made only from the states that were named, and tells both', async () => {
    const id = await register();
    await catalog.transition(id, ['pending_verification'], 'verified', 'seen by phone');
    expect(await catalog.find(id)).toMatchObject({ state: 'verified', emailVerified: true });
    await expect(catalog.transition(id, ['pending_verification'], 'verified', null)).rejects.toMatchObject({
      key: 'registration.wrong_state',
      params: { state: 'verified', to: 'verified' },
    });
  });

  it('is made by one of two operators', async () => {
    const id = await register();
    const to = (state: RegistrationState) => catalog.transition(id, ['pending_verification'], state, 'why');
    const outcomes = await Promise.allSettled([to('verified'), to('rejected')]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('keeps the reason of a rejection, and ends the code', async () => {
    const id = await register();
    await catalog.transition(id, ['pending_verification'], 'rejected', 'Sahte başvuru');
    expect(await catalog.find(id)).toMatchObject({
      state: 'rejected',
      failureText: 'Sahte başvuru',
      emailVerified: false,
    });
  });

  it('is not made in a session that only reads', async () => {
    const id = await register();
    await platform.parts.pools.setWritable(false);
    await expect(catalog.transition(id, ['pending_verification'], 'verified', null)).rejects.toMatchObject({
      code: 'read_only',
    });
    await platform.parts.pools.setWritable(true);
    expect((await catalog.find(id))?.state).toBe('pending_verification');
  });
});

describe('names that somebody has', () => {
  const free = { code: false, email: false, domain: false, database: false };
  const asked = {
    code: 'yeni',
    email: 'yeni@example.com',
    domain: 'yeni.stoocker.app',
    database: 'Stocker_yeni_Db',
    except: null,
  };

  it('are none on a platform where nobody has them', async () => {
    expect(await catalog.namesTaken(asked)).toEqual(free);
  });

  it("are a tenant's, whatever their case", async () => {
    await connected(platform.superuser, async (client) => {
      const id = await insertTenant(client, { code: 'YENI' });
      await insertDomain(client, id, 'Yeni.Stoocker.App', true);
      await insertUser(client, id, 'Yeni@Example.com', true);
    });
    expect(await catalog.namesTaken(asked)).toEqual({ code: true, email: true, domain: true, database: true });
  });

  it('are those of a registration that has not ended, and no longer when it has', async () => {
    const id = await register({ code: 'Yeni', email: 'YENI@example.com' });
    expect(await catalog.namesTaken(asked)).toEqual({ ...free, code: true, email: true, database: true });
    expect(await catalog.namesTaken({ ...asked, except: id })).toEqual(free);
    await catalog.transition(id, ['pending_verification'], 'rejected', 'why');
    expect(await catalog.namesTaken(asked)).toEqual(free);
  });

  it('tell apart codes that differ only in - and _, which are one database', async () => {
    await register({ code: 'abc_tech' });
    const near = { ...asked, code: 'abc-tech', database: 'Stocker_abc_tech_Db' };
    expect(await catalog.namesTaken(near)).toEqual({ ...free, database: true });
  });

  it('are those of databases that no tenant has', async () => {
    const orphan = await createDatabase(sharedPostgres(), 'Orphan');
    const names = { ...asked, database: orphan.name.toLowerCase() };
    expect(await catalog.namesTaken(names)).toEqual({ ...free, database: true });
    await orphan.drop();
  });

  it("are not what a registration's own failed try has left", async () => {
    const database = await createDatabase(sharedPostgres(), 'Stocker_left');
    const tenant = await connected(platform.superuser, async (client) => {
      const id = await insertTenant(client, { code: 'yeni', status: 'Provisioning' });
      await client.query('UPDATE public."Tenants" SET "DatabaseName" = $2 WHERE "Id" = $1', [id, database.name]);
      await insertDomain(client, id, asked.domain, true);
      await insertUser(client, id, asked.email, true);
      return id;
    });
    const id = await register({ code: 'yeni', email: asked.email, status: 'Failed', tenant });
    const names = { ...asked, database: database.name };
    expect(await catalog.namesTaken({ ...names, except: id })).toEqual(free);
    expect(await catalog.namesTaken(names)).toEqual({ code: true, email: true, domain: true, database: true });
    await database.drop();
  });
});

it("is read from a master with Stocker's own columns only, and changes nothing there", async () => {
  const source = await emptyPlatform(sharedPostgres());
  const id = randomUUID() as string as RegistrationId;
  await connected(source.login, async (client) => {
    await createSourceTables(client);
    await client.query(
      `INSERT INTO public."TenantRegistrations" ("Id", "Email", "CompanyName", "CompanyCode", "Status", "AdminPasswordHash")
       VALUES ($1, 'a@b.example', 'Eski', 'eski', 'Verified', 'x')`,
      [id],
    );
  });
  const parts = await openParts(source.login);
  const bare = createRegistrationCatalog(parts);
  const filter = { tab: 'all' as const, search: 'eski', packageId: null, receivedWithinDays: null };
  expect(await bare.page({ filter, offset: 0, limit: 10 })).toMatchObject({
    total: 1,
    rows: [{ id, state: 'verified', createdAt: null, phone: null, packageName: null, failureText: null }],
  });
  const names = {
    code: 'ESKI',
    email: 'x@y.example',
    domain: 'eski.stoocker.app',
    database: 'Stocker_eski_Db',
    except: null,
  };
  expect(await bare.namesTaken(names)).toMatchObject({ code: true, email: false });
  await expect(bare.transition(id, ['verified'], 'rejected', 'why')).rejects.toMatchObject({
    key: 'platform.not_set_up',
  });
  await parts.close();
  await source.drop();
});

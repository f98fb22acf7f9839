import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPasswordHasher } from '../../main/access/password-hash.ts';
import type { CallSpec } from '../../shared/contract/call.ts';
import { type CallName, calls } from '../../shared/contract/contract.ts';
import type { PackageId, TenantId, UserId } from '../../shared/domain/ids.ts';
import { goodInputs } from '../builders/calls.ts';
import { profileFor } from '../builders/profile.ts';
import { createSourceTables } from '../builders/stocker-master.ts';
import { emptyPlatform, type OwnPlatform } from '../builders/stocker-parts.ts';
import { startConsole, type TestConsole } from '../fakes/console.ts';
import { callNames } from '../fakes/recording-handlers.ts';
import { connected } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

const written = (name: string) => readFile(new URL(`../builders/${name}`, import.meta.url), 'utf8');
const [first, second] = await Promise.all([written('platform-version-1.sql'), written('platform-version-2.sql')]);

const email = 'ada@stocker.example';
const password = 'mavi-kapı-yedi-kuş';
const tenantId = '11111111-0000-4000-8000-000000000001' as TenantId;
const packageId = '22222222-0000-4000-8000-000000000001' as PackageId;
const otherPackageId = '22222222-0000-4000-8000-000000000002' as PackageId;
const userId = '33333333-0000-4000-8000-000000000001' as UserId;

/** What the platform's own program wrote, in the columns that it always had. */
const rows = `
  INSERT INTO public."Packages" ("Id", "Name", "Type", "Price", "MaxUsers") VALUES
    ('${packageId}', 'Büyüme', 'Standard', 450, 1),
    ('${otherPackageId}', 'Başlangıç', 'Starter', 90, 50);
  INSERT INTO public."PackageModules" ("Id", "PackageId", "ModuleCode", "ModuleName")
    VALUES (gen_random_uuid(), '${packageId}', 'CRM', 'Müşteriler');
  INSERT INTO public."ModuleDefinitions" ("Id", "Code", "Name", "DbContextName")
    VALUES (gen_random_uuid(), 'CRM', 'Müşteriler', 'CrmDbContext');
  INSERT INTO public."Tenants" ("Id", "Name", "Code", "Status", "SetupCompleted", "DatabaseName") VALUES
    ('${tenantId}', 'Işık Gıda', 'isik', 'Active', true, 'Stocker_isik_Db'),
    (gen_random_uuid(), 'Çınar', 'cinar', 'Suspended', false, NULL);
  INSERT INTO public."Subscriptions"
    ("Id", "TenantId", "PackageId", "Status", "StartDate", "CurrentPeriodEnd", "TrialEndDate")
    VALUES ('44444444-0000-4000-8000-000000000001', '${tenantId}', '${packageId}', 'Active',
            now() - interval '40 days', now() + interval '20 days', now() - interval '10 days');
  INSERT INTO public."SubscriptionModules" ("Id", "SubscriptionId", "ModuleCode", "ModuleName", "AddedAt")
    VALUES (gen_random_uuid(), '44444444-0000-4000-8000-000000000001', 'CRM', 'Müşteriler', now());
  INSERT INTO public."MasterUsers" ("Id", "Email", "Username", "PasswordHash", "TenantId", "IsTenantAdmin") VALUES
    ('${userId}', 'ayse@isik.example', 'ayse', 'h', '${tenantId}', true),
    (gen_random_uuid(), 'kok@stocker.example', 'kok', 'h', NULL, false);
  INSERT INTO public."TenantDomains" ("Id", "TenantId", "DomainName", "IsPrimary", "IsVerified")
    VALUES (gen_random_uuid(), '${tenantId}', 'isik.stoocker.app', true, true);`;

interface Older {
  readonly name: string;
  readonly make: ReadonlyArray<string>;
  readonly hasOperators: boolean;
}
const olderOnes: ReadonlyArray<Older> = [
  { name: 'of the second version', make: [first, second], hasOperators: true },
  { name: 'of the first version', make: [first], hasOperators: true },
  { name: "with the platform's own tables only", make: [], hasOperators: false },
];

/** Whatever looks at the platform, and is no change: not at this console's own log, views and folders. */
const reading = callNames.filter((name) => {
  const spec: CallSpec = calls[name];
  const own = /^(session|log|views)\.|^archives\.chooseFolder$|^operators\.changeOwnPassword$/;
  return spec.changes !== true && 'permission' in spec.gate && !own.test(name);
});
const anybodyReads = (name: CallName): boolean => {
  const { gate }: CallSpec = calls[name];
  return 'permission' in gate && gate.permission === 'read';
};

/** What nobody made on these platforms. All else is there, and answered. */
const absent: Readonly<Partial<Record<CallName, string>>> = {
  'registrations.get': 'registration.not_found',
  'registrations.previewCleanUp': 'registration.not_found',
  'operations.get': 'operation.not_found',
  'lifecycle.saveCertificate': 'tenant.not_found',
  'flags.get': 'flag.not_found',
  'flags.preview': 'flag.not_found',
  'flags.who': 'flag.not_found',
  'flags.evaluate': 'flag.not_found',
  'archives.planRestore': 'archive.not_found',
};

const anyId = '7d0f2f5e-1111-4000-8000-000000000001';
const subjectOf = (name: CallName, key: string): string => {
  if (key === 'packageId' && name.startsWith('subscriptions.')) return otherPackageId;
  if (key.startsWith('packageId') || name.startsWith('packages.')) return packageId;
  return name === 'users.get' ? userId : tenantId;
};
/** The well-formed input, about who is on these platforms. */
const inputFor = (name: CallName): unknown =>
  JSON.parse(JSON.stringify(goodInputs[name]), (key, value: unknown) => {
    if (value === anyId) return subjectOf(name, key);
    return Array.isArray(value) ? value.map((one: unknown) => (one === tenantId ? subjectOf(name, key) : one)) : value;
  });

describe.each(olderOnes)('a platform $name', ({ make, hasOperators }) => {
  let platform: OwnPlatform;
  let desk: TestConsole;

  beforeAll(async () => {
    platform = await emptyPlatform(sharedPostgres());
    const hash = await createPasswordHasher().hash(password);
    await connected(platform.login, async (client) => {
      if (make.length === 0) await createSourceTables(client);
      for (const sql of [...make, rows]) await client.query(sql);
      if (hasOperators)
        await client.query(
          `INSERT INTO tenantry.operators (id, email, name, role, password_hash)
           VALUES (gen_random_uuid(), $1, 'Ada', 'super_admin', $2)`,
          [email, hash],
        );
    });
    desk = await startConsole();
    const { id: profileId } = await desk.call('connections.save', {
      id: null,
      settings: profileFor(platform.login),
      secrets: { database: platform.login.password },
    });
    const entered = hasOperators
      ? await desk.call('session.signIn', { profileId, email, password, readOnly: false })
      : await desk.call('session.open', { profileId });
    expect(entered).toMatchObject({ writes: { mode: 'read_only', because: 'no_bookkeeping' } });
  });
  afterAll(async () => {
    await desk?.close();
    await platform?.drop();
  });

  const everyRow = () =>
    connected(platform.login, async (client) => {
      const { rows: tables } = await client.query<{ name: string }>(
        `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
          WHERE schemaname IN ('public', 'tenantry') ORDER BY 1`,
      );
      const all = tables.map(({ name }) => `SELECT '${name}' AS t, to_jsonb(r)::text AS row FROM ${name} r`);
      return (await client.query(`${all.join(' UNION ALL ')} ORDER BY 1, 2`)).rows;
    });

  it('answers every question with what there is, and writes nothing', async () => {
    const before = await everyRow();
    const refused: Record<string, string> = {};
    const asked = reading.filter((name) => hasOperators || anybodyReads(name));
    expect(asked.length).toBeGreaterThan(50);
    for (const name of asked) {
      const answer = await desk.answer(name, inputFor(name));
      if (!answer.ok) refused[name] = answer.error.key;
    }
    const expected = Object.entries(absent).filter(([name]) => asked.some((one) => one === name));
    expect(refused).toEqual(Object.fromEntries(expected));
    expect(await everyRow()).toEqual(before);
  });

  const shown = async () => ({
    packages: await desk.call('packages.list', {}),
    domains: await desk.call('domains.list', { tab: 'all', search: '', offset: 0, limit: 50 }),
    users: await desk.call('users.search', { tab: 'all', search: '', offset: 0, limit: 50 }),
    subscriptions: await desk.call('subscriptions.list', {
      ...{ search: '', states: [], packageIds: [], pending: null, offset: 0, limit: 50 },
      sort: { column: 'tenant', descending: false },
    }),
    current: await desk.call('subscriptions.current', { tenantId }),
    flags: await desk.call('flags.list', {}),
    settings: await desk.call('tenantSettings.get', { tenantId }),
  });

  it('shows its packages, domains, users, subscriptions and settings as the platform has them', async () => {
    expect(await shown()).toMatchObject({
      packages: [
        { id: otherPackageId },
        { id: packageId, version: 1, names: { tr: 'Büyüme' }, monthlyPrice: 45_000, limits: { max_users: 1 } },
      ],
      domains: { total: 1, rows: [{ tenantId, name: 'isik.stoocker.app', isPrimary: true, token: null }] },
      users: {
        rows: [
          { id: userId, email: 'ayse@isik.example' },
          { email: 'kok@stocker.example', tenant: null },
        ],
      },
      subscriptions: { total: 1 },
      current: { state: 'active', subscription: { tenantId, packageId, price: { minor: 45_000, currency: 'TRY' } } },
      flags: { flags: [], tenants: 2 },
      settings: { timeZone: null, updatedAt: null },
    });
    const modules = await desk.call('modules.ofTenant', { id: tenantId });
    // Nobody can look into a database that is not there; what was sold is known all the same.
    expect(modules).toMatchObject({ standing: 'live', problem: { key: 'module.database_unreadable' } });
  });

  it('is changed by nobody before its upgrade', async () => {
    const before = await everyRow();
    const changing = callNames.filter((name) => {
      const spec: CallSpec = calls[name];
      return spec.changes === true && spec.withoutBookkeeping !== true;
    });
    expect(changing.length).toBeGreaterThan(50);
    if (hasOperators)
      for (const name of changing)
        expect(await desk.answer(name, inputFor(name)), name).toMatchObject({
          error: { key: 'session.read_only_platform' },
        });
    else
      expect(await desk.answer('packages.create', goodInputs['packages.create'])).toMatchObject({
        error: { key: 'session.forbidden' },
      });
    expect(await everyRow()).toEqual(before);
  });

  it('shows the same after its upgrade', async () => {
    const before = await shown();
    const { planHash } = await desk.call('platform.check', {});
    expect(await desk.call('platform.upgrade', { planHash })).toMatchObject({ state: 'current', version: 3 });
    expect(await shown()).toEqual(before);
  });
});

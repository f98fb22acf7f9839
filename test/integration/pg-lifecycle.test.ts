import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Lease } from '../../main/layouts/layout.ts';
import { createCopyCatalog } from '../../main/layouts/postgres-per-tenant/copy-catalog.ts';
import { createDomainCatalog } from '../../main/layouts/postgres-per-tenant/domains.ts';
import { createHolds } from '../../main/layouts/postgres-per-tenant/holds.ts';
import { createJournal, type StockerJournal } from '../../main/layouts/postgres-per-tenant/journal.ts';
import { createLifecycleCatalog } from '../../main/layouts/postgres-per-tenant/lifecycle-catalog.ts';
import { openContext } from '../../main/layouts/postgres-per-tenant/operation/context.ts';
import { lifecycleRecords } from '../../main/layouts/postgres-per-tenant/operation/lifecycle-records.ts';
import { operationSessions } from '../../main/layouts/postgres-per-tenant/operation/sessions.ts';
import { createTenantCatalog } from '../../main/layouts/postgres-per-tenant/tenants.ts';
import { canonicalJson } from '../../main/local/canonical-json.ts';
import type { Certificate } from '../../shared/domain/deletion.ts';
import { isLive } from '../../shared/domain/holds.ts';
import type { ConsoleId, HoldId, OperationId, TenantId } from '../../shared/domain/ids.ts';
import type { Lifecycle } from '../../shared/domain/lifecycle.ts';
import { newPlatform } from '../builders/stocker-parts.ts';
import { insertDomain, insertPackage, insertSubscription } from '../builders/tenant-rows.ts';
import { connected } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

let platform: Awaited<ReturnType<typeof newPlatform>>;
let journal: StockerJournal;
let catalog: ReturnType<typeof createLifecycleCatalog>;
let tenantId: TenantId;
let code: string;

beforeAll(async () => {
  platform = await newPlatform(sharedPostgres());
  journal = createJournal(platform.parts);
  catalog = createLifecycleCatalog(platform.parts);
  // As a platform that bills has it; the console's own schema knows nothing of it.
  await sql(`CREATE TABLE public."Invoices" ("Id" uuid PRIMARY KEY, "TenantId" uuid NOT NULL, "Total" numeric)`);
});
afterAll(async () => {
  await journal?.close();
  await platform?.drop();
});

const sql = async (text: string, values: unknown[] = []): Promise<ReadonlyArray<Record<string, unknown>>> =>
  connected(platform.login, async (client) => (await client.query(text, values)).rows);

const person = { email: '', phone: '+90 555 123 45 67', hash: '$argon2id$of-the-owner' };

/** A company with everything that a year leaves in a platform. */
beforeEach(async () => {
  tenantId = randomUUID() as string as TenantId;
  code = `t-${tenantId.slice(0, 8)}`;
  person.email = `owner@${code}.example`;
  await connected(platform.login, async (client) => {
    await client.query(
      `INSERT INTO public."Tenants" ("Id", "Name", "Code", "Status", "IsActive", "DatabaseName", "ConnectionString")
       VALUES ($1, 'Işık', $2, 'Active', true, 'Stocker_' || $2 || '_Db', 'Host=h;Password=secret')`,
      [tenantId, code],
    );
    await insertDomain(client, tenantId, `${code}.stoocker.app`, true);
    await insertDomain(client, tenantId, `crm.${code}.example`);
    const bought = await insertSubscription(client, { tenant: tenantId, package: await insertPackage(client) });
    await client.query(
      `INSERT INTO public."SubscriptionModules" ("Id", "SubscriptionId", "ModuleCode", "ModuleName", "AddedAt")
       VALUES (gen_random_uuid(), $1, 'crm', 'CRM', now())`,
      [bought],
    );
    await client.query(
      `INSERT INTO public."MasterUsers" ("Id", "Email", "Username", "PasswordHash", "TenantId", "IsTenantAdmin")
       VALUES (gen_random_uuid(), $2, $2, $3, $1, true)`,
      [tenantId, person.email, person.hash],
    );
    await client.query(
      `INSERT INTO public."TenantRegistrations"
         ("Id", "Email", "CompanyName", "CompanyCode", "VerificationCode", "Status", "EmailVerified", "AdminPasswordHash", "TenantId", "ContactPhone", "FailureReason")
       SELECT gen_random_uuid(), $2, 'Işık', $3, '123456', word, true, $4, $1, $5, 'mail to ' || $2
         FROM unnest(ARRAY['Completed', 'Failed']) word`,
      [tenantId, person.email, code, person.hash, person.phone],
    );
    await client.query(
      `INSERT INTO public."Invoices" VALUES (gen_random_uuid(), $1, 10), (gen_random_uuid(), $1, 20)`,
      [tenantId],
    );
    const provision = randomUUID();
    await client.query(
      `INSERT INTO tenantry.operation (op_id, kind, params, params_hash, idem_key, resource_key, subject, state, actor)
       VALUES ($1::uuid, 'provision', $2, 'x', $1::text, 'registration:' || $1::text, $3, 'succeeded', 'ada')`,
      [
        provision,
        JSON.stringify({ reservation: { tenantId, ownerEmail: person.email, code }, language: 'tr' }),
        JSON.stringify({ label: 'Işık', registrationId: null, tenantId }),
      ],
    );
    await client.query(
      `INSERT INTO tenantry.outbox (op_id, kind, payload, message_id) VALUES ($1, 'welcome', $2, $3)`,
      [provision, JSON.stringify({ kind: 'welcome', to: person.email, language: 'tr' }), `<${provision}.welcome>`],
    );
    const company = {
      name: 'Işık',
      countryCode: 'TR',
      email: person.email,
      phone: person.phone,
      taxNumber: '1234567890',
    };
    await client.query(
      `INSERT INTO tenantry.operation (op_id, kind, params, params_hash, idem_key, resource_key, subject, state, actor)
       SELECT id, 'set_up', $2, 'x', id::text, 'tenant:' || $1, '{"label": "Işık"}', 'succeeded', 'ada' FROM gen_random_uuid() id`,
      [tenantId, JSON.stringify({ tenantId, code, company, companyBefore: company })],
    );
    await client.query(
      `INSERT INTO tenantry.user_events (user_id, by, action, reason)
         SELECT "Id", 'ada', 'disabled', $2 FROM public."MasterUsers" WHERE "TenantId" = $1`,
      [tenantId, `asked by ${person.email}`],
    );
    await client.query(
      `INSERT INTO tenantry.tenant_settings (tenant_id, language, updated_by) VALUES ($1, 'tr', 'ada')`,
      [tenantId],
    );
    await client.query(
      `INSERT INTO tenantry.limit_overrides (tenant_id, key, value, reason, by) VALUES ($1, 'max_users', 5, $2, 'ada')`,
      [tenantId, `wished by ${person.email}`],
    );
    await client.query(
      `INSERT INTO tenantry.subscriptions (subscription_id, tenant_id, pending_change) VALUES ($2, $1, '{"on": "2026-12-01"}')`,
      [tenantId, bought],
    );
    await client.query(
      `INSERT INTO tenantry.subscription_events (subscription_id, tenant_id, by, action) VALUES ($2, $1, 'ada', 'start')`,
      [tenantId, bought],
    );
    await client.query(
      `INSERT INTO tenantry.module_events (tenant_id, module, by, action) VALUES ($1, 'CRM', 'ada', 'activated')`,
      [tenantId],
    );
  });
});

const move = (to: Lifecycle, from: ReadonlyArray<Lifecycle>, deleteAfter: string | null = null) =>
  catalog.move({ tenantId, from, to, deleteAfter, reason: `to ${to}`, by: 'ada' });
const words = async () =>
  (
    await sql(
      `SELECT t."Status" AS status, t."IsActive" AS active, l.lifecycle, l.suspended, l.domain, l.code
         FROM public."Tenants" t LEFT JOIN tenantry.tenant_list l ON l.id = t."Id" WHERE t."Id" = $1`,
      [tenantId],
    )
  )[0];

async function operating<T>(
  work: (records: ReturnType<typeof lifecycleRecords>, lease: Lease) => Promise<T>,
): Promise<T> {
  const id = randomUUID() as string as OperationId;
  await journal.journal.begin({
    ...{ id, kind: 'delete', params: { tenantId }, idempotencyKey: id, resource: `tenant:${tenantId}` },
    subject: { label: code, registrationId: null, tenantId },
    ...{ steps: [{ name: 'checking', weight: 1 }], actor: 'ada', supersedes: true },
  });
  const claim = await journal.journal.claim(id, {
    console: { id: randomUUID() as string as ConsoleId, machine: 'desk', appVersion: '0' },
    ...{ operator: 'ada', leaseSeconds: 60, expectFence: 'any', to: 'running' },
  });
  const lease = { operationId: id, fence: claim?.fence ?? '' };
  const context = await openContext(platform.parts, lease, operationSessions(platform.parts.server, lease));
  try {
    return await work(lifecycleRecords(context), lease);
  } finally {
    await context.close();
    await journal.journal.finish(id, lease.fence, 'succeeded', null);
  }
}

const certificate = (): Certificate => ({
  version: 1,
  ...{ tenantId, code, name: 'Işık', platform: 'Stocker', server: 'PostgreSQL 18', systemIdentifier: '7' },
  ...{ operationId: randomUUID(), reason: 'contract ended', startedBy: 'ada', finishedAt: '2026-12-22T10:00:00.000Z' },
  ...{ backup: { waiver: 'the customer has it all' }, export: { waiver: 'the customer has it all' } },
  ...{ removed: [{ kind: 'role', name: `${code}_app` }], kept: [], toDo: [] },
});

describe("the platform's own words", () => {
  it('follow every move, and so does the list', async () => {
    await move('cancelled', ['active']);
    expect(await words()).toMatchObject({ status: 'Cancelled', active: false, lifecycle: 'cancelled' });
    await move('deletion_scheduled', ['cancelled'], '2026-12-21');
    expect(await words()).toMatchObject({
      status: 'DeletionScheduled',
      active: false,
      lifecycle: 'deletion_scheduled',
    });
    await move('active', ['cancelled', 'deletion_scheduled']);
    expect(await words()).toMatchObject({ status: 'Active', active: true, lifecycle: 'active', suspended: false });
    const filter = { lifecycles: ['cancelled'], suspended: null, subscriptions: [], packageIds: [], search: code };
    const sort = { column: 'name', descending: false } as const;
    const tenants = createTenantCatalog(platform.parts);
    const all = { ...filter, trialEndsWithinDays: null, overUserLimit: false, createdWithinDays: null } as const;
    expect(await tenants.ids({ ...all, lifecycles: ['cancelled'] }, sort, 5)).toEqual([]);
    await move('cancelled', ['active']);
    expect(await tenants.ids({ ...all, lifecycles: ['cancelled'] }, sort, 5)).toEqual([tenantId]);
  });

  it('of a suspension that somebody else wrote outlive a cancellation', async () => {
    await sql(
      `UPDATE public."Tenants" SET "Status" = 'Askıda', "IsActive" = false, "SuspensionReason" = 'by hand' WHERE "Id" = $1`,
      [tenantId],
    );
    await move('cancelled', ['active']);
    expect(await words()).toMatchObject({ status: 'Cancelled', active: false });
    await move('active', ['cancelled']);
    expect(await words()).toMatchObject({ status: 'Suspended', active: false, suspended: true });
    const holds = createHolds(platform.parts);
    const [kept] = (await holds.ofTenant(tenantId)).filter(isLive);
    expect(kept).toMatchObject({ recorded: true, putBy: 'platform', reason: 'by hand' });
    await holds.lift({ id: kept?.id as HoldId, tenantId, reason: 'paid', by: 'ada' });
    expect(await words()).toMatchObject({ status: 'Active', active: true });
  });

  it('are one of two when two operators move at once', async () => {
    await move('cancelled', ['active']);
    const outcomes = await Promise.allSettled([
      move('active', ['cancelled']),
      move('deletion_scheduled', ['cancelled'], '2026-12-21'),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await catalog.info(tenantId))?.events).toHaveLength(2);
  });
});

describe('a deletion', () => {
  const deleteAll = () =>
    operating(async (records) => {
      await records.beginDeleting({ tenantId, reason: 'contract ended', by: 'ada' });
      const removed = await records.removable(tenantId);
      await records.removeRows(tenantId);
      await records.bury(certificate());
      return removed;
    });

  beforeEach(async () => {
    await move('cancelled', ['active']);
    await move('deletion_scheduled', ['cancelled'], '2026-12-21');
  });

  it('is told before what it takes and keeps', async () => {
    expect(await catalog.removal(tenantId)).toEqual({
      domains: [`${code}.stoocker.app`, `crm.${code}.example`],
      ...{ users: 1, invoices: 2, subscriptions: 1, blockers: [] },
    });
  });

  it('leaves no word of a person in any table of the platform', async () => {
    const removed = await deleteAll();
    expect(removed).toEqual([
      { kind: 'domain', name: `${code}.stoocker.app` },
      { kind: 'domain', name: `crm.${code}.example` },
      { kind: 'rows', name: 'user_events', count: 1 },
      { kind: 'rows', name: 'tenant_settings', count: 1 },
      { kind: 'rows', name: 'limit_overrides', count: 1 },
      { kind: 'rows', name: 'MasterUsers', count: 1 },
      { kind: 'rows', name: 'SubscriptionModules', count: 1 },
      { kind: 'rows', name: 'TenantRegistrations', count: 2 },
      { kind: 'rows', name: 'outbox', count: 1 },
      { kind: 'rows', name: 'operation', count: 2 },
    ]);
    const tables = await sql(`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
                               WHERE schemaname IN ('public', 'tenantry') ORDER BY 1`);
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables)
      expect([
        name,
        await sql(
          `SELECT to_jsonb(r) FROM ${name} r
            WHERE to_jsonb(r)::text ILIKE '%' || $1 || '%'
               OR (to_jsonb(r)::text ~ $2 AND (strpos(to_jsonb(r)::text, $3) > 0 OR to_jsonb(r)::text ~ 'secret'))`,
          [person.email, tenantId, person.hash],
        ),
      ]).toEqual([name, []]);
    expect(
      await sql(
        `SELECT "ContactPhone" AS phone, "VerificationCode" AS code, "FailureReason" AS reason, "AdminPasswordHash" AS hash
           FROM public."TenantRegistrations" WHERE "TenantId" = $1 GROUP BY 1, 2, 3, 4`,
        [tenantId],
      ),
    ).toEqual([{ phone: null, code: null, reason: null, hash: '!' }]);
  });

  it('keeps invoices, a cancelled subscription, and a tombstone that holds the names', async () => {
    await deleteAll();
    expect(await words()).toMatchObject({ status: 'Deleted', active: false, lifecycle: 'deleted', domain: null, code });
    expect(
      await sql(
        `SELECT "Status" AS status, "CancelledAt" IS NOT NULL AS dated FROM public."Subscriptions" WHERE "TenantId" = $1`,
        [tenantId],
      ),
    ).toEqual([{ status: 'İptal', dated: true }]);
    expect(await sql('SELECT pending_change FROM tenantry.subscriptions WHERE tenant_id = $1', [tenantId])).toEqual([
      { pending_change: null },
    ]);
    expect(
      await sql(`SELECT params FROM tenantry.operation WHERE kind = 'set_up' AND params ->> 'tenantId' = $1`, [
        tenantId,
      ]),
    ).toMatchObject([
      { params: { code, company: { name: 'Işık', taxNumber: null, phone: null }, companyBefore: null } },
    ]);
    expect(
      await sql(`SELECT "ConnectionString" AS c, "DatabaseName" AS d FROM public."Tenants" WHERE "Id" = $1`, [
        tenantId,
      ]),
    ).toEqual([{ c: '', d: `Stocker_${code}_Db` }]);
    const kept = await operating((records) => records.kept(tenantId));
    expect(kept).toEqual(
      expect.arrayContaining([
        { name: 'Invoices', count: 2, reason: 'invoices_by_law' },
        { name: 'Subscriptions', count: 1, reason: 'history' },
        { name: 'subscription_events', count: 1, reason: 'history' },
        { name: 'module_events', count: 1, reason: 'history' },
        { name: 'Tenants', count: 1, reason: 'tombstone' },
        { name: 'TenantRegistrations', count: 2, reason: 'tombstone' },
        expect.objectContaining({ name: 'operation', reason: 'operation_log' }),
      ]),
    );
    const [tombstone] = await sql('SELECT * FROM tenantry.tombstones WHERE tenant_id = $1', [tenantId]);
    expect(tombstone).toMatchObject({ code, database: `Stocker_${code}_Db`, role: `${code}_app`, deleted_by: 'ada' });
    // The certificate as it is stored proves itself.
    const stored = canonicalJson(tombstone?.['certificate']);
    expect(createHash('sha256').update(stored).digest('hex')).toBe(tombstone?.['certificate_sha256']);
    expect((await catalog.info(tenantId))?.events.map(({ to }) => to)).toEqual([
      ...['deleted', 'deleting', 'deletion_scheduled', 'cancelled'],
    ]);
  });

  it("keeps a code taken though the tenant's row was removed by hand", async () => {
    await deleteAll();
    await sql(`DELETE FROM public."Subscriptions" WHERE "TenantId" = $1`, [tenantId]);
    await sql(`UPDATE public."TenantRegistrations" SET "TenantId" = NULL WHERE "TenantId" = $1`, [tenantId]);
    await sql('DELETE FROM public."Tenants" WHERE "Id" = $1', [tenantId]);
    const restored = {
      ...{ tenantId: randomUUID() as string as TenantId, registrationId: randomUUID() as never, name: 'Işık' },
      ...{ code, ownerEmail: 'x@x.example', domain: `${code}.other.app`, database: 'Stocker_risen_Db', role: 'risen' },
    };
    await operating(async (records) => {
      await expect(records.reserveRestored(restored)).rejects.toMatchObject({ key: 'name.code_taken' });
      await expect(records.reserveRestored({ ...restored, code: 'risen', tenantId })).rejects.toMatchObject({
        key: 'archive.tombstoned',
      });
    });
  });

  it('changes nothing of another tenant', async () => {
    const other = tenantId;
    const others = () =>
      sql(
        `SELECT (SELECT jsonb_agg(to_jsonb(t)) FROM public."Tenants" t WHERE "Id" = $1) AS tenant,
                (SELECT jsonb_agg(to_jsonb(t)) FROM public."MasterUsers" t WHERE "TenantId" = $1) AS users,
                (SELECT jsonb_agg(to_jsonb(t)) FROM public."TenantDomains" t WHERE "TenantId" = $1) AS domains,
                (SELECT jsonb_agg(to_jsonb(t)) FROM public."Subscriptions" t WHERE "TenantId" = $1) AS subscriptions,
                (SELECT jsonb_agg(to_jsonb(t)) FROM public."TenantRegistrations" t WHERE "TenantId" = $1) AS registrations`,
        [other],
      );
    const before = await others();
    const [{ id } = {}] = await sql(
      `INSERT INTO public."Tenants" ("Id", "Name", "Code", "Status", "IsActive")
       VALUES (gen_random_uuid(), 'x', gen_random_uuid()::text, 'DeletionScheduled', false) RETURNING "Id" AS id`,
    );
    tenantId = id as TenantId;
    await deleteAll();
    tenantId = other;
    expect(await others()).toEqual(before);
  });
});

describe('a new code', () => {
  it('is given to one of two that ask for it at once', async () => {
    const first = tenantId;
    const [{ id, code: others } = {}] = await sql(
      `INSERT INTO public."Tenants" ("Id", "Name", "Code", "Status") VALUES (gen_random_uuid(), 'x', gen_random_uuid()::text, 'Active')
       RETURNING "Id" AS id, "Code" AS code`,
    );
    const wanted = `new-${randomUUID().slice(0, 8)}`;
    const ask = (who: TenantId, from: string, domain: string) => {
      tenantId = who;
      return operating((records) =>
        records.recode({
          ...{ tenantId: who, from: { code: from, domain: null }, to: { code: wanted, domain } },
          ...{ reason: 'brand', by: 'ada' },
        }),
      );
    };
    const outcomes = await Promise.allSettled([
      ask(first, code, 'a.stoocker.app'),
      ask(id as TenantId, String(others), 'b.stoocker.app'),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { key: 'name.code_taken' } });
    expect(await sql('SELECT count(*)::integer AS n FROM public."Tenants" WHERE "Code" = $1', [wanted])).toEqual([
      { n: 1 },
    ]);
  });

  it('is all or nothing', async () => {
    const to = { code: `new-${tenantId.slice(0, 8)}`, domain: `new-${tenantId.slice(0, 8)}.stoocker.app` };
    await sql(`ALTER TABLE tenantry.redirects ADD CONSTRAINT full_up CHECK (to_domain <> '${to.domain}')`);
    const change = { tenantId, from: { code, domain: `${code}.stoocker.app` }, to, reason: 'brand', by: 'ada' };
    await operating(async (records) => {
      await expect(records.recode(change)).rejects.toMatchObject({ key: 'server.refused_statement' });
      expect(await records.find(tenantId)).toMatchObject({ code, primaryDomain: `${code}.stoocker.app` });
      await sql('ALTER TABLE tenantry.redirects DROP CONSTRAINT full_up');
      await records.recode(change);
    });
    expect(await words()).toMatchObject({ code: to.code, domain: to.domain });
    expect((await catalog.info(tenantId))?.redirects).toMatchObject([
      { domain: `${code}.stoocker.app`, to: to.domain },
    ]);
    const domains = await createDomainCatalog(platform.parts).ofTenant(tenantId);
    expect(domains.map(({ name, isPrimary }) => [name, isPrimary])).toEqual([
      [to.domain, true],
      [`crm.${code}.example`, false],
      [`${code}.stoocker.app`, false],
    ]);
  });
});

it('copies are told with what the server says of their databases', async () => {
  const copies = createCopyCatalog(platform.parts);
  const database = platform.parts.settings.database;
  for (const [name, dropped] of [
    [database, null],
    [`${database}_gone`, null],
    ['x', '2026-11-21'],
  ])
    await sql(
      `INSERT INTO tenantry.copies (id, tenant_id, purpose, database, made_by, dropped_at) VALUES (gen_random_uuid(), $1, 'beside', $2, 'ada', $3)`,
      [tenantId, name, dropped],
    );
  const [gone, there] = await copies.list(tenantId);
  expect(there).toMatchObject({ database, exists: true, tenantCode: code, comparison: null, purpose: 'beside' });
  expect(there?.bytes).toBeGreaterThan(1_000_000);
  expect(gone).toMatchObject({ exists: false, bytes: null });
  expect(await copies.list(tenantId)).toHaveLength(2);
  expect(await copies.find(gone?.id as never)).toEqual(gone);
});

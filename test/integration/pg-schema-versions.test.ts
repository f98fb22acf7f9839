import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCapabilities } from '../../main/layouts/postgres-per-tenant/capabilities.ts';
import { createHolds } from '../../main/layouts/postgres-per-tenant/holds.ts';
import { createJournal } from '../../main/layouts/postgres-per-tenant/journal.ts';
import { createLifecycleCatalog } from '../../main/layouts/postgres-per-tenant/lifecycle-catalog.ts';
import { createOperators } from '../../main/layouts/postgres-per-tenant/operators.ts';
import { addedColumns } from '../../main/layouts/postgres-per-tenant/schema/added-columns.ts';
import { lifeTables } from '../../main/layouts/postgres-per-tenant/schema/life-tables.ts';
import { bookkeeping } from '../../main/layouts/postgres-per-tenant/schema/own-tables.ts';
import { sourceTables } from '../../main/layouts/postgres-per-tenant/schema/source-tables.ts';
import { useTables } from '../../main/layouts/postgres-per-tenant/schema/use-tables.ts';
import { createTenantCatalog } from '../../main/layouts/postgres-per-tenant/tenants.ts';
import { everyTenant } from '../../shared/contract/tenants.ts';
import type { HoldId, OperatorId, TenantId } from '../../shared/domain/ids.ts';
import { emptyPlatform, type OwnPlatform, openParts, type StockerParts } from '../builders/stocker-parts.ts';
import { connected } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

const written = (version: number) =>
  readFile(new URL(`../builders/platform-version-${version}.sql`, import.meta.url), 'utf8');
const [firstVersion, secondVersion] = await Promise.all([written(1), written(2)]);

let platform: OwnPlatform;
let parts: StockerParts;
const tenantId = randomUUID() as string as TenantId;
const held = randomUUID() as string as TenantId;
const packageId = randomUUID();
const operatorId = randomUUID() as string as OperatorId;

const sql = (text: string): Promise<ReadonlyArray<Record<string, unknown>>> =>
  connected(platform.login, async (client) => (await client.query<Record<string, unknown>>(text)).rows);

/** What a year of work left in a platform of the first version. */
const worked = `
  INSERT INTO public."Packages" ("Id", "Name", "Type", "Price", "MaxUsers", "YearlyPrice", "Currency")
    VALUES ('${packageId}', 'Büyüme', 'Standard', 450, 10, 4500, 'TRY');
  INSERT INTO public."PackageModules" ("Id", "PackageId", "ModuleCode", "ModuleName")
    VALUES ('${randomUUID()}', '${packageId}', 'CRM', 'Müşteriler');
  INSERT INTO public."Tenants" ("Id", "Name", "Code", "Status", "IsActive", "DatabaseName") VALUES
    ('${tenantId}', 'Işık Gıda', 'isik', 'Active', true, 'Stocker_isik_Db'),
    ('${held}', 'Çınar', 'cinar', 'Suspended', false, 'Stocker_cinar_Db');
  INSERT INTO public."Subscriptions"
    ("Id", "TenantId", "PackageId", "Status", "StartDate", "CurrentPeriodEnd", "Price", "Currency")
    VALUES ('${randomUUID()}', '${tenantId}', '${packageId}', 'Active', now(), now() + interval '1 month', 400, 'TRY');
  INSERT INTO public."MasterUsers" ("Id", "Email", "Username", "PasswordHash", "TenantId", "IsTenantAdmin")
    VALUES ('${randomUUID()}', 'ayse@isik.example', 'ayse', 'h', '${tenantId}', true);
  INSERT INTO public."TenantDomains" ("Id", "TenantId", "DomainName", "IsPrimary")
    VALUES ('${randomUUID()}', '${tenantId}', 'isik.stoocker.app', true);
  INSERT INTO tenantry.operators (id, email, name, role, password_hash)
    VALUES ('${operatorId}', 'ada@stocker.example', 'Ada', 'super_admin', 'h');
  INSERT INTO tenantry.holds (id, tenant_id, kind, effects, reason, put_by)
    VALUES ('${randomUUID()}', '${held}', 'billing', '{block_login}', 'unpaid', 'ada');
  INSERT INTO tenantry.operation (op_id, kind, params, params_hash, idem_key, resource_key, subject, state, actor)
    VALUES ('${tenantId}', 'provision', '{}', 'x', 'x', 'registration:x', '{"label": "Işık"}', 'succeeded', 'ada');
  INSERT INTO tenantry.op_step (op_id, seq, name, weight, state) VALUES ('${tenantId}', 0, 'starting', 1, 'done');
  INSERT INTO tenantry.outbox (op_id, kind, payload, message_id) VALUES ('${tenantId}', 'welcome', '{}', 'm')`;

/** And what was done with a tenant's life from the second on. */
const lived = `
  INSERT INTO tenantry.lifecycle (tenant_id, delete_after) VALUES ('${held}', '2031-01-01');
  INSERT INTO tenantry.lifecycle_events (tenant_id, from_state, to_state, by, reason)
    VALUES ('${held}', 'active', 'cancelled', 'ada', 'contract ended')`;

const firstTables = [
  ...sourceTables.map(({ name }) => `public."${name}"`),
  ...bookkeeping
    .filter(({ kind, name }) => kind === 'table' && name !== 'schema_version')
    .map(({ name }) => `tenantry.${name}`),
  'tenantry.tenant_list',
];
const secondTables = [
  ...firstTables,
  ...lifeTables.filter(({ kind }) => kind === 'table').map(({ name }) => `tenantry.${name}`),
];
const everyRow = (tables = firstTables) =>
  sql(
    tables.map((table) => `SELECT '${table}' AS t, to_jsonb(r) AS row FROM ${table} r`).join(' UNION ALL ') +
      ' ORDER BY 1, 2',
  );

/** The same rows; there may be columns that are new. */
const keeps = async (before: Awaited<ReturnType<typeof everyRow>>, tables = firstTables): Promise<void> => {
  const after = await everyRow(tables);
  expect(after).toHaveLength(before.length);
  expect(after).toEqual(
    expect.arrayContaining(before.map(({ t, row }) => ({ t, row: expect.objectContaining(row as object) }))),
  );
};
const planned = {
  columns: addedColumns.filter(({ table }) => table === 'MasterUsers').map(({ column }) => `MasterUsers.${column}`),
  version: 'tenantry.schema_version',
  // For the questions about all subscriptions, on tables that both earlier versions read.
  indexes: [
    ...['IX_Subscriptions_StartDate', 'IX_Subscriptions_CurrentPeriodEnd', 'IX_SubscriptionModules_SubscriptionId'],
  ],
  adds: /^(CREATE (TABLE|(UNIQUE )?INDEX) |DO \$index\$|ALTER TABLE "public"."MasterUsers" ADD COLUMN |INSERT INTO tenantry\.schema_version)/,
};

beforeEach(async () => {
  platform = await emptyPlatform(sharedPostgres());
  await connected(platform.login, async (client) => {
    await client.query(firstVersion);
    await client.query(worked);
  });
  parts = await openParts(platform.login);
});
afterEach(async () => {
  await parts.close();
  await platform.drop();
});

const move = () =>
  createLifecycleCatalog(parts).move({
    ...{ tenantId, from: ['active'], to: 'cancelled', deleteAfter: null, reason: 'contract ended', by: 'ada' },
  });

describe('a platform of the first version', () => {
  it('is outdated, and its plan only adds', async () => {
    const report = await parts.schema.check();
    expect(report).toMatchObject({ state: 'outdated', version: 1, target: 3 });
    expect(report.plan.map(({ object }) => object).toSorted()).toEqual(
      [
        ...[...planned.columns, ...planned.indexes, planned.version],
        ...[...lifeTables, ...useTables].map(({ name }) => name),
      ].toSorted(),
    );
    expect(report.plan.filter(({ sql: text }) => !planned.adds.test(text))).toEqual([]);
    expect(report.findings.filter(({ state }) => state === 'differs')).toEqual([]);
  });

  it('is read, signed in to, and changed by nobody', async () => {
    const page = {
      filter: everyTenant,
      sort: { column: 'name', descending: false },
      place: { at: 'first' },
      limit: 5,
    } as const;
    expect((await createTenantCatalog(parts).page(page)).rows).toMatchObject([
      { code: 'cinar', suspended: true, holdKinds: ['billing'] },
      { code: 'isik', suspended: false },
    ]);
    const [selected] = await createTenantCatalog(parts).selection([held]);
    expect(selected).toMatchObject({ holds: [{ kind: 'billing', recorded: true }], lastBackupAt: null });
    expect(await createLifecycleCatalog(parts).info(tenantId)).toEqual({
      ...{ lifecycle: 'active', deleteAfter: null, events: [], redirects: [], certificate: null },
    });
    const operators = createOperators(parts);
    expect(await operators.count()).toBe(1);
    expect(await operators.credentials('ADA@stocker.example')).toMatchObject({ id: operatorId });
    await operators.recordSignIn(operatorId);
    expect(await readCapabilities(parts.pools.read, await parts.shape())).toMatchObject({
      bookkeeping: false,
      indexedList: true,
    });

    const before = await everyRow();
    const notSetUp = { key: 'platform.not_set_up' };
    await expect(move()).rejects.toMatchObject(notSetUp);
    await expect(operators.setRole(operatorId, 'viewer')).rejects.toMatchObject(notSetUp);
    await expect(
      createHolds(parts).put({
        ...{ id: randomUUID() as string as HoldId, tenantId, kind: 'legal', effects: ['block_write'] },
        ...{ reason: 'x', reviewOn: null, by: 'ada' },
      }),
    ).rejects.toMatchObject(notSetUp);
    const { journal, close } = createJournal(parts);
    await expect(journal.requestCancel(randomUUID() as never)).rejects.toMatchObject(notSetUp);
    await close();
    expect(await everyRow()).toEqual(before);
  });

  it('keeps every row through the upgrade, and can do the rest from then on', async () => {
    const before = await everyRow();
    const { planHash } = await parts.schema.check();
    const after = await parts.schema.upgrade(planHash);
    expect(after).toMatchObject({ state: 'current', version: 3, plan: [] });
    expect(after.findings.filter(({ state }) => state !== 'present')).toEqual([]);
    await keeps(before);
    expect(await sql('SELECT version FROM tenantry.schema_version ORDER BY version')).toEqual([
      { version: 1 },
      { version: 3 },
    ]);
    expect((await parts.shape()).bookkeeping).toBe(true);
    await move();
    expect(await sql(`SELECT lifecycle FROM tenantry.tenant_list WHERE code = 'isik'`)).toEqual([
      { lifecycle: 'cancelled' },
    ]);
  });

  it('stays as it was when the upgrade is refused in the middle', async () => {
    await sql('CREATE TYPE tenantry.seals AS ENUM ()');
    const { planHash } = await parts.schema.check();
    await expect(parts.schema.upgrade(planHash)).rejects.toMatchObject({ key: 'server.refused_statement' });
    await sql('DROP TYPE tenantry.seals');
    expect(await parts.schema.check()).toMatchObject({ state: 'outdated', version: 1 });
    expect(await sql(`SELECT to_regclass('tenantry.lifecycle') AS made`)).toEqual([{ made: null }]);
  });
});

describe('a platform of the second version', () => {
  beforeEach(async () => {
    await sql(secondVersion);
    await sql(lived);
  });

  it('is outdated, and its plan only adds what is new', async () => {
    const report = await parts.schema.check();
    expect(report).toMatchObject({ state: 'outdated', version: 2, target: 3 });
    expect(report.plan.map(({ object }) => object).toSorted()).toEqual(
      [...planned.columns, ...planned.indexes, planned.version, ...useTables.map(({ name }) => name)].toSorted(),
    );
    expect(report.plan.filter(({ sql: text }) => !planned.adds.test(text))).toEqual([]);
    expect(await parts.shape()).toMatchObject({ readable: true, bookkeeping: false });
  });

  it('keeps every row through the upgrade, and may be changed from then on', async () => {
    const before = await everyRow(secondTables);
    expect(before.filter(({ t }) => t === 'tenantry.lifecycle_events')).toHaveLength(1);
    const after = await parts.schema.upgrade((await parts.schema.check()).planHash);
    expect(after).toMatchObject({ state: 'current', version: 3, plan: [] });
    expect(after.findings.filter(({ state }) => state !== 'present')).toEqual([]);
    await keeps(before, secondTables);
    expect(await sql('SELECT "IsActive", "AccessFailedCount" FROM public."MasterUsers"')).toEqual([
      { IsActive: true, AccessFailedCount: 0 },
    ]);
    await move();
    expect(await createLifecycleCatalog(parts).info(tenantId)).toMatchObject({ lifecycle: 'cancelled' });
  });

  it('stays as it was when the upgrade is refused in the middle', async () => {
    await sql('CREATE TYPE tenantry.flags AS ENUM ()');
    const before = await everyRow(secondTables);
    const { planHash } = await parts.schema.check();
    await expect(parts.schema.upgrade(planHash)).rejects.toMatchObject({ key: 'server.refused_statement' });
    await sql('DROP TYPE tenantry.flags');
    expect(await parts.schema.check()).toMatchObject({ state: 'outdated', version: 2 });
    expect(await sql(`SELECT to_regclass('tenantry.packages') AS made`)).toEqual([{ made: null }]);
    expect(await everyRow(secondTables)).toEqual(before);
  });
});

describe('a platform of this version', () => {
  beforeEach(async () => {
    await parts.schema.upgrade((await parts.schema.check()).planHash);
  });

  it('that lost a table is outdated and closed to changes, and mended without the others', async () => {
    await move();
    await sql('DROP TABLE tenantry.copies');
    expect(await parts.schema.check()).toMatchObject({ state: 'outdated', version: 3 });
    expect(await parts.shape()).toMatchObject({ readable: true, bookkeeping: false });
    const { plan, planHash } = await parts.schema.check();
    expect(plan.map(({ object }) => object)).toEqual(['copies', 'copies_database', 'copies_by_tenant']);
    expect((await parts.schema.upgrade(planHash)).state).toBe('current');
    expect((await createLifecycleCatalog(parts).info(tenantId))?.events).toHaveLength(1);
  });

  it('has one database of a name among the copies that are not dropped', async () => {
    const copy = (dropped: string) =>
      sql(`INSERT INTO tenantry.copies (id, tenant_id, purpose, database, made_by, dropped_at)
           VALUES (gen_random_uuid(), '${tenantId}', 'beside', 'Stocker_isik_Db_r_1', 'ada', ${dropped})`);
    await copy('now()');
    await copy('NULL');
    await expect(copy('NULL')).rejects.toThrow('copies_database');
  });
});

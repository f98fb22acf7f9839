import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCapabilities } from '../../main/layouts/postgres-per-tenant/capabilities.ts';
import { createHolds } from '../../main/layouts/postgres-per-tenant/holds.ts';
import { createJournal } from '../../main/layouts/postgres-per-tenant/journal.ts';
import { createLifecycleCatalog } from '../../main/layouts/postgres-per-tenant/lifecycle-catalog.ts';
import { createOperators } from '../../main/layouts/postgres-per-tenant/operators.ts';
import { lifeTables } from '../../main/layouts/postgres-per-tenant/schema/life-tables.ts';
import { bookkeeping } from '../../main/layouts/postgres-per-tenant/schema/own-tables.ts';
import { sourceTables } from '../../main/layouts/postgres-per-tenant/schema/source-tables.ts';
import { createTenantCatalog } from '../../main/layouts/postgres-per-tenant/tenants.ts';
import { everyTenant } from '../../shared/contract/tenants.ts';
import type { HoldId, OperatorId, TenantId } from '../../shared/domain/ids.ts';
import { emptyPlatform, type OwnPlatform, openParts, type StockerParts } from '../builders/stocker-parts.ts';
import { connected } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

const firstVersion = await readFile(new URL('../builders/platform-version-1.sql', import.meta.url), 'utf8');

let platform: OwnPlatform;
let parts: StockerParts;
const tenantId = randomUUID() as string as TenantId;
const held = randomUUID() as string as TenantId;
const operatorId = randomUUID() as string as OperatorId;

const sql = (text: string): Promise<ReadonlyArray<Record<string, unknown>>> =>
  connected(platform.login, async (client) => (await client.query<Record<string, unknown>>(text)).rows);

/** What a year of work left in a platform of the first version. */
const worked = `
  INSERT INTO public."Tenants" ("Id", "Name", "Code", "Status", "IsActive", "DatabaseName") VALUES
    ('${tenantId}', 'Işık Gıda', 'isik', 'Active', true, 'Stocker_isik_Db'),
    ('${held}', 'Çınar', 'cinar', 'Suspended', false, 'Stocker_cinar_Db');
  INSERT INTO tenantry.operators (id, email, name, role, password_hash)
    VALUES ('${operatorId}', 'ada@stocker.example', 'Ada', 'super_admin', 'h');
  INSERT INTO tenantry.holds (id, tenant_id, kind, effects, reason, put_by)
    VALUES ('${randomUUID()}', '${held}', 'billing', '{block_login}', 'unpaid', 'ada');
  INSERT INTO tenantry.operation (op_id, kind, params, params_hash, idem_key, resource_key, subject, state, actor)
    VALUES ('${tenantId}', 'provision', '{}', 'x', 'x', 'registration:x', '{"label": "Işık"}', 'succeeded', 'ada');
  INSERT INTO tenantry.op_step (op_id, seq, name, weight, state) VALUES ('${tenantId}', 0, 'starting', 1, 'done');
  INSERT INTO tenantry.outbox (op_id, kind, payload, message_id) VALUES ('${tenantId}', 'welcome', '{}', 'm')`;

const tables = [
  ...sourceTables.map(({ name }) => `public."${name}"`),
  ...bookkeeping
    .filter(({ kind, name }) => kind === 'table' && name !== 'schema_version')
    .map(({ name }) => `tenantry.${name}`),
  'tenantry.tenant_list',
];
const everyRow = () =>
  sql(
    tables.map((table) => `SELECT '${table}' AS t, to_jsonb(r)::text AS row FROM ${table} r`).join(' UNION ALL ') +
      ' ORDER BY 1, 2',
  );

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
    expect(report).toMatchObject({ state: 'outdated', version: 1, target: 2 });
    expect(report.plan.map(({ object }) => object)).toEqual([
      ...lifeTables.map(({ name }) => name),
      'tenantry.schema_version',
    ]);
    expect(
      report.plan.every(({ sql: text }) =>
        /^(CREATE (TABLE|(UNIQUE )?INDEX) |INSERT INTO tenantry\.schema_version)/.test(text),
      ),
    ).toBe(true);
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
    expect(after).toMatchObject({ state: 'current', version: 2, plan: [] });
    expect(after.findings.filter(({ state }) => state !== 'present')).toEqual([]);
    expect(await everyRow()).toEqual(before);
    expect(await sql('SELECT version FROM tenantry.schema_version ORDER BY version')).toEqual([
      { version: 1 },
      { version: 2 },
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

describe('a platform of this version', () => {
  beforeEach(async () => {
    await parts.schema.upgrade((await parts.schema.check()).planHash);
  });

  it('that lost a table is outdated and closed to changes, and mended without the others', async () => {
    await move();
    await sql('DROP TABLE tenantry.copies');
    expect(await parts.schema.check()).toMatchObject({ state: 'outdated', version: 2 });
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

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlatformLayout } from '../../main/layouts/layout.ts';
import { createPools } from '../../main/layouts/pg/pools.ts';
import { openPostgresPerTenant } from '../../main/layouts/postgres-per-tenant/open.ts';
import { everyTenant } from '../../shared/contract/tenants.ts';
import type { OperationId, TenantId } from '../../shared/domain/ids.ts';
import { createSourceTables } from '../builders/stocker-master.ts';
import { emptyPlatform, type OwnPlatform, settingsFor } from '../builders/stocker-parts.ts';
import { blackHole } from '../servers/broken-servers.ts';
import { connected } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

let platform: OwnPlatform;
let layout: PlatformLayout;

const open = () => openPostgresPerTenant({ settings: settingsFor(platform.login), password: platform.login.password });

beforeEach(async () => {
  platform = await emptyPlatform(sharedPostgres());
  await connected(platform.login, createSourceTables);
  await connected(platform.login, (client) =>
    client.query(`INSERT INTO public."Tenants" ("Id", "Name", "Code", "Status")
                  VALUES (gen_random_uuid(), 'Işık Gıda', 'isik-gida', 'Active')`),
  );
  layout = await open();
});
afterEach(async () => {
  await layout.close();
  await platform.drop();
});

const search = (text: string) =>
  layout.tenants.page({
    filter: { ...everyTenant, search: text },
    sort: { column: 'created', descending: true },
    place: { at: 'first' },
    limit: 50,
  });

describe("a platform with the source's own tables", () => {
  it('is read without the upgrade, and can do nothing else', async () => {
    expect((await search('isik')).rows).toMatchObject([{ code: 'isik-gida', createdAt: null }]);
    expect(await layout.journal.list(10)).toEqual([]);
    expect(await layout.journal.find(randomUUID() as string as OperationId)).toBeUndefined();
    expect(await layout.operators.count()).toBe('unknown');
    expect(await layout.capabilities()).toEqual({
      bookkeeping: false,
      createDatabases: true,
      tenantRoles: true,
      endSessions: true,
      indexedList: false,
    });
    expect((await layout.schema.check()).state).toBe('source_only');
  });

  it('is the same platform after the upgrade, over the same sessions', async () => {
    await search('isik');
    await layout.setWritable(true);
    const { planHash } = await layout.schema.check();
    expect((await layout.schema.upgrade(planHash)).state).toBe('current');
    expect((await search('ISIK')).rows).toMatchObject([{ name: 'Işık Gıda' }]);
    expect(await layout.operators.count()).toBe(0);
    expect(await layout.capabilities()).toMatchObject({ bookkeeping: true, indexedList: true });
    expect((await layout.registrations.counts()).all).toBe(0);
  });
});

describe('opening', () => {
  it('tells which server it is', async () => {
    expect(layout.server).toMatchObject({ database: platform.login.database, host: platform.login.host });
    expect(layout.server.label).toMatch(/^PostgreSQL \d+\.\d+$/);
    expect(layout.server.systemIdentifier).toMatch(/^\d{19}$/);
    expect(await layout.ping(AbortSignal.timeout(5_000))).toBeGreaterThan(0);
  });

  it('is closed for writing until it is opened, and again afterwards', async () => {
    const { planHash } = await layout.schema.check();
    await expect(layout.schema.upgrade(planHash)).rejects.toMatchObject({ key: 'session.read_only' });
    await layout.setWritable(true);
    await layout.setWritable(false);
    await expect(layout.schema.upgrade(planHash)).rejects.toMatchObject({ key: 'session.read_only' });
  });

  it('reads in sessions in which the server itself refuses a write', async () => {
    const pools = createPools({ settings: settingsFor(platform.login), password: platform.login.password }, 'tenantry');
    const write = { text: `UPDATE public."Tenants" SET "Name" = 'x'` };
    await expect(pools.read.query(write)).rejects.toMatchObject({ key: 'session.read_only', code: 'read_only' });
    await pools.close();
  });

  it("leaves no session behind when it is closed, or can't be opened", async () => {
    const opened = await open();
    await opened.setWritable(true);
    await opened.tenants.viewCounts();
    await opened.close();
    await expect(
      openPostgresPerTenant({ settings: settingsFor(platform.login), password: 'wrong' }),
    ).rejects.toMatchObject({ key: 'server.wrong_password' });
    await layout.close();
    await connected(platform.superuser, async (client) => {
      // The server ends them a moment after the client has said goodbye.
      for (let left = 1; left > 0; ) {
        const sessions = await client.query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'tenantry%'`,
        );
        left = sessions.rows.length;
      }
    });
    layout = await open();
  });

  it('gives up on a server that never answers', async () => {
    const hole = await blackHole();
    const settings = { ...settingsFor(platform.login), host: hole.host, port: hole.port };
    const opening = openPostgresPerTenant({ settings, password: 'x' });
    await expect(opening).rejects.toMatchObject({ key: 'server.timeout' });
    await hole.close();
  });

  it('survives sessions that the server ends while nobody uses them', async () => {
    await layout.tenants.viewCounts();
    await connected(platform.superuser, (client) =>
      client.query(
        `SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'tenantry'`,
      ),
    );
    // The first may still meet a session that is gone; from then on all are new.
    await layout.tenants.viewCounts().catch(() => undefined);
    expect((await layout.tenants.viewCounts()).all).toBe(1);
    await expect(layout.holds.ofTenant(randomUUID() as string as TenantId)).rejects.toMatchObject({
      key: 'tenant.not_found',
    });
  });
});

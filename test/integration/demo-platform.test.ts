import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import nodemailer from 'nodemailer';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlatformLayout } from '../../main/layouts/layout.ts';
import { layoutRegistry } from '../../main/layouts/registry.ts';
import { openConsoleFile } from '../../main/local/console-file.ts';
import { createProfileStore } from '../../main/local/profile-store.ts';
import { createSettingsStore } from '../../main/local/settings-store.ts';
import { everyTenant, viewFilters } from '../../shared/contract/tenants.ts';
import { userTabs } from '../../shared/contract/users.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { lifecycles, registrationStates } from '../../shared/domain/lifecycle.ts';
import { subscriptionStatuses } from '../../shared/domain/subscriptions.ts';
import { digestOf } from '../demo/digest.ts';
import { type DemoPlatform, startDemoPlatform } from '../demo/platform.ts';
import { registerDemo } from '../demo/register.ts';
import { connected } from '../servers/databases.ts';

const today = '2026-11-21';
const log = (): void => undefined;
const start = (dataFolder: string, databases: number): Promise<DemoPlatform> =>
  startDemoPlatform({ dataFolder, tenants: 60, databases, today, log });

let folder: string;
let demo: DemoPlatform;
let layout: PlatformLayout;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tenantry-demo-'));
  // The server may run as another user, who has to get through to its own folder.
  await chmod(folder, 0o711);
  demo = await start(path.join(folder, 'a'), 14);
  layout = await layoutRegistry.open({ settings: demo.settings, password: undefined });
}, 180_000);

afterAll(async () => {
  await layout?.close();
  await demo?.remove();
  await rm(folder, { recursive: true, force: true });
});

const column = async (sql: string): Promise<ReadonlyArray<unknown>> =>
  connected(demo.admin(), async (client) =>
    (await client.query<[unknown]>({ text: sql, rowMode: 'array' })).rows.map(([value]) => value),
  );

describe('the demo platform', () => {
  it('is the same when it is seeded again', async () => {
    const again = await start(path.join(folder, 'b'), 3);
    try {
      expect(await digestOf(again.admin())).toBe(await digestOf(demo.admin()));
    } finally {
      await again.remove();
    }
  });

  it('has a schema that the console calls current', async () => {
    const report = await layout.schema.check();
    expect(report.state).toBe('current');
    expect(report.plan).toEqual([]);
  });

  it('gives the console every right that it asks for, and no more', async () => {
    expect(await layout.capabilities()).toEqual({
      bookkeeping: true,
      createDatabases: true,
      tenantRoles: true,
      endSessions: true,
      indexedList: true,
    });
    expect(await column(`SELECT rolsuper FROM pg_roles WHERE rolname = '${demo.user}'`)).toEqual([false]);
  });

  it('shows tenants in every lifecycle, subscription and view', async () => {
    for (const lifecycle of lifecycles)
      expect(
        (await layout.tenants.totals({ ...everyTenant, lifecycles: [lifecycle] })).count,
        lifecycle,
      ).toBeGreaterThan(0);
    for (const subscription of [...subscriptionStatuses, 'none'] as const)
      expect(
        (await layout.tenants.totals({ ...everyTenant, subscriptions: [subscription] })).count,
        subscription,
      ).toBeGreaterThan(0);
    const counts = await layout.tenants.viewCounts();
    for (const view of Object.keys(viewFilters) as Array<keyof typeof viewFilters>)
      expect(counts[view], view).toBeGreaterThan(0);
    expect(counts.all).toBe(60);
    const { mrr } = await layout.tenants.totals(everyTenant);
    expect(mrr.map(({ currency }) => currency).sort()).toEqual(['EUR', 'TRY']);
  });

  it('shows users in every standing, and of no tenant', async () => {
    const { counts } = await layout.users.page({ tab: 'all', search: '', offset: 0, limit: 1 });
    for (const tab of userTabs) expect(counts[tab], tab).toBeGreaterThan(0);
  });

  it('has fourteen registrations, in every state', async () => {
    const { rows } = await layout.registrations.page({
      filter: { tab: 'all', search: '', packageId: null, receivedWithinDays: null },
      offset: 0,
      limit: 100,
    });
    expect(rows).toHaveLength(14);
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(registrationStates));
  });

  it('finds names by letters that are not typed', async () => {
    for (const search of [
      'isik sirketi',
      'IPEKYOLU TEKSTİL',
      'sisli eczacilik',
      'strasse & sohne',
      'lodz maszyny',
      "o'neil fishing",
      '"deneme & sinama"',
      'ÑANDU',
    ])
      expect((await layout.tenants.totals({ ...everyTenant, search })).count, search).toBe(1);
  });

  it('holds each kind of hold, and who is held cannot log in', async () => {
    expect(await column('SELECT DISTINCT kind FROM tenantry.holds WHERE lifted_at IS NULL ORDER BY 1')).toEqual([
      'billing',
      'customer_request',
      'legal',
      'maintenance',
      'security',
    ]);
    const [name] = await column(
      `SELECT "DatabaseName" FROM public."Tenants" t JOIN tenantry.holds h ON h.tenant_id = t."Id" WHERE h.kind = 'security' AND lifted_at IS NULL ORDER BY h.put_at DESC LIMIT 1`,
    );
    const database = String(name);
    const user = `${database.toLowerCase().replace(/_db$/, '')}_app`;
    const client = new pg.Client({ host: demo.host, port: demo.port, database, user });
    await expect(client.connect()).rejects.toMatchObject({ code: '28000' });
  });

  it('made the databases as a provisioning does: stamped, and closed to everybody else', async () => {
    const names = await column(`SELECT datname FROM pg_database WHERE datname LIKE 'Stocker\\_%\\_Db' ORDER BY 1`);
    // One of the fourteen is the orphan that has none; two belong to nobody.
    expect(names).toHaveLength(13 + 2);
    const [held] = await column(
      `SELECT count(*)::integer FROM pg_database WHERE datname LIKE 'Stocker\\_%\\_Db' AND datacl::text LIKE '%,=%'`,
    );
    expect(held).toBe(0);
  });
});

describe('what belongs to nobody in it', () => {
  it('is a database without a tenant, and one that was dropped half-way', async () => {
    expect(
      await column(`SELECT datname || ' ' || datconnlimit FROM pg_database WHERE datname LIKE 'Stocker\\_%\\_Db'
        AND NOT EXISTS (SELECT FROM public."Tenants" t WHERE t."DatabaseName" = datname::text) ORDER BY 1`),
    ).toEqual(['Stocker_eski_deneme_Db -1', 'Stocker_yarim_kalan_Db -2']);
  });
});

describe('the later lives in it', () => {
  it('can be read: two wait for their deletion, one of them may begin, and what was deleted has its certificate', async () => {
    const ids = (status: string) => column(`SELECT "Id" FROM public."Tenants" WHERE "Status" = '${status}'`);
    const waiting = await ids('DeletionScheduled');
    const days = await Promise.all(
      waiting.map(async (id) => (await layout.lifecycle.info(id as TenantId))?.deleteAfter ?? ''),
    );
    expect(days.map((day) => day > today).sort()).toEqual([false, true]);
    for (const id of await ids('Deleted')) {
      const info = await layout.lifecycle.info(id as TenantId);
      expect(info?.certificate).toMatchObject({ tenantId: id, version: 1 });
      expect(info?.events.map(({ to }) => to)).toEqual(['deleted', 'deleting', 'deletion_scheduled', 'cancelled']);
    }
  });
});

describe('its failed registrations', () => {
  const failedStep = `SELECT s.name || ' ' || (s.error -> 'server' ->> 'code')
    FROM tenantry.operation o JOIN tenantry.op_step s USING (op_id) WHERE o.state = 'failed' AND s.state = 'failed' ORDER BY 1`;

  it('tell the step and what the server said', async () => {
    expect(await column(failedStep)).toEqual(['creating_database 42501', 'creating_database 53300']);
  });

  it('left a tenant without a database', async () => {
    expect(
      await column(`SELECT t."Code" FROM public."Tenants" t JOIN public."TenantRegistrations" r ON r."TenantId" = t."Id"
        WHERE r."Status" = 'Failed' AND NOT EXISTS (SELECT FROM pg_database WHERE datname = t."DatabaseName")`),
    ).toEqual(['isik-sirketi-a-s']);
  });

  it('left a database without a stamp', async () => {
    const [database] = await column(`SELECT t."DatabaseName" FROM public."Tenants" t
      JOIN public."TenantRegistrations" r ON r."TenantId" = t."Id" JOIN pg_database d ON d.datname = t."DatabaseName"
      WHERE r."Status" = 'Failed'`);
    const stamped = await connected(demo.admin(String(database)), async (client) => {
      const { rows } = await client.query(`SELECT to_regclass('_tenantry.owner') IS NOT NULL AS stamped`);
      return rows[0];
    });
    expect(stamped).toEqual({ stamped: false });
  });

  it('are beside one whose console ended in the middle', async () => {
    const running = (await layout.journal.list(0)).filter(({ state }) => state === 'running');
    expect(running).toHaveLength(1);
    expect(running[0]?.holder?.leaseRunsOut).toBe(true);
    expect(running[0]?.steps.find(({ state }) => state === 'intent')?.name).toBe('running_migrations');
  });
});

describe('starting it again', () => {
  it('finds what was there, with the same password', async () => {
    const dataFolder = path.join(folder, 'c');
    const first = await start(dataFolder, 3);
    await connected(first.admin(), (client) =>
      client.query(`UPDATE public."Packages" SET "Name" = 'Changed' WHERE "Currency" = 'EUR'`),
    );
    await first.stop();
    const second = await startDemoPlatform({ dataFolder, log });
    try {
      expect(second.operator).toEqual(first.operator);
      expect(second.tenants).toBe(60);
      const names = await connected(second.admin(), (client) =>
        client.query(`SELECT "Name" FROM public."Packages" WHERE "Currency" = 'EUR'`),
      );
      expect(names.rows).toEqual([{ Name: 'Changed' }]);
    } finally {
      await second.remove();
    }
    expect(await readdir(folder)).not.toContain('c');
  });

  it('shares a server that runs', async () => {
    const beside = await startDemoPlatform({ dataFolder: path.join(folder, 'a'), log });
    await beside.stop();
    expect(await column('SELECT 1')).toEqual([1]);
  });
});

describe('its mail server', () => {
  const send = (): Promise<unknown> => {
    const { host, port } = demo.mail;
    return nodemailer
      .createTransport({ host, port, secure: false })
      .sendMail({ from: 'a@stoocker.example', to: 'b@isik.example', subject: 'Hoş geldiniz', text: 'Şifreniz' });
  };

  it('keeps a mail as a file', async () => {
    await send();
    const files = await readdir(demo.mail.folder);
    expect(files).toHaveLength(1);
    expect(await readFile(path.join(demo.mail.folder, files[0] ?? ''), 'utf8')).toContain('To: b@isik.example');
  });

  it('refuses while it is told to', async () => {
    demo.mail.refuse(true);
    await expect(send()).rejects.toMatchObject({ responseCode: 451 });
    demo.mail.refuse(false);
    await send();
    expect(demo.mail.mails).toHaveLength(2);
  });
});

describe('its connection', () => {
  it('is put among the connections once, with the address of now and the operator to sign in as', async () => {
    const userData = path.join(folder, 'user');
    const first = await registerDemo(userData, demo);
    const moved = { ...demo, settings: { ...demo.settings, port: 5433 } };
    expect(await registerDemo(userData, moved)).toBe(first);
    const { db } = openConsoleFile(path.join(userData, 'console.db'), new Date());
    try {
      expect(createProfileStore(db).list()).toEqual([
        { id: first, settings: moved.settings, lastOpenedAt: null, systemIdentifier: null },
      ]);
      expect(createSettingsStore(db, 'en').get()).toMatchObject({
        lastProfileId: first,
        lastEmail: demo.operator.email,
      });
    } finally {
      db.close();
    }
  });

  it('leaves an operator what was chosen before', async () => {
    const userData = path.join(folder, 'chosen');
    const id = await registerDemo(userData, demo);
    const { db } = openConsoleFile(path.join(userData, 'console.db'), new Date());
    try {
      createSettingsStore(db, 'en').set({ lastEmail: demo.operators.viewer.email });
      expect(await registerDemo(userData, demo)).toBe(id);
      expect(createSettingsStore(db, 'en').get().lastEmail).toBe(demo.operators.viewer.email);
    } finally {
      db.close();
    }
  });
});

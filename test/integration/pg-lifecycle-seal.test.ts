import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TenantStorage } from '../../main/layouts/layout.ts';
import { createTenantStorage } from '../../main/layouts/postgres-per-tenant/storage.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { roleNameFor } from '../../shared/domain/names.ts';
import { newPlatform } from '../builders/stocker-parts.ts';
import { connected, superuser } from '../servers/databases.ts';
import { type PostgresServer, startPostgres } from '../servers/postgres.ts';

/** Trusts the tenants' roles, so that a refused login is refused for the role and not for its password. */
let server: PostgresServer;
let platform: Awaited<ReturnType<typeof newPlatform>>;
let storage: TenantStorage;
let tenant: { readonly id: TenantId; readonly database: string; readonly role: string };

const rows = async (text: string, database = 'postgres') =>
  connected(superuser(server, database), async (client) => (await client.query(text)).rows);
const own = (text: string, database = platform.login.database) =>
  connected({ ...platform.login, database }, (client) => client.query(text));
const asTenant = () =>
  connected({ ...superuser(server, tenant.database), user: tenant.role, password: '' }, async (client) => {
    return (await client.query('SELECT 1 AS one')).rows;
  });
const sessionsOfRole = async () =>
  (await rows(`SELECT count(*)::integer AS n FROM pg_stat_activity WHERE usename = '${tenant.role}'`))[0].n;

beforeAll(async () => {
  server = await startPostgres({ access: ['local all /^stocker_storm.*$ trust', 'local all all scram-sha-256'] });
  platform = await newPlatform(server);
  storage = createTenantStorage(platform.parts);
});
afterAll(async () => {
  await platform?.drop();
  await server?.close();
});
beforeEach(async () => {
  const database = `Stocker_storm_${randomBytes(4).toString('hex')}_Db`;
  tenant = { id: randomUUID() as string as TenantId, database, role: roleNameFor(database) };
  await own(`CREATE DATABASE "${database}" TEMPLATE template0`);
  await own(`CREATE ROLE ${tenant.role} LOGIN`);
  await own(`COMMENT ON ROLE ${tenant.role} IS 'tenantry: tenant ${tenant.id}'`);
  await own(
    `CREATE TABLE public.kept (n int); INSERT INTO public.kept SELECT generate_series(1, 500);
     GRANT CONNECT ON DATABASE "${database}" TO ${tenant.role}`,
    database,
  );
});

/** Programs that come back the moment they are thrown out, and go on until they are told to stop. */
function storm(clients: number) {
  const { role: user, database } = tenant;
  let stopped = false;
  const inside = Promise.withResolvers<void>();
  let connectedOnce = 0;
  let refusals = 0;
  const program = async (): Promise<void> => {
    let wasIn = false;
    while (!stopped) {
      const client = new pg.Client({ host: server.host, port: server.port, user, database });
      client.on('error', () => undefined);
      try {
        await client.connect();
        if (!wasIn) connectedOnce += 1;
        wasIn = true;
        if (connectedOnce === clients) inside.resolve();
        await client.query('SELECT pg_sleep(600)');
      } catch (error) {
        if ((error as { code?: string }).code === '28000') refusals += 1;
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  };
  const running = Promise.all(Array.from({ length: clients }, program));
  return {
    inside: inside.promise,
    refusals: () => refusals,
    async stop() {
      stopped = true;
      await running;
    },
  };
}

describe('D01: closing a tenant whose programs reconnect in a loop', () => {
  it('ends every session, refuses every login, leaves the data, and is reversible', async () => {
    const programs = storm(20);
    await programs.inside;
    const receipt = await storage.seal(tenant);
    const stillTrying = programs.refusals();
    const left = await sessionsOfRole();
    expect(receipt).toMatchObject({ sealed: true, role: tenant.role, sessionsLeft: 0, loginRefused: true });
    expect(receipt.sessionsEnded).toBeGreaterThanOrEqual(20);
    expect(left).toBe(0);
    await expect.poll(programs.refusals).toBeGreaterThan(stillTrying + 20);
    expect(await sessionsOfRole()).toBe(0);
    await programs.stop();
    await expect(asTenant()).rejects.toMatchObject({ code: '28000' });
    expect(await rows('SELECT count(*)::integer AS n, sum(n)::integer AS s FROM public.kept', tenant.database)).toEqual(
      [{ n: 500, s: 125_250 }],
    );
    expect(await storage.unseal(tenant)).toMatchObject({ sealed: false, role: tenant.role });
    expect(await asTenant()).toEqual([{ one: 1 }]);
  });
});

describe('opening', () => {
  it('does not open a role that could not log in before, however often it is asked', async () => {
    await own(`ALTER ROLE ${tenant.role} NOLOGIN`);
    expect(await storage.seal(tenant)).toMatchObject({ sealed: true });
    expect(await storage.unseal(tenant)).toMatchObject({ sealed: true, role: tenant.role });
    expect(await storage.unseal(tenant)).toMatchObject({ sealed: true });
    await expect(asTenant()).rejects.toMatchObject({ code: '28000' });
    // An administrator opened it since: the next seal remembers that.
    await own(`ALTER ROLE ${tenant.role} LOGIN`);
    await storage.seal(tenant);
    expect(await storage.unseal(tenant)).toMatchObject({ sealed: false });
  });

  it('gives back what the first of several seals took', async () => {
    await storage.seal(tenant);
    await Promise.all([storage.seal(tenant), storage.seal(tenant)]);
    expect(await storage.unseal(tenant)).toMatchObject({ sealed: false });
    expect(await asTenant()).toEqual([{ one: 1 }]);
  });

  it('leaves closed what an administrator closed after it was opened', async () => {
    await storage.seal(tenant);
    await storage.unseal(tenant);
    await own(`ALTER ROLE ${tenant.role} NOLOGIN`);
    expect(await storage.unseal(tenant)).toMatchObject({ sealed: true, role: tenant.role });
    await expect(asTenant()).rejects.toMatchObject({ code: '28000' });
  });

  it('is remembered as open by a console that closes it at the same moment', async () => {
    await storage.seal(tenant);
    const waiting = async (): Promise<unknown> =>
      (
        await rows(
          `SELECT count(*)::integer AS n FROM pg_stat_activity
            WHERE datname = '${platform.login.database}' AND wait_event_type = 'Lock'`,
        )
      )[0].n;
    await connected(platform.login, async (somebody) => {
      await somebody.query('BEGIN');
      await somebody.query('SELECT FROM tenantry.seals WHERE tenant_id = $1 FOR UPDATE', [tenant.id]);
      const opening = storage.unseal(tenant);
      await expect.poll(waiting).toBe(1);
      const closing = storage.seal(tenant);
      await expect.poll(waiting).toBe(2);
      await somebody.query('COMMIT');
      await Promise.all([opening, closing]);
    });
    await expect(asTenant()).rejects.toMatchObject({ code: '28000' });
    expect(await storage.unseal(tenant)).toMatchObject({ sealed: false });
    expect(await asTenant()).toEqual([{ one: 1 }]);
  });

  it('opens what a console of the first version closed, which remembered nothing', async () => {
    await own(`ALTER ROLE ${tenant.role} NOLOGIN`);
    expect(await storage.unseal(tenant)).toMatchObject({ sealed: false });
  });

  it('changes nothing but the login', async () => {
    const shown = () =>
      rows(`SELECT to_jsonb(r)::text AS role, shobj_description(r.oid, 'pg_authid') AS mark FROM pg_roles r
             WHERE rolname = '${tenant.role}'`);
    const before = await shown();
    await storage.seal(tenant);
    expect(await shown()).not.toEqual(before);
    await storage.unseal(tenant);
    expect(await shown()).toEqual(before);
  });
});

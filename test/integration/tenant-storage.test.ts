import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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

beforeAll(async () => {
  server = await startPostgres({ access: ['local all /^stocker_trusted.*$ trust', 'local all all scram-sha-256'] });
  platform = await newPlatform(server);
  storage = createTenantStorage(platform.parts);
});
afterAll(async () => {
  await platform?.drop();
  await server?.close();
});

interface Tenant {
  readonly id: TenantId;
  readonly database: string;
  readonly role: string;
}
let tenant: Tenant;
const admin = (text: string, database = 'postgres') =>
  connected(superuser(server, database), (client) => client.query(text));
/** As the console's own role, which is no superuser. */
const own = (text: string, database: string) =>
  connected({ ...platform.login, database }, (client) => client.query(text));

const clients: pg.Client[] = [];
async function loginAs(role: string, database: string): Promise<pg.Client> {
  const client = new pg.Client({ host: server.host, port: server.port, user: role, database });
  client.on('error', () => undefined);
  clients.push(client);
  await client.connect();
  return client;
}

async function makeTenant(kind: 'trusted' | 'plain' = 'trusted'): Promise<Tenant> {
  const id = randomUUID() as string as TenantId;
  const database = `Stocker_${kind}_${randomBytes(4).toString('hex')}_Db`;
  const role = roleNameFor(database);
  await own(`CREATE DATABASE "${database}" TEMPLATE template0`, platform.login.database);
  await own(`CREATE ROLE ${role} LOGIN PASSWORD 'of-the-tenant'`, platform.login.database);
  await own(`COMMENT ON ROLE ${role} IS 'tenantry: tenant ${id}'`, platform.login.database);
  await own(
    `REVOKE ALL ON DATABASE "${database}" FROM PUBLIC; GRANT CONNECT ON DATABASE "${database}" TO ${role}`,
    database,
  );
  return { id, database, role };
}
const stamp = ({ database }: Tenant, id: string) =>
  own(
    `CREATE SCHEMA _tenantry;
     CREATE TABLE _tenantry.owner (one boolean PRIMARY KEY DEFAULT true, tenant_id uuid, op_id uuid, fence bigint, stamped_at timestamptz DEFAULT now());
     INSERT INTO _tenantry.owner (tenant_id, op_id, fence) VALUES ('${id}', '${id}', 1);
     CREATE TABLE _tenantry.migrations (module text, version text, name text, checksum text, applied_at timestamptz DEFAULT now(), op_id uuid);
     INSERT INTO _tenantry.migrations (module, version, name, checksum) VALUES ('core', '001', 'core tables', 'x');
     CREATE SCHEMA crm; CREATE TABLE crm.customers (id int); INSERT INTO crm.customers SELECT generate_series(1, 1000)`,
    database,
  );

beforeEach(async () => {
  tenant = await makeTenant();
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.end().catch(() => undefined);
});

describe('a look at a tenant database', () => {
  it('tells everything of one that is in order', async () => {
    await stamp(tenant, tenant.id);
    await loginAs(tenant.role, tenant.database);
    const found = await storage.inspect(tenant);
    expect(found).toMatchObject({
      name: tenant.database,
      exists: true,
      invalid: false,
      allowsConnections: true,
      publicCanConnect: false,
      connectionLimit: -1,
      role: { name: tenant.role, exists: true, canLogin: true, isSuperuser: false },
      stamp: { state: 'ours', tenantId: tenant.id, operationId: tenant.id },
      migrations: [{ module: 'core', version: '001', name: 'core tables' }],
      schemas: [{ name: 'crm', tables: 1 }],
      sessions: [{ user: tenant.role }],
    });
    expect(found.bytes).toBeGreaterThan(1_000_000);
    expect(found.schemas[0]?.bytes).toBeGreaterThan(8_000);
    expect(found.latencyMs).toBeGreaterThanOrEqual(0);
  });

  it('tells one that is not there', async () => {
    const found = await storage.inspect({ ...tenant, database: 'Stocker_nowhere_Db' });
    expect(found).toMatchObject({
      exists: false,
      bytes: null,
      role: { exists: false },
      stamp: { state: 'missing' },
      publicCanConnect: null,
    });
  });

  it('never takes the name of another one that the server would cut it to', async () => {
    const long = `Stocker_${'x'.repeat(55)}`;
    await admin(`CREATE DATABASE "${long}"`);
    expect(await storage.inspect({ ...tenant, database: `${long}yyyy` })).toMatchObject({ exists: false });
    await admin(`DROP DATABASE "${long}"`);
  });

  it('tells one without a stamp from one with the stamp of another tenant', async () => {
    expect((await storage.inspect(tenant)).stamp.state).toBe('missing');
    const other = randomUUID();
    await stamp(tenant, other);
    expect((await storage.inspect(tenant)).stamp).toEqual({ state: 'foreign', tenantId: other, operationId: other });
  });

  it('tells a stamp that it may not read', async () => {
    await stamp(tenant, tenant.id);
    await admin('ALTER TABLE _tenantry.owner OWNER TO postgres', tenant.database);
    const found = await storage.inspect(tenant);
    expect(found).toMatchObject({ allowsConnections: true, stamp: { state: 'unreadable', tenantId: null } });
    expect(found.latencyMs).not.toBeNull();
  });

  it('tells one that lets nobody in', async () => {
    await admin(`ALTER DATABASE "${tenant.database}" ALLOW_CONNECTIONS false`);
    expect(await storage.inspect(tenant)).toMatchObject({
      exists: true,
      allowsConnections: false,
      latencyMs: null,
      stamp: { state: 'unreadable' },
    });
  });

  it('tells one that does not let the console in', async () => {
    await admin(`ALTER DATABASE "${tenant.database}" OWNER TO postgres`);
    await admin(`REVOKE ALL ON DATABASE "${tenant.database}" FROM PUBLIC`);
    expect(await storage.inspect(tenant)).toMatchObject({
      exists: true,
      latencyMs: null,
      bytes: null,
      stamp: { state: 'unreadable' },
    });
  });

  it('tells one that was dropped half-way', async () => {
    await admin(`UPDATE pg_database SET datconnlimit = -2 WHERE datname = '${tenant.database}'`);
    expect(await storage.inspect(tenant)).toMatchObject({
      exists: true,
      invalid: true,
      allowsConnections: false,
      connectionLimit: -2,
    });
  });
});

describe('sealing', () => {
  it("closes the tenant's role, ends its sessions in every database, and proves it", async () => {
    const [inside, elsewhere] = [await loginAs(tenant.role, tenant.database), await loginAs(tenant.role, 'postgres')];
    const receipt = await storage.seal(tenant);
    expect(receipt).toEqual({ sealed: true, role: tenant.role, sessionsEnded: 2, sessionsLeft: 0, loginRefused: true });
    await expect(inside.query('SELECT 1')).rejects.toThrow();
    await expect(elsewhere.query('SELECT 1')).rejects.toThrow();
    await expect(loginAs(tenant.role, tenant.database)).rejects.toMatchObject({ code: '28000' });
    // Again: nothing more to do, and the same to see.
    expect(await storage.seal(tenant)).toEqual({ ...receipt, sessionsEnded: 0 });
  });

  it('is undone by unsealing', async () => {
    await storage.seal(tenant);
    expect(await storage.unseal(tenant)).toMatchObject({ sealed: false, role: tenant.role, sessionsLeft: 0 });
    const client = await loginAs(tenant.role, tenant.database);
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('says that a login was not proved where the server asks for the password first', async () => {
    const plain = await makeTenant('plain');
    expect(await storage.seal(plain)).toMatchObject({
      sealed: true,
      role: plain.role,
      sessionsLeft: 0,
      loginRefused: null,
    });
  });

  it('touches no sessions but those of its role', async () => {
    const other = await makeTenant();
    const bystander = await loginAs(other.role, other.database);
    await storage.seal(tenant);
    expect((await bystander.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it("enforces nothing where the tenant has no role of its own, and does not close the platform's", async () => {
    const nothing = { sealed: false, role: null, sessionsEnded: 0, sessionsLeft: 0, loginRefused: null };
    expect(await storage.seal({ ...tenant, database: 'Stocker_legacy_Db' })).toEqual(nothing);
    // Another tenant's role, by a name that leads to it.
    const thief = { id: randomUUID() as string as TenantId, database: tenant.database };
    expect(await storage.seal(thief)).toEqual(nothing);
    expect((await storage.inspect(tenant)).role?.canLogin).toBe(true);
  });

  it('is refused in a session that only reads', async () => {
    await platform.parts.pools.setWritable(false);
    await expect(storage.seal(tenant)).rejects.toMatchObject({ code: 'read_only' });
    await platform.parts.pools.setWritable(true);
    expect((await storage.inspect(tenant)).role?.canLogin).toBe(true);
  });
});

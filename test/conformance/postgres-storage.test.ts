import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { randomPassword, scramVerifier } from '../../main/layouts/pg/scram.ts';
import type { Migration } from '../../main/layouts/roles/migrations.ts';
import { connected, createRole, type Login, superuser } from '../servers/databases.ts';
import { openPostgresWorld, type PostgresWorld } from './postgres-world.ts';
import { claimed, identity, lost, never, newCode, newId, overtake, reserved } from './world.ts';

/** What only a real PostgreSQL can show. */
describe('PostgreSQL', () => {
  let world: PostgresWorld;
  beforeAll(async () => {
    world = await openPostgresWorld({ log_statement: 'ddl' });
  });
  afterAll(() => world.close());

  const admin = (database = 'postgres'): Login => superuser(world.server, database);
  const ask = (login: Login, sql: string, values: unknown[] = []) =>
    connected(login, async (client) => (await client.query(sql, values)).rows);
  const asTenant = (role: string, password: string, database: string): Login => ({
    ...admin(database),
    user: role,
    password,
  });
  const withDatabase = async (password = randomPassword()) => {
    const held = await reserved(world.layout, newCode());
    await held.roles.tenants.createOwner(held.reservation);
    await held.roles.storage.create(held.reservation, scramVerifier(password), never);
    return { ...held, password };
  };
  const withSchema = async () => {
    const held = await withDatabase();
    for (const migration of held.roles.migrator.available('core'))
      await held.roles.migrator.apply(held.reservation, migration, never);
    return held;
  };
  const migration = (sql: string): Migration => ({
    module: 'core',
    version: '9999',
    name: 'made-up',
    checksum: '0'.repeat(64),
    sql,
    down: null,
    validate: null,
  });
  /** Resolves when the server says so. */
  const until = (sql: string, values: unknown[] = []): Promise<void> =>
    vi.waitFor(async () => expect(await ask(admin(), sql, values)).not.toEqual([]), { timeout: 20_000, interval: 20 });

  it('P15: does all of it as a role that is no superuser', async () => {
    const [role] = await ask(admin(), 'SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = $1', [
      world.settings.user,
    ]);
    expect(role).toEqual({ rolsuper: false, rolcreatedb: true, rolcreaterole: true });
  });

  it('P16: lets no other role connect', async () => {
    const { reservation, roles } = await withDatabase();
    const other = await createRole(world.server, { rights: [] });
    await expect(ask(other.as(reservation.database), 'SELECT 1')).rejects.toMatchObject({ code: '42501' });
    await roles.close();
  });

  it("gives the tenant's role its rows and nothing else", async () => {
    const { reservation, roles, password } = await withSchema();
    const { role, database } = reservation;
    await roles.seeder.seed(reservation);
    const mine = asTenant(role, password, database);
    expect(await ask(mine, 'SELECT "Role" FROM "TenantUsers"')).toEqual([{ Role: 'super_admin' }]);
    await ask(mine, `UPDATE tenant."Companies" SET "City" = 'İzmir'`);
    await ask(mine, `INSERT INTO tenant."AuditLogs" ("Action") VALUES ('signed in')`);
    for (const forbidden of [
      'CREATE TABLE tenant.mine (n int)',
      'CREATE TABLE public.mine (n int)',
      'CREATE SCHEMA mine',
      'ALTER TABLE tenant."Companies" ADD COLUMN mine int',
      'DROP TABLE tenant."AuditLogs"',
      'TRUNCATE tenant."AuditLogs"',
      'SELECT * FROM _tenantry.owner',
      'CREATE DATABASE mine',
      'CREATE ROLE mine',
    ])
      await expect(ask(mine, forbidden), forbidden).rejects.toMatchObject({ code: '42501' });
    const [settings] = await ask(
      mine,
      `SELECT current_setting('search_path') AS path, current_setting('statement_timeout') AS timeout`,
    );
    expect(settings).toEqual({ path: 'pg_catalog, tenant, pg_temp', timeout: '1min' });
    await roles.close();
  });

  it("S07: keeps a password out of the server's log, when it works and when it fails", async () => {
    const password = randomPassword();
    const { reservation, roles } = await withDatabase(password);
    expect(world.server.log()).toContain(`CREATE ROLE "${reservation.role}"`);
    await ask(admin(), `ALTER ROLE ${pg.escapeIdentifier(world.settings.user)} NOCREATEROLE`);
    const refused = await reserved(world.layout, newCode());
    const other = randomPassword();
    await expect(refused.roles.storage.create(refused.reservation, scramVerifier(other), never)).rejects.toMatchObject({
      code: 'missing_rights',
    });
    await expect(refused.roles.storage.create(refused.reservation, other, never)).rejects.toMatchObject({
      code: 'internal',
    });
    await ask(admin(), `ALTER ROLE ${pg.escapeIdentifier(world.settings.user)} CREATEROLE`);
    expect(world.server.log()).toContain(`CREATE ROLE "${refused.reservation.role}"`);
    expect(world.server.log()).not.toContain(password);
    expect(world.server.log()).not.toContain(other);
    const [row] = await ask(
      admin(world.settings.database),
      'SELECT "ConnectionString" AS text FROM "Tenants" WHERE "Id" = $1',
      [reservation.tenantId],
    );
    expect(row.text).toContain(`Username=${reservation.role}`);
    expect(row.text).not.toMatch(/password/i);
    await Promise.all([roles.close(), refused.roles.close()]);
  });

  it.each([
    ['', () => ({ user: world.settings.user, password: world.password })],
    [' of another role', async () => createRole(world.server)],
  ])(
    'P03: finds a creation%s that outlives its console, touches nothing, and ends it by eviction',
    async (_whose, login) => {
      const before = await reserved(world.layout, newCode());
      const { reservation } = before;
      const { database } = reservation;
      const blocker = new pg.Client(admin());
      await blocker.connect();
      await blocker.query('BEGIN');
      await blocker.query('LOCK TABLE pg_database IN EXCLUSIVE MODE');
      const { user, password } = await login();
      const dying = new pg.Client({
        ...admin(world.settings.database),
        user,
        password,
        application_name: `tenantry/${before.lease.operationId}/${before.lease.fence}`,
      });
      dying.on('error', () => undefined);
      await dying.connect();
      dying.query(`CREATE DATABASE "${database}" TEMPLATE template0`).catch(() => undefined);
      await until(`SELECT FROM pg_stat_activity WHERE query LIKE 'CREATE DATABASE%' AND wait_event_type = 'Lock'`);
      // As when the console is killed: the server learns of it only when it has something to say.
      (dying as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      const after = await overtake(world, before);
      const inFlight = { code: 'busy', key: 'operation.creation_in_flight', retry: true };
      expect(await after.roles.storage.state(reservation)).toEqual({ kind: 'creating' });
      await expect(after.roles.storage.drop(reservation, never)).rejects.toMatchObject(inFlight);
      await expect(after.roles.storage.create(reservation, scramVerifier('x'), never)).rejects.toMatchObject(inFlight);
      expect(await world.layout.journal.evict(after.lease.operationId, after.lease.fence)).toBeGreaterThanOrEqual(1);
      expect(await after.roles.storage.state(reservation)).toEqual({ kind: 'absent' });
      await blocker.query('ROLLBACK');
      await blocker.end();
      await after.roles.storage.create(reservation, scramVerifier('x'), never);
      await Promise.all([before.roles.close(), after.roles.close()]);
    },
  );

  it('P22: leaves nothing of a migration that fails, and names it without rows', async () => {
    const { reservation, roles } = await withSchema();
    const broken = migration(`CREATE TABLE tenant."Half" (n int); INSERT INTO tenant."Half" VALUES (1), (2);
      CREATE UNIQUE INDEX ON tenant."Half" ((n / 10));`);
    await expect(roles.migrator.apply(reservation, broken, never)).rejects.toMatchObject({
      key: 'migration.failed',
      params: { module: 'core', version: '9999', name: 'made-up' },
      server: { code: '23505' },
    });
    expect(await roles.migrator.applied(reservation)).toHaveLength(roles.migrator.available('core').length);
    expect(await ask(admin(reservation.database), `SELECT to_regclass('tenant."Half"') AS half`)).toEqual([
      { half: null },
    ]);
    await roles.close();
  });

  it('P25: stops the server, not just the waiting, when a migration is called off', async () => {
    const { reservation, roles } = await withSchema();
    const stop = new AbortController();
    const running = roles.migrator.apply(reservation, migration('SELECT pg_catalog.pg_sleep(600)'), stop.signal);
    const outcome = expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await until(`SELECT FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)%' AND wait_event = 'PgSleep'`);
    stop.abort();
    await outcome;
    expect(await ask(admin(), `SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'`)).toEqual([]);
    expect(await roles.migrator.applied(reservation)).toHaveLength(roles.migrator.available('core').length);
    await roles.close();
  });

  it('P25: leaves no database of a creation that is called off', async () => {
    const { reservation, roles } = await reserved(world.layout, newCode());
    const stop = new AbortController();
    await connected(admin(), async (blocker) => {
      await blocker.query('BEGIN');
      await blocker.query('LOCK TABLE pg_database IN EXCLUSIVE MODE');
      const outcome = expect(roles.storage.create(reservation, scramVerifier('x'), stop.signal)).rejects.toMatchObject({
        code: 'cancelled',
      });
      await until(`SELECT FROM pg_stat_activity WHERE query LIKE 'CREATE DATABASE%' AND wait_event_type = 'Lock'`);
      stop.abort();
      await outcome;
    });
    expect(await roles.storage.state(reservation)).toEqual({ kind: 'absent' });
    expect(await roles.storage.roleExists(reservation)).toBe(false);
    await roles.close();
  });

  it("has the tenant's own database refuse a fence that it has already seen passed", async () => {
    const { reservation, roles } = await withSchema();
    await ask(admin(reservation.database), 'UPDATE _tenantry.owner SET fence = fence + 1000');
    await expect(roles.seeder.seed(reservation)).rejects.toMatchObject(lost);
    await expect(roles.storage.drop(reservation, never)).rejects.toMatchObject(lost);
    await roles.close();
  });

  it('says on every later call that a session was lost, and never opens another', async () => {
    const { reservation, roles, lease } = await withDatabase();
    const outside = await world.layout.openOperation(lease);
    await ask(admin(), 'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = $1', [
      `tenantry/${lease.operationId}/${lease.fence}`,
    ]);
    const gone = { key: 'server.lost' };
    await expect(roles.tenants.findTenant(reservation)).rejects.toMatchObject(gone);
    await expect(roles.migrator.applied(reservation)).rejects.toMatchObject(gone);
    await expect(roles.storage.state(reservation)).rejects.toMatchObject(gone);
    // One that had no session in the tenant's database gets none any more.
    await expect(outside.tenants.findTenant(reservation)).rejects.toMatchObject(gone);
    await expect(outside.migrator.applied(reservation)).rejects.toMatchObject(gone);
    await Promise.all([roles.close(), outside.close()]);
    const again = await world.layout.openOperation(lease);
    expect(await again.storage.isReady(reservation)).toMatchObject({ stamped: true });
    await again.close();
  });

  it('drops a database whose sessions keep coming back', async () => {
    const { reservation, roles, password } = await withDatabase();
    const mine = asTenant(reservation.role, password, reservation.database);
    let refused = false;
    const storm = (async () => {
      while (!refused)
        await connected(mine, (client) => client.query('SELECT pg_sleep(600)')).catch((error: { code?: string }) => {
          refused = error.code === '55000' || error.code === '3D000';
        });
    })();
    await until('SELECT FROM pg_stat_activity WHERE usename = $1', [reservation.role]);
    expect(await roles.storage.drop(reservation, never)).toMatchObject({ databaseDropped: true });
    await storm;
    await roles.close();
  });

  it('goes on with a drop whose console died after closing the database', async () => {
    const before = await withDatabase();
    const { database, tenantId } = before.reservation;
    await ask(admin(), `COMMENT ON DATABASE "${database}" IS 'tenantry: dropping ${tenantId}'`);
    await ask(admin(), `ALTER DATABASE "${database}" ALLOW_CONNECTIONS false`);
    const stranger = { ...before.reservation, tenantId: newId<typeof tenantId>() };
    expect(await before.roles.storage.state(stranger)).toEqual({ kind: 'foreign', owner: null });
    expect(await before.roles.storage.state(before.reservation)).toEqual({ kind: 'ours' });
    expect(await before.roles.storage.isReady(before.reservation)).toBeUndefined();
    // Provisioning it again opens it; dropping it goes on.
    await before.roles.storage.create(before.reservation, scramVerifier(before.password), never);
    await before.roles.storage.drop(before.reservation, never);
    await before.roles.close();
  });

  it('hands over what a role still owns before it drops it', async () => {
    const { reservation, roles, password } = await withDatabase();
    const master = world.settings.database;
    await ask(admin(master), `GRANT CREATE ON DATABASE "${master}" TO "${reservation.role}"`);
    await ask(asTenant(reservation.role, password, master), 'CREATE SCHEMA of_the_tenant');
    await roles.storage.drop(reservation, never);
    expect(await roles.storage.dropRole(reservation)).toMatchObject({ roleDropped: true });
    const owner = await ask(
      admin(master),
      `SELECT nspowner::regrole::text AS owner FROM pg_namespace WHERE nspname = 'of_the_tenant'`,
    );
    expect(owner).toEqual([{ owner: world.settings.user }]);
    await roles.close();
  });

  it('names its sessions after the operation and its fence', async () => {
    const { roles, lease } = await withDatabase();
    const sessions = await ask(admin(), 'SELECT datname FROM pg_stat_activity WHERE application_name = $1', [
      `tenantry/${lease.operationId}/${lease.fence}`,
    ]);
    expect(sessions).toHaveLength(2);
    await roles.close();
    await world.administrator.expireLease(lease.operationId);
    const next = await claimed(world.layout, lease.operationId, identity());
    expect(await world.layout.journal.evict(next.operationId, next.fence)).toBe(0);
  });
});

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { randomPassword, scramVerifier } from '../../main/layouts/pg/scram.ts';
import type { NewCopy, Swap } from '../../main/layouts/roles/copies.ts';
import { type CopyPurpose, copyDatabaseName } from '../../shared/domain/copies.ts';
import type { CopyId } from '../../shared/domain/ids.ts';
import { openPostgresWorld, type PostgresWorld } from '../conformance/postgres-world.ts';
import { type Held, never, newCode, newId, overtake, reserved } from '../conformance/world.ts';
import { connected, type Login, superuser } from '../servers/databases.ts';

type Made = Awaited<ReturnType<typeof reserved>>;

/** What only a real PostgreSQL can show of copies. */
describe('copies on a real server', () => {
  let world: PostgresWorld;
  beforeAll(async () => {
    world = await openPostgresWorld({ wal_level: 'logical' });
  });
  afterAll(() => world.close());

  const admin = (database = 'postgres'): Login => superuser(world.server, database);
  const ask = (login: Login, sql: string, values: unknown[] = []) =>
    connected(login, async (client) => (await client.query(sql, values)).rows);
  const until = (sql: string, values: unknown[] = []): Promise<void> =>
    vi.waitFor(async () => expect(await ask(admin(), sql, values)).not.toEqual([]), { timeout: 20_000, interval: 20 });
  const copyOf = ({ reservation }: Made, purpose: CopyPurpose = 'beside'): NewCopy => {
    const { tenantId, database } = reservation;
    const id = newId<CopyId>();
    return {
      id,
      tenantId,
      purpose,
      archiveId: null,
      madeBy: 'ayse',
      database: copyDatabaseName(database, purpose, id),
    };
  };
  const swapOf = (made: Made, copy: NewCopy): Swap => ({
    tenant: made.reservation,
    copy,
    rollback: copyOf(made, 'rollback'),
  });
  const working = async (password = randomPassword()) => {
    const made = await reserved(world.layout, newCode());
    const { roles, reservation } = made;
    await roles.storage.create(reservation, scramVerifier(password), never);
    await roles.tenants.activate(reservation, { kind: 'welcome', to: reservation.ownerEmail, language: 'tr' });
    const login: Login = { ...admin(reservation.database), user: reservation.role, password };
    return { ...made, login };
  };
  const loaded = async (made: Made): Promise<NewCopy> => {
    const copy = copyOf(made);
    await made.roles.copies.reserve(copy);
    await made.roles.copies.create(copy, never);
    await ask({ ...admin(copy.database), user: world.settings.user, password: world.password }, 'CREATE SCHEMA tenant');
    await world.administrator.addTables(copy.database, 1);
    await made.roles.copies.markLoaded(copy);
    return copy;
  };
  const databases = (made: Made) =>
    ask(
      admin(),
      `SELECT datname::text AS name, datallowconn AS open, shobj_description(oid, 'pg_database') AS mark
         FROM pg_database WHERE datname ILIKE $1 ORDER BY 1`,
      [`${made.reservation.database}%`],
    );
  /** A program that comes back at once however often it is thrown out, until `over`. */
  const storm = (login: Login, over: () => boolean): Promise<void> =>
    (async () => {
      while (!over()) await connected(login, (client) => client.query('SELECT pg_sleep(600)')).catch(() => undefined);
    })();
  const running = (login: Login) =>
    until(`SELECT FROM pg_stat_activity WHERE usename = $1 AND datname = $2 AND query LIKE '%pg_sleep%'`, [
      login.user,
      login.database,
    ]);

  it('D03: exchanges a database whose program keeps coming back', async () => {
    const made = await working();
    const copy = await loaded(made);
    let over = false;
    const programs = Array.from({ length: 6 }, () => storm(made.login, () => over));
    await running(made.login);
    const swap = swapOf(made, copy);
    const evidence = await made.roles.copies.swap(swap, never);
    expect(evidence).toMatchObject({ swapped: true });
    expect(Number(evidence['sessionsEnded'])).toBeGreaterThanOrEqual(1);
    expect(await databases(made)).toEqual([
      { name: made.reservation.database, open: true, mark: null },
      { name: swap.rollback.database, open: true, mark: `tenantry: copy ${swap.rollback.id} loaded` },
    ]);
    expect(
      await ask(admin(), 'SELECT FROM pg_stat_activity WHERE usename = $1 AND datname IS NOT NULL', [made.login.user]),
    ).toEqual([]);
    await made.roles.storage.create(made.reservation, scramVerifier(randomPassword()), never);
    // With the password that it had.
    await running(made.login);
    over = true;
    await ask(admin(), 'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = $1', [
      made.login.user,
    ]);
    await Promise.all(programs);
    await made.roles.close();
  });

  it("D03: drops a deleting tenant's database whose program keeps coming back, at the first try", async () => {
    const made = await working();
    const { reservation, roles } = made;
    let over = false;
    const programs = Array.from({ length: 6 }, () => storm(made.login, () => over));
    await running(made.login);
    await expect(roles.storage.drop(reservation, never)).rejects.toMatchObject({ key: 'tenant.wrong_state' });
    await ask(admin(world.settings.database), `UPDATE "Tenants" SET "Status" = 'Deleting' WHERE "Id" = $1`, [
      reservation.tenantId,
    ]);
    expect(await roles.storage.drop(reservation, never)).toMatchObject({ databaseDropped: true });
    over = true;
    await Promise.all(programs);
    expect(await databases(made)).toEqual([]);
    await roles.close();
  });

  it('N13: drops a copy with people in it', async () => {
    const made = await working();
    const copy = await loaded(made);
    let over = false;
    const owner: Login = { ...admin(copy.database), user: world.settings.user, password: world.password };
    const people = storm(owner, () => over);
    await running(owner);
    expect(await made.roles.copies.drop(copy, never)).toMatchObject({ databaseDropped: true });
    over = true;
    await people;
    await made.roles.close();
  });

  it('goes on with an exchange whose console died with the living database closed', async () => {
    const made = await working();
    const copy = await loaded(made);
    const { database, tenantId } = made.reservation;
    const close = async () => {
      await ask(admin(), `COMMENT ON DATABASE "${database}" IS 'tenantry: swapping ${tenantId}'`);
      await ask(admin(), `ALTER DATABASE "${database}" ALLOW_CONNECTIONS false`);
    };
    const swap = swapOf(made, copy);
    await close();
    expect(await made.roles.storage.state(made.reservation)).toEqual({ kind: 'ours' });
    expect(await made.roles.copies.isSwapped(swap)).toBe(false);
    // Given up, it is opened again; gone on with, it is exchanged.
    await made.roles.storage.create(made.reservation, scramVerifier('x'), never);
    expect(await ask(made.login, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await close();
    const after: Held = await overtake(world, made);
    await after.roles.copies.swap(swap, never);
    expect(await after.roles.copies.isSwapped(swap)).toBe(true);
    expect(await databases(made)).toMatchObject([{ open: true, mark: null }, { open: true }]);
    await Promise.all([made.roles.close(), after.roles.close()]);
  });

  it('has done nothing where its session dies in the middle of the exchange, and is done by the next', async () => {
    const made = await working();
    const copy = await loaded(made);
    const swap = swapOf(made, copy);
    await connected(admin(world.settings.database), async (blocker) => {
      await blocker.query('BEGIN');
      await blocker.query('UPDATE "Tenants" SET "Name" = "Name" WHERE "Id" = $1', [made.reservation.tenantId]);
      const dying = expect(made.roles.copies.swap(swap, never)).rejects.toMatchObject({ key: 'server.lost' });
      await until(`SELECT FROM pg_stat_activity WHERE query LIKE '%FOR SHARE%' AND wait_event_type = 'Lock'`);
      await ask(admin(), 'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = $1', [
        `tenantry/${made.lease.operationId}/${made.lease.fence}`,
      ]);
      await dying;
      await blocker.query('ROLLBACK');
    });
    expect(await databases(made)).toEqual([
      { name: made.reservation.database, open: false, mark: `tenantry: swapping ${made.reservation.tenantId}` },
      { name: copy.database, open: true, mark: `tenantry: copy ${copy.id} loaded` },
    ]);
    const again = await world.layout.openOperation(made.lease);
    expect(await again.copies.isSwapped(swap)).toBe(false);
    expect(await again.copies.ofTenant(made.reservation.tenantId)).toHaveLength(1);
    await again.copies.swap(swap, never);
    expect(await again.copies.isSwapped(swap)).toBe(true);
    await Promise.all([made.roles.close(), again.close()]);
  });

  it('opens the living database again where the exchange is refused', async () => {
    const made = await working();
    const copy = await loaded(made);
    const swap = swapOf(made, copy);
    await world.administrator.createDatabase(swap.rollback.database, 1);
    await expect(made.roles.copies.swap(swap, never)).rejects.toMatchObject({ server: { code: '42P04' } });
    expect(await databases(made)).toMatchObject([
      { name: made.reservation.database, open: true, mark: null },
      { name: swap.rollback.database, mark: null },
      { name: copy.database, open: true, mark: `tenantry: copy ${copy.id} loaded` },
    ]);
    expect(await made.roles.copies.ofTenant(made.reservation.tenantId)).toHaveLength(1);
    expect(await ask(made.login, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await world.administrator.tablesIn(swap.rollback.database)).toBe(1);
    await made.roles.close();
  });

  it("leaves a database without the console's stamp as it is", async () => {
    const made = await working();
    const copy = await loaded(made);
    await ask(admin(made.reservation.database), 'DROP SCHEMA _tenantry CASCADE');
    await world.administrator.addTables(made.reservation.database, 1);
    await expect(made.roles.copies.swap(swapOf(made, copy), never)).rejects.toMatchObject({
      key: 'tenant.foreign_stamp',
    });
    expect(await ask(made.login, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await made.roles.close();
  });

  it('D06: names a replication slot as what blocks, leaves everything, and goes on when it is gone', async () => {
    const made = await working();
    const copy = await loaded(made);
    const { database } = made.reservation;
    const slots = [`kept_${copy.id.slice(0, 8)}_live`, `kept_${copy.id.slice(0, 8)}_copy`] as const;
    await ask(admin(database), `SELECT pg_create_logical_replication_slot($1, 'pgoutput')`, [slots[0]]);
    await ask(admin(copy.database), `SELECT pg_create_logical_replication_slot($1, 'pgoutput')`, [slots[1]]);
    const blocked = (of: string, names: string) => ({
      ...{ code: 'busy', key: 'operation.prepared_transactions' },
      params: { database: of, names, count: 1 },
    });
    expect(await made.roles.storage.blockers(made.reservation)).toEqual([slots[0]]);
    const swap = swapOf(made, copy);
    await expect(made.roles.copies.swap(swap, never)).rejects.toMatchObject(blocked(database, slots[0]));
    await ask(admin(), 'SELECT pg_drop_replication_slot($1)', [slots[0]]);
    await expect(made.roles.copies.swap(swap, never)).rejects.toMatchObject(blocked(copy.database, slots[1]));
    await expect(made.roles.copies.drop(copy, never)).rejects.toMatchObject(blocked(copy.database, slots[1]));
    expect(await databases(made)).toMatchObject([
      { name: database, open: true, mark: null },
      { open: true, mark: `tenantry: copy ${copy.id} loaded` },
    ]);
    await ask(admin(), 'SELECT pg_drop_replication_slot($1)', [slots[1]]);
    expect(await made.roles.copies.swap(swap, never)).toMatchObject({ swapped: true });
    await made.roles.close();
  });

  it("leaves a tenant whose role's name is another's", async () => {
    const made = await working();
    const copy = await loaded(made);
    const { role } = made.reservation;
    await ask(admin(), `COMMENT ON ROLE "${role}" IS NULL`);
    await expect(made.roles.copies.swap(swapOf(made, copy), never)).rejects.toMatchObject({
      key: 'tenant.foreign_role',
      params: { role },
    });
    expect(await ask(made.login, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await made.roles.close();
  });

  it("gives the tenant's role its rows in what it got, and nothing of the console's own", async () => {
    const made = await working();
    const copy = await loaded(made);
    const owner: Login = { ...admin(copy.database), user: world.settings.user, password: world.password };
    await ask(owner, 'CREATE TABLE tenant.kept AS SELECT 7 AS n');
    // As a backup of a hardened database brings it.
    await ask(owner, `ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO "${made.reservation.role}"`);
    await ask(owner, `ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO "${made.reservation.role}"`);
    await made.roles.copies.swap(swapOf(made, copy), never);
    await expect(ask(made.login, 'SELECT 1')).rejects.toMatchObject({ code: '42501' });
    await made.roles.storage.create(made.reservation, scramVerifier(randomPassword()), never);
    expect(await ask(made.login, 'SELECT n FROM tenant.kept')).toEqual([{ n: 7 }]);
    await expect(ask(made.login, 'SELECT * FROM _tenantry.owner')).rejects.toMatchObject({ code: '42501' });
    const [stamp] = await ask(admin(made.reservation.database), 'SELECT tenant_id, fence FROM _tenantry.owner');
    expect(stamp).toEqual({ tenant_id: made.reservation.tenantId, fence: made.lease.fence });
    await made.roles.close();
  });

  it('sorts as the database whose copy it is', async () => {
    const made = await reserved(world.layout, newCode());
    const { database } = made.reservation;
    await ask(
      admin(),
      `CREATE DATABASE "${database}" TEMPLATE template0 OWNER "${world.settings.user}" LC_COLLATE 'C' LC_CTYPE 'C'`,
    );
    await made.roles.storage.create(made.reservation, scramVerifier('x'), never);
    const copy = await loaded(made);
    expect(
      await ask(admin(), 'SELECT DISTINCT datcollate, datctype FROM pg_database WHERE datname = ANY($1)', [
        [database, copy.database],
      ]),
    ).toEqual([{ datcollate: 'C', datctype: 'C' }]);
    await made.roles.close();
  });

  it('P03: finds a creation that outlives its console, and neither makes nor drops beside it', async () => {
    const made = await working();
    const copy = copyOf(made);
    await made.roles.copies.reserve(copy);
    const inFlight = { code: 'busy', key: 'operation.creation_in_flight', retry: true };
    const blocker = new pg.Client(admin());
    await blocker.connect();
    await blocker.query('BEGIN');
    await blocker.query('LOCK TABLE pg_database IN EXCLUSIVE MODE');
    const creating = connected(
      {
        ...admin(world.settings.database),
        ...{ user: world.settings.user, password: world.password },
      },
      (client) => client.query(`CREATE DATABASE "${copy.database}" TEMPLATE template0`),
    );
    await until(`SELECT FROM pg_stat_activity WHERE query LIKE 'CREATE DATABASE%' AND wait_event_type = 'Lock'`);
    expect(await made.roles.copies.state(copy)).toBe('creating');
    expect(await made.roles.copies.isDropped(copy)).toBe(false);
    await expect(made.roles.copies.create(copy, never)).rejects.toMatchObject(inFlight);
    await expect(made.roles.copies.drop(copy, never)).rejects.toMatchObject(inFlight);
    await blocker.query('ROLLBACK');
    await blocker.end();
    await creating;
    await made.roles.copies.create(copy, never);
    expect(await made.roles.copies.state(copy)).toBe('loading');
    await made.roles.close();
  });
});

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAttention } from '../../main/attention/attention.ts';
import { dropOrphanOperation } from '../../main/attention/drop-orphan.ts';
import { scramVerifier } from '../../main/layouts/pg/scram.ts';
import { createEngine } from '../../main/operations/engine.ts';
import { openPostgresWorld, type PostgresWorld } from '../conformance/postgres-world.ts';
import { claimed, hold, identity, never, newCode, reservationFor, reserved } from '../conformance/world.ts';
import { createMovedClock } from '../fakes/moved-clock.ts';
import { connected, type Login, superuser } from '../servers/databases.ts';

const nobody = '00000000-0000-0000-0000-000000000000';

/** What only a real PostgreSQL can show of removing what is nobody's. */
describe('orphans on a real server', () => {
  let world: PostgresWorld;
  beforeAll(async () => {
    world = await openPostgresWorld();
  });
  afterAll(() => world.close());

  const admin = (database = 'postgres'): Login => superuser(world.server, database);
  const ask = (login: Login, sql: string, values: unknown[] = []) =>
    connected(login, async (client) => (await client.query(sql, values)).rows);
  const until = (sql: string, values: unknown[] = []): Promise<void> =>
    vi.waitFor(async () => expect(await ask(admin(), sql, values)).not.toEqual([]), { timeout: 20_000, interval: 20 });
  const repairing = () => hold(world.layout, reservationFor(newCode()));
  const emptyOne = async (): Promise<string> => {
    const name = reservationFor(newCode()).database;
    await world.administrator.createDatabase(name, 0);
    return name;
  };
  const standing = async (name: string) =>
    (
      await ask(
        admin(),
        `SELECT datallowconn AS open, shobj_description(oid, 'pg_database') AS mark FROM pg_database WHERE datname = $1`,
        [name],
      )
    )[0];
  const changed = { code: 'conflict', key: 'finding.changed' };

  /** While the removal waits where everybody waits who takes a name. */
  const meanwhile = async (name: string, act: () => Promise<unknown>): Promise<unknown> => {
    const { roles } = await repairing();
    return connected(admin(world.settings.database), async (blocker) => {
      await blocker.query(`SELECT pg_advisory_lock(hashtext('tenantry.reserve'))`);
      const removal = roles.orphans.dropDatabase(name, never).then(
        (evidence) => evidence,
        (error: unknown) => error,
      );
      await until(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`);
      await act();
      await blocker.query(`SELECT pg_advisory_unlock(hashtext('tenantry.reserve'))`);
      const outcome = await removal;
      await roles.close();
      return outcome;
    });
  };

  it('P06: leaves an empty database that somebody begins to use while it is being removed', async () => {
    const name = await emptyOne();
    expect(await meanwhile(name, () => world.administrator.addTables(name, 1))).toMatchObject(changed);
    expect(await standing(name)).toEqual({ open: true, mark: null });
    expect(await world.administrator.tablesIn(name)).toBe(1);
  });

  it('leaves an empty database that a tenant takes while it is being removed', async () => {
    const name = await emptyOne();
    const { reservation, roles } = await reserved(world.layout, newCode());
    const take = () =>
      ask(admin(world.settings.database), `UPDATE "Tenants" SET "DatabaseName" = $2 WHERE "Id" = $1`, [
        reservation.tenantId,
        name,
      ]);
    expect(await meanwhile(name, take)).toMatchObject({ ...changed, params: { name, by: reservation.code } });
    expect(await standing(name)).toEqual({ open: true, mark: null });
    await roles.storage.create({ ...reservation, database: name }, scramVerifier('x'), never);
    await roles.close();
  });

  it('removes an empty database with people in it who did nothing', async () => {
    const name = await emptyOne();
    const { roles } = await repairing();
    const owner: Login = { ...admin(name), user: world.settings.user, password: world.password };
    const idle = connected(owner, (client) => client.query('SELECT pg_sleep(600)')).catch(() => undefined);
    await until('SELECT FROM pg_stat_activity WHERE datname = $1', [name]);
    expect(await roles.orphans.dropDatabase(name, never)).toMatchObject({ databaseDropped: true });
    await idle;
    await roles.close();
  });

  it('N13: removes what keeps being connected to', async () => {
    const { roles: before, reservation, lease } = await reserved(world.layout, newCode());
    await before.storage.create(reservation, scramVerifier('its password'), never);
    await before.tenants.removeTenant(reservation);
    await before.close();
    await world.layout.journal.finish(lease.operationId, lease.fence, 'cancelled', null);
    const program: Login = { ...admin(reservation.database), user: reservation.role, password: 'its password' };
    let over = false;
    const storm = Promise.all(
      Array.from({ length: 4 }, async () => {
        while (!over) await connected(program, (client) => client.query('SELECT pg_sleep(600)')).catch(() => undefined);
      }),
    );
    await until('SELECT FROM pg_stat_activity WHERE usename = $1', [reservation.role]);
    const { roles } = await repairing();
    expect(await roles.orphans.dropDatabase(reservation.database, never)).toMatchObject({ databaseDropped: true });
    over = true;
    await storm;
    expect(await roles.orphans.dropRole(reservation.role)).toMatchObject({ roleDropped: true });
    await roles.close();
  });

  it('looks again into an empty one that an earlier try had just shut', async () => {
    const [untouched, used] = [await emptyOne(), await emptyOne()];
    await world.administrator.addTables(used, 1);
    for (const name of [untouched, used]) {
      await ask(admin(), `COMMENT ON DATABASE "${name}" IS 'tenantry: dropping ${nobody}'`);
      await ask(admin(), `ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
    }
    const { roles } = await repairing();
    expect(await roles.orphans.database(used)).toMatchObject({ kind: 'orphan' });
    await expect(roles.orphans.dropDatabase(used, never)).rejects.toMatchObject(changed);
    expect(await standing(used)).toEqual({ open: true, mark: null });
    expect(await roles.orphans.dropDatabase(untouched, never)).toMatchObject({ databaseDropped: true });
    await roles.close();
  });

  it("leaves what may be a living tenant's only data", async () => {
    const { roles, reservation, lease } = await reserved(world.layout, newCode());
    await roles.storage.create(reservation, scramVerifier('x'), never);
    await world.layout.journal.finish(lease.operationId, lease.fence, 'cancelled', null);
    const rename = (name: string) =>
      ask(admin(world.settings.database), `UPDATE "Tenants" SET "DatabaseName" = $2 WHERE "Id" = $1`, [
        reservation.tenantId,
        name,
      ]);
    const elsewhere = reservationFor(newCode()).database;
    await rename(elsewhere);
    const repair = await repairing();
    const inUse = { kind: 'in_use', by: reservation.code };
    expect(await repair.roles.orphans.database(reservation.database)).toEqual(inUse);
    await world.administrator.createDatabase(elsewhere, 1);
    expect(await repair.roles.orphans.database(reservation.database)).toEqual(inUse);
    await expect(repair.roles.orphans.dropDatabase(reservation.database, never)).rejects.toMatchObject(changed);
    await Promise.all([roles.close(), repair.roles.close()]);
  });

  it('P24: is found, confirmed and removed as an operator does it', async () => {
    const name = await emptyOne();
    await world.administrator.invalidate(name);
    const clock = createMovedClock();
    const engine = createEngine({
      journal: world.layout.journal,
      definitions: [dropOrphanOperation({ openRoles: world.layout.openOperation })],
      console: identity(),
      clock,
      onChange: () => undefined,
    });
    const attention = createAttention({
      ...{ layout: world.layout, engine, clock, onChange: () => undefined },
      dropCopy: () => Promise.reject(new Error('no copy was asked for')),
    });
    const remove = { findingId: `half_dropped_database:${name}`, typedName: name, reason: 'dropped half-way' };
    await attention.look({ deep: true });
    await expect(attention.remove(remove, 'ayse')).rejects.toMatchObject({ key: 'finding.not_confirmed' });
    clock.pass(60_000);
    await attention.look({ deep: false });
    const id = await attention.remove(remove, 'ayse');
    await engine.whenSettled(id);
    expect(await engine.get(id)).toMatchObject({ kind: 'drop_orphan', state: 'succeeded', error: null });
    expect(await standing(name)).toBeUndefined();
    attention.stop();
    await engine.close();
  });

  it('D02: removes nothing from a server that has taken over an address', async () => {
    const name = await emptyOne();
    const params = { of: 'database', name, systemIdentifier: '1', reason: 'nobody knows it', by: 'ayse' };
    const definition = dropOrphanOperation({ openRoles: world.layout.openOperation });
    const { lease } = await repairing();
    const operation = await definition.open(params, await claimedAgain(lease.operationId));
    await expect(operation.steps[0]?.isDone()).rejects.toMatchObject({
      key: 'platform.other_server',
      params: { found: world.layout.server.systemIdentifier, expected: '1' },
    });
    await operation.close();
    expect(await standing(name)).toEqual({ open: true, mark: null });
  });

  const claimedAgain = async (id: Awaited<ReturnType<typeof repairing>>['lease']['operationId']) => {
    await world.administrator.expireLease(id);
    return claimed(world.layout, id);
  };
});

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { scramVerifier } from '../../main/layouts/pg/scram.ts';
import { openPostgresPerTenant } from '../../main/layouts/postgres-per-tenant/open.ts';
import { type CopyPurpose, copyDatabaseName } from '../../shared/domain/copies.ts';
import type { CopyId } from '../../shared/domain/ids.ts';
import { type Finding, type Observation, reconcile, type SeenDatabase } from '../../shared/domain/reconcile.ts';
import { openPostgresWorld, type PostgresWorld } from '../conformance/postgres-world.ts';
import { never, newCode, newId, newOperation, reservationFor, reserved } from '../conformance/world.ts';
import { connected, createDatabase, createRole, type Login, superuser } from '../servers/databases.ts';

/** What a look at a real server sees of every kind of thing that waits for a person. */
describe('looking at a real server', () => {
  let world: PostgresWorld;
  beforeAll(async () => {
    world = await openPostgresWorld();
  });
  afterAll(() => world.close());

  const admin = (database = 'postgres'): Login => superuser(world.server, database);
  const ask = (login: Login, sql: string, values: unknown[] = []) =>
    connected(login, async (client) => (await client.query(sql, values)).rows);
  const onPlatform = (sql: string, values: unknown[] = []) => ask(admin(world.settings.database), sql, values);
  const observe = (deep = false): Promise<Observation> => world.layout.reconciler.observe({ deep, signal: never });
  const look = async (deep = false): Promise<ReadonlyArray<Finding>> => {
    const observation = await observe(deep);
    return reconcile(observation, new Date(observation.at));
  };
  const about = async (subject: string, deep = false) =>
    (await look(deep)).filter((finding) => finding.subject === subject);
  const seen = ({ databases }: Observation, name: string): SeenDatabase | undefined =>
    databases.find((database) => database.name === name);
  const freeName = (): string => reservationFor(newCode()).database;
  /** A tenant that works, and the operation that made it over. */
  const working = async () => {
    const made = await reserved(world.layout, newCode());
    const { roles, reservation, lease } = made;
    await roles.storage.create(reservation, scramVerifier('x'), never);
    await roles.tenants.activate(reservation, { kind: 'welcome', to: reservation.ownerEmail, language: 'tr' });
    await world.layout.journal.finish(lease.operationId, lease.fence, 'succeeded', null);
    return made;
  };
  const insertCopy = async (
    { reservation }: Awaited<ReturnType<typeof working>>,
    purpose: CopyPurpose,
    madeAt: string,
  ) => {
    const id = newId<CopyId>();
    const name = copyDatabaseName(reservation.database, purpose, id);
    await onPlatform(
      `INSERT INTO tenantry.copies (id, tenant_id, purpose, database, made_by, made_at)
       VALUES ($1, $2, $3, $4, 'ayse', now() - $5::interval)`,
      [id, reservation.tenantId, purpose, name, madeAt],
    );
    return { id, name };
  };

  it("finds nothing about a tenant that works, and takes no notice of what is not the platform's", async () => {
    const { reservation, roles } = await working();
    const stranger = await createDatabase(world.server, 'analytics');
    for (const deep of [false, true]) {
      expect(await about(reservation.database, deep)).toEqual([]);
      expect(await about(reservation.code, deep)).toEqual([]);
      expect(await about(reservation.role, deep)).toEqual([]);
      const observation = await observe(deep);
      expect(seen(observation, stranger.name)).toBeUndefined();
      expect(seen(observation, world.settings.database)).toBeUndefined();
      expect(seen(observation, reservation.database)).toMatchObject({
        creating: false,
        inside: deep ? { state: 'stamped', tenantId: reservation.tenantId } : { state: 'not_looked' },
      });
    }
    await stranger.drop();
    await roles.close();
  });

  it('P24, N14: tells a database that was dropped half-way, and offers to drop it', async () => {
    const name = freeName();
    await world.administrator.createDatabase(name, 1);
    await world.administrator.invalidate(name);
    expect(await about(name)).toMatchObject([
      { kind: 'half_dropped_database', removable: 'database', evidence: { invalid: true } },
    ]);
    // Of a tenant that works: told, and left to a person.
    const { reservation, roles } = await working();
    await world.administrator.invalidate(reservation.database);
    expect(await about(reservation.database)).toMatchObject([{ kind: 'half_dropped_database', removable: null }]);
    await roles.close();
  });

  it("tells databases without tenants by what is in them, and never offers what is somebody's", async () => {
    const [empty, full, closed] = [freeName(), freeName(), freeName()] as const;
    await world.administrator.createDatabase(empty, 0);
    await world.administrator.createDatabase(full, 1);
    await world.administrator.createDatabase(closed, 0);
    await ask(admin(), `ALTER DATABASE "${closed}" ALLOW_CONNECTIONS false`);
    expect(await about(empty)).toMatchObject([{ kind: 'database_without_tenant', removable: 'database' }]);
    expect((await about(empty))[0]?.evidence['bytes']).toBeGreaterThan(1_000_000);
    expect(await about(full)).toMatchObject([{ kind: 'unstamped_database', removable: null }]);
    expect(await about(closed)).toMatchObject([{ kind: 'database_without_tenant', removable: null }]);
    expect(await world.administrator.tablesIn(full)).toBe(1);
  });

  it('sees a database that refuses us as closed, and goes on', async () => {
    const name = freeName();
    await ask(admin(), `CREATE DATABASE "${name}" TEMPLATE template0`);
    await ask(admin(), `REVOKE ALL ON DATABASE "${name}" FROM PUBLIC`);
    const observation = await observe();
    expect(seen(observation, name)?.inside).toEqual({ state: 'closed' });
    expect(await about(name)).toMatchObject([{ kind: 'database_without_tenant', removable: null }]);
  });

  it('offers what carries the stamp of a tenant that is gone or deleted, and its role after it', async () => {
    const { reservation, roles } = await working();
    const { database, role, tenantId } = reservation;
    await onPlatform(`UPDATE "Tenants" SET "Status" = 'Deleted' WHERE "Id" = $1`, [tenantId]);
    expect(await about(database)).toMatchObject([
      { kind: 'database_without_tenant', tenantId, removable: 'database', evidence: { stampedFor: tenantId } },
    ]);
    expect(await about(role)).toEqual([]);
    await ask(admin(), `DROP DATABASE "${database}" WITH (FORCE)`);
    expect(await about(role)).toMatchObject([{ kind: 'role_without_database', removable: 'role' }]);
    await roles.close();
  });

  it('R07: tells a tenant whose row names the database of another, and offers neither', async () => {
    const [first, second] = [await working(), await working()];
    const [mine, theirs] = [first.reservation.database, second.reservation.database];
    await onPlatform(`UPDATE "Tenants" SET "DatabaseName" = $2 WHERE "Id" = $1`, [
      first.reservation.tenantId,
      `${theirs}_gone`,
    ]);
    // Its own database is named by nobody now, and may be the only place where its data is.
    expect(await about(mine)).toMatchObject([
      { kind: 'foreign_stamp', tenantId: first.reservation.tenantId, removable: null },
    ]);
    expect(await about(first.reservation.code)).toMatchObject([{ kind: 'tenant_without_database', removable: null }]);
    await onPlatform(`UPDATE "Tenants" SET "DatabaseName" = $2 WHERE "Id" = $1`, [first.reservation.tenantId, mine]);
    await ask(admin(theirs), 'UPDATE _tenantry.owner SET tenant_id = $1', [first.reservation.tenantId]);
    expect(await about(theirs)).toEqual([]);
    expect(await about(theirs, true)).toMatchObject([
      { kind: 'foreign_stamp', tenantId: second.reservation.tenantId, removable: null },
    ]);
    // What carries its stamp beside a database that does, too, is nobody's.
    await Promise.all([first.roles.close(), second.roles.close()]);
    const stray = freeName();
    await ask(admin(), `CREATE DATABASE "${stray}" TEMPLATE "${mine}" OWNER "${world.settings.user}"`);
    expect(await about(stray)).toMatchObject([{ kind: 'database_without_tenant', removable: 'database' }]);
  });

  it('tells a tenant whose database is not there', async () => {
    const { reservation, roles } = await working();
    await ask(admin(), `DROP DATABASE "${reservation.database}" WITH (FORCE)`);
    expect(await about(reservation.code)).toMatchObject([
      { kind: 'tenant_without_database', evidence: { database: reservation.database } },
    ]);
    await roles.close();
  });

  it('tells copies that were forgotten or lost their database', async () => {
    const made = await working();
    const young = await insertCopy(made, 'beside', '1 hour');
    const old = await insertCopy(made, 'rollback', '8 days');
    const lost = await insertCopy(made, 'beside', '1 hour');
    for (const { name, id } of [young, old]) {
      await world.administrator.createDatabase(name, 1);
      await ask(admin(), `COMMENT ON DATABASE "${name}" IS 'tenantry: copy ${id} loaded'`);
    }
    expect(await about(young.name)).toEqual([]);
    expect(await about(old.name)).toMatchObject([{ kind: 'forgotten_copy', copyId: old.id, removable: 'copy' }]);
    expect(await about(lost.name)).toMatchObject([
      { kind: 'copy_without_database', copyId: lost.id, removable: 'copy' },
    ]);
    await onPlatform('DELETE FROM tenantry.copies WHERE id = $1', [young.id]);
    expect(await about(young.name)).toMatchObject([
      { kind: 'database_without_tenant', removable: 'database', evidence: { copyId: young.id } },
    ]);
    await made.roles.close();
  });

  it('tells what has been in between for longer than is normal', async () => {
    const { reservation, roles, lease } = await reserved(world.layout, newCode());
    const { tenantId, code, registrationId } = reservation;
    // An operation that has not ended names it: that is where it is told.
    expect(await about(code)).toEqual([]);
    await world.layout.journal.finish(lease.operationId, lease.fence, 'cancelled', null);
    expect(await about(code)).toEqual([]);
    await onPlatform(
      `UPDATE "Tenants" SET "CreatedAt" = now() - interval '16 minutes', "UpdatedAt" = now() - interval '16 minutes' WHERE "Id" = $1`,
      [tenantId],
    );
    expect(await about(code)).toMatchObject([{ kind: 'stuck_provisioning', tenantId, registrationId }]);
    await onPlatform(
      `UPDATE "Tenants" SET "Status" = 'Deleting', "UpdatedAt" = now() - interval '61 minutes' WHERE "Id" = $1`,
      [tenantId],
    );
    expect(await about(code)).toMatchObject([{ kind: 'stuck_deleting', tenantId }]);
    await roles.close();
  });

  it('leaves alone what an operation names that has not ended', async () => {
    const name = freeName();
    await world.administrator.createDatabase(name, 0);
    const operation = newOperation(`orphan:database:${name}`, {
      kind: 'drop_orphan',
      params: { of: 'database', name },
    });
    await world.layout.journal.begin(operation);
    expect(await about(name)).toEqual([]);
  });

  it('P03: leaves alone what is being created', async () => {
    const { reservation, roles } = await working();
    await ask(admin(), `DROP DATABASE "${reservation.database}" WITH (FORCE)`);
    await connected(admin(), async (blocker) => {
      await blocker.query('BEGIN');
      await blocker.query('LOCK TABLE pg_database IN EXCLUSIVE MODE');
      const creating = connected({ ...admin(), user: world.settings.user, password: world.password }, (client) =>
        client.query(`create database "${reservation.database}" template template0`),
      );
      await vi.waitFor(
        async () =>
          expect(
            await ask(
              admin(),
              `SELECT FROM pg_stat_activity WHERE query LIKE 'create database%' AND wait_event_type = 'Lock'`,
            ),
          ).not.toEqual([]),
        { timeout: 20_000, interval: 20 },
      );
      expect(await about(reservation.code)).toEqual([]);
      expect(seen(await observe(), reservation.database)).toMatchObject({ creating: true });
      await blocker.query('ROLLBACK');
      await creating;
    });
    await roles.close();
  });

  it('changes nothing, in sessions in which the server refuses every write', async () => {
    const state = () =>
      ask(
        admin(),
        `SELECT datname::text, datallowconn, datconnlimit, shobj_description(oid, 'pg_database') FROM pg_database ORDER BY 1`,
      );
    const before = await state();
    const reader = await openPostgresPerTenant({ settings: world.settings, password: world.password });
    const findings = reconcile(await reader.reconciler.observe({ deep: true, signal: never }), new Date());
    expect(findings.length).toBeGreaterThan(5);
    await reader.close();
    expect(await state()).toEqual(before);
    await expect(world.layout.reconciler.observe({ deep: true, signal: AbortSignal.abort() })).rejects.toThrow();
  });

  it('looks at a platform that the console has not been set up on, as a role that may only read', async () => {
    const reader = await createRole(world.server, { rights: [] });
    const master = await createDatabase(world.server, 'bare');
    const owner = await openPostgresPerTenant({
      settings: { ...world.settings, database: master.name, user: superuser(world.server).user },
      password: superuser(world.server).password,
    });
    await owner.setWritable(true);
    await owner.schema.upgrade((await owner.schema.check()).planHash);
    await owner.close();
    await ask(admin(master.name), 'DROP SCHEMA tenantry CASCADE');
    await ask(admin(master.name), `GRANT SELECT ON ALL TABLES IN SCHEMA public TO "${reader.user}"`);
    const bare = await openPostgresPerTenant({
      settings: { ...world.settings, database: master.name, user: reader.user },
      password: reader.password,
    });
    const observation = await bare.reconciler.observe({ deep: false, signal: never });
    expect(observation).toMatchObject({ tenants: [], copies: [], operations: [] });
    await bare.close();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgresWorld, type PostgresWorld } from '../conformance/postgres-world.ts';
import { activeTenant, never, newCode, reserved } from '../conformance/world.ts';
import { connected, superuser } from '../servers/databases.ts';

describe('what a tenant uses of its limits, on a real server', () => {
  let world: PostgresWorld;
  beforeAll(async () => {
    world = await openPostgresWorld();
  });
  afterAll(() => world?.close());

  const inside = (database: string, sql: string) =>
    connected(superuser(world.server, database), async (client) => {
      await client.query(sql);
    });

  /** With CRM and Projects, three customers and two projects. */
  const working = async () => {
    const held = await reserved(world.layout, newCode('used'));
    const { roles, reservation } = held;
    await roles.tenants.createOwner(reservation);
    await roles.storage.create(reservation, world.passwordVerifier('password'), never);
    for (const module of ['core', 'CRM', 'Projects'])
      for (const migration of roles.migrator.available(module))
        await roles.migrator.apply(reservation, migration, never);
    await roles.seeder.seed(reservation);
    await roles.close();
    const rows = (table: string, count: number) => `INSERT INTO ${table} ("Id", "CompanyId", "Code", "Name")
      SELECT gen_random_uuid(), c."Id", n::text, n::text FROM tenant."Companies" c, generate_series(1, ${count}) n`;
    await inside(reservation.database, rows('crm."Customers"', 3));
    await inside(reservation.database, rows('projects."Projects"', 2));
    return reservation;
  };

  it('counts people, customers, projects and bytes', async () => {
    const reservation = await working();
    const used = await world.layout.tenantSettings.used(reservation, reservation.tenantId);
    expect(used).toEqual({ max_users: 1, max_customers: 3, max_projects: 2, max_storage_gb: expect.any(Number) });
    expect(used.max_storage_gb).toBeGreaterThan(0);
    expect(used.max_storage_gb).toBeLessThan(1);
  });

  it('leaves out what somebody put in the place of a table, and runs none of it', async () => {
    const reservation = await working();
    const { database } = reservation;
    await inside(
      database,
      `CREATE TABLE public.seen (who text);
       CREATE FUNCTION public.trap() RETURNS SETOF text LANGUAGE sql SECURITY INVOKER AS 'SELECT current_user::text';
       DROP TABLE projects."Projects" CASCADE;
       CREATE VIEW projects."Projects" AS SELECT * FROM public.trap()`,
    );
    const used = await world.layout.tenantSettings.used(reservation, reservation.tenantId);
    expect(Object.keys(used).toSorted()).toEqual(['max_customers', 'max_storage_gb', 'max_users']);
    await inside(
      database,
      `ALTER TABLE crm."Customers" ENABLE ROW LEVEL SECURITY; CREATE POLICY all_of_it ON crm."Customers" USING (true)`,
    );
    expect(await world.layout.tenantSettings.used(reservation, reservation.tenantId)).not.toHaveProperty(
      'max_customers',
    );
    await inside(database, `ALTER TABLE tenant."Companies" RENAME TO "Firms"`);
    expect(await world.layout.tenantSettings.company(reservation)).toBeNull();
  });

  it('knows what is outside where the database lets nobody in', async () => {
    const reservation = await working();
    await inside('postgres', `ALTER DATABASE "${reservation.database}" ALLOW_CONNECTIONS false`);
    const used = await world.layout.tenantSettings.used(reservation, reservation.tenantId);
    expect(Object.keys(used).toSorted()).toEqual(['max_storage_gb', 'max_users']);
    expect(await world.layout.tenantSettings.company(reservation)).toBeNull();
    const gone = await activeTenant(world.layout, 'gone');
    expect(await world.layout.tenantSettings.used(gone, gone.tenantId)).toEqual({ max_users: 1 });
  });
});

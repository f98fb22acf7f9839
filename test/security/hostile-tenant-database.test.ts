import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { openSession } from '../../main/layouts/pg/connect.ts';
import { runnerOn } from '../../main/layouts/pg/pools.ts';
import { readStamp } from '../../main/layouts/postgres-per-tenant/operation/stamp.ts';
import type { Inventory } from '../../shared/domain/inventory.ts';
import { type Archiving, archiving, quietly } from '../builders/archiving.ts';
import { stampOf } from '../builders/nasty-tenant.ts';
import { settingsFor } from '../builders/stocker-parts.ts';
import { connected, createRole, type Login, superuser } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

const { escapeIdentifier: quoted } = pg;

/** A tenant from before this console: it owns its database, and makes in it whatever it likes. */
interface Hostile {
  readonly on: Archiving;
  readonly database: string;
  readonly owner: Login;
  inventory(): Promise<Inventory>;
}

/** Whoever runs it is caught: its error says as whom. */
const trap = `
  CREATE FUNCTION crm.trap() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'caught %', current_user; END $$;`;

async function hostile(sql = ''): Promise<Hostile> {
  const on = await archiving(sharedPostgres());
  const database = await on.newDatabase();
  const role = await createRole(sharedPostgres(), { rights: [], prefix: 'legacy' });
  // The console reads it as a member of the role that owns it.
  await connected(superuser(sharedPostgres()), (client) =>
    client.query(
      `ALTER DATABASE ${quoted(database)} OWNER TO ${quoted(role.user)};
       GRANT ${quoted(role.user)} TO ${quoted(on.login(database).user)}`,
    ),
  );
  const owner = role.as(database);
  await connected(owner, (client) =>
    client.query(`CREATE SCHEMA crm; CREATE TABLE crm.people (id int, name text); ${trap}
                  INSERT INTO crm.people VALUES (1, 'Ayşe'), (2, 'it''s "so" \\'); ${sql}`),
  );
  return { on, database, owner, inventory: () => on.archiver.inventory(database, quietly().signal) };
}

const peopleOf = ({ tables }: Inventory) => tables.find(({ name }) => name === 'people');
const asConsole = ({ on, database }: Hostile, sql: string) =>
  connected(on.login(database), (client) => client.query(sql));

/** Until a session of this name waits for a lock. */
const untilWaiting = (application: string): Promise<void> =>
  connected(superuser(sharedPostgres()), async (client) => {
    const waiting = `SELECT FROM pg_stat_activity WHERE application_name = $1 AND wait_event_type = 'Lock'`;
    while ((await client.query(waiting, [application])).rows.length === 0);
  });

describe('a database whose owner lies in wait for the console', () => {
  it('a cast of its rows to text is not run by who counts them', async () => {
    const plain = await hostile();
    const trapped = await hostile(`
      CREATE FUNCTION crm.as_text(crm.people) RETURNS text LANGUAGE sql AS 'SELECT crm.trap()';
      CREATE CAST (crm.people AS text) WITH FUNCTION crm.as_text(crm.people);`);
    await expect(asConsole(trapped, 'SELECT p::text FROM crm.people p')).rejects.toThrow(/caught/);
    expect(peopleOf(await trapped.inventory())).toEqual(peopleOf(await plain.inventory()));
  });

  it('a cast in what looks like the console’s own list of versions is not run', async () => {
    const trapped = await hostile(`
      CREATE SCHEMA _tenantry; CREATE TYPE crm.word AS ENUM ('core');
      CREATE FUNCTION crm.as_text(crm.word) RETURNS text LANGUAGE sql AS 'SELECT crm.trap()';
      CREATE CAST (crm.word AS text) WITH FUNCTION crm.as_text(crm.word);
      CREATE TABLE _tenantry.migrations (module crm.word, version crm.word, checksum crm.word);
      INSERT INTO _tenantry.migrations VALUES ('core', 'core', 'core')`);
    await expect(asConsole(trapped, 'SELECT module::text FROM _tenantry.migrations')).rejects.toThrow(/caught/);
    expect((await trapped.inventory()).migrations).toEqual([{ module: 'core', version: 'core', checksum: 'core' }]);
  });

  it('functions and operators on its search path do not stand in for the server’s', async () => {
    const plain = await hostile();
    const trapped = await hostile(`
      CREATE FUNCTION crm.lower(text) RETURNS text LANGUAGE sql AS 'SELECT crm.trap()';
      CREATE FUNCTION crm.hashtextextended(text, bigint) RETURNS bigint LANGUAGE sql AS 'SELECT crm.trap()::bigint';
      CREATE FUNCTION crm.differs(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT crm.trap()::boolean';
      CREATE OPERATOR crm.!~ (LEFTARG = text, RIGHTARG = text, FUNCTION = crm.differs);
      CREATE OPERATOR crm.<> (LEFTARG = text, RIGHTARG = text, FUNCTION = crm.differs);`);
    await connected(trapped.owner, (client) =>
      client.query(`ALTER DATABASE ${quoted(trapped.database)} SET search_path = crm, pg_catalog`),
    );
    await expect(asConsole(trapped, `SELECT lower('A')`)).rejects.toThrow(/caught/);
    expect(peopleOf(await trapped.inventory())).toEqual(peopleOf(await plain.inventory()));
  });

  it('a row-level policy is an error, and is not run', async () => {
    const trapped = await hostile(`
      ALTER TABLE crm.people ENABLE ROW LEVEL SECURITY; ALTER TABLE crm.people FORCE ROW LEVEL SECURITY;
      CREATE POLICY waiting ON crm.people USING (crm.trap() IS NULL)`);
    await expect(asConsole(trapped, 'SELECT count(*) FROM crm.people')).rejects.toThrow(/caught/);
    await expect(trapped.inventory()).rejects.toMatchObject({
      server: { message: expect.stringMatching(/row-level security/) },
    });
  });

  it('a table that becomes a view while it is waited for is not read', async () => {
    const trapped = await hostile();
    const { owner, on } = trapped;
    const counting = await connected(owner, async (client) => {
      await client.query('BEGIN; LOCK TABLE crm.people IN ACCESS EXCLUSIVE MODE');
      const inventory = trapped.inventory().then(
        () => 'read',
        (error: unknown) => error,
      );
      await untilWaiting(on.application);
      await client.query(`ALTER TABLE crm.people RENAME TO persons;
        CREATE VIEW crm.people AS SELECT id, crm.trap() AS name FROM crm.persons; COMMIT`);
      return inventory;
    });
    await expect(asConsole(trapped, 'SELECT * FROM crm.people')).rejects.toThrow(/caught/);
    expect(await counting).toMatchObject({ server: { message: expect.stringMatching(/restricted/) } });
  });

  it.each([
    [
      'a view',
      `CREATE VIEW _tenantry.owner AS SELECT crm.trap()::uuid AS tenant_id, '${stampOf}'::uuid AS op_id, 1::bigint AS fence`,
    ],
    [
      'a table of its own',
      `CREATE TABLE _tenantry.owner AS SELECT true AS one, '${stampOf}'::uuid AS tenant_id, '${stampOf}'::uuid AS op_id, 1::bigint AS fence`,
    ],
    [
      'a table with a policy',
      `CREATE TABLE _tenantry.owner AS SELECT '${stampOf}'::uuid AS tenant_id, '${stampOf}'::uuid AS op_id, 1::bigint AS fence;
       ALTER TABLE _tenantry.owner ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
       CREATE POLICY waiting ON _tenantry.owner USING (crm.trap() IS NULL)`,
    ],
  ])('a stamp that it made itself is not believed, and not run: %s', async (_, sql) => {
    const trapped = await hostile(`CREATE SCHEMA _tenantry; ${sql}`);
    const login = trapped.on.login(trapped.database);
    const session = await openSession(
      { settings: settingsFor(login), password: login.password },
      { database: trapped.database, application: 'tenantry', readOnly: true },
    );
    try {
      expect(await readStamp(runnerOn(session))).toBeUndefined();
    } finally {
      await session.end();
    }
  });
});

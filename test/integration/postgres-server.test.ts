import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected, createDatabase, createRole, overTcp, superuser } from '../servers/databases.ts';
import { type PostgresServer, startPostgres } from '../servers/postgres.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

describe('the shared server', () => {
  it('gives each test a database and a role that is no superuser', async () => {
    const own = await createDatabase(sharedPostgres());
    const role = await createRole(sharedPostgres(), { owns: own.name });
    const { rows } = await connected(role.as(own.name), (client) =>
      client.query(`SELECT current_database() AS db, rolsuper, rolcreatedb, version() AS version
                    FROM pg_roles WHERE rolname = current_user`),
    );
    expect(rows).toEqual([
      { db: own.name, rolsuper: false, rolcreatedb: true, version: expect.stringMatching(/^PostgreSQL 18/) },
    ]);
    await own.drop();
  });

  it('asks for the password', async () => {
    const wrong = { ...superuser(sharedPostgres()), password: 'wrong' };
    await expect(connected(wrong, async () => undefined)).rejects.toMatchObject({ code: '28P01' });
  });
});

describe('a server of its own', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres({ tcp: true });
  });
  afterAll(() => server.close());

  it('comes back with its data after a crash', async () => {
    const own = await createDatabase(server);
    await connected(own.login, (client) => client.query('CREATE TABLE kept (n int)'));
    await server.stop('crash');
    await expect(connected(own.login, async () => undefined)).rejects.toThrow();
    await server.start();
    const { rows } = await connected(overTcp(server, own.login), (client) => client.query('SELECT n FROM kept'));
    expect(rows).toEqual([]);
  });
});

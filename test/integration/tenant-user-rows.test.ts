import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runnerOn } from '../../main/layouts/pg/pools.ts';
import { writeStamp } from '../../main/layouts/postgres-per-tenant/operation/stamp.ts';
import { createUserCatalog } from '../../main/layouts/postgres-per-tenant/users.ts';
import { readBundle } from '../../main/migrations/bundle.ts';
import type { OperationId, TenantId, UserId } from '../../shared/domain/ids.ts';
import { newPlatform, openParts, type StockerParts } from '../builders/stocker-parts.ts';
import { connected, createRole } from '../servers/databases.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

let platform: Awaited<ReturnType<typeof newPlatform>>;
let other: StockerParts;
const databases: string[] = [];
beforeAll(async () => {
  platform = await newPlatform(sharedPostgres());
  other = await openParts(platform.login);
});
afterAll(async () => {
  await other?.close();
  for (const name of databases) await asAdmin(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  await platform?.drop();
});

const asAdmin = (sql: string, database = platform.superuser.database) =>
  connected({ ...platform.superuser, database }, async (client) => (await client.query(sql)).rows);
const users = () => createUserCatalog(platform.parts);
const change = { reason: 'left the company', by: 'ayse' };

interface House {
  readonly tenantId: TenantId;
  readonly database: string;
  readonly id: UserId;
}

/** A tenant with one user in both places. Made by the console's own role, unless it is told otherwise. */
async function house({ stamp = 'own' }: { readonly stamp?: 'own' | 'foreign' | 'none' } = {}): Promise<House> {
  const [tenantId, id] = [randomUUID() as string as TenantId, randomUUID() as string as UserId];
  const word = randomBytes(4).toString('hex');
  const database = `Stocker_u${word}_Db`;
  databases.push(database);
  await asAdmin(`CREATE DATABASE "${database}" OWNER "${platform.login.user}" TEMPLATE template0`);
  await connected({ ...platform.login, database }, async (client) => {
    const lease = { operationId: randomUUID() as string as OperationId, fence: '1' };
    if (stamp !== 'none')
      await writeStamp(runnerOn(client), stamp === 'own' ? tenantId : (randomUUID() as string as TenantId), lease);
    for (const { sql } of readBundle('postgres-per-tenant', 'core')) await client.query(sql);
    await addTo(client, id, word);
  });
  await asAdmin(
    `INSERT INTO public."Tenants" ("Id", "Name", "Code", "Status", "DatabaseName") VALUES ('${tenantId}', 'T', 'u${word}', 'Active', '${database}');
     INSERT INTO public."MasterUsers" ("Id", "Email", "Username", "PasswordHash", "TenantId", "IsEmailVerified")
       VALUES ('${id}', '${word}@people.example', '${word}', 'x', '${tenantId}', true)`,
  );
  return { tenantId, database, id };
}

const addTo = (client: pg.ClientBase, id: string, word: string) =>
  client.query(
    `INSERT INTO tenant."TenantUsers" ("Id", "MasterUserId", "Email", "Username", "Role")
     VALUES (gen_random_uuid(), $1, $2, $3, 'admin')`,
    [id, `${word}@people.example`, word],
  );
const activeIn = async ({ database }: House): Promise<unknown> =>
  (await asAdmin('SELECT "IsActive" AS active FROM tenant."TenantUsers"', database))[0]?.['active'];
const letIn = async ({ id }: House): Promise<boolean | undefined> => (await users().find(id))?.active;

describe('whose database it is', () => {
  it.each([
    ['own', true, 'changed', false],
    ['none', true, 'unreachable', true],
    ['foreign', false, 'unreachable', true],
  ] as const)('a stamp that is %s: read %s, %s', async (stamp, read, inTenant, active) => {
    const one = await house({ stamp });
    expect((await users().inTenant(one)) !== null).toBe(read);
    expect(await users().disable({ id: one.id, ...change })).toMatchObject({ inTenant, user: { active: false } });
    expect(await activeIn(one)).toBe(active);
  });

  it('a row that names nobody of the platform is found by its e-mail, and one that names another is not', async () => {
    const one = await house();
    await asAdmin('UPDATE tenant."TenantUsers" SET "MasterUserId" = NULL, "Email" = upper("Email")', one.database);
    expect(await users().disable({ id: one.id, ...change })).toMatchObject({ inTenant: 'changed' });
    const two = await house();
    await asAdmin(`UPDATE tenant."TenantUsers" SET "MasterUserId" = gen_random_uuid()`, two.database);
    expect(await users().disable({ id: two.id, ...change })).toMatchObject({ inTenant: 'none' });
    expect(await activeIn(two)).toBe(true);
  });
});

describe('a tenant’s database that lies in wait', () => {
  const trap = `
    CREATE FUNCTION tenant.trap() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'caught %', current_user; END $$;
    CREATE FUNCTION tenant.trigger_trap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'caught'; END $$;`;
  const asConsole = ({ database }: House, sql: string) =>
    connected({ ...platform.login, database }, (client) => client.query(sql));

  it.each([
    [
      'a trigger',
      'CREATE TRIGGER waiting BEFORE UPDATE ON tenant."TenantUsers" FOR EACH ROW EXECUTE FUNCTION tenant.trigger_trap()',
      'UPDATE tenant."TenantUsers" SET "IsActive" = false',
    ],
    [
      'a view in the table’s place',
      `ALTER TABLE tenant."TenantUsers" RENAME TO real;
       CREATE VIEW tenant."TenantUsers" AS SELECT r."Id", r."MasterUserId", tenant.trap() AS "Email", r."Role",
         r."IsActive", r."FirstName", r."LastName", r."LastLoginAt" FROM tenant.real r;
       GRANT ALL ON tenant."TenantUsers" TO PUBLIC`,
      'SELECT "Email" FROM tenant."TenantUsers"',
    ],
    [
      'a cast of its own',
      `CREATE TYPE tenant.word AS (text text);
       CREATE FUNCTION tenant.as_text(tenant.word) RETURNS text LANGUAGE sql AS 'SELECT tenant.trap()';
       CREATE CAST (tenant.word AS text) WITH FUNCTION tenant.as_text(tenant.word);
       ALTER TABLE tenant."TenantUsers" DROP COLUMN "Username"; ALTER TABLE tenant."TenantUsers" RENAME "Role" TO old;
       ALTER TABLE tenant."TenantUsers" ADD "Role" tenant.word NOT NULL DEFAULT ROW('admin')::tenant.word`,
      'SELECT "Role"::text FROM tenant."TenantUsers"',
    ],
    [
      'a policy',
      `ALTER TABLE tenant."TenantUsers" ENABLE ROW LEVEL SECURITY; ALTER TABLE tenant."TenantUsers" FORCE ROW LEVEL SECURITY;
       CREATE POLICY waiting ON tenant."TenantUsers" USING (tenant.trap() IS NULL)`,
      'SELECT "Email" FROM tenant."TenantUsers"',
    ],
  ])('%s is not run', async (_what, sql, caught) => {
    const one = await house();
    await asAdmin(`${trap} ${sql}`, one.database);
    await expect(asConsole(one, caught)).rejects.toThrow(/caught/);
    expect(await users().inTenant(one)).toBeNull();
    expect(await users().disable({ id: one.id, ...change })).toMatchObject({ inTenant: 'unreachable' });
    expect(await letIn(one)).toBe(false);
  });

  it('a table of somebody else’s is read, and not written', async () => {
    const one = await house();
    const role = await createRole(sharedPostgres(), { rights: [], prefix: 'legacy' });
    await asAdmin(
      `ALTER TABLE tenant."TenantUsers" OWNER TO "${role.user}"; GRANT ALL ON tenant."TenantUsers" TO "${platform.login.user}"`,
      one.database,
    );
    expect(await users().inTenant(one)).toMatchObject([{ userId: one.id, role: 'admin' }]);
    expect(await users().disable({ id: one.id, ...change })).toMatchObject({ inTenant: 'unreachable' });
    await asAdmin(`REASSIGN OWNED BY "${role.user}" TO "${platform.login.user}"`, one.database);
  });
});

describe('what happens at the same time', () => {
  it('of two consoles the later one decides in both places', async () => {
    const one = await house();
    const second = createUserCatalog(other);
    for (let round = 0; round < 6; round += 1) {
      await Promise.allSettled([
        users().disable({ id: one.id, ...change }),
        second.enable({ id: one.id, ...change }),
        second.disable({ id: one.id, ...change }),
      ]);
      expect(await activeIn(one)).toBe(await letIn(one));
    }
  });

  it('a table that somebody holds keeps nobody in', async () => {
    const one = await house();
    await connected({ ...platform.superuser, database: one.database }, async (client) => {
      await client.query('BEGIN; LOCK TABLE tenant."TenantUsers" IN ACCESS EXCLUSIVE MODE');
      expect(await users().disable({ id: one.id, ...change })).toMatchObject({ inTenant: 'unreachable' });
      await client.query('ROLLBACK');
    });
    expect(await letIn(one)).toBe(false);
    expect(await activeIn(one)).toBe(true);
    expect(await users().enable({ id: one.id, ...change })).toMatchObject({ inTenant: 'changed' });
  });
});

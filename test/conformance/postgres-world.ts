import pg from 'pg';
import type { PlatformLayout } from '../../main/layouts/layout.ts';
import { scramVerifier } from '../../main/layouts/pg/scram.ts';
import { openPostgresPerTenant } from '../../main/layouts/postgres-per-tenant/open.ts';
import { newProfile, type ProfileSettings } from '../../shared/domain/connection-profile.ts';
import { connected, createDatabase, createRole, type PostgresAddress, superuser } from '../servers/databases.ts';
import { type PostgresServer, startPostgres } from '../servers/postgres.ts';
import type { Administrator, ConformanceWorld } from './world.ts';

export interface PostgresWorld extends ConformanceWorld {
  readonly server: PostgresServer;
  readonly settings: ProfileSettings;
  readonly password: string;
}

function administratorOf(server: PostgresAddress, master: string): Administrator {
  const inside = (name: string, sql: string, values: unknown[] = []) =>
    connected(superuser(server, name), async (client) => (await client.query(sql, values)).rows);
  const addTables = async (name: string, tables: number): Promise<void> => {
    for (let table = 0; table < tables; table += 1) await inside(name, `CREATE TABLE public.kept_${table} (n int)`);
  };
  return {
    addTables,
    async createDatabase(name, tables) {
      const { rows } = await connected(superuser(server), (client) =>
        client.query(`SELECT datdba::regrole::text AS owner FROM pg_database WHERE datname = $1`, [master]),
      );
      // As the platform's own role would have made it by hand.
      await inside(
        'postgres',
        `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template0 OWNER ${rows[0].owner}`,
      );
      await addTables(name, tables);
    },
    async tablesIn(name) {
      const [there] = await inside('postgres', 'SELECT FROM pg_database WHERE datname::text = $1', [name]);
      if (there === undefined) return undefined;
      const tables = await inside(
        name,
        `SELECT FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
      );
      return tables.length;
    },
    async invalidate(name) {
      await inside('postgres', 'UPDATE pg_database SET datconnlimit = -2 WHERE datname::text = $1', [name]);
    },
    async prepareTransaction(name, gid) {
      await connected(superuser(server, name), async (client) => {
        await client.query('BEGIN');
        await client.query('CREATE TABLE public.prepared (n int)');
        await client.query(`PREPARE TRANSACTION ${pg.escapeLiteral(gid)}`);
      });
    },
    async rollbackPrepared(name, gid) {
      await inside(name, `ROLLBACK PREPARED ${pg.escapeLiteral(gid)}`);
    },
    mayLogIn: (user, password, database) =>
      connected({ host: server.host, port: server.port, user, password, database }, async () => true).catch(
        () => false,
      ),
    async expireLease(id) {
      await inside(
        master,
        `UPDATE tenantry.operation SET lease_until = clock_timestamp() - interval '1 second' WHERE op_id = $1`,
        [id],
      );
    },
    async defineModule({ code, name, description, isCore }) {
      await inside(
        master,
        `INSERT INTO public."ModuleDefinitions" ("Id", "Code", "Name", "Description", "DbContextName", "IsCore")
         VALUES (gen_random_uuid(), $1, $2, $3, $1 || 'DbContext', $4)`,
        [code, name, description, isCore],
      );
    },
    async addDepartments(name, rows) {
      await inside(
        name,
        `INSERT INTO hr."Departments" ("Id", "CompanyId", "Code", "Name")
         SELECT gen_random_uuid(), c."Id", n, n FROM tenant."Companies" c, generate_series(1, $1::integer) n`,
        [rows],
      );
    },
    async refer(name, schema, refers) {
      const [table] = await inside(
        name,
        `SELECT min(oid::regclass::text) AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = to_regnamespace($1)`,
        [schema],
      );
      await inside(
        name,
        refers
          ? `CREATE TABLE public.refers_to_${schema} (to_id uuid REFERENCES ${table.name} ("Id"))`
          : `DROP TABLE public.refers_to_${schema}`,
      );
    },
    async spoilFlag(key, { status, rollout, whitelist }) {
      await inside(
        master,
        'ALTER TABLE public."FeatureFlags" DROP CONSTRAINT IF EXISTS "FeatureFlags_RolloutPercentage_check"',
      );
      await inside(
        master,
        'UPDATE public."FeatureFlags" SET "Status" = $2, "RolloutPercentage" = $3, "WhitelistTenants" = $4 WHERE "Key" = $1',
        [key, status, rollout, whitelist],
      );
    },
    async addUser(user) {
      await inside(
        master,
        `INSERT INTO public."MasterUsers" ("Id", "TenantId", "Email", "Username", "PasswordHash", "IsTenantAdmin",
           "IsEmailVerified", "IsActive", "LockoutEnd", "LastLoginAt") VALUES ($1, $2, $3, $4, '!', $5, $6, $7, $8, $9)`,
        [
          ...[user.id, user.tenantId, user.email, user.username, user.isAdmin, user.emailVerified],
          ...[user.active, user.lockedUntil, user.lastLoginAt],
        ],
      );
    },
    async linkOf(user) {
      const [row] = await inside(
        master,
        'SELECT "PasswordResetTokenHash" AS hash FROM public."MasterUsers" WHERE "Id" = $1',
        [user],
      );
      return row.hash;
    },
    async refuseConnections(name) {
      await inside('postgres', `ALTER DATABASE ${pg.escapeIdentifier(name)} ALLOW_CONNECTIONS false`);
    },
  };
}

/** A real server; the console's role owns its platform, may create databases and roles, and is no superuser. */
export async function openPostgresWorld(extra: Readonly<Record<string, string>> = {}): Promise<PostgresWorld> {
  const server = await startPostgres({ settings: { max_prepared_transactions: '5', ...extra } });
  const master = await createDatabase(server, 'master');
  const role = await createRole(server, { owns: master.name });
  const settings: ProfileSettings = {
    ...newProfile,
    ...{ name: 'Conformance', environment: 'demo', tls: 'off' },
    ...{ host: server.host, port: server.port, database: master.name, user: role.user },
  };
  const opened: PlatformLayout[] = [];
  const another = async (): Promise<PlatformLayout> => {
    const layout = await openPostgresPerTenant({ settings, password: role.password });
    opened.push(layout);
    await layout.setWritable(true);
    return layout;
  };
  const layout = await another();
  await layout.schema.upgrade((await layout.schema.check()).planHash);
  return {
    ...{ layout, another, server, settings, password: role.password },
    administrator: administratorOf(server, master.name),
    passwordVerifier: (password) => scramVerifier(password),
    async close() {
      await Promise.all(opened.map((one) => one.close()));
      await server.close();
    },
  };
}

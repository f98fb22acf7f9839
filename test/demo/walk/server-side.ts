import pg from 'pg';
import { databaseNameFor, roleNameFor } from '../../../shared/domain/names.ts';
import { connected } from '../../servers/databases.ts';
import { demoNames } from '../names.ts';
import type { DemoPlatform } from '../platform.ts';

/** What the server itself says about a tenant, asked behind the console's back. */
export interface ServerSide {
  databaseExists(code: string): Promise<boolean>;
  /** Whether the database carries a stamp of the tenant with this code. */
  isStamped(code: string): Promise<boolean>;
  /** Tries a login as the tenant's own role: null when let in, else the server's SQLSTATE. */
  loginRefusal(code: string): Promise<string | null>;
  registrationStatus(code: string): Promise<string | undefined>;
  /** Makes whoever writes an owner wait, as a busy server does, until the answer is called. */
  holdUp(): Promise<() => Promise<void>>;
  /** The right without which no database can be created. */
  mayCreateDatabases(allowed: boolean): Promise<void>;
}

export function serverSide(demo: DemoPlatform): ServerSide {
  const databaseOf = (code: string): string => databaseNameFor(demoNames.databasePattern, code);
  const one = async (sql: string, values: ReadonlyArray<string>, database?: string): Promise<unknown> =>
    connected(demo.admin(database), async (client) => {
      const { rows } = await client.query<[unknown]>({ text: sql, values: [...values], rowMode: 'array' });
      return rows[0]?.[0];
    });
  return {
    databaseExists: async (code) =>
      (await one('SELECT true FROM pg_database WHERE datname = $1', [databaseOf(code)])) === true,
    async isStamped(code) {
      const owner = await one('SELECT tenant_id::text FROM _tenantry.owner', [], databaseOf(code));
      return owner === (await one('SELECT "Id"::text FROM public."Tenants" WHERE "Code" = $1', [code]));
    },
    async loginRefusal(code) {
      const database = databaseOf(code);
      const client = new pg.Client({ host: demo.host, port: demo.port, user: roleNameFor(database), database });
      client.on('error', () => undefined);
      return client.connect().then(
        () => client.end().then(() => null),
        (error: unknown) => (error instanceof pg.DatabaseError ? (error.code ?? '') : 'unreachable'),
      );
    },
    registrationStatus: async (code) => {
      const status = await one('SELECT "Status" FROM public."TenantRegistrations" WHERE "CompanyCode" = $1', [code]);
      return typeof status === 'string' ? status : undefined;
    },
    async holdUp() {
      const client = new pg.Client(demo.admin());
      client.on('error', () => undefined);
      await client.connect();
      await client.query('BEGIN; LOCK public."MasterUsers" IN EXCLUSIVE MODE');
      return () => client.end();
    },
    async mayCreateDatabases(allowed) {
      const role = pg.escapeIdentifier(demo.user);
      await connected(demo.admin(), (client) =>
        client.query(`ALTER ROLE ${role} ${allowed ? 'CREATEDB' : 'NOCREATEDB'}`),
      );
    },
  };
}

import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type PostgresServer, SUPERUSER } from './postgres.ts';

/** Enough of a server to log in to it: this is what crosses from the shared server to the tests. */
export interface PostgresAddress {
  readonly host: string;
  readonly port: number;
}

export interface Login extends PostgresAddress {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export const superuser = ({ host, port }: PostgresAddress, database = 'postgres'): Login => ({
  ...SUPERUSER,
  host,
  port,
  database,
});

export const overTcp = (server: PostgresServer, login: Login): Login => {
  if (server.tcpHost === null) throw new Error('this server was started without tcp: true');
  return { ...login, host: server.tcpHost };
};

/** For the length of `use`, one connection. */
export async function connected<T>(login: Login, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(login);
  // A server that stops while the connection says goodbye is no failure of the test.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

export interface OwnDatabase {
  readonly name: string;
  /** As superuser. */
  readonly login: Login;
  drop(): Promise<void>;
}

/** A database of its own for one test: nothing it does is seen by another. */
export async function createDatabase(server: PostgresAddress, prefix = 'test'): Promise<OwnDatabase> {
  const name = unique(prefix);
  await connected(superuser(server), (client) =>
    client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template0`),
  );
  return {
    name,
    login: superuser(server, name),
    drop: () =>
      connected(superuser(server), async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
      }),
  };
}

export interface OwnRole {
  readonly user: string;
  readonly password: string;
  as(database: string): Login;
}

export type Right = 'CREATEDB' | 'CREATEROLE' | 'pg_signal_backend';

/** The rights that the README asks for, and no superuser: what a console's own role is on a real server. */
export const provisioningRights: ReadonlyArray<Right> = ['CREATEDB', 'CREATEROLE', 'pg_signal_backend'];

/** A role that logs in, with the given rights; it owns `owns` when told. */
export async function createRole(
  server: PostgresAddress,
  options: { readonly rights?: ReadonlyArray<Right>; readonly owns?: string; readonly prefix?: string } = {},
): Promise<OwnRole> {
  const user = unique(options.prefix ?? 'role');
  const password = randomBytes(12).toString('base64url');
  const rights = options.rights ?? provisioningRights;
  const role = pg.escapeIdentifier(user);
  await connected(superuser(server), async (client) => {
    const attributes = rights.filter((right) => right !== 'pg_signal_backend').join(' ');
    await client.query(`CREATE ROLE ${role} LOGIN ${attributes} PASSWORD ${pg.escapeLiteral(password)}`);
    if (rights.includes('pg_signal_backend')) await client.query(`GRANT pg_signal_backend TO ${role}`);
    if (options.owns) await client.query(`ALTER DATABASE ${pg.escapeIdentifier(options.owns)} OWNER TO ${role}`);
  });
  const { host, port } = server;
  return { user, password, as: (database) => ({ host, port, user, password, database }) };
}

const unique = (prefix: string): string => `${prefix}_${randomBytes(6).toString('hex')}`;

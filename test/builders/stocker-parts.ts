import type { PlatformSchema } from '../../main/layouts/layout.ts';
import type { PgServer } from '../../main/layouts/pg/connect.ts';
import { createPools } from '../../main/layouts/pg/pools.ts';
import { readFacts } from '../../main/layouts/postgres-per-tenant/capabilities.ts';
import type { StockerDeps } from '../../main/layouts/postgres-per-tenant/deps.ts';
import { createPlatformSchema } from '../../main/layouts/postgres-per-tenant/schema/platform-schema.ts';
import { createShapeReader } from '../../main/layouts/postgres-per-tenant/shape.ts';
import { newProfile, type ProfileSettings } from '../../shared/domain/connection-profile.ts';
import { createDatabase, createRole, type Login, type PostgresAddress } from '../servers/databases.ts';

export const settingsFor = ({ host, port, database, user }: Omit<Login, 'password'>): ProfileSettings => ({
  ...newProfile,
  name: 'Test platform',
  environment: 'demo',
  host,
  port,
  database,
  user,
  tls: 'off',
});

export interface StockerParts extends StockerDeps {
  readonly schema: PlatformSchema;
  close(): Promise<void>;
}

/** What every part of a Stocker platform is made from, open for writing, as this login. */
export async function openParts(login: Login): Promise<StockerParts> {
  const settings = settingsFor(login);
  const server: PgServer = { settings, password: login.password };
  const pools = createPools(server, 'tenantry');
  await pools.setWritable(true);
  const shapeReader = createShapeReader(pools.read);
  const facts = await readFacts(pools.read, settings);
  const schema = createPlatformSchema({ pools, shapeReader });
  return { server, pools, settings, facts, shape: shapeReader.shape, schema, close: pools.close };
}

export interface OwnPlatform {
  /** The provisioning role, which is no superuser and owns the database. */
  readonly login: Login;
  readonly superuser: Login;
  drop(): Promise<void>;
}

/** An empty database that belongs to a role with just the rights that the console asks for. */
export async function emptyPlatform(server: PostgresAddress): Promise<OwnPlatform> {
  const database = await createDatabase(server, 'platform');
  const role = await createRole(server, { owns: database.name });
  return { login: role.as(database.name), superuser: database.login, drop: database.drop };
}

/** The same with the platform's tables and the console's, as "Create platform schema" makes them. */
export async function newPlatform(server: PostgresAddress): Promise<OwnPlatform & { readonly parts: StockerParts }> {
  const platform = await emptyPlatform(server);
  const parts = await openParts(platform.login);
  await parts.schema.upgrade((await parts.schema.check()).planHash);
  return {
    ...platform,
    parts,
    async drop() {
      await parts.close();
      await platform.drop();
    },
  };
}

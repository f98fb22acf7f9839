import pg from 'pg';
import { createPasswordHasher } from '../../../main/access/password-hash.ts';
import type { PlatformLayout } from '../../../main/layouts/layout.ts';
import { layoutRegistry } from '../../../main/layouts/registry.ts';
import { connected, type Login } from '../../servers/databases.ts';
import { demoContent } from '../content/content.ts';
import { demoNames } from '../names.ts';
import type { DemoServer } from '../server.ts';
import { demoSettings } from '../settings.ts';
import { insertDomainLives } from './domain-lives.ts';
import { insertFlags } from './flags.ts';
import { moveIntoThePast } from './history.ts';
import { insertLives, leaveOrphans } from './life.ts';
import { insertModuleLives, insertModuleRows } from './modules.ts';
import { insertOffers } from './offers.ts';
import { addOperators, demoOperators } from './operators.ts';
import { insertPlatformRows } from './platform-rows.ts';
import { provisionDatabases } from './provisioned.ts';
import { insertSubscriptionLives } from './subscription-lives.ts';
import { insertCompanies, insertTenantSettings } from './tenant-settings.ts';
import { leaveUnfinished } from './unfinished.ts';
import { insertTenantPeople, insertUserLives } from './users.ts';

export interface SeedOptions {
  readonly tenants: number;
  /** Tenants beyond these have rows and no database. */
  readonly databases: number;
  /** The day that the demo's dates are counted from. */
  readonly today: string;
  readonly password: string;
  readonly log: (line: string) => void;
}

/** An empty database and the role that the console signs in to it with: all its rights, and no superuser. */
async function createPlatformDatabase(server: DemoServer): Promise<void> {
  const role = pg.escapeIdentifier(demoNames.platformRole);
  const database = pg.escapeIdentifier(demoNames.database);
  await connected(server.admin('postgres'), async (client) => {
    await client.query(`CREATE ROLE ${role} LOGIN CREATEDB CREATEROLE`);
    await client.query(`GRANT pg_signal_backend TO ${role}`);
    await client.query(`CREATE DATABASE ${database} OWNER ${role} TEMPLATE template0`);
  });
}

async function createSchema({ schema }: PlatformLayout): Promise<void> {
  const { planHash } = await schema.check();
  const { state } = await schema.upgrade(planHash);
  if (state !== 'current') throw new Error(`The platform schema is ${state}.`);
}

/** Fills an empty server: the schema, the operators and what needs an operation by the product itself, rows in bulk. */
export async function seedPlatform(server: DemoServer, options: SeedOptions): Promise<void> {
  const { log, password, databases } = options;
  const content = demoContent(options);
  await createPlatformDatabase(server);
  const settings = demoSettings(server, null);
  const { host, port } = server;
  const platform = (database: string): Login => ({ host, port, user: demoNames.platformRole, password: '', database });
  const layout = await layoutRegistry.open({ settings, password: undefined });
  try {
    await layout.setWritable(true);
    await createSchema(layout);
    const hasher = createPasswordHasher();
    await addOperators(layout.operators, { hasher, password });

    log(`Writing ${content.tenants.length} tenants.`);
    const passwordHash = await hasher.nobody();
    const putBy = demoOperators.super_admin.email;
    await connected(platform(demoNames.database), async (client) => {
      await insertPlatformRows(client, content, { settings, passwordHash, putBy });
      await insertOffers({ client, layout, packages: content.packages, today: options.today, by: putBy });
      await insertSubscriptionLives({ client, layout, content, today: options.today, by: putBy });
      await insertModuleLives(client, { content, today: options.today, by: putBy });
      await insertDomainLives({ client, tenants: content.tenants, by: putBy });
      await insertLives({ client, tenants: content.tenants, today: options.today, by: putBy, server: layout.server });
      await insertTenantSettings({ client, tenants: content.tenants, today: options.today, by: putBy });
      await insertUserLives({ client, tenants: content.tenants, today: options.today, by: putBy });
      await insertFlags({ client, layout, ...content, today: options.today, by: putBy });
      log('Making their databases.');
      const tenants = content.tenants.slice(0, databases);
      const made = await provisionDatabases({ layout, client, content }, tenants);
      await insertTenantPeople(tenants, platform);
      await insertCompanies(tenants, platform);
      await insertModuleRows(content, tenants, platform);
      log(`${made} databases, each with a role of its own.`);
      const parts = { layout, admin: server.admin(demoNames.database), platform };
      await leaveUnfinished(parts, content.registrations);
      await leaveOrphans(server.admin(demoNames.database));
      await moveIntoThePast(client, content);
      await client.query('ANALYZE');
    });
  } finally {
    await layout.close();
  }
}

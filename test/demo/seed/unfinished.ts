import { once } from 'node:events';
import pg from 'pg';
import { systemClock } from '../../../main/clock.ts';
import type { OperationRoles, PlatformLayout } from '../../../main/layouts/layout.ts';
import { fromPg } from '../../../main/layouts/pg/errors.ts';
import type { Reservation } from '../../../main/layouts/roles/provisioning.ts';
import { createEngine, type Engine } from '../../../main/operations/engine.ts';
import { provisionOperation } from '../../../main/tenants/provision.ts';
import { registrationResource } from '../../../main/tenants/registration-operations.ts';
import type { RegistrationId, TenantId } from '../../../shared/domain/ids.ts';
import { connected, type Login } from '../../servers/databases.ts';
import type { DemoRegistration, DemoTenant, Scenario } from '../content/types.ts';
import { demoNames } from '../names.ts';
import { demoOperators } from './operators.ts';
import { demoConsole, forgottenPasswords, reservationOf } from './provisioned.ts';

interface Parts {
  readonly layout: PlatformLayout;
  readonly admin: Login;
  /** As the console's own role. */
  readonly platform: (database: string) => Login;
}

type Wrap = (roles: OperationRoles) => OperationRoles;
const asItIs: Wrap = (roles) => roles;

/** A console's engine whose connections can be made to fail as they fail in life. */
const engineWith = (layout: PlatformLayout, wrap: Wrap): Engine =>
  createEngine({
    journal: layout.journal,
    definitions: [
      provisionOperation({
        openRoles: async (lease) => wrap(await layout.openOperation(lease)),
        passwords: forgottenPasswords,
        sendWelcome: async () => undefined,
      }),
    ],
    console: demoConsole,
    clock: systemClock(),
    onChange: () => undefined,
  });

function start(engine: Engine, tenant: DemoTenant, registration: DemoRegistration) {
  const id = registration.id as RegistrationId;
  const reservation = reservationOf(tenant, id);
  return engine.start({
    kind: 'provision',
    params: { reservation, language: 'tr' },
    idempotencyKey: `provision:${tenant.id}`,
    resource: registrationResource(id),
    subject: { label: tenant.name, registrationId: id, tenantId: tenant.id as TenantId },
    actor: demoOperators.support.email,
    supersedes: false,
  });
}

const alterRole = (admin: Login, attribute: 'CREATEDB' | 'NOCREATEDB'): Promise<unknown> =>
  connected(admin, (client) => client.query(`ALTER ROLE ${pg.escapeIdentifier(demoNames.platformRole)} ${attribute}`));

/** The console's role may not create databases: the tenant's row is there, its database is not. */
async function failWithoutDatabase(parts: Parts, tenant: DemoTenant, registration: DemoRegistration): Promise<void> {
  const engine = engineWith(parts.layout, asItIs);
  await alterRole(parts.admin, 'NOCREATEDB');
  try {
    await engine.whenSettled(await start(engine, tenant, registration));
  } finally {
    await alterRole(parts.admin, 'CREATEDB');
    await engine.close();
  }
}

/** The database is made, and the server then has no connection left to stamp it. */
async function failWithoutStamp(parts: Parts, tenant: DemoTenant, registration: DemoRegistration): Promise<void> {
  const create = async ({ database }: Reservation): Promise<never> => {
    const name = pg.escapeIdentifier(database);
    const own = new pg.Client(parts.platform(demoNames.database));
    await own.connect();
    await own.query(`CREATE DATABASE ${name} TEMPLATE template0 CONNECTION LIMIT 0`);
    await own.end();
    const stamping = new pg.Client(parts.platform(database));
    const error: unknown = await stamping.connect().then(
      () => new Error('the limit was not kept'),
      (refusal: unknown) => refusal,
    );
    await connected(parts.admin, (client) => client.query(`ALTER DATABASE ${name} CONNECTION LIMIT -1`));
    throw fromPg(error, { database });
  };
  const engine = engineWith(parts.layout, (roles) => ({ ...roles, storage: { ...roles.storage, create } }));
  await engine.whenSettled(await start(engine, tenant, registration));
  await engine.close();
}

/** A console that ended in the middle of the migrations; whoever looks now finds its lease run out. */
async function interrupt(parts: Parts, tenant: DemoTenant, registration: DemoRegistration): Promise<void> {
  let migrating = (): void => undefined;
  const reached = new Promise<void>((resolve) => {
    migrating = resolve;
  });
  const apply: OperationRoles['migrator']['apply'] = async (_reservation, _migration, signal) => {
    migrating();
    if (!signal.aborted) await once(signal, 'abort');
    signal.throwIfAborted();
  };
  const engine = engineWith(parts.layout, (roles) => ({ ...roles, migrator: { ...roles.migrator, apply } }));
  const id = await start(engine, tenant, registration);
  await Promise.race([reached, engine.whenSettled(id)]);
  await engine.close();
}

const ways: ReadonlyArray<readonly [Scenario, typeof interrupt]> = [
  ['orphan_without_database', failWithoutDatabase],
  ['orphan_without_stamp', failWithoutStamp],
  ['interrupted', interrupt],
];

/** Provisions the registrations that the demo shows half-way, by the product's own engine, and lets each fail. */
export async function leaveUnfinished(parts: Parts, registrations: ReadonlyArray<DemoRegistration>): Promise<void> {
  for (const [scenario, way] of ways) {
    for (const registration of registrations) {
      if (registration.tenant?.scenario === scenario) await way(parts, registration.tenant, registration);
    }
  }
}

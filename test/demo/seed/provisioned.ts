import { randomBytes } from 'node:crypto';
import pLimit from 'p-limit';
import type pg from 'pg';
import type { Lease, OperationRoles, PlatformLayout } from '../../../main/layouts/layout.ts';
import { scramVerifier } from '../../../main/layouts/pg/scram.ts';
import type { Reservation } from '../../../main/layouts/roles/provisioning.ts';
import type { TenantPasswords } from '../../../main/tenants/ports.ts';
import { provisioning } from '../../../main/tenants/provision.ts';
import { registrationResource } from '../../../main/tenants/registration-operations.ts';
import { mustBeSealed } from '../../../shared/domain/holds.ts';
import type { ConsoleId, OperationId, RegistrationId, TenantId } from '../../../shared/domain/ids.ts';
import { primaryDomainFor, roleNameFor } from '../../../shared/domain/names.ts';
import type { Evidence } from '../../../shared/domain/operations.ts';
import type { ProvisioningStep } from '../../../shared/domain/provisioning.ts';
import { createRandom } from '../../builders/random.ts';
import type { DemoContent, DemoTenant } from '../content/types.ts';
import { demoNames } from '../names.ts';
import { installDemoModules } from './modules.ts';
import { demoOperators } from './operators.ts';

/** Passwords that nobody keeps: the platform's own programs would, and the demo has none. */
export const forgottenPasswords: TenantPasswords = {
  verifierFor: async () => scramVerifier(randomBytes(24).toString('base64url')),
  forget: async () => undefined,
};

export const demoConsole = {
  id: '5f0d6a52-6f0e-4c1b-9d6c-1a2b3c4d5e6f' as ConsoleId,
  machine: 'ofis-3',
  appVersion: '0.1.0',
} as const;

export function reservationOf(tenant: DemoTenant, registration: RegistrationId): Reservation {
  if (tenant.database === null) throw new Error('a deleted tenant has no database');
  return {
    tenantId: tenant.id as TenantId,
    registrationId: registration,
    code: tenant.code,
    name: tenant.name,
    ownerEmail: tenant.users[0]?.email ?? '',
    domain: primaryDomainFor(tenant.code, demoNames.baseDomain),
    database: tenant.database,
    role: roleNameFor(tenant.database),
  };
}

/** What these steps do on the platform's own rows is done already, in one go for all tenants. */
const onStorage: ReadonlySet<string> = new Set<ProvisioningStep>([
  'creating_database',
  'running_migrations',
  'seeding_data',
]);

async function runStorageSteps(
  roles: OperationRoles,
  reservation: Reservation,
  lease: Lease,
): Promise<ReadonlyMap<string, Evidence>> {
  const context = {
    roles,
    reservation,
    lease,
    language: 'tr' as const,
    passwords: forgottenPasswords,
    sendWelcome: async () => undefined,
  };
  const io = { signal: new AbortController().signal, report: () => undefined };
  const evidence = new Map<string, Evidence>();
  for (const step of provisioning.filter(({ name }) => onStorage.has(name))) {
    await step.run(context, io);
    evidence.set(step.name, (await step.isDone(context)) ?? {});
  }
  return evidence;
}

interface Parts {
  readonly layout: PlatformLayout;
  /** A session on the platform's database. */
  readonly client: pg.Client;
  readonly content: DemoContent;
}

/** The tenant's own database, made as a provisioning makes it, and the operation that the journal would have of it. */
async function provisionStorage({ layout, client, content }: Parts, tenant: DemoTenant): Promise<void> {
  const random = createRandom(Number.parseInt(tenant.id.slice(0, 8), 16));
  const registration = content.registrations.find((one) => one.tenant?.id === tenant.id)?.id ?? null;
  const reservation = reservationOf(tenant, (registration ?? random.uuid()) as RegistrationId);
  const id = random.uuid() as OperationId;
  await layout.journal.begin({
    id,
    kind: 'provision',
    params: { reservation, language: 'tr' },
    idempotencyKey: `provision:${tenant.id}`,
    resource: registrationResource(reservation.registrationId),
    subject: {
      label: tenant.name,
      registrationId: registration as RegistrationId | null,
      tenantId: tenant.id as TenantId,
    },
    steps: provisioning.map(({ name, weight }) => ({ name, weight })),
    actor: demoOperators.super_admin.email,
    supersedes: false,
  });
  const claimed = await layout.journal.claim(id, {
    console: demoConsole,
    operator: demoOperators.super_admin.email,
    leaseSeconds: 120,
    expectFence: null,
    to: 'running',
  });
  if (claimed === undefined) throw new Error('nobody else can hold it');
  const lease: Lease = { operationId: id, fence: claimed.fence };
  const roles = await layout.openOperation(lease);
  const make = async (): Promise<ReadonlyMap<string, Evidence>> => {
    const seen = await runStorageSteps(roles, reservation, lease);
    await installDemoModules(roles, reservation, { content, tenant });
    return seen;
  };
  const evidence = await make().finally(() => roles.close());
  await client.query(
    `UPDATE tenantry.op_step SET state = 'done', attempts = 1, fence = $2,
            evidence = coalesce($3::jsonb -> name, '{"seen": true}') WHERE op_id = $1`,
    [id, claimed.fence, JSON.stringify(Object.fromEntries(evidence))],
  );
  await layout.journal.finish(id, claimed.fence, 'succeeded', null);
  if (mustBeSealed(tenant.holds) || tenant.suspension !== null || tenant.lifecycle !== 'active')
    await layout.storage.seal({ id: tenant.id as TenantId, database: reservation.database });
}

/** Databases for tenants that are not in the middle of their provisioning. */
export async function provisionDatabases(parts: Parts, tenants: ReadonlyArray<DemoTenant>): Promise<number> {
  const limit = pLimit(3);
  const whole = tenants.filter(({ lifecycle, database }) => lifecycle !== 'provisioning' && database !== null);
  await Promise.all(whole.map((tenant) => limit(() => provisionStorage(parts, tenant))));
  return whole.length;
}

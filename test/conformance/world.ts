import { randomUUID } from 'node:crypto';
import type { Lease, OperationRoles, PlatformLayout } from '../../main/layouts/layout.ts';
import type { Reservation } from '../../main/layouts/roles/provisioning.ts';
import type { ConsoleIdentity, NewOperation } from '../../main/operations/journal.ts';
import type { ConsoleId, OperationId, RegistrationId, TenantId, UserId } from '../../shared/domain/ids.ts';
import type { ModuleDefinition } from '../../shared/domain/modules.ts';
import { databaseNameFor, primaryDomainFor, roleNameFor } from '../../shared/domain/names.ts';

export interface ArrangedUser {
  readonly id: UserId;
  readonly tenantId: TenantId | null;
  readonly email: string;
  readonly username: string;
  readonly isAdmin: boolean;
  readonly emailVerified: boolean;
  readonly active: boolean;
  readonly lockedUntil: string | null;
  readonly lastLoginAt: string | null;
}

/** What a database administrator does on the server, beside and behind every console. */
export interface Administrator {
  createDatabase(name: string, tables: number): Promise<void>;
  /** Puts so many into a database that is there. */
  addTables(database: string, tables: number): Promise<void>;
  /** How many tables that are not the console's; `undefined` when there is no such database. */
  tablesIn(database: string): Promise<number | undefined>;
  /** As a DROP that was killed half-way leaves it. */
  invalidate(database: string): Promise<void>;
  prepareTransaction(database: string, name: string): Promise<void>;
  rollbackPrepared(database: string, name: string): Promise<void>;
  /** Whether this password gets its role into this database. */
  mayLogIn(role: string, password: string, database: string): Promise<boolean>;
  expireLease(id: OperationId): Promise<void>;
  /** As another program, or a hand, leaves a flag. */
  spoilFlag(
    key: string,
    content: { readonly status: string; readonly rollout: number; readonly whitelist: ReadonlyArray<TenantId> },
  ): Promise<void>;
  /** As the platform's own program does, for all tenants. */
  defineModule(module: Pick<ModuleDefinition, 'code' | 'name' | 'description' | 'isCore'>): Promise<void>;
  /** So many departments of the module HR, in a database that has it and a company. */
  addDepartments(database: string, rows: number): Promise<void>;
  /** Something outside a module's schema refers to it from now on, or no longer. */
  refer(database: string, schema: string, refers: boolean): Promise<void>;
  /** As the platform's own program makes one. */
  addUser(user: ArrangedUser): Promise<void>;
  /** The hash of the user's one-time link that stands in the platform. */
  linkOf(user: UserId): Promise<string | null>;
  refuseConnections(database: string): Promise<void>;
}

/** One upgraded, writable, empty platform, and somebody who can arrange it. */
export interface ConformanceWorld {
  readonly layout: PlatformLayout;
  /** Another console on the same platform. */
  another(): Promise<PlatformLayout>;
  readonly administrator: Administrator;
  passwordVerifier(password: string): string;
  close(): Promise<void>;
}

export type OpenWorld = () => Promise<ConformanceWorld>;

export const newId = <T extends string>(): T => randomUUID() as string as T;
export const never = new AbortController().signal;

/** Short enough for every name, different in every test. */
export const newCode = (prefix = 't'): string => `${prefix}-${randomUUID().slice(0, 8)}`;

export const identity = (machine = 'one'): ConsoleIdentity => ({
  id: newId<ConsoleId>(),
  machine,
  appVersion: '0.0.0',
});

export function reservationFor(code: string, overrides: Partial<Reservation> = {}): Reservation {
  const database = databaseNameFor('Stocker_{code}_Db', code);
  return {
    tenantId: newId<TenantId>(),
    registrationId: newId<RegistrationId>(),
    code,
    name: `Işık ${code} A.Ş.`,
    ownerEmail: `owner@${code}.example`,
    domain: primaryDomainFor(code, 'stoocker.app'),
    database,
    role: roleNameFor(database),
    ...overrides,
  };
}

export async function register(layout: PlatformLayout, reservation: Reservation): Promise<void> {
  await layout.registrations.insert({
    id: reservation.registrationId,
    companyName: reservation.name,
    companyCode: reservation.code,
    email: reservation.ownerEmail,
    phone: '+90 212 000 00 00',
    packageId: null,
    billingPeriod: 'monthly',
    passwordHash: 'a-hash-that-nobody-can-use',
    code: { code: '123456', validMinutes: 30 },
  });
  await layout.registrations.transition(reservation.registrationId, ['pending_verification'], 'verified', null);
}

export const newOperation = (resource: string, overrides: Partial<NewOperation> = {}): NewOperation => ({
  id: newId<OperationId>(),
  kind: 'provision',
  params: { resource },
  idempotencyKey: newId(),
  resource,
  subject: { label: resource, registrationId: null, tenantId: null },
  steps: [
    { name: 'first', weight: 1 },
    { name: 'second', weight: 2 },
  ],
  actor: 'ayse@stocker.example',
  supersedes: false,
  ...overrides,
});

export interface Held {
  readonly lease: Lease;
  readonly roles: OperationRoles;
}

export async function claimed(layout: PlatformLayout, id: OperationId, by = identity()): Promise<Lease> {
  const held = await layout.journal.claim(id, {
    console: by,
    operator: 'ayse',
    leaseSeconds: 600,
    expectFence: 'any',
    to: 'running',
  });
  if (held === undefined) throw new Error('somebody holds it');
  return { operationId: id, fence: held.fence };
}

/** An operation of its own for these names, held and with its roles open. */
export async function hold(layout: PlatformLayout, reservation: Reservation): Promise<Held> {
  const operation = newOperation(`registration:${reservation.registrationId}`);
  await layout.journal.begin(operation);
  const lease = await claimed(layout, operation.id);
  return { lease, roles: await layout.openOperation(lease) };
}

/** Up to a tenant row that names its database. */
export async function reserved(
  layout: PlatformLayout,
  code: string,
  overrides: Partial<Reservation> = {},
): Promise<Held & { readonly reservation: Reservation }> {
  const reservation = reservationFor(code, overrides);
  await register(layout, reservation);
  const held = await hold(layout, reservation);
  await held.roles.registrations.markProvisioning(reservation.registrationId);
  await held.roles.tenants.reserve(reservation);
  return { ...held, reservation };
}

/** Another console takes the operation over: the one before has lost it. */
export async function overtake(world: ConformanceWorld, { lease }: Held): Promise<Held> {
  await world.administrator.expireLease(lease.operationId);
  const layout = await world.another();
  const next = await claimed(layout, lease.operationId, identity('two'));
  return { lease: next, roles: await layout.openOperation(next) };
}

export const lost = { code: 'lost', key: 'operation.lost' };

/** Provisioned as far as the platform's rows go: with its owner, and let in. */
export async function activeTenant(layout: PlatformLayout, prefix: string): Promise<Reservation> {
  const { roles, reservation } = await reserved(layout, newCode(prefix));
  await roles.tenants.createOwner(reservation);
  await roles.tenants.activate(reservation, { kind: 'welcome', to: reservation.ownerEmail, language: 'tr' });
  await roles.close();
  return reservation;
}

/** An operation on a tenant, held and with its roles open. */
export async function heldTenant(layout: PlatformLayout, { tenantId }: Pick<Reservation, 'tenantId'>): Promise<Held> {
  const operation = newOperation(`tenant:${tenantId}`, {
    kind: 'delete',
    subject: { label: tenantId, registrationId: null, tenantId },
  });
  await layout.journal.begin(operation);
  const lease = await claimed(layout, operation.id);
  return { lease, roles: await layout.openOperation(lease) };
}

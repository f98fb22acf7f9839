import { z } from 'zod';
import { coreModule } from '../../shared/domain/modules.ts';
import { type ProvisioningStep, progressAfter, provisioningSteps } from '../../shared/domain/provisioning.ts';
import { AppError } from '../../shared/errors.ts';
import type { Lease, OperationRoles } from '../layouts/layout.ts';
import type { Reservation } from '../layouts/roles/provisioning.ts';
import { missingOf } from '../migrations/missing.ts';
import { defineOperation, type OperationDefinition, type Step } from '../operations/definition.ts';
import type { SendWelcome, TenantPasswords } from './ports.ts';
import { reservationSchema } from './reservation.ts';

export const provisionParams = z.strictObject({ reservation: reservationSchema, language: z.enum(['en', 'tr']) });

export interface Provisioning {
  readonly roles: OperationRoles;
  readonly reservation: Reservation;
  readonly language: 'en' | 'tr';
  readonly lease: Lease;
  readonly passwords: TenantPasswords;
  readonly sendWelcome: SendWelcome;
}

const weightOf = (name: ProvisioningStep): number => {
  const before = provisioningSteps[provisioningSteps.indexOf(name) - 1];
  return progressAfter[name] - (before === undefined ? 0 : progressAfter[before]);
};
const step = (name: ProvisioningStep, rest: Omit<Step<Provisioning>, 'name' | 'weight'>): Step<Provisioning> => ({
  name,
  weight: weightOf(name),
  ...rest,
});

/** Refuses what an earlier try, or somebody else, left under our name and we may not touch. */
async function refuseForeignStorage({ roles, reservation }: Provisioning): Promise<void> {
  const found = await roles.storage.state(reservation);
  if (found.kind === 'foreign')
    throw new AppError('conflict', 'tenant.foreign_stamp', { params: { database: reservation.database } });
  if (found.kind === 'creating')
    throw new AppError('busy', 'operation.creation_in_flight', {
      params: { database: reservation.database },
      retry: true,
    });
}

const pendingMigrations = async ({ roles, reservation }: Provisioning) =>
  missingOf(roles.migrator.available(coreModule), await roles.migrator.applied(reservation));

/** The nine steps that turn a registration into an active tenant, the same on every layout. */
export const provisioning: ReadonlyArray<Step<Provisioning>> = [
  step('starting', {
    everyTime: true,
    async isDone({ roles, reservation }) {
      const registration = await roles.registrations.state(reservation.registrationId);
      const state = registration?.state;
      return state === 'provisioning' || state === 'completed' ? { registration: state } : undefined;
    },
    async run(context) {
      await refuseForeignStorage(context);
      await context.roles.registrations.markProvisioning(context.reservation.registrationId);
    },
  }),
  step('creating_tenant', {
    async isDone({ roles, reservation }) {
      const tenant = await roles.tenants.findTenant(reservation);
      return tenant !== undefined && tenant.domains > 0
        ? { code: reservation.code, domain: reservation.domain }
        : undefined;
    },
    run: ({ roles, reservation }) => roles.tenants.reserve(reservation),
    undo: async ({ roles, reservation }) => ({ rows: await roles.tenants.removeTenant(reservation) }),
  }),
  step('creating_master_user', {
    isDone: async ({ roles, reservation }) =>
      (await roles.tenants.findOwner(reservation)) ? { owner: true } : undefined,
    run: ({ roles, reservation }) => roles.tenants.createOwner(reservation),
    undo: async ({ roles, reservation }) => ({ rows: await roles.tenants.removeOwner(reservation) }),
  }),
  step('creating_database', {
    isDone: ({ roles, reservation }) => roles.storage.isReady(reservation),
    async run({ roles, reservation, passwords }, { signal }) {
      // Kept before it is used: a role whose password nobody knows would be of no use to the platform.
      const verifier = await passwords.verifierFor(reservation);
      await roles.storage.create(reservation, verifier, signal);
    },
    async undo({ roles, reservation, passwords }, { signal }) {
      const dropped = await roles.storage.drop(reservation, signal);
      const role = await roles.storage.dropRole(reservation);
      await passwords.forget(reservation);
      return { ...dropped, ...role };
    },
  }),
  step('running_migrations', {
    async isDone(context) {
      const pending = await pendingMigrations(context);
      const all = context.roles.migrator.available(coreModule);
      return pending.length === 0
        ? { module: coreModule, version: all.at(-1)?.version ?? '', applied: all.length }
        : undefined;
    },
    async run(context, { signal, report }) {
      const pending = await pendingMigrations(context);
      for (const [index, migration] of pending.entries()) {
        signal.throwIfAborted();
        report(index / pending.length);
        await context.roles.migrator.apply(context.reservation, migration, signal);
      }
    },
  }),
  step('seeding_data', {
    isDone: ({ roles, reservation }) => roles.seeder.isSeeded(reservation),
    run: async ({ roles, reservation }) => void (await roles.seeder.seed(reservation)),
  }),
  step('activating_tenant', {
    pivot: true,
    async isDone({ roles, reservation }) {
      const tenant = await roles.tenants.findTenant(reservation);
      const registration = await roles.registrations.state(reservation.registrationId);
      // Both are written at once. What became of the tenant since, as a hold, is not this operation's.
      const activated = registration?.state === 'completed' && tenant !== undefined && tenant.status !== 'provisioning';
      return activated ? { status: tenant.status } : undefined;
    },
    run: ({ roles, reservation, language }) =>
      roles.tenants.activate(reservation, { kind: 'welcome', to: reservation.ownerEmail, language }),
  }),
  step('sending_welcome_email', {
    optional: true,
    async isDone({ roles, lease }) {
      const waiting = (await roles.outbox.pending(lease.operationId)).filter(({ sent }) => !sent);
      return waiting.length === 0 ? { sent: true } : undefined;
    },
    async run({ roles, reservation, lease, sendWelcome }, { signal }) {
      for (const mail of await roles.outbox.pending(lease.operationId)) {
        if (mail.sent) continue;
        await sendWelcome({ ...mail, company: reservation.name, domain: reservation.domain, signal });
        await roles.outbox.markSent(lease.operationId, mail.kind);
      }
    },
  }),
  step('completed', { isDone: async () => ({ completed: true }), run: async () => undefined }),
];

export const provisionOperation = (parts: {
  openRoles(lease: Lease): Promise<OperationRoles>;
  passwords: TenantPasswords;
  sendWelcome: SendWelcome;
}): OperationDefinition =>
  defineOperation({
    kind: 'provision',
    params: provisionParams,
    steps: provisioning,
    open: async ({ reservation, language }, lease): Promise<Provisioning> => ({
      roles: await parts.openRoles(lease),
      reservation,
      language,
      lease,
      passwords: parts.passwords,
      sendWelcome: parts.sendWelcome,
    }),
    close: ({ roles }) => roles.close(),
    onFailed: async ({ roles, reservation }, error) =>
      roles.registrations.markFailed(reservation.registrationId, error.toData()),
    onUndone: ({ roles, reservation }) => roles.registrations.markVerified(reservation.registrationId),
  });

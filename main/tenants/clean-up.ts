import { z } from 'zod';
import type { Evidence } from '../../shared/domain/operations.ts';
import type { CleanUpStep } from '../../shared/domain/provisioning.ts';
import { AppError, toAppError } from '../../shared/errors.ts';
import type { Lease, OperationRoles } from '../layouts/layout.ts';
import type { Reservation } from '../layouts/roles/provisioning.ts';
import { defineOperation, type OperationDefinition, type Step } from '../operations/definition.ts';
import { errorClassOf } from '../operations/error-class.ts';
import type { TenantPasswords } from './ports.ts';
import { reservationSchema } from './reservation.ts';

export const cleanUpParams = z.strictObject({ reservation: reservationSchema });

export interface CleanUp {
  readonly roles: OperationRoles;
  readonly reservation: Reservation;
  readonly passwords: TenantPasswords;
}

/** A removal is done when looking finds nothing; the rows it removed are evidence of the run that removed them. */
const removal = (
  name: CleanUpStep,
  look: (context: CleanUp) => Promise<boolean>,
  remove: (context: CleanUp, signal: AbortSignal) => Promise<unknown>,
  more: Pick<Step<CleanUp>, 'pivot'> = {},
): Step<CleanUp> => ({
  name,
  weight: 1,
  isDone: async (context) => ((await look(context)) ? undefined : { left: 0 }),
  ...more,
  run: async (context, { signal }) => {
    await remove(context, signal).catch((error: unknown) => {
      throw errorClassOf(error) === 'permanent' ? leftBehind(name, context.reservation, toAppError(error)) : error;
    });
  },
});

/** Says exactly what is left, and keeps the server's own reason beside it. */
function leftBehind(
  step: CleanUpStep,
  { database, role, code }: Reservation,
  { code: kind, key, params, server }: AppError,
): AppError {
  if (kind === 'lost' || kind === 'cancelled') return new AppError(kind, key, { params });
  return new AppError('conflict', 'tenant.cleanup_failed', {
    params: { ...params, step, database, role, code, reason: key },
    ...(server === undefined ? {} : { server }),
  });
}

/** A tenant that works, or works again when its hold is lifted, is not cleaned up, whatever its registration says. */
async function refuseWorkingTenant({ roles, reservation }: CleanUp): Promise<Evidence> {
  const tenant = await roles.tenants.findTenant(reservation);
  const storage = await roles.storage.state(reservation);
  if (tenant !== undefined && tenant.status !== 'provisioning' && storage.kind === 'ours') {
    throw new AppError('conflict', 'registration.nothing_to_clean', {
      params: { name: reservation.name, code: reservation.code },
    });
  }
  if (storage.kind === 'creating')
    throw new AppError('busy', 'operation.creation_in_flight', {
      params: { database: reservation.database },
      retry: true,
    });
  return { tenant: tenant?.status ?? 'absent', storage: storage.kind };
}

/** What is there and not ours stays, and is not counted as left behind. */
const isOursToDrop = async ({ roles, reservation }: CleanUp): Promise<boolean> => {
  const { kind } = await roles.storage.state(reservation);
  return kind === 'ours' || kind === 'invalid' || kind === 'empty_unstamped';
};

/** What a failed provisioning left, removed in this order; the database after its sessions are ended. */
export const cleaningUp: ReadonlyArray<Step<CleanUp>> = [
  { name: 'checking' satisfies CleanUpStep, weight: 1, isDone: refuseWorkingTenant, run: async () => undefined },
  removal(
    'removing_subscription',
    async ({ roles, reservation }) => (await roles.tenants.countSubscriptions(reservation)) > 0,
    ({ roles, reservation }) => roles.tenants.removeSubscriptions(reservation),
    // What is removed does not come back.
    { pivot: true },
  ),
  removal(
    'removing_owner',
    ({ roles, reservation }) => roles.tenants.findOwner(reservation),
    ({ roles, reservation }) => roles.tenants.removeOwner(reservation),
  ),
  removal(
    'releasing_registration',
    async ({ roles, reservation }) =>
      ((await roles.registrations.state(reservation.registrationId))?.tenantId ?? null) !== null,
    ({ roles, reservation }) => roles.registrations.clearTenant(reservation.registrationId),
  ),
  removal(
    'removing_tenant',
    async ({ roles, reservation }) => (await roles.tenants.findTenant(reservation)) !== undefined,
    ({ roles, reservation }) => roles.tenants.removeTenant(reservation),
  ),
  removal('removing_database', isOursToDrop, ({ roles, reservation }, signal) =>
    roles.storage.drop(reservation, signal),
  ),
  removal(
    'removing_role',
    ({ roles, reservation }) => roles.storage.roleExists(reservation),
    async ({ roles, reservation, passwords }) => {
      await roles.storage.dropRole(reservation);
      await passwords.forget(reservation);
    },
  ),
  {
    name: 'completed' satisfies CleanUpStep,
    weight: 1,
    async isDone({ roles, reservation }) {
      const registration = await roles.registrations.state(reservation.registrationId);
      // A registration that was decided otherwise meanwhile stays so.
      return registration?.state === 'failed' || registration?.state === 'provisioning'
        ? undefined
        : { registration: registration?.state ?? 'absent' };
    },
    run: ({ roles, reservation }) => roles.registrations.markVerified(reservation.registrationId),
  },
];

export const cleanUpOperation = (parts: {
  openRoles(lease: Lease): Promise<OperationRoles>;
  passwords: TenantPasswords;
}): OperationDefinition =>
  defineOperation({
    kind: 'clean_up',
    params: cleanUpParams,
    steps: cleaningUp,
    open: async ({ reservation }, lease): Promise<CleanUp> => ({
      roles: await parts.openRoles(lease),
      reservation,
      passwords: parts.passwords,
    }),
    close: ({ roles }) => roles.close(),
  });

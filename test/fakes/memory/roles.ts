import type { Lease, OperationRoles } from '../../../main/layouts/layout.ts';
import type { TenantDatabase } from '../../../main/layouts/roles/migrations.ts';
import type { Reservation } from '../../../main/layouts/roles/provisioning.ts';
import { classified } from '../../../main/operations/error-class.ts';
import type { ProfileSettings } from '../../../shared/domain/connection-profile.ts';
import type { RegistrationId } from '../../../shared/domain/ids.ts';
import type { RegistrationState } from '../../../shared/domain/lifecycle.ts';
import type { Evidence } from '../../../shared/domain/operations.ts';
import { AppError } from '../../../shared/errors.ts';
import { memoryArchiver } from './archiver.ts';
import { memoryArchiveRecords } from './archives.ts';
import { memoryCopies } from './copies.ts';
import { memoryDomainRecords } from './domains.ts';
import { memoryFlagRecords } from './flags.ts';
import { memoryGate, memoryHoldRecords } from './hold-records.ts';
import { holds } from './journal.ts';
import { memoryLifecycleRecords } from './lifecycle.ts';
import { memoryMigrator, memoryModuleRemover } from './migrations.ts';
import { memoryModuleRecords } from './module-events.ts';
import { memoryOrphans } from './orphans.ts';
import { fencedDatabase, memoryBuilder } from './storage.ts';
import { memorySetUpRecords, memorySubscriptionRecords } from './subscription-records.ts';
import { memoryTenantRecords } from './tenant-records.ts';
import { memoryCompanies } from './tenant-settings.ts';
import { isoNow, type MemoryDatabase, type MemoryRegistration, type MemoryWorld } from './world.ts';

export const systemIdentifier = '7000000000000000001';

const seedEvidence: Evidence = { seedVersion: 1, companies: 1, branches: 1, departments: 1, users: 1 };

export function memoryRoles(world: MemoryWorld, settings: ProfileSettings, lease: Lease): OperationRoles {
  const session = { operationId: lease.operationId, fence: BigInt(lease.fence), ended: false };
  world.sessions.add(session);
  const assertAlive = (): void => {
    if (session.ended)
      throw classified(
        new AppError('unreachable', 'server.lost', { params: { host: settings.host }, retry: true }),
        'ambiguous',
      );
  };
  const assertFence = (): void => {
    assertAlive();
    if (!holds(world, world.operations.get(lease.operationId), lease.fence))
      throw new AppError('lost', 'operation.lost');
  };
  const registration = (id: RegistrationId): MemoryRegistration => {
    assertFence();
    const found = world.registrations.get(id);
    if (found === undefined) throw new AppError('not_found', 'registration.not_found');
    return found;
  };
  const move = (id: RegistrationId, to: RegistrationState, failureText: string | null): void => {
    const found = registration(id);
    if (!['verified', 'failed', 'provisioning'].includes(found.state))
      throw new AppError('conflict', 'registration.wrong_state', { params: { from: found.state, to } });
    Object.assign(found, { state: to, failureText, updatedAt: isoNow(world) });
  };
  const inDatabase = (reservation: TenantDatabase): MemoryDatabase => {
    assertAlive();
    const here = world.databases.get(reservation.database);
    const params = { database: reservation.database };
    if (here === undefined) throw new AppError('not_found', 'server.no_database', { params });
    if (here.stamp?.tenantId !== reservation.tenantId)
      throw new AppError('conflict', 'tenant.foreign_stamp', { params });
    return here;
  };
  const changeDatabase = (reservation: Reservation): MemoryDatabase => {
    assertFence();
    return fencedDatabase(world, reservation, BigInt(lease.fence));
  };
  const parts = { world, settings, lease, assertFence };
  return {
    async systemIdentifier() {
      assertAlive();
      return systemIdentifier;
    },
    holds: world.faults.watch('holdRecords', memoryHoldRecords(parts)),
    gate: world.faults.watch('gate', memoryGate(parts)),
    lifecycle: world.faults.watch('lifecycleRecords', memoryLifecycleRecords(parts)),
    archives: world.faults.watch('archiveRecords', memoryArchiveRecords(parts)),
    archiver: world.faults.watch('archiver', memoryArchiver(parts)),
    copies: world.faults.watch('copies', memoryCopies(parts)),
    domains: world.faults.watch('domainRecords', memoryDomainRecords(parts)),
    orphans: world.faults.watch('orphans', memoryOrphans(parts)),
    moduleRecords: world.faults.watch('moduleRecords', memoryModuleRecords(parts)),
    companies: world.faults.watch('companies', memoryCompanies(parts)),
    tenants: world.faults.watch('tenants', memoryTenantRecords({ world, lease, assertFence })),
    registrations: world.faults.watch('registrations', {
      async state(id: RegistrationId) {
        assertAlive();
        const found = world.registrations.get(id);
        return found === undefined ? undefined : { state: found.state, tenantId: found.tenantId };
      },
      markProvisioning: async (id: RegistrationId) => move(id, 'provisioning', null),
      // What an operation wrote is told by the operation itself.
      markFailed: async (id) => move(id, 'failed', null),
      markVerified: async (id: RegistrationId) => move(id, 'verified', null),
      async clearTenant(id: RegistrationId) {
        const found = registration(id);
        if (found.state === 'completed')
          throw new AppError('conflict', 'registration.wrong_state', { params: { from: found.state, to: 'verified' } });
        found.tenantId = null;
      },
    } satisfies OperationRoles['registrations']),
    storage: world.faults.watch('storage', memoryBuilder(parts)),
    migrator: world.faults.watch('migrator', memoryMigrator({ ...parts, inDatabase })),
    modules: world.faults.watch('modules', memoryModuleRemover({ ...parts, inDatabase })),
    seeder: world.faults.watch('seeder', {
      isSeeded: async (reservation: Reservation) => (inDatabase(reservation).seeded ? seedEvidence : undefined),
      async seed(reservation: Reservation) {
        const here = changeDatabase(reservation);
        if (here.migrations.length === 0)
          throw new AppError('refused', 'server.refused_statement', {
            server: { code: '42P01', message: 'relation "tenant.Companies" does not exist' },
          });
        if (!here.seeded) {
          const owner = world.users.find(({ tenantId, isAdmin }) => tenantId === reservation.tenantId && isAdmin);
          const { ownerEmail } = reservation;
          here.users.push({
            ...{ userId: owner?.id ?? null, email: owner?.email ?? ownerEmail, name: null },
            ...{ role: 'super_admin', active: true, lastLoginAt: null },
          });
        }
        here.seeded = true;
        return seedEvidence;
      },
    } satisfies OperationRoles['seeder']),
    outbox: world.faults.watch('outbox', {
      pending: async (operationId) => structuredClone(world.operations.get(operationId)?.outbox ?? []),
      async markSent(operationId, kind) {
        assertFence();
        for (const mail of world.operations.get(operationId)?.outbox ?? []) if (mail.kind === kind) mail.sent = true;
      },
    } satisfies OperationRoles['outbox']),
    flags: world.faults.watch('flagRecords', memoryFlagRecords({ world, lease, assertFence })),
    subscriptions: world.faults.watch('subscriptionRecords', memorySubscriptionRecords(parts)),
    setUp: world.faults.watch('setUp', memorySetUpRecords(parts)),
    async close() {
      world.sessions.delete(session);
      session.ended = true;
    },
  };
}

import type { Lease, OperationRoles } from '../../../main/layouts/layout.ts';
import type { Migration } from '../../../main/layouts/roles/migrations.ts';
import type { Reservation } from '../../../main/layouts/roles/provisioning.ts';
import { readBundle } from '../../../main/migrations/bundle.ts';
import { classified } from '../../../main/operations/error-class.ts';
import type { ProfileSettings } from '../../../shared/domain/connection-profile.ts';
import type { RegistrationId } from '../../../shared/domain/ids.ts';
import type { RegistrationState } from '../../../shared/domain/lifecycle.ts';
import type { Evidence } from '../../../shared/domain/operations.ts';
import { AppError } from '../../../shared/errors.ts';
import { memoryArchiver } from './archiver.ts';
import { memoryArchiveRecords } from './archives.ts';
import { memoryCopies } from './copies.ts';
import { memoryGate, memoryHoldRecords } from './hold-records.ts';
import { holds } from './journal.ts';
import { memoryLifecycleRecords } from './lifecycle.ts';
import { memoryModuleRecords } from './module-events.ts';
import { memoryOrphans } from './orphans.ts';
import { fencedDatabase, memoryBuilder } from './storage.ts';
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
  const inDatabase = (reservation: Reservation): MemoryDatabase => {
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
  const apply = (here: MemoryDatabase, { module, version, name, checksum }: Migration): void => {
    const found = here.migrations.find((one) => one.module === module && one.version === version);
    if (found !== undefined && found.checksum !== checksum)
      throw new AppError('conflict', 'migration.checksum', { params: { module, version } });
    if (found === undefined) here.migrations.push({ module, version, name, checksum, appliedAt: isoNow(world) });
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
    migrator: world.faults.watch('migrator', {
      available: (module: string) => readBundle('postgres-per-tenant', module),
      applied: async (reservation: Reservation) =>
        inDatabase(reservation).migrations.map(({ module, version, checksum }) => ({ module, version, checksum })),
      async apply(reservation: Reservation, migration: Migration, signal: AbortSignal) {
        signal.throwIfAborted();
        apply(changeDatabase(reservation), migration);
      },
    } satisfies OperationRoles['migrator']),
    seeder: world.faults.watch('seeder', {
      isSeeded: async (reservation: Reservation) => (inDatabase(reservation).seeded ? seedEvidence : undefined),
      async seed(reservation: Reservation) {
        const here = changeDatabase(reservation);
        if (here.migrations.length === 0)
          throw new AppError('refused', 'server.refused_statement', {
            server: { code: '42P01', message: 'relation "tenant.Companies" does not exist' },
          });
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
    async close() {
      world.sessions.delete(session);
      session.ended = true;
    },
  };
}

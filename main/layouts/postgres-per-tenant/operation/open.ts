import { AppError } from '../../../../shared/errors.ts';
import type { Lease, OperationRoles } from '../../layout.ts';
import type { StockerDeps } from '../deps.ts';
import { archiveRecords } from './archive-records.ts';
import { databaseArchiver } from './archiver.ts';
import { companyRecords } from './companies.ts';
import { openContext } from './context.ts';
import { copyBuilder } from './copies.ts';
import { domainRecords } from './domains.ts';
import { flagRecords } from './flag-records.ts';
import { holdRecords, tenantGate } from './holds.ts';
import { lifecycleRecords } from './lifecycle-records.ts';
import { tenantMigrator } from './migrator.ts';
import { moduleRecords } from './module-records.ts';
import { moduleRemover } from './module-remover.ts';
import { orphanRemover } from './orphans.ts';
import { operationOutbox } from './outbox.ts';
import { registrationRecords } from './registration-records.ts';
import { tenantSeeder } from './seeder.ts';
import { operationSessions } from './sessions.ts';
import { storageBuilder } from './storage.ts';
import { setUpRecords, subscriptionRecords } from './subscription-records.ts';
import { systemIdentifier } from './system-identifier.ts';
import { tenantRecords } from './tenant-records.ts';

/** Everything that an operation may do on a Stocker platform, on sessions that carry its id and fence. */
export async function openOperationRoles(deps: StockerDeps, lease: Lease): Promise<OperationRoles> {
  if (!deps.pools.writable) throw new AppError('read_only', 'session.read_only');
  const context = await openContext(deps, lease, operationSessions(deps.server, lease));
  return {
    systemIdentifier: () => systemIdentifier(context),
    holds: holdRecords(context),
    gate: tenantGate(context),
    lifecycle: lifecycleRecords(context),
    archives: archiveRecords(context),
    archiver: databaseArchiver(context),
    copies: copyBuilder(context),
    orphans: orphanRemover(context),
    tenants: tenantRecords(context),
    registrations: registrationRecords(context),
    storage: storageBuilder(context),
    migrator: tenantMigrator(context),
    modules: moduleRemover(context),
    seeder: tenantSeeder(context),
    companies: companyRecords(context),
    outbox: operationOutbox(context),
    moduleRecords: moduleRecords(context),
    domains: domainRecords(context),
    flags: flagRecords(context),
    subscriptions: subscriptionRecords(context),
    setUp: setUpRecords(context),
    close: () => context.close(),
  };
}

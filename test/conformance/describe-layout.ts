import { afterAll, beforeAll, describe } from 'vitest';
import { describeArchives } from './suites/archives.ts';
import { describeCopies } from './suites/copies.ts';
import { describeDeletion } from './suites/deletion.ts';
import { describeDomains } from './suites/domains.ts';
import { describeFences } from './suites/fences.ts';
import { describeFlags } from './suites/flags.ts';
import { describeHoldRecords } from './suites/hold-records.ts';
import { describeHolds } from './suites/holds.ts';
import { describeJournal } from './suites/journal.ts';
import { describeLifecycle } from './suites/lifecycle.ts';
import { describeMigrations } from './suites/migrations.ts';
import { describeModuleEvents } from './suites/module-events.ts';
import { describeModules } from './suites/modules.ts';
import { describeOperators } from './suites/operators.ts';
import { describeOrphans } from './suites/orphans.ts';
import { describePackages } from './suites/packages.ts';
import { describePlatform } from './suites/platform.ts';
import { describeRecords } from './suites/records.ts';
import { describeRegistrations } from './suites/registrations.ts';
import { describeStorage } from './suites/storage.ts';
import { describeSubscriptions } from './suites/subscriptions.ts';
import { describeTenantSettings } from './suites/tenant-settings.ts';
import { describeTenants } from './suites/tenants.ts';
import { describeUsers } from './suites/users.ts';
import type { ConformanceWorld, OpenWorld } from './world.ts';

/** What every layout promises, whatever it is made of. One world for all of it: each test brings names of its own. */
export function describeLayout(name: string, open: OpenWorld): void {
  describe(name, () => {
    let world: ConformanceWorld | undefined;
    beforeAll(async () => {
      world = await open();
    });
    afterAll(() => world?.close());
    const opened = (): ConformanceWorld => {
      if (world === undefined) throw new Error('the platform did not open');
      return world;
    };
    describePlatform(opened);
    describeOperators(opened);
    describeJournal(opened);
    describeRegistrations(opened);
    describeRecords(opened);
    describeStorage(opened);
    describeMigrations(opened);
    describeModules(opened);
    describeModuleEvents(opened);
    describeFences(opened);
    describeCopies(opened);
    describeOrphans(opened);
    describeTenants(opened);
    describeHolds(opened);
    describeHoldRecords(opened);
    describeLifecycle(opened);
    describeDeletion(opened);
    describeArchives(opened);
    describeSubscriptions(opened);
    describeFlags(opened);
    describeDomains(opened);
    describePackages(opened);
    describeTenantSettings(opened);
    describeUsers(opened);
  });
}

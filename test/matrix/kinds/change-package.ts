import { changeMany } from '../../../main/billing/many-changes.ts';
import { systemClock } from '../../../main/clock.ts';
import { newProfile } from '../../../shared/domain/connection-profile.ts';
import type { OperationId, PackageId } from '../../../shared/domain/ids.ts';
import type { MatrixConsole } from '../console.ts';
import { giveBackSubscribed, modulesInside, takeSubscribed } from '../modules.ts';
import type { PreparedTenant } from '../tenants.ts';
import { findings } from './expect.ts';
import type { Arranged, Scenario } from './kind.ts';
import { row } from './look.ts';
import { packagesOf } from './packages.ts';

interface ChangeCase extends Arranged {
  readonly tenants: ReadonlyArray<PreparedTenant>;
  readonly packageId: PackageId;
}

const clock = systemClock();

const change = (
  { layout, engine }: MatrixConsole,
  { tenants, packageId }: ChangeCase,
  by: string,
): Promise<OperationId> =>
  changeMany(
    { layout, engine, settings: newProfile, clock },
    {
      ...{ tenants: tenants.map(({ id }) => id), packageId, period: 'monthly', when: 'now' },
      ...{ reason: 'Wanted by a matrix', acceptsBroken: false },
    },
    by,
  );

/** From Finance alone, by a package at 100, to one at 10,000 with CRM and Sales: both are installed, and Finance goes. */
export const changePackageScenario: Scenario<ChangeCase> = {
  kind: 'change_package',
  async arrange(stage) {
    const tenants = [await takeSubscribed(stage), await takeSubscribed(stage)];
    const { small } = await packagesOf(stage);
    return { marks: tenants.flatMap(({ id, code }) => [id, code]), tenants, packageId: small };
  },
  start: (console, arranged) => change(console, arranged, 'first'),
  async problems(stage, { tenants, packageId }, end, operation) {
    const { equal, all } = findings();
    const forward = end === 'forward';
    for (const tenant of tenants) {
      const found = await row(
        stage,
        `SELECT s."PackageId" = $3 AS bought, s."Price"::text AS price, s."Status" AS status, o.pending_change IS NULL AS none,
                s."CurrentPeriodEnd"::date - s."StartDate"::date AS days,
                ARRAY(SELECT m."ModuleCode" FROM "SubscriptionModules" m WHERE m."SubscriptionId" = s."Id"
                       ORDER BY m."ModuleCode" COLLATE "C") AS modules,
                ARRAY(SELECT action FROM tenantry.subscription_events
                       WHERE tenant_id = $1 AND op_id = $2 ORDER BY id) AS events
           FROM "Subscriptions" s JOIN tenantry.subscriptions o ON o.subscription_id = s."Id" WHERE s."TenantId" = $1`,
        [tenant.id, operation, packageId],
      );
      const { code } = tenant;
      equal(`${code}: package`, [found['bought'], found['price']], forward ? [true, '100.00'] : [false, '1.00']);
      equal(`${code}: state`, [found['status'], found['none'], found['days']], ['Aktif', true, 30]);
      equal(`${code}: modules`, found['modules'], forward ? ['CRM', 'Sales'] : ['Finance']);
      const events = found['events'] as ReadonlyArray<string>;
      // What was changed and put back is told; what never was is not.
      equal(`${code}: events`, events, forward ? ['change'] : events.length === 0 ? [] : ['change', 'change']);
      const { history, schemas } = await modulesInside(stage, tenant);
      const installed = forward
        ? [
            ['CRM', 'Sales'],
            ['crm', 'sales'],
          ]
        : [[], []];
      equal(`${code}: inside`, [history, schemas], installed);
    }
    return all;
  },
  giveBack(stage, { tenants }, end) {
    if (end === 'undone') for (const tenant of tenants) giveBackSubscribed(stage, tenant);
  },
};

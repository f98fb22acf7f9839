import { systemClock } from '../../../main/clock.ts';
import { startSetUp } from '../../../main/tenants/start-set-up.ts';
import type { PackageId } from '../../../shared/domain/ids.ts';
import type { PreparedTenant } from '../tenants.ts';
import { findings } from './expect.ts';
import type { Arranged, Scenario } from './kind.ts';
import { row, rowIn } from './look.ts';
import { packagesOf } from './packages.ts';

interface SetUpCase extends Arranged {
  readonly tenant: PreparedTenant;
  readonly packageId: PackageId;
}

const company = {
  ...{ name: 'Set up by a matrix', legalName: null, taxNumber: '8790017566', taxOffice: 'Kadıköy', email: null },
  ...{ phone: null, address: null, district: null, city: 'İstanbul', postalCode: null, countryCode: 'TR' },
};

export const setUpScenario: Scenario<SetUpCase> = {
  kind: 'set_up',
  async arrange(stage) {
    const tenant = await stage.tenants.take();
    return { marks: [tenant.id, tenant.code], tenant, packageId: (await packagesOf(stage)).small };
  },
  start: async ({ layout, engine, settings }, { tenant, packageId }) => {
    const parts = { layout, engine, settings, clock: systemClock(), by: 'first' };
    const asked = { tenantId: tenant.id, company, packageId, period: 'monthly', modules: ['CRM', 'Sales'] } as const;
    return (await startSetUp(parts, { ...asked, modules: [...asked.modules] })).operationId;
  },
  async problems(stage, { tenant }, end) {
    const { equal, all } = findings();
    const found = await row(
      stage,
      `SELECT "SetupCompleted" AS completed,
              (SELECT count(*)::int FROM "Subscriptions" s WHERE s."TenantId" = t."Id") AS subscriptions,
              (SELECT count(*)::int FROM tenantry.subscription_events e WHERE e.tenant_id = t."Id") AS events,
              ARRAY(SELECT m."ModuleCode" FROM "SubscriptionModules" m JOIN "Subscriptions" s ON s."Id" = m."SubscriptionId"
                     WHERE s."TenantId" = t."Id" ORDER BY 1) AS modules
         FROM "Tenants" t WHERE "Id" = $1`,
      [tenant.id],
    );
    const inside = await rowIn(
      stage,
      tenant.database,
      `SELECT ARRAY(SELECT DISTINCT module FROM _tenantry.migrations ORDER BY 1) AS installed,
              ARRAY(SELECT nspname::text FROM pg_namespace WHERE nspname IN ('crm', 'sales') ORDER BY 1) AS schemas,
              (SELECT "TaxNumber" FROM tenant."Companies") AS tax`,
    );
    const done = end === 'forward';
    equal(
      'completed, subscriptions, events',
      [found['completed'], found['subscriptions'], found['events']],
      [...(done ? [true, 1, 1] : [false, 0, 0])],
    );
    equal('modules', found['modules'], done ? ['CRM', 'Sales'] : []);
    equal('installed', inside['installed'], done ? ['CRM', 'Sales', 'core'] : ['core']);
    equal('schemas', inside['schemas'], done ? ['crm', 'sales'] : []);
    equal('company', inside['tax'], done ? company.taxNumber : null);
    return all;
  },
  giveBack({ tenants }, { tenant }, end) {
    if (end === 'undone') tenants.giveBack(tenant);
  },
};

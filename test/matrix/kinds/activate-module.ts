import { activate, giveBackSubscribed, modulesInside, takeSubscribed } from '../modules.ts';
import type { PreparedTenant } from '../tenants.ts';
import { findings } from './expect.ts';
import type { Arranged, Scenario } from './kind.ts';
import { row } from './look.ts';

interface ActivateCase extends Arranged {
  readonly tenant: PreparedTenant;
}

/** Sales stands on CRM: both come, or neither. */
export const activateModuleScenario: Scenario<ActivateCase> = {
  kind: 'activate_module',
  async arrange(stage) {
    const tenant = await takeSubscribed(stage);
    return { marks: [tenant.id, tenant.code], tenant };
  },
  start: (console, { tenant }) => activate(console, [tenant], { module: 'Sales', by: 'first' }),
  async problems(stage, { tenant }, end, operation) {
    const { equal, all } = findings();
    const found = await row(
      stage,
      `SELECT ARRAY(SELECT "ModuleCode" FROM "SubscriptionModules" m JOIN "Subscriptions" s ON s."Id" = m."SubscriptionId"
                     WHERE s."TenantId" = $1 ORDER BY "ModuleCode" COLLATE "C") AS modules,
              ARRAY(SELECT action || ' ' || module FROM tenantry.module_events
                     WHERE tenant_id = $1 AND op_id = $2 ORDER BY action, module COLLATE "C") AS events`,
      [tenant.id, operation],
    );
    const forward = end === 'forward';
    equal('modules', found['modules'], forward ? ['CRM', 'Finance', 'Sales'] : ['Finance']);
    const events = found['events'] as ReadonlyArray<string>;
    const given = ['activated CRM', 'activated Sales'];
    const taken = ['deactivated CRM', 'deactivated Sales'];
    // What was given and taken again is told; what never came is not.
    equal('events', events, forward ? given : events.length === 0 ? [] : [...given, ...taken]);
    const inside = await modulesInside(stage, tenant);
    equal(
      'inside',
      [inside.history, inside.schemas],
      forward
        ? [
            ['CRM', 'Sales'],
            ['crm', 'sales'],
          ]
        : [[], []],
    );
    return all;
  },
  giveBack(stage, { tenant }, end) {
    if (end === 'undone') giveBackSubscribed(stage, tenant);
  },
};

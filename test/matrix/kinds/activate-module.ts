import type { OperationId } from '../../../shared/domain/ids.ts';
import { activate, giveBackSubscribed, modulesInside, takeSubscribed } from '../modules.ts';
import type { Stage } from '../stage.ts';
import type { PreparedTenant } from '../tenants.ts';
import { findings } from './expect.ts';
import type { Arranged, End, Scenario } from './kind.ts';
import { row } from './look.ts';

interface ActivateCase extends Arranged {
  readonly tenants: ReadonlyArray<PreparedTenant>;
}

async function problemsOf(
  stage: Stage,
  tenant: PreparedTenant,
  { end, operation }: { readonly end: End; readonly operation: OperationId },
): Promise<ReadonlyArray<string>> {
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
}

/** Sales stands on CRM: both come, or neither. */
const scenario = (count: 1 | 2): Scenario<ActivateCase> => ({
  kind: 'activate_module',
  ...(count === 1 ? {} : { variant: 'several' }),
  async arrange(stage) {
    const tenants: PreparedTenant[] = [];
    while (tenants.length < count) tenants.push(await takeSubscribed(stage));
    return { marks: tenants.flatMap(({ id, code }) => [id, code]), tenants };
  },
  start: (console, { tenants }) => activate(console, tenants, { module: 'Sales', by: 'first' }),
  async problems(stage, { tenants }, end, operation) {
    const each = await Promise.all(tenants.map((tenant) => problemsOf(stage, tenant, { end, operation })));
    return each.flat();
  },
  giveBack(stage, { tenants }, end) {
    if (end === 'undone') for (const tenant of tenants) giveBackSubscribed(stage, tenant);
  },
});

export const activateModuleScenarios: ReadonlyArray<Scenario> = [scenario(1), scenario(2)];

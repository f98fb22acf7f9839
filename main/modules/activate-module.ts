import { z } from 'zod';
import { moduleCode, packageId, subscriptionId, tenantId } from '../../shared/contract/fields.ts';
import { standingOf } from '../../shared/domain/entitlements.ts';
import { type Evidence, isLiveState } from '../../shared/domain/operations.ts';
import type { Subscription } from '../../shared/domain/subscriptions.ts';
import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { Lease, OperationRoles } from '../layouts/layout.ts';
import { defineOperation, type OperationDefinition, type Step, type StepIo } from '../operations/definition.ts';
import type { OperationJournal } from '../operations/journal.ts';
import { completed, looking, stepOf } from '../operations/steps.ts';
import { tenantResource } from '../tenants/busy.ts';
import { dayIn } from '../tenants/days.ts';
import { wrongState } from '../tenants/require-move.ts';
import { installModules, isInstalled, uninstallModules } from './install-modules.ts';

const soldModule = z.strictObject({ code: moduleCode, name: z.string(), maxEntities: z.number().nullable() });

const activatedTenant = z.strictObject({
  ...{ tenantId, code: z.string(), name: z.string(), database: z.string().max(63) },
  /** For which it was decided: another one may have another package. */
  ...{ subscriptionId, packageId, packageVersion: z.number().int() },
  /** What its subscription lacks. */
  add: z.array(soldModule),
});

export const activateModuleParams = z.strictObject({
  module: moduleCode,
  /** It and all it stands on, in the order in which they are installed. */
  install: z.array(moduleCode).min(1),
  reason: z.string(),
  by: z.string(),
  timeZone: z.string(),
  tenants: z.array(activatedTenant).min(1).max(500),
});
export type ActivateModuleParams = z.output<typeof activateModuleParams>;
type ActivatedTenant = ActivateModuleParams['tenants'][number];

export interface Activating {
  readonly roles: OperationRoles;
  readonly journal: Pick<OperationJournal, 'newestOn'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly lease: Lease;
  readonly params: ActivateModuleParams;
}

/** As it is now: what was planned for it may have changed since. */
async function requireReady(
  { roles, journal, lease }: Activating,
  { tenantId: id, name, database }: ActivatedTenant,
): Promise<void> {
  const found = await roles.lifecycle.find(id);
  if (found === undefined) throw new AppError('not_found', 'tenant.not_found');
  if (found.lifecycle !== 'active') throw wrongState({ name, lifecycle: found.lifecycle }, 'active');
  if (found.database !== database) throw new AppError('not_found', 'tenant.no_database', { params: { name } });
  const running = (await journal.newestOn([tenantResource(id)])).get(tenantResource(id));
  if (running !== undefined && running.id !== lease.operationId && isLiveState(running.state))
    throw new AppError('conflict', 'operation.running_on_resource', {
      params: { name, operator: running.holder?.operator ?? running.actor },
    });
}

async function requireSubscription(
  { roles, clock, params }: Activating,
  tenant: ActivatedTenant,
): Promise<Subscription> {
  const subscription = await roles.subscriptions.current(tenant.tenantId);
  if (subscription === undefined)
    throw new AppError('conflict', 'module.no_subscription', { params: { name: tenant.name } });
  if (standingOf(subscription, dayIn(params.timeZone, clock.now())) === 'ended')
    throw new AppError('conflict', 'module.subscription_ended', { params: { name: tenant.name } });
  const { id, packageId: bought, packageVersion } = subscription;
  if (id !== tenant.subscriptionId || bought !== tenant.packageId || packageVersion !== tenant.packageVersion)
    throw new AppError('conflict', 'subscription.changed', { params: { name: tenant.name } });
  return subscription;
}

/** Everything is installed, and the subscription has all that it lacked. */
async function isActivated({ roles, params }: Activating, tenant: ActivatedTenant): Promise<Evidence | undefined> {
  const subscription = await roles.subscriptions.current(tenant.tenantId);
  if (!tenant.add.every(({ code }) => subscription?.modules.some((one) => one.code === code))) return undefined;
  let last: Evidence | undefined;
  for (const module of params.install) {
    last = await isInstalled(roles, tenant, module);
    if (last === undefined) return undefined;
  }
  return { ...last, added: tenant.add.map(({ code }) => code).join(', ') };
}

/** Migrations first: where one fails, the subscription has nothing that the database has not. */
async function activate(context: Activating, tenant: ActivatedTenant, io: StepIo): Promise<void> {
  const { roles, params } = context;
  await requireReady(context, tenant);
  await requireSubscription(context, tenant);
  await installModules(roles, tenant, params.install, io);
  if (tenant.add.length === 0) return;
  const { reason, by } = params;
  await roles.subscriptions.setModules({ tenantId: tenant.tenantId, add: tenant.add, remove: [], reason, by });
}

/** The subscription loses what this operation gave it; what it installed goes too, unless somebody wrote into it. */
async function takeBack(
  { roles, lease, params }: Activating,
  tenant: ActivatedTenant,
  { signal }: StepIo,
): Promise<Evidence> {
  const { tenantId: id } = tenant;
  const lines = await roles.moduleRecords.writtenBy(lease.operationId, id);
  const given = new Set(lines.filter(({ action }) => action === 'activated').map(({ module }) => module));
  const remove = tenant.add.map(({ code }) => code).filter((code) => given.has(code));
  const { reason, by } = params;
  const subscription = await roles.subscriptions.current(id);
  const has = tenant.add
    .map(({ code }) => code)
    .filter((code) => subscription?.modules.some((one) => one.code === code));
  const left = remove.filter((code) => has.includes(code));
  if (left.length > 0) await roles.subscriptions.setModules({ tenantId: id, add: [], remove: left, reason, by });
  // What somebody else gave it meanwhile needs its tables.
  const modules = params.install.filter((code) => left.includes(code) || !has.includes(code));
  const brought = { modules, broughtBy: lease.operationId };
  const reverted = await uninstallModules(roles, tenant, brought, signal);
  return { ...reverted, removed: left.join(', ') };
}

const activating = (tenant: ActivatedTenant, alone: boolean): Step<Activating> => ({
  name: stepOf<'activate_module'>('activating', tenant.code),
  weight: 4,
  ...(alone ? {} : { optional: true as const }),
  isDone: (context) => isActivated(context, tenant),
  run: (context, io) => activate(context, tenant, io),
  undo: (context, io) => takeBack(context, tenant, io),
});

/** One alone fails where it fails; of several, those that can't are told of, and the others get it all the same. */
export const activatingModule = ({
  tenants,
}: Pick<ActivateModuleParams, 'tenants'>): ReadonlyArray<Step<Activating>> => [
  looking<Activating>('checking', async ({ params }) => ({
    module: params.module,
    installs: params.install.join(', '),
    tenants: params.tenants.length,
  })),
  ...tenants.map((tenant) => activating(tenant, tenants.length === 1)),
  completed(),
];

export const activateModuleOperation = ({
  openRoles,
  journal,
  clock,
}: {
  openRoles(lease: Lease): Promise<OperationRoles>;
  readonly journal: Pick<OperationJournal, 'newestOn'>;
  readonly clock: Pick<Clock, 'now'>;
}): OperationDefinition =>
  defineOperation({
    kind: 'activate_module',
    params: activateModuleParams,
    steps: activatingModule,
    undoable: true,
    open: async (params, lease): Promise<Activating> => ({
      ...{ roles: await openRoles(lease), journal, clock, lease, params },
    }),
    close: ({ roles }) => roles.close(),
  });

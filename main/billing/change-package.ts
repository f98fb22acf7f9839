import { z } from 'zod';
import { moduleCode, packageId, subscriptionId, tenantId } from '../../shared/contract/fields.ts';
import type { Evidence } from '../../shared/domain/operations.ts';
import { isLiveState } from '../../shared/domain/operations.ts';
import { modulesAfter, modulesNow } from '../../shared/domain/package-change.ts';
import type { PackageModule } from '../../shared/domain/packages.ts';
import { isDue, type PlanTerms, sameTerms } from '../../shared/domain/subscription-change.ts';
import { moveSubscription } from '../../shared/domain/subscription-moves.ts';
import type { Subscription } from '../../shared/domain/subscriptions.ts';
import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { Lease, OperationRoles } from '../layouts/layout.ts';
import { installModules, uninstallModules } from '../modules/install-modules.ts';
import { defineOperation, type OperationDefinition, type Step, type StepIo } from '../operations/definition.ts';
import type { OperationJournal } from '../operations/journal.ts';
import { completed, looking, stepOf } from '../operations/steps.ts';
import { tenantResource } from '../tenants/busy.ts';
import { dayIn } from '../tenants/days.ts';
import { wrongState } from '../tenants/require-move.ts';
import { refusalOf } from './refusal.ts';

const terms = z.strictObject({
  packageId,
  packageName: z.string(),
  packageVersion: z.number().int(),
  price: z.strictObject({ minor: z.number().int(), currency: z.string() }),
  period: z.enum(['monthly', 'yearly']),
});

const changedTenant = z.strictObject({
  ...{ tenantId, code: z.string(), name: z.string(), database: z.string().max(63).nullable(), subscriptionId },
  /** As they were when it was decided. */
  from: terms,
  to: terms,
  /** What it gains and all that stands under it, in the order in which they are installed. */
  install: z.array(moduleCode),
});

const soldModules = z.strictObject({
  packageId,
  packageVersion: z.number().int(),
  modules: z.array(
    z.strictObject({
      code: moduleCode,
      name: z.string(),
      included: z.boolean(),
      maxEntities: z.number().nullable(),
    }),
  ),
});

/** The terms are decided before it begins, so that whoever goes on sells the same. */
export const changePackageParams = z.strictObject({
  /** `due`: what was put aside for the period's end is applied, and nothing else. */
  mode: z.enum(['now', 'period_end', 'due']),
  /** The modules of every version of a package that is left or bought. */
  packages: z.array(soldModules),
  reason: z.string().nullable(),
  by: z.string(),
  timeZone: z.string(),
  tenants: z.array(changedTenant).min(1).max(500),
});
export type ChangePackageParams = z.output<typeof changePackageParams>;
export type ChangedTenant = ChangePackageParams['tenants'][number];

export interface ChangingPackage {
  readonly roles: OperationRoles;
  readonly journal: Pick<OperationJournal, 'newestOn'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly lease: Lease;
  readonly params: ChangePackageParams;
}

/** As it is now: what was planned for it may have changed since. */
async function requireReady(
  { roles, journal, lease }: ChangingPackage,
  { tenantId: id, name, database, install }: ChangedTenant,
): Promise<void> {
  const found = await roles.lifecycle.find(id);
  if (found === undefined) throw new AppError('not_found', 'tenant.not_found');
  if (found.lifecycle !== 'active') throw wrongState({ name, lifecycle: found.lifecycle }, 'active');
  if (install.length > 0 && (database === null || found.database !== database))
    throw new AppError('not_found', 'tenant.no_database', { params: { name } });
  const running = (await journal.newestOn([tenantResource(id)])).get(tenantResource(id));
  if (running !== undefined && running.id !== lease.operationId && isLiveState(running.state))
    throw new AppError('conflict', 'operation.running_on_resource', {
      params: { name, operator: running.holder?.operator ?? running.actor },
    });
}

async function requireUnchanged({ roles, params }: ChangingPackage, tenant: ChangedTenant): Promise<Subscription> {
  const current = await roles.subscriptions.current(tenant.tenantId);
  const about = { params: { name: tenant.name } };
  if (current === undefined) throw new AppError('not_found', 'subscription.not_found', about);
  if (current.id !== tenant.subscriptionId || !sameTerms(current, tenant.from))
    throw new AppError('conflict', 'subscription.changed', about);
  if (params.mode === 'due' && current.pendingChange === null)
    throw new AppError('conflict', 'subscription.no_pending_change', about);
  return current;
}

const modulesOf = ({ packages }: ChangePackageParams, terms: PlanTerms): ReadonlyArray<PackageModule> =>
  packages.find((one) => one.packageId === terms.packageId && one.packageVersion === terms.packageVersion)?.modules ??
  [];

const actionOf = ({ mode }: Pick<ChangePackageParams, 'mode'>) =>
  mode === 'period_end' ? 'schedule_change' : 'change';

function afterChange({ params, clock }: ChangingPackage, tenant: ChangedTenant, current: Subscription): Subscription {
  const today = dayIn(params.timeZone, clock.now());
  if (params.mode === 'due' && !isDue(current, tenant.to, today))
    throw new AppError('conflict', 'subscription.not_due', {
      params: { name: tenant.name, date: current.pendingChange?.on ?? '' },
    });
  const sold = modulesOf(params, tenant.to);
  // Written down also where it lived by its package: what is sold under this name by then may have others.
  const modules = modulesNow(modulesAfter(current.modules, modulesOf(params, tenant.from), sold), sold);
  const details = { terms: tenant.to, modules, by: params.by };
  const { after, refusal } = moveSubscription(current, actionOf(params), details, today);
  if (after === undefined) throw refusalOf(refusal);
  return after;
}

async function isChanged({ roles, lease }: ChangingPackage, tenant: ChangedTenant): Promise<Evidence | undefined> {
  if (!(await roles.subscriptions.movedBy(lease.operationId, tenant.tenantId))) return undefined;
  const { packageName, packageVersion, period, price } = tenant.to;
  return {
    ...{ code: tenant.code, package: packageName, version: packageVersion, period },
    ...{ price: price.minor, currency: price.currency, installed: tenant.install.join(', ') },
  };
}

/** Migrations first: where one fails, the tenant pays for nothing that its database has not. */
async function change(context: ChangingPackage, tenant: ChangedTenant, io: StepIo): Promise<void> {
  const { roles, params } = context;
  await requireReady(context, tenant);
  const current = await requireUnchanged(context, tenant);
  const after = afterChange(context, tenant, current);
  const { database } = tenant;
  if (database !== null && tenant.install.length > 0)
    await installModules(roles, { tenantId: tenant.tenantId, database }, tenant.install, io);
  await roles.subscriptions.move({
    ...{ id: current.id, tenantId: tenant.tenantId, action: actionOf(params), expected: current, after },
    ...{ reason: params.reason, by: params.by },
  });
}

/** The subscription is what it was; what this installed goes as well, unless somebody wrote into it or has sold it since. */
async function takeBack(
  { roles, lease, params }: ChangingPackage,
  tenant: ChangedTenant,
  { signal }: StepIo,
): Promise<Evidence> {
  const { tenantId: id, code, database } = tenant;
  const changed = await roles.subscriptions.movedBy(lease.operationId, id);
  if (changed) await roles.subscriptions.revert({ tenantId: id, reason: params.reason, by: params.by });
  if (database === null || tenant.install.length === 0) return { code, changed };
  // What somebody else gave it meanwhile needs its tables.
  const has = modulesNow((await roles.subscriptions.current(id))?.modules ?? [], modulesOf(params, tenant.from));
  const modules = tenant.install.filter((module) => !has.some((one) => one.code === module));
  const brought = { modules, broughtBy: lease.operationId };
  const reverted = await uninstallModules(roles, { tenantId: id, database }, brought, signal);
  return { code, changed, ...reverted };
}

const changing = (tenant: ChangedTenant, alone: boolean): Step<ChangingPackage> => ({
  name: stepOf<'change_package'>('changing', tenant.code),
  weight: 4,
  ...(alone ? {} : { optional: true as const }),
  isDone: (context) => isChanged(context, tenant),
  run: (context, io) => change(context, tenant, io),
  undo: (context, io) => takeBack(context, tenant, io),
});

/** One alone fails where it fails; of several, those that can't are told of, and the others are changed all the same. */
export const changingPackage = ({
  tenants,
}: Pick<ChangePackageParams, 'tenants'>): ReadonlyArray<Step<ChangingPackage>> => [
  looking<ChangingPackage>('checking', async ({ params }) => ({ mode: params.mode, tenants: params.tenants.length })),
  ...tenants.map((tenant) => changing(tenant, tenants.length === 1)),
  completed(),
];

export const changePackageOperation = ({
  openRoles,
  journal,
  clock,
}: {
  openRoles(lease: Lease): Promise<OperationRoles>;
  readonly journal: Pick<OperationJournal, 'newestOn'>;
  readonly clock: Pick<Clock, 'now'>;
}): OperationDefinition =>
  defineOperation({
    kind: 'change_package',
    params: changePackageParams,
    steps: changingPackage,
    undoable: true,
    open: async (params, lease): Promise<ChangingPackage> => ({
      ...{ roles: await openRoles(lease), journal, clock, lease, params },
    }),
    close: ({ roles }) => roles.close(),
  });

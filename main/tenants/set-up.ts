import { z } from 'zod';
import { moduleCode, packageId, subscriptionId, tenantId } from '../../shared/contract/fields.ts';
import type { StepNoun } from '../../shared/domain/operation-steps.ts';
import type { Evidence } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import type { Lease, OperationRoles } from '../layouts/layout.ts';
import { installModules, isInstalled, uninstallModules } from '../modules/install-modules.ts';
import { defineOperation, type OperationDefinition, type Step } from '../operations/definition.ts';
import { completed, looking, stepOf } from '../operations/steps.ts';
import { wrongState } from './require-move.ts';

const nullable = z.string().nullable();
const company = z.strictObject({
  name: z.string(),
  legalName: nullable,
  taxNumber: nullable,
  taxOffice: nullable,
  email: nullable,
  phone: nullable,
  address: nullable,
  district: nullable,
  city: nullable,
  postalCode: nullable,
  countryCode: z.string(),
});
const soldModule = z.strictObject({ code: moduleCode, name: z.string(), maxEntities: z.number().nullable() });

export const setUpParams = z.strictObject({
  tenantId,
  code: z.string(),
  name: z.string(),
  database: z.string(),
  company,
  /** As it was, for the way back. */
  companyBefore: company.nullable(),
  /** Chosen before it begins, so that whoever goes on starts the same subscription. */
  subscription: z.strictObject({
    id: subscriptionId,
    packageId,
    packageVersion: z.number().int(),
    price: z.number().int(),
    currency: z.string(),
    period: z.enum(['monthly', 'yearly']),
    startsOn: z.string(),
    periodEndsOn: z.string(),
    trialEndsOn: z.string(),
    modules: z.array(soldModule),
  }),
  /** In the order in which they are installed: what others stand on first. */
  install: z.array(moduleCode),
  by: z.string(),
});
export type SetUpParams = z.output<typeof setUpParams>;

export interface SettingUp {
  readonly roles: OperationRoles;
  readonly params: SetUpParams;
  readonly lease: Lease;
}

type Noun = StepNoun<'set_up'>;

const storageOf = ({ params }: SettingUp) => ({ tenantId: params.tenantId, database: params.database });

async function look({ roles, params, lease }: SettingUp): Promise<Evidence> {
  const tenant = await roles.lifecycle.find(params.tenantId);
  if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
  if (tenant.lifecycle !== 'active') throw wrongState({ name: params.name, lifecycle: tenant.lifecycle }, 'active');
  const started = await roles.subscriptions.startedBy(lease.operationId);
  // One that began elsewhere would refuse ours only where nothing can be undone any more.
  const elsewhere =
    started === undefined &&
    ((await roles.setUp.isSetUp(params.tenantId)) ||
      (await roles.subscriptions.current(params.tenantId)) !== undefined);
  if (elsewhere) throw new AppError('conflict', 'setup.already_completed', { params: { name: params.name } });
  return { code: params.code, modules: params.install.length };
}

async function isCompany(context: SettingUp, company: SetUpParams['companyBefore']): Promise<boolean> {
  const found = await context.roles.companies.find(storageOf(context));
  return JSON.stringify(found) === JSON.stringify(company);
}

const savingCompany: Step<SettingUp> = {
  name: 'saving_company' satisfies Noun,
  weight: 1,
  isDone: async (context) => ((await isCompany(context, context.params.company)) ? { saved: true } : undefined),
  run: (context) => context.roles.companies.save(storageOf(context), context.params.company),
  async undo(context) {
    const { company, companyBefore } = context.params;
    // What its own people wrote into it since is theirs.
    if (companyBefore !== null && (await isCompany(context, company)))
      await context.roles.companies.save(storageOf(context), companyBefore);
    return { companyAsBefore: companyBefore !== null && (await isCompany(context, companyBefore)) };
  },
};

/** All of a module that the bundle has; undone, what was there before stays, and what a subscription uses by now. */
const migrating = (module: string): Step<SettingUp> => ({
  name: stepOf<'set_up'>('migrating', module),
  weight: 4,
  isDone: (context) => isInstalled(context.roles, storageOf(context), module),
  run: (context, io) => installModules(context.roles, storageOf(context), [module], io),
  async undo(context, { signal }) {
    const { roles, params, lease } = context;
    if ((await roles.subscriptions.current(params.tenantId)) !== undefined) return { reverted: 0 };
    return uninstallModules(roles, storageOf(context), { modules: [module], broughtBy: lease.operationId }, signal);
  },
});

const completingSetup: Step<SettingUp> = {
  name: 'completing_setup' satisfies Noun,
  weight: 2,
  // Subscription, modules and the tenant's mark are one transaction: before it the tenant is as it was.
  pivot: true,
  async isDone({ roles, params, lease }) {
    const started = await roles.subscriptions.startedBy(lease.operationId);
    if (started === undefined || !(await roles.setUp.isSetUp(params.tenantId))) return undefined;
    return { subscription: started.id, modules: params.subscription.modules.length };
  },
  run: ({ roles, params }) =>
    roles.setUp.complete({ ...params.subscription, tenantId: params.tenantId, reason: null, by: params.by }),
};

/**
 * From a provisioned tenant to one that people can work in. Modules are installed before the subscription begins, so
 * that one that fails leaves neither subscription nor rows of modules behind, and the tenant in setup.
 */
export const settingUp = ({ install }: Pick<SetUpParams, 'install'>): ReadonlyArray<Step<SettingUp>> => [
  looking<SettingUp>('checking', look),
  savingCompany,
  ...install.map(migrating),
  completingSetup,
  completed(),
];

export const setUpOperation = (parts: { openRoles(lease: Lease): Promise<OperationRoles> }): OperationDefinition =>
  defineOperation({
    kind: 'set_up',
    params: setUpParams,
    steps: settingUp,
    undoable: true,
    open: async (params, lease): Promise<SettingUp> => ({ roles: await parts.openRoles(lease), params, lease }),
    close: ({ roles }) => roles.close(),
  });

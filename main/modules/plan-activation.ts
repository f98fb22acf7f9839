import type { ActivationPlan } from '../../shared/contract/modules.ts';
import type { StoredTenant } from '../../shared/contract/tenants.ts';
import { type ActivationProblem, activationOf } from '../../shared/domain/entitlements.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import type { ErrorKey } from '../../shared/error-keys.ts';
import { AppError, toAppError } from '../../shared/errors.ts';
import type { Engine } from '../operations/engine.ts';
import { refuseWhileBusy } from '../tenants/busy.ts';
import { wrongState } from '../tenants/require-move.ts';
import { contentsOf, readInstalled } from './installed.ts';
import { versionOf } from './of-tenant.ts';
import { type ModuleParts, named, readUse, requireTenant, type TenantUse } from './tenant-use.ts';

export interface PlanParts extends ModuleParts {
  readonly engine: Pick<Engine, 'newestOn'>;
}

const activationKeys: Readonly<Record<ActivationProblem, ErrorKey>> = {
  unknown: 'module.unknown',
  unbundled: 'module.not_shipped',
  no_subscription: 'module.no_subscription',
  subscription_ended: 'module.subscription_ended',
  outside_package: 'module.outside_package',
};

export const activationError = (
  problem: { readonly why: ActivationProblem; readonly module: string },
  tenant: Pick<StoredTenant, 'name'>,
  use: Pick<TenantUse, 'known' | 'entitled' | 'packageName'>,
): AppError =>
  new AppError('conflict', activationKeys[problem.why], {
    params: { module: named(problem.module, use).name, name: tenant.name, package: use.packageName ?? '' },
  });

/** Why nothing may be done with a tenant's modules now, where that is so. */
export async function standstill(
  { engine }: Pick<PlanParts, 'engine'>,
  { id, name, lifecycle }: StoredTenant,
): Promise<AppError | undefined> {
  if (lifecycle !== 'active') return wrongState({ name, lifecycle }, 'active');
  try {
    await refuseWhileBusy(engine, { registrationId: null, tenantId: id });
    return undefined;
  } catch (error) {
    const told = toAppError(error);
    if (told.key !== 'operation.running_on_resource') throw told;
    return told;
  }
}

/** What activating a module for one tenant would do. Changes nothing. */
export async function planActivation(
  parts: PlanParts,
  { id, module }: { readonly id: TenantId; readonly module: string },
): Promise<ActivationPlan> {
  const { layout } = parts;
  const tenant = await requireTenant(layout, id);
  const [use, installed, stopped] = await Promise.all([
    readUse(parts, id),
    readInstalled(layout, tenant),
    standstill(parts, tenant),
  ]);
  const { needed, added, problem } = activationOf({ code: module, ...use });
  const migrations = needed.flatMap((code) => {
    const here = installed.modules?.find((one) => one.module === code)?.history ?? [];
    return layout.modules
      .available(code)
      .filter(({ version }) => installed.modules !== null && !here.some((one) => one.version === version))
      .map((one) => ({ ...versionOf(one), module: code }));
  });
  const refusal = (): AppError | undefined => {
    if (problem !== null) return activationError(problem, tenant, use);
    if (stopped !== undefined) return stopped;
    if (installed.problem !== null) return AppError.from(installed.problem);
    if (added.length > 0 || migrations.length > 0) return undefined;
    return new AppError('conflict', 'module.active_already', {
      params: { module: named(module, use).name, name: tenant.name },
    });
  };
  const contents = contentsOf(installed.modules?.find((one) => one.module === module));
  return {
    module: named(module, use),
    problem: refusal()?.toData() ?? null,
    adds: added.map((code) => named(code, use)),
    migrations,
    keptRows: contents === null || contents.rows === 0 ? null : contents.rows,
  };
}

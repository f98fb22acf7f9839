import type { DeactivationPlan } from '../../shared/contract/modules.ts';
import { type DeactivationProblem, deactivationOf } from '../../shared/domain/entitlements.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import type { ErrorKey } from '../../shared/error-keys.ts';
import { AppError } from '../../shared/errors.ts';
import { contentsOf, readInstalled } from './installed.ts';
import { type PlanParts, standstill } from './plan-activation.ts';
import { named, readUse, requireTenant } from './tenant-use.ts';

const keys: Readonly<Record<DeactivationProblem, ErrorKey>> = {
  core: 'module.core',
  not_active: 'module.not_active',
  needed_by_others: 'module.needed_by_others',
  last_module: 'module.last_module',
};

interface Asked {
  readonly id: TenantId;
  readonly module: string;
}

/** What deactivating would do, and why it can't be done, where it can't. Changes nothing. */
export async function planDeactivation(parts: PlanParts, { id, module }: Asked): Promise<DeactivationPlan> {
  const tenant = await requireTenant(parts.layout, id);
  const [use, installed, stopped] = await Promise.all([
    readUse(parts, id),
    readInstalled(parts.layout, tenant),
    standstill(parts, tenant),
  ]);
  const { dependents, problem } = deactivationOf({ code: module, ...use });
  const others = dependents.map((code) => named(code, use));
  const refused =
    problem === null
      ? stopped
      : new AppError('conflict', keys[problem], {
          params: {
            module: named(module, use).name,
            name: tenant.name,
            others: others.map(({ name }) => name).join(', '),
          },
        });
  const rest = use.entitled.filter(({ code, origin }) => origin === 'package' && code !== module);
  return {
    module: named(module, use),
    problem: refused?.toData() ?? null,
    dependents: others,
    writesDown: rest.map(({ code, name }) => ({ code, name })),
    keeps: contentsOf(installed.modules?.find((one) => one.module === module)),
  };
}

/** Its people lose the module at once; tables and rows stay. */
export async function deactivateModule(
  parts: PlanParts & { readonly by: string },
  { id, module, reason }: Asked & { readonly reason: string },
): Promise<{ readonly tenant: string; readonly before: ReadonlyArray<string>; readonly after: ReadonlyArray<string> }> {
  const { layout, by } = parts;
  const { name } = await requireTenant(layout, id);
  const { problem } = await planDeactivation(parts, { id, module });
  if (problem !== null) throw AppError.from(problem);
  const activeNow = async (): Promise<ReadonlyArray<string>> =>
    (await readUse(parts, id)).entitled.map(({ code }) => code);
  const before = await activeNow();
  await layout.subscriptions.setModules({ tenantId: id, add: [], remove: [module], reason, by });
  return { tenant: name, before, after: await activeNow() };
}

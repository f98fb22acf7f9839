import { randomUUID } from 'node:crypto';
import type { SkipReason } from '../../shared/domain/blast-radius.ts';
import { type ActivationProblem, activationOf } from '../../shared/domain/entitlements.ts';
import type { OperationId, TenantId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import type { Engine } from '../operations/engine.ts';
import { tenantResource } from '../tenants/busy.ts';
import type { ActivateModuleParams } from './activate-module.ts';
import { type PlanParts, planActivation } from './plan-activation.ts';
import { createUseReader, knownModules, requireTenant, type TenantUse, type UseParts } from './tenant-use.ts';

export interface StartParts extends PlanParts {
  readonly engine: Pick<Engine, 'newestOn' | 'start'>;
  readonly by: string;
}

type Activated = ActivateModuleParams['tenants'][number];

const skips: Readonly<Record<ActivationProblem, SkipReason>> = {
  unknown: 'outside_package',
  unbundled: 'outside_package',
  no_subscription: 'no_subscription',
  subscription_ended: 'subscription_ended',
  outside_package: 'outside_package',
};

/** Why one of a selection is left out of an activation, by what its subscription and package say. */
export function activationSkips(parts: UseParts): (id: TenantId, module: string) => Promise<SkipReason | null> {
  const readUseOf = createUseReader(parts);
  return async (id, module) => {
    const { added, problem } = activationOf({ code: module, ...(await readUseOf(id)) });
    if (problem !== null) return skips[problem.why];
    return added.length === 0 ? 'active_already' : null;
  };
}

function lackingOf({ packageModules, known }: TenantUse, added: ReadonlyArray<string>): Activated['add'] {
  return added.map((code) => {
    const sold = packageModules.find((one) => one.code === code);
    const name = sold?.name ?? known.find((one) => one.code === code)?.name ?? code;
    return { code, name, maxEntities: sold?.maxEntities ?? null };
  });
}

async function activatedTenant(
  { layout, readUseOf }: Pick<StartParts, 'layout'> & { readonly readUseOf: ReturnType<typeof createUseReader> },
  id: TenantId,
  module: string,
): Promise<Activated | undefined> {
  const [tenant, use] = await Promise.all([requireTenant(layout, id), readUseOf(id)]);
  const { added, problem } = activationOf({ code: module, ...use });
  if (problem !== null || use.subscription === undefined || tenant.databaseName === null) return undefined;
  const { id: subscriptionId, packageId, packageVersion } = use.subscription;
  return {
    ...{ tenantId: id, code: tenant.code, name: tenant.name, database: tenant.databaseName },
    ...{ subscriptionId, packageId, packageVersion },
    add: lackingOf(use, added),
  };
}

/** As a list of operations shows it: the first, and how many more. */
const labelOf = (tenants: ReadonlyArray<Activated>): string =>
  tenants.length === 1 ? (tenants[0]?.name ?? '') : `${tenants[0]?.name ?? ''} +${tenants.length - 1}`;

/** Begins it for those that can have it. One alone is told why not. */
export async function startActivation(
  parts: StartParts,
  asked: { readonly tenants: ReadonlyArray<TenantId>; readonly module: string; readonly reason: string },
): Promise<{ readonly label: string; readonly operationId: OperationId }> {
  const { module, reason } = asked;
  const { layout, engine, settings, by } = parts;
  const ids = [...new Set(asked.tenants)];
  const [only] = ids;
  if (only !== undefined && ids.length === 1) {
    const { problem } = await planActivation(parts, { id: only, module });
    if (problem !== null) throw AppError.from(problem);
  }
  const known = await knownModules(layout);
  const readUseOf = createUseReader(parts);
  const found = await Promise.all(ids.map((id) => activatedTenant({ layout, readUseOf }, id, module)));
  const tenants = found.filter(
    (one): one is Activated => one !== undefined && (ids.length === 1 || one.add.length > 0),
  );
  if (tenants.length === 0)
    throw new AppError('invalid_input', 'module.none_left', { field: 'tenants', params: { module } });
  const { needed: install } = activationOf({
    ...{ code: module, known, standing: 'live', entitled: [], packageModules: [] },
  });
  const params: ActivateModuleParams = {
    ...{ module, install: [...install], reason, by, timeZone: settings.timeZone, tenants },
  };
  const selection = randomUUID();
  const alone = tenants.length === 1 ? tenants[0] : undefined;
  const operationId = await engine.start({
    ...{ kind: 'activate_module', params, actor: by, supersedes: false },
    idempotencyKey: `activate_module:${selection}`,
    resource: alone === undefined ? `selection:${selection}` : tenantResource(alone.tenantId),
    subject: { label: labelOf(tenants), registrationId: null, tenantId: alone?.tenantId ?? null },
  });
  return { label: labelOf(tenants), operationId };
}

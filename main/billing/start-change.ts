import { randomUUID } from 'node:crypto';
import type { OperationId, TenantId } from '../../shared/domain/ids.ts';
import type { PlanTerms } from '../../shared/domain/subscription-change.ts';
import { AppError } from '../../shared/errors.ts';
import { refuseWhileBusy, tenantResource } from '../tenants/busy.ts';
import type { ChangedTenant, ChangePackageParams } from './change-package.ts';
import type { BillingParts, PlannedChange } from './plan-change.ts';

const plain = ({ packageId, packageName, packageVersion, price, period }: PlanTerms): PlanTerms => ({
  ...{ packageId, packageName, packageVersion, price, period },
});

/** Nothing is installed before its day. */
const changedTenant = ({ tenant, subscription, terms, install, preview }: PlannedChange): ChangedTenant => ({
  ...{ tenantId: tenant.id, code: tenant.code, name: tenant.name, database: tenant.databaseName },
  ...{
    subscriptionId: subscription.id,
    from: plain(subscription),
    to: plain(terms),
    install: preview.when === 'now' ? [...install] : [],
  },
});

/** Each version once, however many leave or buy it. */
function packagesOf(planned: ReadonlyArray<PlannedChange>): ChangePackageParams['packages'] {
  const found = new Map<string, ChangePackageParams['packages'][number]>();
  for (const { subscription, terms, modules } of planned)
    for (const [{ packageId, packageVersion }, sold] of [
      [subscription, modules.from],
      [terms, modules.to],
    ] as const)
      found.set(`${packageId}/${packageVersion}`, {
        ...{ packageId, packageVersion },
        modules: sold.map(({ code, name, included, maxEntities }) => ({ code, name, included, maxEntities })),
      });
  return [...found.values()];
}

/** As a list of operations shows it: the first, and how many more. */
const labelOf = (planned: ReadonlyArray<PlannedChange>): string =>
  planned.length === 1 ? (planned[0]?.tenant.name ?? '') : `${planned[0]?.tenant.name ?? ''} +${planned.length - 1}`;

/** Begins it for those that can be changed. Throws where there is none. */
export async function startChange(
  { engine, settings }: Pick<BillingParts, 'engine' | 'settings'>,
  planned: ReadonlyArray<PlannedChange>,
  asked: { readonly mode: ChangePackageParams['mode']; readonly reason: string | null; readonly by: string },
): Promise<OperationId> {
  if (planned.length === 0) throw new AppError('invalid_input', 'subscription.none_left', { field: 'tenants' });
  const { mode, reason, by } = asked;
  const params: ChangePackageParams = {
    ...{ mode, reason, by, timeZone: settings.timeZone, packages: packagesOf(planned) },
    tenants: planned.map(changedTenant),
  };
  const selection = randomUUID();
  const alone: TenantId | null = planned.length === 1 ? (planned[0]?.tenant.id ?? null) : null;
  if (alone !== null) await refuseWhileBusy(engine, { registrationId: null, tenantId: alone });
  return engine.start({
    ...{ kind: 'change_package', params, actor: by, supersedes: false },
    idempotencyKey: `change_package:${selection}`,
    resource: alone === null ? `selection:${selection}` : tenantResource(alone),
    subject: { label: labelOf(planned), registrationId: null, tenantId: alone },
  });
}

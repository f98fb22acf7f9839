import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { SetupOptions, setupSchema } from '../../shared/contract/setup.ts';
import type { StoredTenant } from '../../shared/contract/tenants.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { OperationId, PackageId, SubscriptionId, TenantId } from '../../shared/domain/ids.ts';
import { type ModuleDefinition, withDependencies } from '../../shared/domain/modules.ts';
import { waitsForPerson } from '../../shared/domain/operations.ts';
import type { Package } from '../../shared/domain/packages.ts';
import { trialDays, trialFrom } from '../../shared/domain/subscription-moves.ts';
import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Engine } from '../operations/engine.ts';
import { tenantResource } from './busy.ts';
import { findQuiet } from './cancel.ts';
import { dayIn } from './days.ts';
import { wrongState } from './require-move.ts';
import type { SetUpParams } from './set-up.ts';

export interface SetUpParts {
  readonly layout: Pick<
    PlatformLayout,
    'tenants' | 'lifecycle' | 'registrations' | 'packages' | 'modules' | 'subscriptions' | 'tenantSettings'
  >;
  readonly engine: Pick<Engine, 'newestOn' | 'start'>;
  readonly settings: Pick<ProfileSettings, 'timeZone'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly by: string;
}

type Asked = z.output<typeof setupSchema>;

/** A trial that begins today. */
function trialFromToday({ settings, clock }: Pick<SetUpParts, 'settings' | 'clock'>) {
  const startsOn = dayIn(settings.timeZone, clock.now());
  return { startsOn, ...trialFrom(startsOn) };
}

/** What a setup of this tenant can choose from. Changes nothing. */
export async function setUpOptions(
  parts: Pick<SetUpParts, 'layout' | 'settings' | 'clock'>,
  id: TenantId,
): Promise<SetupOptions> {
  const { layout } = parts;
  const tenant = await layout.tenants.find(id);
  if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
  const [company, packages, modules, registration] = await Promise.all([
    tenant.databaseName === null
      ? null
      : layout.tenantSettings.company({ tenantId: id, database: tenant.databaseName }),
    layout.packages.list(),
    layout.modules.list(),
    layout.registrations.ofTenant(id),
  ]);
  return {
    company,
    packages: packages.filter(({ active }) => active).map(({ use: _use, ...sold }) => sold),
    modules,
    wished: {
      packageId: (registration?.packageId ?? null) as PackageId | null,
      period: registration?.billingPeriod ?? null,
    },
    trialDays,
    trialEndsOn: trialFromToday(parts).trialEndsOn,
  };
}

function requirePackage(found: Package | undefined, { period }: Asked): Package & { readonly price: number } {
  if (found === undefined) throw new AppError('not_found', 'package.not_found', { field: 'packageId' });
  if (!found.active)
    throw new AppError('invalid_input', 'package.not_sold', { field: 'packageId', params: { name: found.names.tr } });
  const price = period === 'monthly' ? found.monthlyPrice : found.yearlyPrice;
  if (price === null)
    throw new AppError('invalid_input', 'package.no_yearly_price', {
      field: 'period',
      params: { name: found.names.tr },
    });
  return { ...found, price };
}

/** The chosen modules as the package sells them, in the order in which they are installed. */
function requireModules(sold: Package, chosen: ReadonlyArray<string>, known: ReadonlyArray<ModuleDefinition>) {
  const included = sold.modules.filter((module) => module.included);
  const refuse = (
    key: 'module.not_in_package' | 'module.needs' | 'module.no_bundle' | 'module.none_chosen',
    params: Record<string, string>,
  ) => new AppError('invalid_input', key, { field: 'modules', params });
  if (chosen.length === 0 && included.length > 0) throw refuse('module.none_chosen', {});
  for (const code of chosen) {
    if (!included.some((module) => module.code === code))
      throw refuse('module.not_in_package', { module: code, package: sold.names.tr });
    const lacks = withDependencies(code, known).find((other) => !chosen.includes(other));
    if (lacks !== undefined) throw refuse('module.needs', { module: code, needs: lacks });
    if ((known.find((module) => module.code === code)?.latest ?? null) === null)
      throw refuse('module.no_bundle', { module: code });
  }
  return {
    modules: included
      .filter(({ code }) => chosen.includes(code))
      .map(({ code, name, maxEntities }) => ({ code, name, maxEntities })),
    install: [...new Set(chosen.flatMap((code) => withDependencies(code, known)))],
  };
}

async function requireWithoutSetup(parts: SetUpParts, tenant: StoredTenant): Promise<void> {
  if (tenant.setupCompleted || (await parts.layout.subscriptions.current(tenant.id)) !== undefined)
    throw new AppError('conflict', 'setup.already_completed', { params: { name: tenant.name } });
}

/** Begins the setup: everything is checked here, so that bad input changes nothing. */
export async function startSetUp(
  parts: SetUpParts,
  asked: Asked,
): Promise<{ readonly tenant: string; readonly operationId: OperationId }> {
  const { layout, engine, by } = parts;
  const { tenant, info } = await findQuiet(parts, asked.tenantId);
  if (info.lifecycle !== 'active') throw wrongState({ name: tenant.name, lifecycle: info.lifecycle }, 'active');
  await requireWithoutSetup(parts, tenant);
  if (tenant.databaseName === null)
    throw new AppError('conflict', 'tenant.no_database', { params: { name: tenant.name } });
  const [found, known, companyBefore] = await Promise.all([
    layout.packages.find(asked.packageId),
    layout.modules.list(),
    layout.tenantSettings.company({ tenantId: tenant.id, database: tenant.databaseName }),
  ]);
  const sold = requirePackage(found, asked);
  const { modules, install } = requireModules(sold, asked.modules, known);
  const params: SetUpParams = {
    ...{ tenantId: tenant.id, code: tenant.code, name: tenant.name, database: tenant.databaseName },
    ...{ company: asked.company, companyBefore, install, by },
    subscription: {
      id: randomUUID() as string as SubscriptionId,
      ...{ packageId: sold.id, packageVersion: sold.version, price: sold.price, currency: sold.currency },
      ...{ period: asked.period, ...trialFromToday(parts), modules },
    },
  };
  const resource = tenantResource(tenant.id);
  const newest = (await engine.newestOn([resource])).get(resource);
  const operationId = await engine.start({
    kind: 'set_up',
    params,
    idempotencyKey: `set_up:${randomUUID()}`,
    resource,
    subject: { label: tenant.name, registrationId: null, tenantId: tenant.id },
    actor: by,
    // A setup that failed has left nothing that another could not begin anew with. Of other kinds a person decides.
    supersedes: newest?.kind === 'set_up' && waitsForPerson(newest.state),
  });
  return { tenant: tenant.name, operationId };
}

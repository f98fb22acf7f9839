import { randomUUID } from 'node:crypto';
import os from 'node:os';
import { systemClock } from '../../main/clock.ts';
import { deactivateModule } from '../../main/modules/deactivate.ts';
import { startActivation } from '../../main/modules/start-activation.ts';
import { startPurge } from '../../main/modules/start-purge.ts';
import { newProfile } from '../../shared/domain/connection-profile.ts';
import type { OperationId, PackageId, SubscriptionId } from '../../shared/domain/ids.ts';
import { connected } from '../servers/databases.ts';
import type { MatrixConsole } from './console.ts';
import type { Stage } from './stage.ts';
import { type PreparedTenant, succeeded } from './tenants.ts';

const reason = 'Wanted by a matrix';
const clock = systemClock();
const codes = ['CRM', 'Sales', 'Finance'] as const;
const moduleOf = (code: string) => ({ code, name: code, maxEntities: null });

const partsOf = ({ layout, engine }: MatrixConsole, by: string) => ({
  ...{ layout, engine, clock, settings: newProfile, machine: os.hostname(), by },
});

export const activate = async (
  console: MatrixConsole,
  tenants: ReadonlyArray<PreparedTenant>,
  asked: { readonly module: string; readonly by: string },
): Promise<OperationId> => {
  const ids = tenants.map(({ id }) => id);
  const { module, by } = asked;
  return (await startActivation(partsOf(console, by), { tenants: ids, module, reason })).operationId;
};

export const purge = async (
  console: MatrixConsole,
  { id, code }: PreparedTenant,
  asked: { readonly module: string; readonly folder: string; readonly by: string },
): Promise<OperationId> => {
  const { module, folder, by } = asked;
  return (await startPurge(partsOf(console, by), { id, module, folder, typedCode: code, reason })).operationId;
};

async function sell({ second, admin }: Stage): Promise<PackageId> {
  for (const code of codes)
    await admin.query(
      `INSERT INTO "ModuleDefinitions" ("Id", "Code", "Name", "DbContextName", "IsCore")
       VALUES (gen_random_uuid(), $1, $1, $1, false) ON CONFLICT DO NOTHING`,
      [code],
    );
  const made = await second.layout.packages.create(
    randomUUID() as string as PackageId,
    {
      ...{ names: { en: 'Matrix modules', tr: 'Matrix modules' }, type: 'Standard', currency: 'TRY' },
      ...{ monthlyPrice: 100, yearlyPrice: null, limits: {}, features: [], flags: [], order: 900, active: true },
      modules: codes.map((code) => ({ ...moduleOf(code), included: true })),
    },
    'prepared',
  );
  return made.id;
}

const offers = new WeakMap<Stage, Promise<PackageId>>();

/** One that all of these cases buy. */
function sold(stage: Stage): Promise<PackageId> {
  const offer = offers.get(stage) ?? sell(stage);
  offers.set(stage, offer);
  return offer;
}

const pools = new WeakMap<Stage, PreparedTenant[]>();

/** One that pays for Finance only, which is not installed. */
export async function takeSubscribed(stage: Stage): Promise<PreparedTenant> {
  const idle = pools.get(stage)?.pop();
  if (idle !== undefined) return idle;
  const tenant = await stage.tenants.take();
  const day = (more: number): string => new Date(Date.now() + more * 86_400_000).toISOString().slice(0, 10);
  await stage.second.layout.subscriptions.start({
    ...{ id: randomUUID() as string as SubscriptionId, tenantId: tenant.id, packageId: await sold(stage) },
    ...{ packageVersion: 1, price: 100, currency: 'TRY', period: 'monthly', startsOn: day(-2) },
    ...{ periodEndsOn: day(28), trialEndsOn: null, modules: [moduleOf('Finance')], reason: null, by: 'prepared' },
  });
  return tenant;
}

export function giveBackSubscribed(stage: Stage, tenant: PreparedTenant): void {
  pools.set(stage, [...(pools.get(stage) ?? []), tenant]);
}

/** One that has CRM with a row in it, and may not use it any more. */
export async function takeWithKeptModule(stage: Stage): Promise<PreparedTenant> {
  const tenant = await takeSubscribed(stage);
  const { second, platform } = stage;
  await succeeded(second, await activate(second, [tenant], { module: 'CRM', by: 'prepared' }));
  await deactivateModule(partsOf(second, 'prepared'), { id: tenant.id, module: 'CRM', reason });
  await connected({ ...platform.admin, database: tenant.database }, (client) =>
    client.query(
      `INSERT INTO crm."Pipelines" ("Id", "CompanyId", "Name")
       SELECT gen_random_uuid(), "Id", 'Kept' FROM tenant."Companies" LIMIT 1 ON CONFLICT DO NOTHING`,
    ),
  );
  return tenant;
}

/** What is in the tenant's own database of modules: by code how many migrations, and which schemas. */
export async function modulesInside({ platform }: Stage, { database }: PreparedTenant) {
  return connected({ ...platform.admin, database }, async (client) => {
    const { rows } = await client.query(
      `SELECT ARRAY(SELECT DISTINCT module FROM _tenantry.migrations WHERE module <> 'core' ORDER BY 1) AS history,
              ARRAY(SELECT nspname::text FROM pg_namespace WHERE nspname::text IN ('crm', 'sales', 'finance') ORDER BY 1)
                AS schemas`,
    );
    return rows[0] as { readonly history: ReadonlyArray<string>; readonly schemas: ReadonlyArray<string> };
  });
}

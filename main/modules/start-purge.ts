import type { PurgePlan } from '../../shared/contract/modules.ts';
import type { StoredTenant } from '../../shared/contract/tenants.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { ArchiveId, OperationId, TenantId } from '../../shared/domain/ids.ts';
import { dependentsOf } from '../../shared/domain/modules.ts';
import { AppError } from '../../shared/errors.ts';
import { beginOn, newId } from '../archives/begin-on.ts';
import type { InstalledModule } from '../layouts/roles/migrations.ts';
import type { Engine } from '../operations/engine.ts';
import { requireTyped } from '../tenants/start-deletion.ts';
import { contentsOf, readInstalled } from './installed.ts';
import { type PlanParts, standstill } from './plan-activation.ts';
import type { PurgeModuleParams } from './purge-module.ts';
import { named, readUse, requireTenant, type TenantUse } from './tenant-use.ts';

export interface PurgeParts extends PlanParts {
  readonly engine: Pick<Engine, 'newestOn' | 'start'>;
  readonly settings: Pick<ProfileSettings, 'timeZone' | 'languages'>;
  readonly machine: string;
  readonly by: string;
}

interface Asked {
  readonly id: TenantId;
  readonly module: string;
}

function refusalOf(
  { module, tenant, use }: { readonly module: string; readonly tenant: StoredTenant; readonly use: TenantUse },
  installed: ReadonlyArray<InstalledModule>,
): AppError | undefined {
  const { known, entitled } = use;
  const names = { module: named(module, use).name, name: tenant.name };
  const refuse = (key: ConstructorParameters<typeof AppError>[1], more: Record<string, string> = {}) =>
    new AppError('conflict', key, { params: { ...names, ...more } });
  const definition = known.find(({ code }) => code === module);
  if (definition?.isCore) return refuse('module.core');
  if (entitled.some(({ code }) => code === module)) return refuse('module.still_entitled');
  if (!installed.some((one) => one.module === module)) return refuse('module.nothing_to_purge');
  if (definition?.schema == null) return refuse('module.not_shipped');
  const others = dependentsOf(
    module,
    installed.map((one) => one.module),
    known,
  );
  if (others.length === 0) return undefined;
  return refuse('module.needed_by_installed', { others: others.map((code) => named(code, use).name).join(', ') });
}

async function look(parts: PlanParts, { id, module }: Asked) {
  const tenant = await requireTenant(parts.layout, id);
  const [use, installed, stopped] = await Promise.all([
    readUse(parts, id),
    readInstalled(parts.layout, tenant),
    standstill(parts, tenant),
  ]);
  const refused =
    stopped ??
    (installed.modules === null
      ? AppError.from(installed.problem)
      : refusalOf({ module, tenant, use }, installed.modules));
  return { tenant, use, here: installed.modules?.find((one) => one.module === module), refused };
}

/** Everything that would go, and why it can't, where it can't. Changes nothing. */
export async function planPurge(parts: PlanParts, asked: Asked): Promise<Omit<PurgePlan, 'folder'>> {
  const { tenant, use, here, refused } = await look(parts, asked);
  const { code, name, databaseName } = tenant;
  return {
    module: named(asked.module, use),
    tenant: { code, name, database: databaseName },
    problem: refused?.toData() ?? null,
    tables: here?.tables ?? [],
    bytes: contentsOf(here)?.bytes ?? null,
  };
}

export async function startPurge(
  parts: PurgeParts,
  asked: Asked & { readonly folder: string; readonly typedCode: string; readonly reason: string },
): Promise<{ readonly tenant: string; readonly operationId: OperationId }> {
  const { engine, settings, machine, clock, by } = parts;
  const { module, folder, reason } = asked;
  const { tenant, use, here, refused } = await look(parts, asked);
  if (refused !== undefined) throw refused;
  requireTyped(asked.typedCode, tenant.code);
  const { id, code, name, databaseName } = tenant;
  if (databaseName === null) throw new AppError('not_found', 'tenant.no_database', { params: { name } });
  const { subscription } = use;
  const params: PurgeModuleParams = {
    tenant: {
      ...{ tenantId: id, code, name, database: databaseName },
      ...{ archiveId: newId<ArchiveId>(), bytes: contentsOf(here)?.bytes ?? 0 },
    },
    ...{ module, moduleName: named(module, use).name, timeZone: settings.timeZone },
    // Looked into only where it lived by it: one that comes to do so later was never found not to have the module.
    subscription:
      subscription === undefined || !use.livesByPackage
        ? null
        : {
            id: subscription.id,
            packageId: subscription.packageId,
            packageVersion: subscription.packageVersion,
          },
    language: settings.languages[0] ?? 'tr',
    ...{ reason, folder, machine, by, begunAt: clock.now().toISOString() },
  };
  const operationId = await beginOn(engine, { id, name }, { kind: 'purge_module', params, actor: by });
  return { tenant: name, operationId };
}

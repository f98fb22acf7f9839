import type { BackupPlan } from '../../shared/contract/archives.ts';
import type { ArchiveId, TenantId } from '../../shared/domain/ids.ts';
import { AppError, type AppErrorData, toAppError } from '../../shared/errors.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Engine } from '../operations/engine.ts';
import { refuseWhileBusy } from '../tenants/busy.ts';
import type { ArchivedTenant } from './ports.ts';

interface Parts {
  readonly layout: Pick<PlatformLayout, 'tenants' | 'archives'>;
  readonly engine: Pick<Engine, 'newestOn'>;
}

/** Where a server's own scheduler would put them, until an operator has chosen a folder. */
const usualFolder = '/var/backups/tenantry';

export type PlannedTenant = BackupPlan['tenants'][number] & { readonly database: string | null };

type Found = Awaited<ReturnType<PlatformLayout['tenants']['find']>>;

function lifecycleProblem(tenant: NonNullable<Found>): AppError | undefined {
  const { name, code, lifecycle: state } = tenant;
  if (state === 'deleted') return new AppError('conflict', 'tenant.deleted', { params: { name, code } });
  if (state === 'deleting' || state === 'provisioning')
    return new AppError('conflict', 'tenant.wrong_state', { params: { name, state } });
  return undefined;
}

async function problemOf(
  { engine }: Parts,
  id: TenantId,
  { tenant, bytes }: { readonly tenant: Found; readonly bytes: number | null },
): Promise<AppErrorData | null> {
  if (tenant === undefined) return new AppError('not_found', 'tenant.not_found').toData();
  const wrong = lifecycleProblem(tenant);
  if (wrong !== undefined) return wrong.toData();
  if (tenant.databaseName === null || bytes === null)
    return new AppError('not_found', 'tenant.no_database', { params: { name: tenant.name } }).toData();
  try {
    await refuseWhileBusy(engine, { registrationId: null, tenantId: id });
    return null;
  } catch (error) {
    const told = toAppError(error);
    // Not knowing is no reason to leave a tenant out.
    if (told.key !== 'operation.running_on_resource') throw told;
    return told.toData();
  }
}

/** Each of a selection, and why it would be left out. In the order asked. */
export async function planTenants(parts: Parts, ids: ReadonlyArray<TenantId>): Promise<ReadonlyArray<PlannedTenant>> {
  const { tenants, archives } = parts.layout;
  const sizes = await archives.sizes(ids);
  return Promise.all(
    [...new Set(ids)].map(async (id): Promise<PlannedTenant> => {
      const tenant = await tenants.find(id);
      const bytes = sizes.get(id) ?? null;
      return {
        id,
        code: tenant?.code ?? '',
        name: tenant?.name ?? '',
        database: tenant?.databaseName ?? null,
        bytes,
        problem: await problemOf(parts, id, { tenant, bytes }),
      };
    }),
  );
}

export async function planBackup(
  parts: Parts,
  ids: ReadonlyArray<TenantId>,
  folder: string | null,
): Promise<BackupPlan> {
  const { archives } = parts.layout;
  const [planned, tool] = await Promise.all([planTenants(parts, ids), archives.tool()]);
  const taken = planned.filter(({ problem }) => problem === null);
  return {
    format: tool.format,
    tool: tool.label,
    toolProblem: tool.problem === null ? null : { key: tool.problem.key, params: tool.problem.params },
    folder,
    tenants: planned.map(({ database: _database, ...tenant }) => tenant),
    totalBytes: taken.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    cron: archives.cronLine(
      taken.flatMap(({ database }) => (database === null ? [] : [database])),
      folder ?? usualFolder,
    ),
  };
}

/** Those that can be copied; one that can't, asked for alone, says why. */
export function tenantsToCopy(
  planned: ReadonlyArray<PlannedTenant>,
  newId: () => ArchiveId,
): ReadonlyArray<ArchivedTenant> {
  const taken = planned.flatMap(({ id, code, name, database, bytes, problem }) =>
    problem !== null || database === null
      ? []
      : [{ tenantId: id, code, name, database, bytes: bytes ?? 0, archiveId: newId() }],
  );
  const [first] = planned;
  if (taken.length === 0 && first?.problem) throw AppError.from(first.problem);
  return taken;
}

import { randomUUID } from 'node:crypto';
import type { ArchiveId, OperationId, TenantId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import type { BackupParams } from './backup.ts';
import { type ArchiveOperationsParts, beginOn, newId } from './begin-on.ts';
import { type RestoreOperations, restoreOperations } from './begin-restores.ts';
import type { ExportParams } from './export.ts';
import { planTenants, tenantsToCopy } from './plan-backup.ts';
import { findBackup } from './plan-restore.ts';
import type { VerifyBackupParams } from './verify-backup.ts';

/** What begins the operations on archives. Each answers as soon as the journal has it. */
export interface ArchiveOperations extends RestoreOperations {
  backUp(
    ask: { readonly tenants: ReadonlyArray<TenantId>; readonly folder: string; readonly verify: boolean },
    by: string,
  ): Promise<OperationId>;
  verify(id: ArchiveId, by: string): Promise<OperationId>;
  export(ask: { readonly tenantId: TenantId; readonly folder: string }, by: string): Promise<OperationId>;
}

export function createArchiveOperations(parts: ArchiveOperationsParts): ArchiveOperations {
  const { layout, engine, settings, machine, clock } = parts;
  const begunAt = (): string => clock.now().toISOString();

  /** Each of them may be worked on otherwise meanwhile: one that can't be copied then says so. */
  function beginOnSeveral(params: BackupParams, actor: string): Promise<OperationId> {
    const selection = randomUUID();
    const label = params.tenants.map(({ code }) => code).join(', ');
    return engine.start({
      ...{ kind: 'backup', actor, params: { ...params } },
      idempotencyKey: `backup:${selection}`,
      resource: `selection:${selection}`,
      subject: { label: label.slice(0, 200), registrationId: null, tenantId: null },
      supersedes: false,
    });
  }

  return {
    ...restoreOperations(parts),
    async backUp({ tenants: ids, folder, verify }, by) {
      const tenants = [...tenantsToCopy(await planTenants({ layout, engine }, ids), newId)];
      const { format } = await layout.archives.tool();
      const params: BackupParams = { tenants, format, verify, folder, machine, by, begunAt: begunAt() };
      const [only] = tenants;
      if (only === undefined || tenants.length > 1) return beginOnSeveral(params, by);
      return beginOn(engine, { id: only.tenantId, name: only.name }, { kind: 'backup', params, actor: by });
    },
    async verify(id, by) {
      const archive = await findBackup({ layout }, id);
      const { tenantId, tenantCode: code, tenantName: name, database, path, verification } = archive;
      if (archive.machine !== machine)
        throw new AppError('conflict', 'archive.file_elsewhere', { params: { path, machine: archive.machine } });
      const params: VerifyBackupParams = {
        ...{ archiveId: id, tenantId, code, name, database, machine, by },
        begunAt: laterThan(verification?.at, clock.now()),
      };
      return beginOn(engine, { id: tenantId, name }, { kind: 'verify_backup', params, actor: by });
    },
    async export({ tenantId, folder }, by) {
      const [tenant] = tenantsToCopy(await planTenants({ layout, engine }, [tenantId]), newId);
      if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
      const language = settings.languages[0] ?? 'tr';
      const params: ExportParams = { tenant, language, folder, machine, by, begunAt: begunAt() };
      return beginOn(engine, { id: tenantId, name: tenant.name }, { kind: 'export', params, actor: by });
    },
  };
}

/** So that a proof from before, by a clock that was ahead, is not taken for the one that is asked for now. */
const laterThan = (at: string | undefined, now: Date): string =>
  new Date(Math.max(now.getTime(), at === undefined ? 0 : Date.parse(at) + 1)).toISOString();

import { randomUUID } from 'node:crypto';
import type { NewTenantNames, RestorePlan } from '../../shared/contract/archives.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import { copyDatabaseName } from '../../shared/domain/copies.ts';
import type { ArchiveId, CopyId, OperationId, RegistrationId, TenantId } from '../../shared/domain/ids.ts';
import { companyNameProblem, roleNameFor } from '../../shared/domain/names.ts';
import type { OperationKind } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Engine } from '../operations/engine.ts';
import { refuseWhileBusy, tenantResource } from '../tenants/busy.ts';
import { checkNames } from '../tenants/register.ts';
import type { BackupParams } from './backup.ts';
import type { ExportParams } from './export.ts';
import { planTenants, tenantsToCopy } from './plan-backup.ts';
import { findBackup, planRestore } from './plan-restore.ts';
import type { RestoreParams } from './restore.ts';
import type { RestoreAsNewParams } from './restore-as-new.ts';
import type { VerifyBackupParams } from './verify-backup.ts';

export interface ArchiveOperationsParts {
  readonly layout: Pick<PlatformLayout, 'tenants' | 'archives' | 'copies' | 'registrations' | 'server'>;
  readonly engine: Pick<Engine, 'start' | 'newestOn'>;
  readonly settings: ProfileSettings;
  readonly machine: string;
  readonly clock: Pick<Clock, 'now'>;
}

export interface NewNames {
  readonly id: ArchiveId;
  readonly code: string;
  readonly name: string;
  readonly ownerEmail: string;
}

/** What begins the operations on archives. Each answers as soon as the journal has it. */
export interface ArchiveOperations {
  backUp(
    ask: { readonly tenants: ReadonlyArray<TenantId>; readonly folder: string; readonly verify: boolean },
    by: string,
  ): Promise<OperationId>;
  verify(id: ArchiveId, by: string): Promise<OperationId>;
  export(ask: { readonly tenantId: TenantId; readonly folder: string }, by: string): Promise<OperationId>;
  planRestore(id: ArchiveId): Promise<RestorePlan>;
  restoreBeside(id: ArchiveId, by: string): Promise<OperationId>;
  checkNewNames(names: NewNames): Promise<NewTenantNames>;
  restoreAsNew(
    names: NewNames,
    by: string,
  ): Promise<{ readonly operationId: OperationId; readonly tenantId: TenantId }>;
}

const newId = <T extends string>(): T => randomUUID() as string as T;

/** Nothing of these stands in the way of one another: what a failed one left is a file that says what it is. */
const onlyRead: ReadonlySet<OperationKind> = new Set(['backup', 'verify_backup', 'export']);

export function createArchiveOperations(parts: ArchiveOperationsParts): ArchiveOperations {
  const { layout, engine, settings, machine, clock } = parts;
  /** What was shown before is what is made, for the one that begins it first. */
  const planned = new Map<ArchiveId, CopyId>();

  async function beginOn(
    tenant: { readonly id: TenantId; readonly name: string },
    request: { readonly kind: OperationKind; readonly params: object; readonly actor: string },
  ): Promise<OperationId> {
    const newest = await refuseWhileBusy(engine, { registrationId: null, tenantId: tenant.id });
    return engine.start({
      kind: request.kind,
      params: { ...request.params },
      actor: request.actor,
      idempotencyKey: `${request.kind}:${randomUUID()}`,
      resource: tenantResource(tenant.id),
      subject: { label: tenant.name, registrationId: null, tenantId: tenant.id },
      supersedes: newest?.state === 'failed' && onlyRead.has(newest.kind) && onlyRead.has(request.kind),
    });
  }

  const begunAt = (): string => clock.now().toISOString();

  const checkNewNames = async (names: NewNames): Promise<NewTenantNames> => {
    const asked = { companyName: names.name, companyCode: names.code, email: names.ownerEmail };
    const { companyCode: code, domain, database, email: ownerEmail } = await checkNames({ layout, settings }, asked);
    return { code, domain, database, ownerEmail };
  };

  return {
    async backUp({ tenants: ids, folder, verify }, by) {
      const tenants = [...tenantsToCopy(await planTenants({ layout, engine }, ids), newId)];
      const { format } = await layout.archives.tool();
      const params: BackupParams = { tenants, format, verify, folder, machine, by, begunAt: begunAt() };
      const [only] = tenants;
      if (only !== undefined && tenants.length === 1)
        return beginOn({ id: only.tenantId, name: only.name }, { kind: 'backup', params, actor: by });
      const selection = randomUUID();
      return engine.start({
        kind: 'backup',
        params: { ...params },
        actor: by,
        idempotencyKey: `backup:${selection}`,
        resource: `selection:${selection}`,
        subject: {
          label: tenants
            .map(({ code }) => code)
            .join(', ')
            .slice(0, 200),
          registrationId: null,
          tenantId: null,
        },
        supersedes: false,
      });
    },
    async verify(id, by) {
      const archive = await findBackup({ layout }, id);
      const { tenantId, tenantCode: code, tenantName: name, database, verification } = archive;
      if (archive.machine !== machine)
        throw new AppError('conflict', 'archive.file_elsewhere', {
          params: { path: archive.path, machine: archive.machine },
        });
      const params: VerifyBackupParams = {
        ...{ archiveId: id, tenantId, code, name, database, machine, by },
        begunAt: laterThan(verification?.at, clock.now()),
      };
      return beginOn({ id: tenantId, name }, { kind: 'verify_backup', params, actor: by });
    },
    async export({ tenantId, folder }, by) {
      const [tenant] = tenantsToCopy(await planTenants({ layout, engine }, [tenantId]), newId);
      if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
      const language = settings.languages[0] ?? 'tr';
      const params: ExportParams = { tenant, language, folder, machine, by, begunAt: begunAt() };
      return beginOn({ id: tenantId, name: tenant.name }, { kind: 'export', params, actor: by });
    },
    planRestore: async (id) => {
      const copyId = planned.get(id) ?? newId<CopyId>();
      planned.set(id, copyId);
      return planRestore(parts, id, copyId);
    },
    async restoreBeside(id, by) {
      const copyId = planned.get(id) ?? newId<CopyId>();
      const { problem, copyDatabase } = await planRestore(parts, id, copyId);
      if (problem !== null) throw AppError.from(problem);
      const { tenantId, tenantCode: code, tenantName: name, database } = await findBackup({ layout }, id);
      const living = await layout.tenants.find(tenantId);
      const params: RestoreParams = {
        archiveId: id,
        tenant: { tenantId, code, name, database: living?.databaseName ?? database },
        copy: { id: copyId, database: copyDatabase },
        ...{ machine, by },
      };
      const operationId = await beginOn({ id: tenantId, name }, { kind: 'restore', params, actor: by });
      planned.delete(id);
      return operationId;
    },
    checkNewNames,
    async restoreAsNew(names, by) {
      const { problem } = await planRestore(parts, names.id, newId<CopyId>());
      if (problem !== null) throw AppError.from(problem);
      const checked = await checkNewNames(names);
      requireGood(names, checked);
      const tenantId = newId<TenantId>();
      const copyId = newId<CopyId>();
      const database = checked.database.value;
      const params: RestoreAsNewParams = {
        archiveId: names.id,
        reservation: {
          tenantId,
          registrationId: newId<RegistrationId>(),
          code: checked.code.value,
          name: names.name,
          ownerEmail: checked.ownerEmail.value,
          domain: checked.domain.value,
          database,
          role: roleNameFor(database),
        },
        copy: { id: copyId, database: copyDatabaseName(database, 'beside', copyId) },
        ...{ machine, by },
      };
      const operationId = await beginOn(
        { id: tenantId, name: names.name },
        { kind: 'restore_as_new', params, actor: by },
      );
      return { operationId, tenantId };
    },
  };
}

/** So that a proof from before, by a clock that was ahead, is not taken for the one that is asked for now. */
const laterThan = (at: string | undefined, now: Date): string =>
  new Date(Math.max(now.getTime(), at === undefined ? 0 : Date.parse(at) + 1)).toISOString();

function requireGood(names: NewNames, checked: NewTenantNames): void {
  const bad = companyNameProblem(names.name);
  if (bad !== undefined) throw new AppError('invalid_input', bad, { field: 'name', params: { name: names.name } });
  for (const field of ['code', 'domain', 'database', 'ownerEmail'] as const) {
    const { problem, value } = checked[field];
    if (problem === null) continue;
    const params = { name: value, code: value, domain: value, database: value, email: value };
    throw new AppError(problem.endsWith('_taken') ? 'conflict' : 'invalid_input', problem, {
      field: field === 'ownerEmail' ? field : 'code',
      params,
    });
  }
}

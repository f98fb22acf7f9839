import type { NewTenantNames, RestorePlan } from '../../shared/contract/archives.ts';
import { copyDatabaseName } from '../../shared/domain/copies.ts';
import type { ArchiveId, CopyId, OperationId, RegistrationId, TenantId } from '../../shared/domain/ids.ts';
import { companyNameProblem, roleNameFor } from '../../shared/domain/names.ts';
import { AppError } from '../../shared/errors.ts';
import { checkNames } from '../tenants/register.ts';
import { type ArchiveOperationsParts, beginOn, newId } from './begin-on.ts';
import { findBackup, planRestore } from './plan-restore.ts';
import type { RestoreParams } from './restore.ts';
import type { RestoreAsNewParams } from './restore-as-new.ts';

export interface NewNames {
  readonly id: ArchiveId;
  readonly code: string;
  readonly name: string;
  readonly ownerEmail: string;
}

/** What begins the bringing back of a backup. */
export interface RestoreOperations {
  planRestore(id: ArchiveId): Promise<RestorePlan>;
  restoreBeside(id: ArchiveId, by: string): Promise<OperationId>;
  checkNewNames(names: NewNames): Promise<NewTenantNames>;
  restoreAsNew(
    names: NewNames,
    by: string,
  ): Promise<{ readonly operationId: OperationId; readonly tenantId: TenantId }>;
}

export function restoreOperations(parts: ArchiveOperationsParts): RestoreOperations {
  const { layout, engine, settings, machine } = parts;
  /** What was shown before is what is made, for the one that begins it first. */
  const planned = new Map<ArchiveId, CopyId>();
  const copyFor = (id: ArchiveId): CopyId => planned.get(id) ?? newId<CopyId>();

  async function requirePlan(id: ArchiveId, copyId: CopyId): Promise<RestorePlan> {
    const plan = await planRestore(parts, id, copyId);
    if (plan.problem !== null) throw AppError.from(plan.problem);
    return plan;
  }

  const checkNewNames = async (names: NewNames): Promise<NewTenantNames> => {
    const asked = { companyName: names.name, companyCode: names.code, email: names.ownerEmail };
    const { companyCode: code, domain, database, email: ownerEmail } = await checkNames({ layout, settings }, asked);
    return { code, domain, database, ownerEmail };
  };

  return {
    checkNewNames,
    planRestore: async (id) => {
      const copyId = copyFor(id);
      planned.set(id, copyId);
      return planRestore(parts, id, copyId);
    },
    async restoreBeside(id, by) {
      const copyId = copyFor(id);
      const { copyDatabase } = await requirePlan(id, copyId);
      const { tenantId, tenantCode: code, tenantName: name, database } = await findBackup({ layout }, id);
      const living = await layout.tenants.find(tenantId);
      const params: RestoreParams = {
        archiveId: id,
        tenant: { tenantId, code, name, database: living?.databaseName ?? database },
        copy: { id: copyId, database: copyDatabase },
        ...{ machine, by },
      };
      const operationId = await beginOn(engine, { id: tenantId, name }, { kind: 'restore', params, actor: by });
      planned.delete(id);
      return operationId;
    },
    async restoreAsNew(names, by) {
      await requirePlan(names.id, newId<CopyId>());
      const params = asNewParams(names, await checkNewNames(names), { machine, by });
      const { tenantId, name } = params.reservation;
      const request = { kind: 'restore_as_new', params, actor: by } as const;
      return { operationId: await beginOn(engine, { id: tenantId, name }, request), tenantId };
    },
  };
}

/** Every name of the tenant-to-be, decided before a single statement runs. */
function asNewParams(
  names: NewNames,
  checked: NewTenantNames,
  whose: Pick<RestoreAsNewParams, 'machine' | 'by'>,
): RestoreAsNewParams {
  requireGood(names, checked);
  const copyId = newId<CopyId>();
  const { value: database } = checked.database;
  return {
    archiveId: names.id,
    reservation: {
      tenantId: newId<TenantId>(),
      registrationId: newId<RegistrationId>(),
      code: checked.code.value,
      name: names.name,
      ownerEmail: checked.ownerEmail.value,
      domain: checked.domain.value,
      database,
      role: roleNameFor(database),
    },
    copy: { id: copyId, database: copyDatabaseName(database, 'beside', copyId) },
    ...whose,
  };
}

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

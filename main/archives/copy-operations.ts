import { randomUUID } from 'node:crypto';
import type { CopyRow } from '../../shared/contract/archives.ts';
import { copyDatabaseName } from '../../shared/domain/copies.ts';
import type { CopyId, OperationId } from '../../shared/domain/ids.ts';
import { roleNameFor } from '../../shared/domain/names.ts';
import type { OperationKind } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import type { Engine } from '../operations/engine.ts';
import { refuseWhileBusy, tenantResource } from '../tenants/busy.ts';
import type { DropCopyParams } from './drop-copy.ts';
import type { SwapCopyParams } from './swap-copy.ts';

interface Parts {
  readonly layout: Pick<PlatformLayout, 'tenants' | 'copies' | 'archives'>;
  readonly engine: Pick<Engine, 'start' | 'newestOn'>;
}

/** What begins the operations on databases beside tenants' own. */
export interface CopyOperations {
  find(id: CopyId): Promise<CopyRow>;
  swap(
    ask: { readonly id: CopyId; readonly typedCode: string; readonly reason: string },
    by: string,
  ): Promise<OperationId>;
  drop(
    ask: { readonly id: CopyId; readonly typedDatabase: string; readonly reason: string },
    by: string,
  ): Promise<OperationId>;
}

const notSwappable = ({ database }: CopyRow): AppError =>
  new AppError('conflict', 'copy.not_swappable', { params: { database } });

export function createCopyOperations({ layout, engine }: Parts): CopyOperations {
  async function find(id: CopyId): Promise<CopyRow> {
    const copy = await layout.copies.find(id);
    if (copy === undefined) throw new AppError('not_found', 'copy.not_found');
    return copy;
  }
  async function begin(copy: CopyRow, kind: OperationKind, params: object, actor: string): Promise<OperationId> {
    await refuseWhileBusy(engine, { registrationId: null, tenantId: copy.tenantId });
    return engine.start({
      kind,
      params: { ...params },
      actor,
      idempotencyKey: `${kind}:${randomUUID()}`,
      resource: tenantResource(copy.tenantId),
      subject: { label: copy.tenantName, registrationId: null, tenantId: copy.tenantId },
      supersedes: false,
    });
  }
  return {
    find,
    async swap({ id, typedCode, reason }, by) {
      const copy = await find(id);
      const tenant = await layout.tenants.find(copy.tenantId);
      if (tenant === undefined) throw new AppError('not_found', 'tenant.not_found');
      // Code points, not what looks alike.
      if (typedCode !== tenant.code) throw new AppError('invalid_input', 'field.invalid', { field: 'typedCode' });
      const { databaseName: database } = tenant;
      if (database === null) throw new AppError('not_found', 'tenant.no_database', { params: { name: tenant.name } });
      if (!copy.exists) throw new AppError('conflict', 'copy.gone', { params: { database: copy.database } });
      // A scratch is another operation's, and a restored one was compared before anybody relies on it.
      if (copy.purpose === 'scratch' || (copy.purpose === 'beside' && copy.comparison === null))
        throw notSwappable(copy);
      const rollbackId = randomUUID() as string as CopyId;
      const params: SwapCopyParams = {
        tenant: { tenantId: tenant.id, code: tenant.code, name: tenant.name, database, role: roleNameFor(database) },
        copy: { id, database: copy.database },
        rollback: { id: rollbackId, database: copyDatabaseName(database, 'rollback', rollbackId) },
        lost: (await layout.archives.sizes([tenant.id])).get(tenant.id) === null,
        ...{ reason, by },
      };
      return begin(copy, 'swap_copy', params, by);
    },
    async drop({ id, typedDatabase, reason }, by) {
      const copy = await find(id);
      if (typedDatabase !== copy.database)
        throw new AppError('invalid_input', 'field.invalid', { field: 'typedDatabase' });
      const { tenantId, database } = copy;
      const params: DropCopyParams = { tenantId, copy: { id, database }, reason, by };
      return begin(copy, 'drop_copy', params, by);
    },
  };
}

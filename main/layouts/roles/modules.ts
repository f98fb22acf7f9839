import type { OperationId, TenantId } from '../../../shared/domain/ids.ts';
import type { ModuleRecord } from './migrations.ts';

/** What was done with a tenant's modules, and by whom. Lines of activations come with `setModules` of its subscription. */
export interface ModuleEvents {
  /** Newest first. */
  ofTenant(tenantId: TenantId): Promise<ReadonlyArray<ModuleRecord>>;
}

/** The same for an operation, under its fence. */
export interface ModuleRecords {
  /** What this operation wrote of a tenant's modules, oldest first. */
  writtenBy(operationId: OperationId, tenantId: TenantId): Promise<ReadonlyArray<ModuleRecord>>;
  /** Carries this operation's id. */
  write(record: Omit<ModuleRecord, 'at'>): Promise<void>;
}

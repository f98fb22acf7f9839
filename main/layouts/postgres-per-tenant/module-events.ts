import type { TenantId } from '../../../shared/domain/ids.ts';
import type { Runner } from '../pg/pools.ts';
import type { ModuleRecord } from '../roles/migrations.ts';
import type { ModuleEvents } from '../roles/modules.ts';
import type { StockerDeps } from './deps.ts';

/** As wide as a side panel's list ever needs. */
const mostLines = 500;

export function moduleRecordOf(row: Readonly<Record<string, unknown>>): ModuleRecord {
  return {
    tenantId: row['tenant_id'] as TenantId,
    module: row['module'] as string,
    action: row['action'] as ModuleRecord['action'],
    by: row['by'] as string,
    reason: row['reason'] as string | null,
    at: row['at'] as string,
  };
}

export async function insertModuleEvent(
  runner: Runner,
  { tenantId, module, action, by, reason }: Omit<ModuleRecord, 'at'>,
  operationId: string | null,
): Promise<void> {
  await runner.query({
    text: `INSERT INTO tenantry.module_events (tenant_id, module, by, action, reason, op_id)
           VALUES ($1, $2, $3, $4, $5, $6)`,
    values: [tenantId, module, by, action, reason, operationId],
  });
}

/** What was done with a tenant's modules, as the console wrote it down. */
export const createModuleEvents = ({ pools, shape }: Pick<StockerDeps, 'pools' | 'shape'>): ModuleEvents => ({
  async ofTenant(tenantId) {
    if (!(await shape()).bookkeeping) return [];
    const rows = await pools.read.query({
      text: `SELECT tenant_id::text, module, action, by, reason, at FROM tenantry.module_events
              WHERE tenant_id = $1 ORDER BY id DESC LIMIT ${mostLines}`,
      values: [tenantId],
    });
    return rows.map(moduleRecordOf);
  },
});

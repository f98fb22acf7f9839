import type { ModuleRecords } from '../../roles/modules.ts';
import { insertModuleEvent, moduleRecordOf } from '../module-events.ts';
import type { OperationContext } from './context.ts';

/** Lines of a tenant's module history that carry the operation's id. */
export const moduleRecords = (context: Pick<OperationContext, 'lease' | 'read' | 'fenced'>): ModuleRecords => ({
  writtenBy: (operationId, tenantId) =>
    context.read(async (runner) => {
      const rows = await runner.query({
        text: `SELECT tenant_id::text, module, action, by, reason, at FROM tenantry.module_events
                WHERE tenant_id = $1 AND op_id = $2 ORDER BY id`,
        values: [tenantId, operationId],
      });
      return rows.map(moduleRecordOf);
    }),
  write: (record) => context.fenced((runner) => insertModuleEvent(runner, record, context.lease.operationId)),
});

import type { OperationId, TenantId } from '../../../shared/domain/ids.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Runner } from '../pg/pools.ts';

/** Throws while another operation works on the tenant; what only waits for a person stops nobody. */
export async function refuseWhileOperationRuns(
  runner: Runner,
  tenantId: TenantId,
  own: OperationId | null = null,
): Promise<void> {
  const [running] = await runner.query({
    text: `SELECT subject ->> 'label' AS label, coalesce(operator, actor) AS who, created_at FROM tenantry.operation
            WHERE resource_key = $1 AND state IN ('running', 'compensating') AND op_id IS DISTINCT FROM $2::uuid`,
    values: [`tenant:${tenantId}`, own],
  });
  if (running === undefined) return;
  throw new AppError('conflict', 'operation.running_on_resource', {
    params: {
      name: running['label'] as string,
      operator: running['who'] as string,
      since: running['created_at'] as string,
    },
  });
}

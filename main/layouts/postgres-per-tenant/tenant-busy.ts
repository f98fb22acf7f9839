import type { OperationId, TenantId } from '../../../shared/domain/ids.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Runner } from '../pg/pools.ts';

const busyWith = (running: Readonly<Record<string, unknown>>): AppError =>
  new AppError('conflict', 'operation.running_on_resource', {
    params: {
      name: running['label'] as string,
      operator: running['who'] as string,
      since: running['created_at'] as string,
    },
  });

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
  if (running !== undefined) throw busyWith(running);
}

/** Also while one on many works, and this tenant is among them: what it makes of the tenant would outlive it. */
export async function refuseWhileOneOfMany(runner: Runner, tenantId: TenantId, own: OperationId): Promise<void> {
  const [running] = await runner.query({
    text: `SELECT subject ->> 'label' AS label, coalesce(operator, actor) AS who, created_at FROM tenantry.operation
            WHERE op_id <> $2 AND state IN ('running', 'compensating') AND strpos(params::text, '"' || $1::text || '"') > 0
            ORDER BY created_at LIMIT 1`,
    values: [tenantId, own],
  });
  if (running !== undefined) throw busyWith(running);
}

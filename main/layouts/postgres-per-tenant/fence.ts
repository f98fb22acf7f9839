import { AppError } from '../../../shared/errors.ts';
import type { Lease } from '../layout.ts';
import type { Runner } from '../pg/pools.ts';

/**
 * Whether this holder still holds, as a row lock that lasts until the effect's transaction ends. KEY SHARE, so that
 * the heartbeat can renew the lease during a long effect; a successor doesn't wait for it either: it ends the session.
 */
export const fenceHolds = (id: string, fence: string): string =>
  `SELECT 1 FROM tenantry.operation
    WHERE op_id = ${id}::uuid AND fence = ${fence}::bigint AND lease_until > clock_timestamp() FOR KEY SHARE`;

export const lost = (): AppError => new AppError('lost', 'operation.lost');

/** First statement of every transaction that an operation makes on the platform. Throws `operation.lost`. */
export async function assertFence(runner: Runner, lease: Lease): Promise<void> {
  const held = await runner.rows({
    name: 'fence-holds',
    text: fenceHolds('$1', '$2'),
    values: [lease.operationId, lease.fence],
  });
  if (held.length === 0) throw lost();
}

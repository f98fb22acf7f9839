import type { OperationId } from '../../../../shared/domain/ids.ts';
import type { ConsoleIdentity } from '../../../operations/journal.ts';
import type { Pools } from '../../pg/pools.ts';

export interface Claim {
  readonly console: ConsoleIdentity;
  readonly operator: string;
  readonly leaseSeconds: number;
  readonly expectFence: string | null | 'any';
  readonly to: 'running' | 'compensating';
}

/**
 * One conditional UPDATE on the database's clock: of two consoles one gets it, and what is being undone is not claimed for
 * going on. It doesn't wait for what the older
 * holder still has open; that is ended next. The new fence, or undefined when somebody holds it.
 */
export async function claim(pools: Pools, id: OperationId, by: Claim): Promise<string | undefined> {
  const [claimed] = await pools.change({
    name: 'journal-claim',
    text: `UPDATE tenantry.operation
              SET fence = nextval('tenantry.fence_seq'), state = $2, attempts = attempts + 1, ended_at = NULL,
                  lease_until = clock_timestamp() + make_interval(secs => $3), heartbeat_at = clock_timestamp(),
                  console_id = $4, machine = $5, operator = $6, app_version = $7,
                  error = CASE WHEN $2 = 'running' THEN NULL ELSE error END,
                  cancel_requested = cancel_requested AND state IN ('running', 'compensating')
            WHERE op_id = $1 AND state IN ('running', 'compensating', 'failed', 'needs_attention')
              AND ($2 = 'compensating' OR state IN ('running', 'failed'))
              AND (lease_until IS NULL OR lease_until < clock_timestamp() OR (fence = $8::bigint AND console_id = $4))
              AND ($9 OR ($8 IS NULL AND lease_until IS NULL) OR fence = $8::bigint)
        RETURNING fence`,
    values: [
      id,
      by.to,
      by.leaseSeconds,
      by.console.id,
      by.console.machine,
      by.operator,
      by.console.appVersion,
      by.expectFence === 'any' ? null : by.expectFence,
      by.expectFence === 'any',
    ],
  });
  return claimed?.['fence'] as string | undefined;
}

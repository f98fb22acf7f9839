import type { TenantId } from '../../../../shared/domain/ids.ts';
import type { Subscription, SubscriptionEvent } from '../../../../shared/domain/subscriptions.ts';
import type { Runner } from '../../pg/pools.ts';
import type { Writing } from './writing.ts';

type NewEvent = Omit<SubscriptionEvent, 'at'>;

export async function addEvent({ runner, operation }: Writing, event: NewEvent): Promise<void> {
  const { before, after, action, by, reason } = event;
  await runner.query({
    text: `INSERT INTO tenantry.subscription_events (subscription_id, tenant_id, by, action, before, after, reason, op_id)
           VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $8)`,
    values: [
      ...[after.id, after.tenantId, by, action, before === null ? null : JSON.stringify(before)],
      ...[JSON.stringify(after), reason, operation],
    ],
  });
}

/** Newest first. */
export async function readEvents(runner: Runner, tenantId: TenantId): Promise<ReadonlyArray<SubscriptionEvent>> {
  const rows = await runner.query({
    text: `SELECT at, by, action, before, after, reason FROM tenantry.subscription_events
            WHERE tenant_id = $1::uuid ORDER BY id DESC`,
    values: [tenantId],
  });
  return rows.map((row) => ({
    at: String(row['at']),
    by: String(row['by']),
    action: row['action'] as SubscriptionEvent['action'],
    before: row['before'] as Subscription | null,
    after: row['after'] as Subscription,
    reason: row['reason'] as string | null,
  }));
}

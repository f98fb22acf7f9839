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

/** What an operation's moves of a tenant made, oldest first. Putting a move back is one as well. */
export async function movesBy(
  runner: Runner,
  operation: string,
  tenantId: TenantId,
): Promise<ReadonlyArray<Pick<SubscriptionEvent, 'action' | 'before' | 'after'>>> {
  const rows = await runner.query({
    text: `SELECT action, before, after FROM tenantry.subscription_events
            WHERE tenant_id = $1 AND op_id = $2 AND action <> 'start' ORDER BY id`,
    values: [tenantId, operation],
  });
  return rows.map((row) => ({
    action: row['action'] as SubscriptionEvent['action'],
    before: row['before'] as Subscription | null,
    after: row['after'] as Subscription,
  }));
}

/** Every second one puts back the one before it. */
export const stands = (moves: ReadonlyArray<unknown>): boolean => moves.length % 2 === 1;

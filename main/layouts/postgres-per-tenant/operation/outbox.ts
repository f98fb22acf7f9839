import { z } from 'zod';
import type { OperationId } from '../../../../shared/domain/ids.ts';
import type { Lease } from '../../layout.ts';
import type { Runner } from '../../pg/pools.ts';
import type { Outbox, OutboxMail, Reservation } from '../../roles/provisioning.ts';
import type { OperationContext } from './context.ts';

const stored = z.object({ kind: z.literal('welcome'), to: z.string(), language: z.enum(['en', 'tr']) });

/** One mail of a kind an operation, under one Message-ID however often it is sent: mail servers drop the second. */
export async function addToOutbox(
  runner: Runner,
  lease: Lease,
  { code, domain }: Reservation,
  mail: OutboxMail,
): Promise<void> {
  const baseDomain = domain.startsWith(`${code}.`) ? domain.slice(code.length + 1) : domain;
  await runner.query({
    text: `INSERT INTO tenantry.outbox (op_id, kind, payload, message_id) VALUES ($1, $2, $3, $4)
           ON CONFLICT (op_id, kind) DO NOTHING`,
    values: [
      lease.operationId,
      mail.kind,
      JSON.stringify({ kind: mail.kind, to: mail.to, language: mail.language }),
      `<${lease.operationId}.${mail.kind}@${baseDomain}>`,
    ],
  });
}

export async function readOutbox(runner: Runner, operationId: OperationId): ReturnType<Outbox['pending']> {
  const rows = await runner.query({
    text: 'SELECT payload, message_id, sent_at IS NOT NULL AS sent FROM tenantry.outbox WHERE op_id = $1 ORDER BY kind',
    values: [operationId],
  });
  return rows.map((row) => ({
    ...stored.parse(row['payload']),
    messageId: String(row['message_id']),
    sent: row['sent'] === true,
  }));
}

export function operationOutbox(context: OperationContext): Outbox {
  return {
    pending: (operationId) => context.read((runner) => readOutbox(runner, operationId)),
    markSent: (operationId, kind) =>
      context.fenced(async (runner) => {
        await runner.query({
          text: `UPDATE tenantry.outbox SET sent_at = clock_timestamp() WHERE op_id = $1 AND kind = $2 AND sent_at IS NULL`,
          values: [operationId, kind],
        });
      }),
  };
}

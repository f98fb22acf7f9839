import { z } from 'zod';
import type { OperationId } from '../domain/ids.ts';
import type { OperationView } from '../domain/operations.ts';
import type { Finding } from '../domain/reconcile.ts';
import { call } from './call.ts';
import * as field from './fields.ts';

export interface FindingRow extends Finding {
  readonly firstSeenAt: string;
  /** It was there in two looks, long enough after one another: what it allows may be done. */
  readonly confirmed: boolean;
  /** The look after which it may be confirmed. */
  readonly confirmableAt: string;
}

export interface AttentionReport {
  /** Operations that stopped: failed, needing a person, or left by their console. */
  readonly operations: ReadonlyArray<OperationView>;
  readonly findings: ReadonlyArray<FindingRow>;
  /** Of the newest look; null before the first one. */
  readonly lookedAt: string | null;
  readonly looking: boolean;
  readonly databases: number;
}

export const attentionCalls = {
  'attention.list': call<AttentionReport>()({ input: field.nothing, gate: { permission: 'read' } }),
  /** Looks at the server. `deep`: into every database, too. Changes nothing. */
  'attention.look': call<AttentionReport>()({
    input: z.strictObject({ deep: z.boolean() }),
    gate: { permission: 'read' },
  }),
  /** Removes what a confirmed finding says is nobody's, after looking once more. */
  'attention.remove': call<{ readonly operationId: OperationId }>()({
    input: z.strictObject({ findingId: z.string().max(200), typedName: field.typed, reason: field.reason }),
    gate: { permission: 'tenants.repair' },
    changes: true,
    stepUp: true,
  }),
} as const;

import { z } from 'zod';
import type { OperationView } from '../domain/operations.ts';
import { call } from './call.ts';
import * as field from './fields.ts';

const one = z.strictObject({ id: field.operationId });

export const operationCalls = {
  /** All that run or wait for a person, and the newest ended ones. */
  'operations.list': call<ReadonlyArray<OperationView>>()({
    input: z.strictObject({ ended: z.number().int().min(0).max(200) }),
    gate: { permission: 'read' },
  }),
  'operations.get': call<OperationView>()({ input: one, gate: { permission: 'read' } }),
  /** Asks a running operation to stop and undo what it did. Refused after its pivot. What it needs is said by the operation. */
  'operations.cancel': call<null>()({ input: one, gate: { permission: 'read' }, changes: true }),
  /** Goes on with one that failed, or whose console is gone and whose lease has run out. */
  'operations.resume': call<null>()({
    input: z.strictObject({
      id: field.operationId,
      /** What the operator saw when deciding to take it over; null when nobody held it. */
      fence: z.string().max(20).nullable(),
    }),
    gate: { permission: 'read' },
    changes: true,
  }),
  /** Removes what one that failed before its pivot had made. */
  'operations.undo': call<null>()({
    input: z.strictObject({ id: field.operationId, fence: z.string().max(20).nullable() }),
    gate: { permission: 'read' },
    changes: true,
  }),
  /** Ends one that waits for a person by that person's word, and does nothing else. */
  'operations.resolve': call<null>()({
    input: z.strictObject({ id: field.operationId, note: field.reason }),
    gate: { permission: 'read' },
    changes: true,
  }),
} as const;

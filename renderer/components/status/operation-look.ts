import { assertNever } from '../../../shared/assert-never.ts';
import type { OperationState } from '../../../shared/domain/operations.ts';
import type { StatusLook } from './look.ts';

/** Where an operation stands. */
export function operationLook(state: OperationState): StatusLook {
  switch (state) {
    case 'running':
      return { glyph: 'arc', tone: 'info', label: 'operation.running', exception: true };
    case 'compensating':
      return { glyph: 'arc-back', tone: 'warn', label: 'operation.compensating', exception: true };
    case 'failed':
      return { glyph: 'octagon', tone: 'danger', label: 'operation.failed', exception: true };
    case 'needs_attention':
      return { glyph: 'triangle', tone: 'warn', label: 'operation.needs_attention', exception: true };
    case 'succeeded':
      return { glyph: 'disc-check', tone: 'ok', label: 'operation.succeeded', exception: false };
    case 'cancelled':
      return { glyph: 'slash', tone: 'neutral', label: 'operation.cancelled', exception: false };
    case 'superseded':
      return { glyph: 'dash', tone: 'neutral', label: 'operation.superseded', exception: false };
    default:
      return assertNever(state);
  }
}

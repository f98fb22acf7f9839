import { assertNever } from '../../../shared/assert-never.ts';
import type { StepState } from '../../../shared/domain/operations.ts';
import type { StatusLook } from './look.ts';

/** Where one of an operation's steps stands. */
export function stepLook(state: StepState): StatusLook {
  switch (state) {
    case 'pending':
      return { glyph: 'ring', tone: 'neutral', label: 'step.pending', exception: false };
    case 'intent':
      return { glyph: 'arc', tone: 'info', label: 'step.intent', exception: true };
    case 'done':
      return { glyph: 'disc-check', tone: 'ok', label: 'step.done', exception: false };
    case 'warned':
      return { glyph: 'triangle', tone: 'warn', label: 'step.warned', exception: true };
    case 'failed':
      return { glyph: 'octagon', tone: 'danger', label: 'step.failed', exception: true };
    case 'undo_intent':
      return { glyph: 'arc-back', tone: 'warn', label: 'step.undo_intent', exception: true };
    case 'undone':
      return { glyph: 'slash', tone: 'neutral', label: 'step.undone', exception: false };
    default:
      return assertNever(state);
  }
}

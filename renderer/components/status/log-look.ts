import { assertNever } from '../../../shared/assert-never.ts';
import type { LogOutcome } from '../../../shared/contract/log.ts';
import type { StatusLook } from './look.ts';

/** How a logged action ended. */
export function logLook(state: LogOutcome): StatusLook {
  switch (state) {
    case 'running':
      return { glyph: 'arc', tone: 'info', label: 'log.running', exception: true };
    case 'succeeded':
      return { glyph: 'check', tone: 'ok', label: 'log.succeeded', exception: false };
    case 'failed':
      return { glyph: 'octagon', tone: 'danger', label: 'log.failed', exception: true };
    case 'denied':
      return { glyph: 'slash', tone: 'warn', label: 'log.denied', exception: true };
    case 'unknown':
      return { glyph: 'ring-mark', tone: 'warn', label: 'log.unknown', exception: true };
    default:
      return assertNever(state);
  }
}

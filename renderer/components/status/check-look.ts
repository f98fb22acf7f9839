import { assertNever } from '../../../shared/assert-never.ts';
import type { CheckState } from '../../../shared/contract/connections.ts';
import type { StatusLook } from './look.ts';

/** What one of a connection's checks found. */
export function checkLook(state: CheckState): StatusLook {
  switch (state) {
    case 'ok':
      return { glyph: 'check', tone: 'ok', label: 'check.ok', exception: false };
    case 'warn':
      return { glyph: 'triangle', tone: 'warn', label: 'check.warn', exception: true };
    case 'fail':
      return { glyph: 'octagon', tone: 'danger', label: 'check.fail', exception: true };
    case 'unknown':
      return { glyph: 'ring-mark', tone: 'neutral', label: 'check.unknown', exception: false };
    default:
      return assertNever(state);
  }
}

import { assertNever } from '../../../shared/assert-never.ts';
import type { OperatorRow } from '../../../shared/contract/operators.ts';
import type { StatusLook } from './look.ts';

/** Whether an operator can sign in. */
export function operatorLook(state: OperatorRow['state']): StatusLook {
  switch (state) {
    case 'active':
      return { glyph: 'dot', tone: 'ok', label: 'operator.active', exception: false };
    case 'invited':
      return { glyph: 'plane', tone: 'info', label: 'operator.invited', exception: true };
    case 'locked_out':
      return { glyph: 'triangle', tone: 'warn', label: 'operator.locked_out', exception: true };
    case 'disabled':
      return { glyph: 'slash', tone: 'neutral', label: 'operator.disabled', exception: true };
    default:
      return assertNever(state);
  }
}

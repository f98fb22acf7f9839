import { assertNever } from '../../../shared/assert-never.ts';
import type { Lifecycle } from '../../../shared/domain/lifecycle.ts';
import type { StatusLook } from './look.ts';

/** A tenant's lifecycle alone, without holds and money. */
export function lifecycleLook(state: Lifecycle): StatusLook {
  switch (state) {
    case 'provisioning':
      return { glyph: 'arc', tone: 'info', label: 'lifecycle.provisioning', exception: true };
    case 'active':
      return { glyph: 'dot', tone: 'ok', label: 'lifecycle.active', exception: false };
    case 'cancelled':
      return { glyph: 'slash', tone: 'neutral', label: 'lifecycle.cancelled', exception: true };
    case 'deletion_scheduled':
      return { glyph: 'clock', tone: 'danger', label: 'lifecycle.deletion_scheduled', exception: true };
    case 'deleting':
      return { glyph: 'arc-back', tone: 'danger', label: 'lifecycle.deleting', exception: true };
    case 'deleted':
      return { glyph: 'dash', tone: 'neutral', label: 'lifecycle.deleted', exception: true };
    default:
      return assertNever(state);
  }
}

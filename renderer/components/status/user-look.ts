import { assertNever } from '../../../shared/assert-never.ts';
import type { UserStanding } from '../../../shared/domain/users.ts';
import type { StatusLook } from './look.ts';

/** Whether one of the tenants' people can sign in. */
export function userLook(standing: UserStanding): StatusLook {
  switch (standing) {
    case 'active':
      return { glyph: 'dot', tone: 'ok', label: 'user.active', exception: false };
    case 'invited':
      return { glyph: 'plane', tone: 'info', label: 'user.invited', exception: true };
    case 'locked':
      return { glyph: 'triangle', tone: 'warn', label: 'user.locked', exception: true };
    case 'disabled':
      return { glyph: 'slash', tone: 'neutral', label: 'user.disabled', exception: true };
    default:
      return assertNever(standing);
  }
}

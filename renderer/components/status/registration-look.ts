import { assertNever } from '../../../shared/assert-never.ts';
import type { RegistrationState } from '../../../shared/domain/lifecycle.ts';
import type { StatusLook } from './look.ts';

/** Where a registration stands. */
export function registrationLook(state: RegistrationState): StatusLook {
  switch (state) {
    case 'pending_verification':
      return { glyph: 'clock', tone: 'warn', label: 'registration.pending_verification', exception: true };
    case 'verified':
      return { glyph: 'ring', tone: 'neutral', label: 'registration.verified', exception: false };
    case 'provisioning':
      return { glyph: 'arc', tone: 'info', label: 'registration.provisioning', exception: true };
    case 'failed':
      return { glyph: 'octagon', tone: 'danger', label: 'registration.failed', exception: true };
    case 'completed':
      return { glyph: 'check', tone: 'ok', label: 'registration.completed', exception: false };
    case 'expired':
      return { glyph: 'ring-mark', tone: 'neutral', label: 'registration.expired', exception: false };
    case 'rejected':
      return { glyph: 'slash', tone: 'neutral', label: 'registration.rejected', exception: false };
    default:
      return assertNever(state);
  }
}

import { assertNever } from '../../../shared/assert-never.ts';
import type { HoldKind } from '../../../shared/domain/holds.ts';
import type { StatusLook } from './look.ts';

/** Why a tenant is held. */
export function holdLook(state: HoldKind): StatusLook {
  switch (state) {
    case 'billing':
      return { glyph: 'bars', tone: 'warn', label: 'hold.billing', exception: true };
    case 'security':
      return { glyph: 'bars', tone: 'danger', label: 'hold.security', exception: true };
    case 'legal':
      return { glyph: 'bars', tone: 'neutral', label: 'hold.legal', exception: true };
    case 'customer_request':
      return { glyph: 'bars', tone: 'neutral', label: 'hold.customer_request', exception: true };
    case 'maintenance':
      return { glyph: 'bars', tone: 'info', label: 'hold.maintenance', exception: true };
    default:
      return assertNever(state);
  }
}

import { assertNever } from '../../../shared/assert-never.ts';
import type { SubscriptionState } from '../../../shared/domain/subscriptions.ts';
import type { StatusLook } from './look.ts';

/** What a tenant pays, or no longer does. Takes the four stored words and the finer states. */
export function subscriptionLook(state: SubscriptionState): StatusLook {
  switch (state) {
    case 'trial':
      return { glyph: 'half', tone: 'trial', label: 'subscription.trial', exception: true };
    case 'active':
      return { glyph: 'dot', tone: 'ok', label: 'subscription.active', exception: false };
    case 'past_due':
      return { glyph: 'triangle', tone: 'warn', label: 'subscription.past_due', exception: true };
    case 'unpaid':
      return { glyph: 'octagon', tone: 'danger', label: 'subscription.unpaid', exception: true };
    case 'non_renewing':
      return { glyph: 'clock', tone: 'warn', label: 'subscription.non_renewing', exception: true };
    case 'cancelled':
      return { glyph: 'slash', tone: 'neutral', label: 'subscription.cancelled', exception: true };
    case 'expired':
      return { glyph: 'ring-mark', tone: 'warn', label: 'subscription.expired', exception: true };
    default:
      return assertNever(state);
  }
}

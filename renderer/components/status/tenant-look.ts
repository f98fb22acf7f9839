import type { Lifecycle } from '../../../shared/domain/lifecycle.ts';
import type { SubscriptionStatus } from '../../../shared/domain/subscriptions.ts';
import { lifecycleLook } from './lifecycle-look.ts';
import type { StatusLook } from './look.ts';
import { subscriptionLook } from './subscription-look.ts';

interface TenantFacts {
  readonly lifecycle: Lifecycle;
  readonly suspended: boolean;
  readonly subscription: SubscriptionStatus | null;
}

/** Where one chip is drawn for a tenant it is the most urgent of its states. Suspended is a decision, so not red. */
export function tenantLook({ lifecycle, suspended, subscription }: TenantFacts): StatusLook {
  if (lifecycle !== 'active') return lifecycleLook(lifecycle);
  if (suspended) return { glyph: 'bars', tone: 'neutral', label: 'suspended', exception: true };
  return subscription === null || subscription === 'active' ? lifecycleLook('active') : subscriptionLook(subscription);
}

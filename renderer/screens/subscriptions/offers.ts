import type { Offer } from '../../../shared/contract/subscriptions.ts';
import type { Money } from '../../../shared/domain/money.ts';
import type { BillingPeriod } from '../../../shared/domain/subscriptions.ts';
import { useCall } from '../../ipc/use-call.ts';

export const offeredPrice = (offer: Offer, period: BillingPeriod): Money | null =>
  period === 'monthly' ? offer.monthly : offer.yearly;

/** What can be bought now. */
export function useOffers() {
  const { data, error } = useCall('subscriptions.offers', {}, { staleTime: 60_000 });
  return { offers: data, error };
}

import type { Offer } from '../../../shared/contract/subscriptions.ts';
import type { Money } from '../../../shared/domain/money.ts';
import type { BillingPeriod } from '../../../shared/domain/subscriptions.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';

export const offeredPrice = (offer: Offer, period: BillingPeriod): Money | null =>
  period === 'monthly' ? offer.monthly : offer.yearly;

/** What can be bought now, in this window's language. */
export function useOffers() {
  const { language } = useFormat();
  const { data, error } = useCall('subscriptions.offers', {}, { staleTime: 60_000 });
  return { offers: data, error, nameOf: (offer: Offer): string => offer.names[language] };
}

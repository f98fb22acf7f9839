import { useTranslation } from 'react-i18next';
import type { Money } from '../../../shared/domain/money.ts';
import type { BillingPeriod } from '../../../shared/domain/subscriptions.ts';
import { useFormat } from '../../i18n/use-format.ts';

interface Terms {
  readonly packageName: string;
  readonly price: Money;
  readonly period: BillingPeriod;
}

/** How prices and terms are said. */
export function useTermsWords() {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  const price = ({ price: amount, period }: Pick<Terms, 'price' | 'period'>): string =>
    t(period === 'monthly' ? 'aMonth' : 'aYear', { price: format.money(amount) });
  return {
    /** `₺1,200.00 a month` */
    price,
    /** `Pro, ₺1,200.00 a month` */
    whole: (terms: Terms): string => t('change.offer', { name: terms.packageName, price: price(terms) }),
  };
}

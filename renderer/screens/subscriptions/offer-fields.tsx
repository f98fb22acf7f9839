import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { Offer } from '../../../shared/contract/subscriptions.ts';
import type { BillingPeriod } from '../../../shared/domain/subscriptions.ts';
import { Segmented } from '../../components/segmented.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { Labelled } from './labelled.tsx';
import { offeredPrice } from './offers.ts';
import { useTermsWords } from './terms-words.ts';

interface OfferFieldsProps {
  readonly offers: ReadonlyArray<Offer>;
  readonly packageId: string;
  readonly period: BillingPeriod;
  onChange(chosen: { readonly packageId: string; readonly period: BillingPeriod }): void;
}

const periods = ['monthly', 'yearly'] as const;

/** Which package, and billed how often. What is not sold so is named as such. */
export const OfferFields = ({ offers, packageId, period, onChange }: OfferFieldsProps) => {
  const { t } = useTranslation('subscriptions');
  const words = useTermsWords();
  const option = (offer: Offer) => {
    const price = offeredPrice(offer, period);
    const { name } = offer;
    return price === null
      ? { value: offer.id as string, label: t('change.offerNoYear', { name }), disabled: true }
      : { value: offer.id as string, label: t('change.offer', { name, price: words.price({ price, period }) }) };
  };
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', gap: 3, alignItems: 'start' }}>
      <SelectInput<string>
        label={t('change.package')}
        value={packageId}
        options={offers.map(option)}
        onChange={(next) => onChange({ packageId: next, period })}
      />
      <Labelled label={t('change.period')}>
        <Segmented<BillingPeriod>
          label={t('change.period')}
          options={periods.map((value) => ({ value, label: t(`period.${value}`) }))}
          value={period}
          onChange={(next) => onChange({ packageId, period: next })}
        />
      </Labelled>
    </Box>
  );
};

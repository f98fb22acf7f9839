import { useTranslation } from 'react-i18next';
import { termsOf } from '../../../shared/domain/subscription-change.ts';
import type { Subscription } from '../../../shared/domain/subscriptions.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { ChangedField } from './subscription-changes.ts';
import { useTermsWords } from './terms-words.ts';

/** One value of a subscription, as people say it. */
export function useFieldWords(): (field: ChangedField, of: Subscription) => string {
  const { t } = useTranslation(['subscriptions', 'status', 'common']);
  const format = useFormat();
  const words = useTermsWords();
  const day = (value: string | null): string =>
    value === null ? t('subscriptions:history.nothing') : format.day(value);
  const says: Readonly<Record<ChangedField, (of: Subscription) => string>> = {
    status: ({ status }) => t(`status:subscription.${status}`),
    package: ({ packageName, packageVersion }) =>
      `${packageName}, ${t('subscriptions:version', { version: packageVersion })}`,
    price: (of) => words.price(of),
    period: ({ period }) => t(`subscriptions:period.${period}`),
    periodEndsOn: ({ periodEndsOn }) => day(periodEndsOn),
    trialEndsOn: ({ trialEndsOn }) => day(trialEndsOn),
    cancelAtPeriodEnd: ({ cancelAtPeriodEnd }) => t(cancelAtPeriodEnd ? 'common:no' : 'common:yes'),
    unpaidSince: ({ unpaidSince }) => day(unpaidSince),
    pendingChange: ({ pendingChange }) =>
      pendingChange === null
        ? t('subscriptions:history.nothing')
        : `${words.whole(termsOf(pendingChange))}, ${format.day(pendingChange.on)}`,
    modules: ({ modules }) =>
      modules.length === 0 ? t('subscriptions:history.nothing') : modules.map(({ name }) => name).join(', '),
  };
  return (field, of) => says[field](of);
}

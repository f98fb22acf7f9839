import { useTranslation } from 'react-i18next';
import type { SetupOptions } from '../../../shared/contract/setup.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { plainTaxNumber } from '../../../shared/domain/tax-numbers.ts';
import { InlineMessage } from '../../components/inline-message.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import type { SetupFormHandle } from './setup-form.ts';

interface ReviewPageProps {
  readonly form: SetupFormHandle;
  readonly options: SetupOptions;
  readonly tenant: TenantDetail;
}

/** What will be done, in the words that the tenant's page uses afterwards. */
export const ReviewPage = ({ form, options, tenant }: ReviewPageProps) => {
  const { t, i18n } = useTranslation('setup');
  const format = useFormat();
  const { company, packageId, period, modules } = form.getValues();
  const sold = options.packages.find(({ id }) => id === packageId);
  const minor = period === 'monthly' ? sold?.monthlyPrice : sold?.yearlyPrice;
  const amount =
    sold === undefined || minor === undefined || minor === null
      ? undefined
      : format.money({ minor, currency: sold.currency });
  const names = sold?.modules.filter(({ code }) => modules.includes(code)).map(({ name }) => name) ?? [];
  const installed = sold?.names[i18n.language === 'tr' ? 'tr' : 'en'];
  return (
    <>
      <KeyValues
        labelWidth={150}
        rows={[
          { label: t('company.name'), value: company.name },
          {
            label: t('company.taxNumber'),
            value:
              company.taxNumber === null || company.taxNumber === '' ? (
                <Missing />
              ) : (
                <Mono>{plainTaxNumber(company.taxNumber)}</Mono>
              ),
          },
          { label: t('package.label'), value: installed ?? <Missing /> },
          { label: t('review.price'), value: amount === undefined ? <Missing /> : t(`review.${period}`, { amount }) },
          {
            label: t('review.trial'),
            value: t('review.until', { count: options.trialDays, day: format.day(options.trialEndsOn) }),
          },
          { label: t('package.modules'), value: names.length === 0 ? t('review.noModules') : names.join(', ') },
          { label: t('review.database'), value: <Mono>{tenant.databaseName ?? ''}</Mono> },
        ]}
      />
      <InlineMessage tone="info" title={t('review.allOrNothing')} body={t('review.allOrNothingBody')} />
    </>
  );
};

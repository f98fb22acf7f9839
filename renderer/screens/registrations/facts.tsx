import { useTranslation } from 'react-i18next';
import type { RegistrationRow } from '../../../shared/contract/registrations.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { useFormat } from '../../i18n/use-format.ts';

/** What the company gave, and when. */
export const Facts = ({ row }: { readonly row: RegistrationRow }) => {
  const { t } = useTranslation('registrations');
  const format = useFormat();
  return (
    <KeyValues
      labelWidth={96}
      rows={[
        {
          label: t('facts.code'),
          value: (
            <>
              <Mono>{row.companyCode}</Mono> <CopyButton text={row.companyCode} label={t('facts.code')} />
            </>
          ),
        },
        { label: t('facts.email'), value: row.email },
        { label: t('facts.emailCheck'), value: row.emailVerified ? t('facts.checked') : t('facts.unchecked') },
        { label: t('facts.phone'), value: row.phone ?? <Missing /> },
        { label: t('facts.package'), value: row.packageName ?? <Missing /> },
        {
          label: t('facts.billing'),
          value: row.billingPeriod === null ? <Missing /> : t(`billing.${row.billingPeriod}`),
        },
        { label: t('facts.received'), value: row.createdAt === null ? <Missing /> : format.dateTime(row.createdAt) },
        ...(row.state === 'pending_verification' && row.codeExpiresAt !== null
          ? [{ label: t('facts.codeExpires'), value: format.dateTime(row.codeExpiresAt) }]
          : []),
      ]}
    />
  );
};

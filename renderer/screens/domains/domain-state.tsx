import { useTranslation } from 'react-i18next';
import type { TenantDomain } from '../../../shared/domain/domains.ts';
import { Chip } from '../../components/chip.tsx';
import { useFormat } from '../../i18n/use-format.ts';

type Stated = Pick<TenantDomain, 'isVerified' | 'verifiedAt' | 'findings'>;

/** Whether it is verified, since when, and whether DNS still says what it said then. */
export const DomainState = ({ domain }: { readonly domain: Stated }) => {
  const { t } = useTranslation('domains');
  const format = useFormat();
  const { isVerified, verifiedAt, findings } = domain;
  if (!isVerified)
    return (
      <Chip glyph="clock" tone="warn" form="quiet">
        {t('notVerified')}
      </Chip>
    );
  // What nobody answered says nothing of the records.
  if (findings.some(({ state }) => state === 'wrong' || state === 'missing'))
    return (
      <Chip glyph="triangle" tone="warn" form="quiet">
        {t('strays')}
      </Chip>
    );
  return (
    <Chip glyph="check" tone="ok" form="calm">
      {verifiedAt === null ? t('verified') : t('verifiedOn', { date: format.date(verifiedAt) })}
    </Chip>
  );
};

export const PrimaryChip = () => {
  const { t } = useTranslation('domains');
  return (
    <Chip glyph="check" tone="ok" form="calm">
      {t('primary')}
    </Chip>
  );
};

import { useTranslation } from 'react-i18next';
import { findingStates, type TenantDomain } from '../../../shared/domain/domains.ts';
import { Chip } from '../../components/chip.tsx';
import { useFormat } from '../../i18n/use-format.ts';

type Stated = Pick<TenantDomain, 'isVerified' | 'verifiedAt' | 'findings'>;

interface DomainStateProps {
  readonly domain: Stated;
  /** Where the findings are not shown beside it. */
  readonly detailed?: true;
}

/** Which records are not right, and in what way, as in "TXT, CNAME: Missing". */
function useMissing(): (findings: Stated['findings']) => string {
  const { t } = useTranslation('domains');
  return (findings) =>
    findingStates
      .filter((state) => state !== 'right')
      .flatMap((state) => {
        const kinds = findings.filter((one) => one.state === state).map(({ kind }) => kind);
        return kinds.length === 0 ? [] : [`${kinds.join(', ')}: ${t(`records.state.${state}`)}`];
      })
      .join('; ');
}

/** Whether it is verified, since when, and whether DNS still says what it said then. */
export const DomainState = ({ domain, detailed }: DomainStateProps) => {
  const { t } = useTranslation('domains');
  const format = useFormat();
  const missing = useMissing();
  const { isVerified, verifiedAt, findings } = domain;
  if (!isVerified) {
    const words = detailed ? missing(findings) : '';
    return (
      <Chip glyph="clock" tone="warn" form="quiet">
        {words === '' ? t('notVerified') : words}
      </Chip>
    );
  }
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

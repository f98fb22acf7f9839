import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { StoredDomain } from '../../../shared/contract/domains.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { usePlatform } from '../../stores/session.ts';
import { DomainName } from './domain-name.tsx';
import { DomainRecords } from './domain-records.tsx';
import { DomainState, PrimaryChip } from './domain-state.tsx';
import { PrimaryButton } from './primary-button.tsx';
import { RemoveButton } from './remove-button.tsx';
import type { TenantLock } from './tenant-lock.ts';
import { VerifyButton } from './verify-button.tsx';

interface DomainItemProps {
  readonly domain: StoredDomain;
  readonly target: string;
  readonly lock: TenantLock;
}

/** One of a tenant's domains: how it stands, what may be done with it, and what DNS has to say. */
export const DomainItem = ({ domain, target, lock }: DomainItemProps) => {
  const { t } = useTranslation('domains');
  const format = useFormat();
  const [base = ''] = usePlatform()?.baseDomains ?? [];
  const { kind, name, isPrimary, isVerified, createdAt, findings } = domain;
  const isOwn = kind === 'own';
  // What was right and stays so is not in the way of what is not.
  const toShow = isOwn && (!isVerified || findings.some(({ state }) => state !== 'right'));
  return (
    <Box
      component="li"
      sx={{
        ...{ display: 'flex', flexDirection: 'column', gap: 2.5, px: '14px', py: '10px' },
        ...{ borderTop: '1px solid', borderColor: 'line.subtle', '&:first-of-type': { borderTop: 0 } },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
        <Box sx={{ flex: 1, minWidth: 240 }}>
          <DomainName domain={domain} />
          <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>
            {t(`kind.${kind}`)}
            {createdAt !== null && ` · ${t('addedOn', { date: format.date(createdAt) })}`}
          </Box>
          {kind === 'other_base' && (
            <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'status.warn.text' }}>{t('otherBase', { base })}</Box>
          )}
        </Box>
        {isPrimary && <PrimaryChip />}
        <DomainState domain={domain} />
        {isOwn && <VerifyButton domain={domain} lock={lock} />}
        {!isPrimary && isVerified && <PrimaryButton domain={domain} lock={lock} />}
        {!isPrimary && name !== target && <RemoveButton domain={domain} lock={lock} />}
      </Box>
      {toShow && <DomainRecords domain={domain} target={target} />}
    </Box>
  );
};

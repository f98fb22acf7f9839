import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { Arc } from '../../components/arc.tsx';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { StatusGlyph } from '../../components/status-glyph.tsx';

interface NamesAfterProps {
  readonly tenant: TenantDetail;
  readonly check: CallOutput<'lifecycle.checkCode'> | undefined;
  readonly current: boolean;
}

/** What becomes of the tenant's names with a new short name: a new address, the old one kept, the database as it is. */
export const NamesAfter = ({ tenant, check, current }: NamesAfterProps) => {
  const { t } = useTranslation('lifecycle');
  const free = check !== undefined && check.problem === null;
  return (
    <Box
      role="group"
      aria-label={t('recode.becomes')}
      sx={{ px: '12px', py: '8px', bgcolor: 'surface.sunken', borderRadius: '6px', fontSize: 12, lineHeight: '20px' }}
    >
      <Row label={t('recode.domain')} name={check?.domain ?? ''}>
        {check !== undefined && !current && (
          <>
            <Arc /> {t('recode.checking')}
          </>
        )}
        {free && current && (
          <>
            <StatusGlyph glyph="check" tone="ok" /> {t('recode.free')}
          </>
        )}
      </Row>
      {tenant.domain !== null && (
        <Row label={t('recode.redirect')} name={tenant.domain}>
          {t('recode.redirects')}
        </Row>
      )}
      {tenant.databaseName !== null && (
        <Row label={t('recode.database')} name={tenant.databaseName}>
          {t('recode.databaseKept')}
        </Row>
      )}
    </Box>
  );
};

const Row = ({
  label,
  name,
  children,
}: {
  readonly label: string;
  readonly name: string;
  readonly children: ReactNode;
}) => (
  <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 2, minHeight: 26 }}>
    <Box sx={{ width: 92, flex: 'none', color: 'ink.secondary' }}>{label}</Box>
    <Box sx={{ flex: 1, minWidth: 0 }}>
      {name === '' ? <Missing /> : <Mono sx={{ overflowWrap: 'anywhere' }}>{name}</Mono>}
    </Box>
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, color: 'ink.secondary' }}>{children}</Box>
  </Box>
);

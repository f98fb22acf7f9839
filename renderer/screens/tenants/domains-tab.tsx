import Box from '@mui/material/Box';
import { Globe } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { Chip } from '../../components/chip.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Missing } from '../../components/missing.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { usePlatform } from '../../stores/session.ts';
import { ReadTable } from './read-table.tsx';

/** Under which names the tenant is reached. */
export const DomainsTab = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { t } = useTranslation('tenants');
  const format = useFormat();
  const [base = ''] = usePlatform()?.baseDomains ?? [];
  return (
    <ReadTable
      query={useCall('tenants.domains', { id: tenant.id })}
      label={t('tab.domains')}
      empty={<EmptyState icon={Globe} title={t('domains.none')} body={t('domains.noneBody')} />}
      columns={[
        {
          head: t('domains.name'),
          cell: ({ name, kind }) => (
            <>
              <Box component="span" sx={{ fontWeight: 500, overflowWrap: 'anywhere' }}>
                {name}
              </Box>
              {kind === 'other_base' && (
                <Box sx={{ fontSize: 12, color: 'status.warn.text' }}>{t('domains.otherBase', { base })}</Box>
              )}
            </>
          ),
        },
        { head: t('domains.kind'), cell: ({ kind }) => t(`domains.kinds.${kind}`) },
        {
          head: t('domains.primary'),
          cell: ({ isPrimary }) =>
            isPrimary ? (
              <Chip glyph="check" tone="ok" form="calm">
                {t('domains.isPrimary')}
              </Chip>
            ) : (
              <Missing />
            ),
        },
        {
          head: t('domains.verified'),
          cell: ({ isVerified, verifiedAt }) =>
            isVerified ? (
              <Chip glyph="check" tone="ok" form="calm">
                {verifiedAt === null ? t('domains.isVerified') : format.date(verifiedAt)}
              </Chip>
            ) : (
              <Chip glyph="clock" tone="warn" form="quiet">
                {t('domains.notVerified')}
              </Chip>
            ),
        },
        {
          head: t('domains.added'),
          right: true,
          cell: ({ createdAt }) => (createdAt === null ? <Missing /> : format.date(createdAt)),
        },
      ]}
    />
  );
};

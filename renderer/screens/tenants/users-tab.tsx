import Box from '@mui/material/Box';
import { Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { Chip } from '../../components/chip.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { ReadTable } from './read-table.tsx';

/** The tenant's people as the platform knows them. */
export const UsersTab = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { t } = useTranslation('tenants');
  return (
    <ReadTable
      query={useCall('tenants.users', { id: tenant.id })}
      label={t('tab.users')}
      empty={<EmptyState icon={Users} title={t('users.none')} body={t('users.noneBody')} />}
      columns={[
        {
          head: t('users.name'),
          cell: ({ username }) => (
            <Box component="span" sx={{ fontWeight: 500 }}>
              {username}
            </Box>
          ),
        },
        { head: t('users.email'), cell: ({ email }) => email },
        { head: t('users.role'), cell: ({ isAdmin }) => t(isAdmin ? 'users.admin' : 'users.member') },
        {
          head: t('users.verified'),
          cell: ({ emailVerified }) => (
            <Chip
              glyph={emailVerified ? 'check' : 'clock'}
              tone={emailVerified ? 'ok' : 'warn'}
              form={emailVerified ? 'calm' : 'quiet'}
            >
              {t(emailVerified ? 'users.isVerified' : 'users.notVerified')}
            </Chip>
          ),
        },
      ]}
    />
  );
};

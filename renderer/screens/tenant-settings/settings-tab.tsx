import Box from '@mui/material/Box';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { CompanyPanel } from './company-panel.tsx';
import { GeneralPanel } from './general-panel.tsx';
import { LimitsPanel } from './limits-panel.tsx';

/** What a tenant has of its own beside its package, and what it uses of it. */
export const SettingsTab = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const settings = useCall('tenantSettings.get', { tenantId: tenant.id });
  if (settings.data === undefined)
    return settings.error === null ? (
      <SkeletonRows rows={6} />
    ) : (
      <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
    );
  const { data } = settings;
  return (
    <Box sx={{ display: 'grid', gap: '12px' }}>
      <LimitsPanel tenant={tenant} settings={data} />
      <Box
        sx={(theme) => ({
          display: 'grid',
          gap: '12px',
          gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
          alignItems: 'start',
          [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
        })}
      >
        <GeneralPanel key={data.updatedAt ?? ''} tenant={tenant} settings={data} />
        <CompanyPanel tenant={tenant} company={data.company} />
      </Box>
    </Box>
  );
};

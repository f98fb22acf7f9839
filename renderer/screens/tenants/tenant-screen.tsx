import Box from '@mui/material/Box';
import { Fragment, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { AppError } from '../../../shared/errors.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows, Skeletons } from '../../components/skeletons.tsx';
import { isTypingTarget } from '../../components/typing-target.ts';
import { ViewTabs } from '../../components/view-tabs.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { BackupsTab } from '../archives/backups-tab.tsx';
import { TenantDomainsTab } from '../domains/tenant-domains-tab.tsx';
import { ModulesTab } from '../modules/modules-tab.tsx';
import { BillingBanner } from '../subscriptions/billing-banner.tsx';
import { SubscriptionTab } from '../subscriptions/subscription-tab.tsx';
import { SettingsTab } from '../tenant-settings/settings-tab.tsx';
import { TenantUsersTab } from '../users/tenant-users-tab.tsx';
import { ActivityTab } from './activity-tab.tsx';
import { DatabaseTab } from './database-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { TenantHeader } from './tenant-header.tsx';

const tabs = [
  'overview',
  'subscription',
  'modules',
  'domains',
  'users',
  'database',
  'backups',
  'settings',
  'activity',
] as const;
type Tab = (typeof tabs)[number];

const bodies: Readonly<Record<Tab, (props: { readonly tenant: TenantDetail }) => React.ReactNode>> = {
  overview: OverviewTab,
  subscription: SubscriptionTab,
  modules: ModulesTab,
  domains: TenantDomainsTab,
  users: TenantUsersTab,
  database: DatabaseTab,
  backups: BackupsTab,
  settings: SettingsTab,
  activity: ActivityTab,
};

/** One tenant: who it is and how it stands above, one tab of it below. */
export const TenantScreen = () => {
  const { id = '', tab = 'overview' } = useParams();
  const { t } = useTranslation('tenants');
  const navigate = useNavigate();
  const current = tabs.find((name) => name === tab) ?? 'overview';
  const tenant = useCall('tenants.get', { id });
  const go = (next: Tab): void => void navigate(`/tenants/${id}/${next}`, { replace: true });
  useTabKeys(go);

  if (tenant.error !== null && tenant.data === undefined) {
    const error = tenant.error.code === 'invalid_input' ? new AppError('not_found', 'tenant.not_found') : tenant.error;
    return <ErrorState error={error} onRetry={() => void tenant.refetch()} />;
  }
  if (tenant.data === undefined) {
    return (
      <Box sx={{ p: '20px' }}>
        <Skeletons>
          <SkeletonRows rows={8} />
        </Skeletons>
      </Box>
    );
  }
  const Body = bodies[current];
  const counts: Partial<Record<Tab, number>> = {
    modules: tenant.data.modules.length,
    domains: tenant.data.domainCount,
    users: tenant.data.users,
  };
  return (
    // Another tenant begins anew: what was open or asked about one is never shown, or done, under the other.
    <Fragment key={tenant.data.id}>
      <TenantHeader tenant={tenant.data} />
      <BillingBanner tenant={tenant.data} />
      <ViewTabs
        label={tenant.data.name}
        tabs={tabs.map((value) => ({ value, label: t(`tab.${value}`), count: counts[value] }))}
        value={current}
        onChange={go}
      />
      <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', px: '20px', py: '12px' }}>
        <Body tenant={tenant.data} />
      </Box>
    </Fragment>
  );
};

/** 1 to 6 choose a tab. */
function useTabKeys(go: (tab: Tab) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTypingTarget(event.target)) return;
      const tab = /^[1-9]$/.test(event.key) ? tabs[Number(event.key) - 1] : undefined;
      if (tab !== undefined) go(tab);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}

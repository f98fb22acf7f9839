import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { Panel } from '../../components/panel.tsx';
import { ActivityList } from './activity-list.tsx';

export const ActivityTab = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { t } = useTranslation('tenants');
  return (
    <Panel title={t('activity.all')} padding="none">
      <ActivityList tenantId={tenant.id} />
    </Panel>
  );
};

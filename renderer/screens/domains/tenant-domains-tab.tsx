import Box from '@mui/material/Box';
import { Globe, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { SkeletonRows, Skeletons } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { Redirects } from '../lifecycle/redirects.tsx';
import { AddDomainDialog } from './add-domain-dialog.tsx';
import { DomainItem } from './domain-item.tsx';
import { useTenantLock } from './tenant-lock.ts';

/** Under which names the tenant is reached, and which still lead to it. */
export const TenantDomainsTab = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { t } = useTranslation('domains');
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useCall('domains.ofTenant', { id: tenant.id });
  const lock = useTenantLock(tenant);
  const guard = useGuard({ call: 'domains.add', ...lock });
  if (error !== null && data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: '12px' }}>
      <Panel
        title={t('tenant.title')}
        padding="none"
        {...(data === undefined ? {} : { note: t('tenant.target', { target: data.target }) })}
        actions={
          guard.forbidden ? undefined : (
            <GuardedButton
              guard={guard}
              size="small"
              icon={<Plus size={13} strokeWidth={1.75} aria-hidden />}
              onClick={() => setAdding(true)}
            >
              {t('tenant.add')}
            </GuardedButton>
          )
        }
      >
        {data === undefined ? (
          <Skeletons>
            <SkeletonRows rows={4} />
          </Skeletons>
        ) : data.domains.length === 0 ? (
          <EmptyState icon={Globe} title={t('tenant.none')} body={t('tenant.noneBody')} />
        ) : (
          <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {data.domains.map((domain) => (
              <DomainItem key={domain.id} domain={domain} target={data.target} lock={lock} />
            ))}
          </Box>
        )}
      </Panel>
      {data !== undefined && data.redirects.length > 0 && (
        <Panel title={t('tenant.redirects')} note={t('tenant.redirectsNote')} padding="none">
          <Redirects tenantId={tenant.id} redirects={data.redirects} />
        </Panel>
      )}
      {adding && data !== undefined && (
        <AddDomainDialog tenant={tenant} target={data.target} onClose={() => setAdding(false)} />
      )}
    </Box>
  );
};

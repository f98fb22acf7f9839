import Box from '@mui/material/Box';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantSubscription } from '../../../shared/contract/subscriptions.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { SkeletonRows, Skeletons } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { SetupNote } from '../setup/setup-note.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { ApplyDueDialog } from './apply-due-dialog.tsx';
import { SubscribedLimits, SubscribedModules } from './modules-and-limits.tsx';
import { OlderSubscriptions } from './older-subscriptions.tsx';
import { ScheduledNotice } from './scheduled-notice.tsx';
import type { MenuAction } from './subscription-actions.ts';
import { SubscriptionFacts } from './subscription-facts.tsx';
import { SubscriptionHistory } from './subscription-history.tsx';

/** What one tenant pays for, what it may use of it, and how it came to that. */
export const SubscriptionTab = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { data, error, refetch } = useCall('subscriptions.ofTenant', { tenantId: tenant.id });
  if (data === undefined)
    return error === null ? (
      <Skeletons>
        <SkeletonRows rows={8} />
      </Skeletons>
    ) : (
      <ErrorState error={error} onRetry={() => void refetch()} />
    );
  return data.current === null ? <NotSetUp tenant={tenant} /> : <Subscribed tenant={tenant} subscription={data} />;
};

const NotSetUp = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { t } = useTranslation('subscriptions');
  if (tenant.lifecycle === 'active') return <SetupNote tenant={tenant} />;
  return <InlineMessage tone="info" title={t('setup.title')} body={t('setup.body')} />;
};

interface SubscribedProps {
  readonly tenant: TenantDetail;
  readonly subscription: TenantSubscription;
}

const Subscribed = ({ tenant, subscription }: SubscribedProps) => {
  const { t } = useTranslation('subscriptions');
  const [asked, setAsked] = useState<MenuAction | null>(null);
  const [applying, setApplying] = useState(false);
  return (
    <Box
      // Who may only look has nothing else in it to hold on to, and what scrolls can be scrolled by keys.
      tabIndex={0}
      role="group"
      aria-label={t('facts.title')}
      sx={{ display: 'flex', flexDirection: 'column', gap: '12px', outlineOffset: -2 }}
    >
      <ScheduledNotice
        tenant={tenant}
        subscription={subscription}
        onChoose={setAsked}
        onApply={() => setApplying(true)}
      />
      <Box
        sx={{
          display: 'grid',
          gap: '12px',
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1.1fr) minmax(0, 1fr)' },
        }}
      >
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: '12px', minWidth: 0 }}>
          <SubscriptionFacts tenant={tenant} subscription={subscription} onChoose={setAsked} />
          <SubscriptionHistory tenantId={tenant.id} />
          <OlderSubscriptions older={subscription.older} />
        </Box>
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: '12px', minWidth: 0 }}>
          <SubscribedLimits limits={subscription.limits} />
          <SubscribedModules modules={subscription.modules} />
        </Box>
      </Box>
      {asked !== null && (
        <ActionDialog action={asked} tenant={tenant} subscription={subscription} onClose={() => setAsked(null)} />
      )}
      {applying && <ApplyDueDialog tenants={[tenant.id]} onClose={() => setApplying(false)} />}
    </Box>
  );
};

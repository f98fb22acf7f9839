import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { SubscriptionStanding } from '../../../shared/contract/subscriptions.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { daysBetween } from '../../../shared/domain/calendar.ts';
import { InlineMessage, type MessageTone } from '../../components/inline-message.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';

interface Said {
  readonly tone: MessageTone;
  readonly title: string;
  readonly body: string;
}

/** What the tenant's own people are told about money, above every tab: days left of a trial, and what is not paid. */
export const BillingBanner = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { t } = useTranslation('subscriptions');
  const navigate = useNavigate();
  const { tab } = useParams();
  const concerned = tenant.subscription === 'trial' || tenant.subscription === 'past_due';
  const { data } = useCall(
    'subscriptions.current',
    { tenantId: tenant.id },
    { enabled: concerned && tenant.lifecycle === 'active' },
  );
  const said = useWords(concerned && tenant.lifecycle === 'active' ? (data ?? null) : null);
  if (said === null) return null;
  return (
    <Box sx={{ px: '20px', pb: '8px', flex: 'none' }}>
      <InlineMessage
        {...said}
        action={
          tab !== 'subscription' && (
            <Button
              size="small"
              variant="text"
              onClick={() => void navigate(`/tenants/${tenant.id}/subscription`, { replace: true })}
            >
              {t('banner.open')}
            </Button>
          )
        }
      />
    </Box>
  );
};

function useWords(standing: SubscriptionStanding | null): Said | null {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  if (standing === null) return null;
  const { state, subscription, today } = standing;
  const { trialEndsOn, periodEndsOn, unpaidSince } = subscription;
  const last = trialEndsOn ?? periodEndsOn;
  switch (state) {
    case 'trial': {
      const count = daysBetween(today, last);
      return {
        tone: 'info',
        title: count === 0 ? t('banner.trialLast') : t('banner.trial', { count }),
        body: t('banner.trialBody', { date: format.day(last) }),
      };
    }
    case 'expired':
      return { tone: 'warn', title: t('banner.expired', { date: format.day(last) }), body: t('banner.expiredBody') };
    case 'past_due':
      return {
        tone: 'warn',
        title: t('banner.pastDue'),
        body: t('banner.pastDueBody', { date: format.day(periodEndsOn) }),
      };
    case 'unpaid':
      return {
        tone: 'danger',
        title: t('banner.unpaid'),
        body: t('banner.unpaidBody', { date: format.day(unpaidSince ?? periodEndsOn) }),
      };
    default:
      return null;
  }
}

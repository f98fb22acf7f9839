import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { TenantId } from '../../../shared/domain/ids.ts';
import type { SubscriptionEvent } from '../../../shared/domain/subscriptions.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useFieldWords } from './field-words.ts';
import { moveIcons } from './move-icons.ts';
import { changesBetween } from './subscription-changes.ts';
import { useTermsWords } from './terms-words.ts';

/** Everything that happened to the tenant's subscriptions, newest first: who, when, why, before and after. */
export const SubscriptionHistory = ({ tenantId }: { readonly tenantId: TenantId }) => {
  const { t } = useTranslation('subscriptions');
  const { data, error, refetch } = useCall('subscriptions.history', { tenantId });
  return (
    <Panel title={t('history.title')} padding="none">
      {data === undefined ? (
        error === null ? (
          <SkeletonRows rows={4} />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )
      ) : data.length === 0 ? (
        <Box sx={{ px: '14px', py: '12px', color: 'ink.secondary' }}>{t('history.none')}</Box>
      ) : (
        <Box component="ul" aria-label={t('history.title')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {data.map((event, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: events are only ever added, and two may be of one moment
            <Event key={`${event.at} ${data.length - index}`} event={event} />
          ))}
        </Box>
      )}
    </Panel>
  );
};

const Event = ({ event }: { readonly event: SubscriptionEvent }) => {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  const say = useFieldWords();
  const words = useTermsWords();
  const { action, before, after, reason, by, at } = event;
  const Icon = moveIcons[action];
  const changes = changesBetween(before, after);
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 3,
        px: '14px',
        py: '9px',
        borderTop: '1px solid',
        borderColor: 'line.subtle',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box component="span" sx={{ display: 'flex', flex: 'none', pt: '3px', color: 'ink.tertiary' }}>
        <Icon size={14} strokeWidth={1.75} aria-hidden />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2, flexWrap: 'wrap' }}>
          <Box component="span" sx={{ fontWeight: 500 }}>
            {t(`history.action.${action}`)}
          </Box>
          <Box component="span" sx={{ fontSize: 12, color: 'ink.tertiary' }} title={format.dateTime(at)}>
            {t('history.by', { who: by, when: format.moment(at) })}
          </Box>
        </Box>
        {reason !== null && <Box sx={{ overflowWrap: 'anywhere' }}>{reason}</Box>}
        {before === null ? (
          <Box className="n" sx={{ fontSize: 12, color: 'ink.secondary' }}>
            {words.whole(after)}
          </Box>
        ) : (
          <Box
            component="dl"
            sx={{
              m: 0,
              display: 'grid',
              gridTemplateColumns: 'max-content minmax(0, 1fr)',
              columnGap: 3,
              fontSize: 12,
              lineHeight: '20px',
              '& dt': { color: 'ink.tertiary' },
              '& dd': { m: 0, overflowWrap: 'anywhere' },
            }}
          >
            {changes.map((field) => (
              <Box key={field} sx={{ display: 'contents' }}>
                <dt>{t(`history.field.${field}`)}</dt>
                <dd className="n">
                  <Box component="del" sx={{ color: 'ink.tertiary', mr: 2 }}>
                    {say(field, before)}
                  </Box>
                  <Box component="ins" sx={{ textDecoration: 'none', color: 'ink.primary' }}>
                    {say(field, after)}
                  </Box>
                </dd>
              </Box>
            ))}
          </Box>
        )}
      </Box>
    </Box>
  );
};

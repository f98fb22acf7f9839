import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { TenantSubscription } from '../../../shared/contract/subscriptions.ts';
import { Panel } from '../../components/panel.tsx';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { subscriptionLook } from '../../components/status/subscription-look.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTermsWords } from './terms-words.ts';

/** Those that have ended. They are never revived. */
export const OlderSubscriptions = ({ older }: Pick<TenantSubscription, 'older'>) => {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  const words = useTermsWords();
  if (older.length === 0) return null;
  return (
    <Panel title={t('older.title')} padding="none">
      <Box component="ul" aria-label={t('older.title')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {older.map((one) => (
          <Box
            component="li"
            key={one.id}
            sx={{
              display: 'flex',
              alignItems: 'baseline',
              gap: 3,
              px: '14px',
              py: '8px',
              borderTop: '1px solid',
              borderColor: 'line.subtle',
              '&:first-of-type': { borderTop: 0 },
            }}
          >
            <Box sx={{ width: 120, flex: 'none', ml: '-6px' }}>
              <StatusChip look={subscriptionLook(one.state)} form="quiet" />
            </Box>
            <Box sx={{ flex: 1, minWidth: 0 }} className="n">
              {words.whole(one)}
              <Box sx={{ fontSize: 12, color: 'ink.secondary' }}>
                {t('older.from', { date: format.day(one.startedOn) })}
                {', '}
                {t('older.until', { date: format.day(one.cancelledOn ?? one.periodEndsOn) })}
              </Box>
            </Box>
          </Box>
        ))}
      </Box>
    </Panel>
  );
};

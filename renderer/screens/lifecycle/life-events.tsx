import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { LifecycleEvent } from '../../../shared/contract/lifecycle.ts';
import { lifecycleLook } from '../../components/status/lifecycle-look.ts';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { useFormat } from '../../i18n/use-format.ts';

const row = {
  display: 'flex',
  alignItems: 'baseline',
  gap: 3,
  px: '14px',
  py: '8px',
  borderTop: '1px solid',
  borderColor: 'line.subtle',
} as const;

/** Every move of the tenant's life, newest first, with who made it and why. */
export const LifeEvents = ({ events }: { readonly events: ReadonlyArray<LifecycleEvent> }) => {
  const { t } = useTranslation(['lifecycle', 'status']);
  const format = useFormat();
  if (events.length === 0) return <Box sx={{ ...row, color: 'ink.secondary' }}>{t('lifecycle:history.none')}</Box>;
  return (
    <Box component="ul" aria-label={t('lifecycle:history.title')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {events.map(({ at, by, from, to, reason }) => (
        <Box component="li" key={`${at} ${to}`} sx={row}>
          <Box sx={{ width: 170, flex: 'none', ml: '-6px' }}>
            <StatusChip look={lifecycleLook(to)} form="quiet" />
          </Box>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Box sx={{ overflowWrap: 'anywhere' }}>{reason}</Box>
            <Box sx={{ fontSize: 12, color: 'ink.secondary' }}>
              {t('lifecycle:history.move', {
                from: t(`status:lifecycle.${from}`),
                to: t(`status:lifecycle.${to}`),
              })}
              {' · '}
              {t('lifecycle:history.by', { who: by, when: format.moment(at) })}
            </Box>
          </Box>
        </Box>
      ))}
    </Box>
  );
};

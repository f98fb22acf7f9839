import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { UserEvent } from '../../../shared/domain/users.ts';
import { useFormat } from '../../i18n/use-format.ts';

/** What was done with a user from here, newest first. */
export const UserEvents = ({ events }: { readonly events: ReadonlyArray<UserEvent> }) => {
  const { t } = useTranslation('users');
  const format = useFormat();
  if (events.length === 0) return <Box sx={{ fontSize: 12, color: 'ink.tertiary' }}>{t('events.none')}</Box>;
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: '8px' }}>
      {events.map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole, and its rows hold no state
        <Box component="li" key={index} sx={{ fontSize: 13, lineHeight: '20px' }}>
          <Box sx={{ display: 'flex', gap: 2 }}>
            <Box sx={{ flex: 1, minWidth: 0, fontWeight: 500 }}>{t(`events.${event.action}`)}</Box>
            <Box className="n" sx={{ fontSize: 12, color: 'ink.tertiary', flex: 'none' }}>
              {format.dateTime(event.at)}
            </Box>
          </Box>
          <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary', overflowWrap: 'anywhere' }}>
            {event.reason === null ? event.by : t('events.because', { who: event.by, reason: event.reason })}
          </Box>
        </Box>
      ))}
    </Box>
  );
};

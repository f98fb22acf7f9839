import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { InlineMessage } from '../../components/inline-message.tsx';
import { useOperator } from '../../stores/session.ts';

/** The end of the set-up, and where to go from it. */
export const ReadyNote = () => {
  const { t } = useTranslation('platform');
  const operator = useOperator();
  if (operator === null) return null;
  return (
    <InlineMessage
      tone="ok"
      title={t('ready.title')}
      body={t('ready.body', { name: operator.name })}
      action={
        <Box sx={{ display: 'flex', gap: 2, alignSelf: 'center' }}>
          <Button component={Link} to="/operators">
            {t('ready.operators')}
          </Button>
          <Button component={Link} to="/registrations" variant="contained" color="primary">
            {t('ready.registrations')}
          </Button>
        </Box>
      }
    />
  );
};

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ProfileView } from '../../../shared/contract/connections.ts';
import { Arc } from '../../components/arc.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useSession } from '../../stores/session.ts';

/** A platform that nobody operates yet: it is opened with the database's own rights, to be set up or only read. */
export const OpenForm = ({ profile }: { readonly profile: ProfileView }) => {
  const { t } = useTranslation('session');
  const navigate = useNavigate();
  const putSession = useSession((mirror) => mirror.put);
  const open = useChange('session.open', {
    errors: 'here',
    onDone: (state) => {
      void navigate('/platform');
      putSession(state);
    },
  });
  return (
    <Box sx={{ display: 'grid', gap: '16px', mt: '16px' }}>
      <InlineMessage tone="info" title={t('open.title')} body={t('open.body')} />
      <InlineError error={open.error} />
      <Button
        size="large"
        variant="contained"
        color="primary"
        disabled={open.isPending}
        startIcon={open.isPending ? <Arc /> : undefined}
        onClick={() => open.mutate({ profileId: profile.id })}
      >
        {t('open.verb')}
      </Button>
    </Box>
  );
};

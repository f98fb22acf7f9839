import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Arc } from '../components/arc.tsx';
import { useChange } from '../ipc/use-change.ts';
import { OwnPasswordFields, useOwnPassword } from '../screens/operators/own-password.tsx';
import { useSucceed } from '../stores/notices.ts';
import { useOperator, usePlatform } from '../stores/session.ts';
import { FullWindow } from './full-window.tsx';

/** After a sign-in with a temporary password: until it is changed, main answers nothing else. */
export const TemporaryPasswordScreen = () => {
  const { t } = useTranslation(['frame', 'operators']);
  const platform = usePlatform();
  const operator = useOperator();
  const succeed = useSucceed();
  const signOut = useChange('session.signOut', { errors: 'notice' });
  const form = useOwnPassword(() => succeed(t('operators:password.done')));
  if (platform === null || operator === null) return null;
  return (
    <FullWindow
      platform={platform}
      icon={KeyRound}
      title={t('frame:temporary.title')}
      body={t('frame:temporary.body', { name: operator.name })}
      onSubmit={form.send}
    >
      <OwnPasswordFields form={form} currentLabel={t('frame:temporary.password')} />
      <Box sx={{ display: 'flex', gap: 2 }}>
        <Button
          type="submit"
          size="large"
          variant="contained"
          color="primary"
          startIcon={form.busy ? <Arc /> : undefined}
        >
          {t('operators:password.verb')}
        </Button>
        <Button size="large" variant="text" onClick={() => signOut.mutate({})}>
          {t('frame:lock.signOut')}
        </Button>
      </Box>
    </FullWindow>
  );
};

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Lock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperatorInfo, PlatformInfo } from '../../shared/contract/session.ts';
import { Arc } from '../components/arc.tsx';
import { InlineError } from '../components/inline-error.tsx';
import { PasswordInput } from '../components/password-input.tsx';
import { useChange } from '../ipc/use-change.ts';
import { useSession } from '../stores/session.ts';
import { FullWindow } from './full-window.tsx';

/** Covers everything until the password is given again. */
export const LockScreen = () => {
  const locked = useSession(({ state }) => (state?.phase === 'locked' ? state : null));
  return locked === null ? null : <OpenLock platform={locked.platform} operator={locked.operator} />;
};

interface OpenLockProps {
  readonly platform: PlatformInfo;
  readonly operator: OperatorInfo;
}

const OpenLock = ({ platform, operator }: OpenLockProps) => {
  const { t } = useTranslation(['frame', 'errors']);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const resume = useChange('session.resume', { errors: 'here' });
  const signOut = useChange('session.signOut', { errors: 'notice' });
  return (
    <FullWindow
      platform={platform}
      icon={Lock}
      title={t('frame:lock.title')}
      body={t('frame:lock.body', { name: operator.name })}
      onSubmit={() => {
        setTried(true);
        if (password !== '' && !resume.isPending) resume.mutate({ password });
      }}
    >
      <PasswordInput
        label={t('frame:lock.password')}
        value={password}
        required
        autoFocus
        error={tried && password === '' ? t('errors:field.required') : undefined}
        onChange={(event) => setPassword(event.target.value)}
      />
      <InlineError error={resume.error} />
      <Box sx={{ display: 'flex', gap: 2 }}>
        <Button
          type="submit"
          size="large"
          variant="contained"
          color="primary"
          startIcon={resume.isPending ? <Arc /> : undefined}
        >
          {t('frame:lock.unlock')}
        </Button>
        <Button size="large" variant="text" onClick={() => signOut.mutate({})}>
          {t('frame:lock.signOut')}
        </Button>
      </Box>
    </FullWindow>
  );
};

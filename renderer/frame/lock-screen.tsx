import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import Typography from '@mui/material/Typography';
import { Lock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperatorInfo, PlatformInfo } from '../../shared/contract/session.ts';
import { Arc } from '../components/arc.tsx';
import { EnvBadge } from '../components/env-badge.tsx';
import { InlineError } from '../components/inline-error.tsx';
import { PasswordInput } from '../components/password-input.tsx';
import { useChange } from '../ipc/use-change.ts';
import { useSession } from '../stores/session.ts';

/** Covers everything until the password is given again; nothing behind it can be read or reached. */
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
    <Dialog
      open
      fullScreen
      transitionDuration={0}
      aria-labelledby="locked"
      sx={{ zIndex: 1500 }}
      slotProps={{ paper: { sx: { bgcolor: 'surface.canvas', borderRadius: 0, border: 0 } } }}
    >
      <Box
        component="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (password !== '' && !resume.isPending) resume.mutate({ password });
        }}
        sx={{ m: 'auto', width: 340, display: 'flex', flexDirection: 'column', gap: 3.5 }}
      >
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <EnvBadge environment={platform.environment} />
          <Box component="span" sx={{ fontSize: 12, color: 'ink.secondary' }}>
            {platform.name}
          </Box>
        </Box>
        <Box>
          <Typography variant="h1" id="locked" sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
            <Lock size={18} strokeWidth={1.75} aria-hidden />
            {t('frame:lock.title')}
          </Typography>
          <Box sx={{ mt: 1, color: 'ink.secondary' }}>{t('frame:lock.body', { name: operator.name })}</Box>
        </Box>
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
      </Box>
    </Dialog>
  );
};

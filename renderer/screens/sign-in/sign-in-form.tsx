import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Switch from '@mui/material/Switch';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileView } from '../../../shared/contract/connections.ts';
import { Arc } from '../../components/arc.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { PasswordInput } from '../../components/password-input.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useSettings } from '../../ipc/use-settings.ts';
import { useSession } from '../../stores/session.ts';
import { useProbe } from './use-probe.ts';

/** E-mail and password. Production opens read-only unless the operator says otherwise. */
export const SignInForm = ({ profile }: { readonly profile: ProfileView }) => {
  const { t } = useTranslation(['session', 'status']);
  const describe = useErrorText();
  const switchId = useId();
  const settings = useSettings();
  const putSession = useSession((mirror) => mirror.put);
  const probe = useProbe(profile).data;
  const { environment } = profile.settings;
  const [typedEmail, setEmail] = useState<string | null>(null);
  const [password, setPassword] = useState('');
  const [readOnly, setReadOnly] = useState(environment === 'production');
  const signIn = useChange('session.signIn', { errors: 'here', onDone: putSession });
  const email = typedEmail ?? settings?.lastEmail ?? '';
  const remembered = typedEmail === null && email !== '';
  const { error } = signIn;
  const stopped = probe !== undefined && !probe.usable;
  const fieldError = (field: string): string | undefined =>
    error?.field === field ? describe(error).title : undefined;
  const ready = email.trim() !== '' && password !== '' && !signIn.isPending && !stopped;
  if (settings === undefined) return null;
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) signIn.mutate({ profileId: profile.id, email: email.trim(), password, readOnly });
      }}
      sx={{ display: 'grid', gap: '16px' }}
    >
      <Box sx={{ color: 'ink.secondary', mb: '4px' }}>{t('session:asOperator')}</Box>
      <TextInput
        label={t('session:email')}
        type="email"
        autoComplete="username"
        value={email}
        autoFocus={!remembered}
        error={fieldError('email')}
        onChange={(event) => setEmail(event.target.value)}
      />
      <PasswordInput
        label={t('session:password')}
        autoComplete="current-password"
        value={password}
        autoFocus={remembered}
        error={fieldError('password')}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 3,
          p: '10px 12px',
          border: '1px solid',
          borderColor: 'line.default',
          borderRadius: '6px',
        }}
      >
        <Box component="label" htmlFor={switchId} sx={{ flex: 1 }}>
          <Box sx={{ fontWeight: 500 }}>{t('session:readOnly')}</Box>
          <Box sx={{ fontSize: 12, color: 'ink.secondary' }}>
            {t(environment === 'production' ? 'session:readOnlyProduction' : 'session:readOnlyBody')}
          </Box>
        </Box>
        <Switch
          id={switchId}
          checked={readOnly || environment === 'production'}
          disabled={environment === 'production'}
          onChange={(_event, on) => setReadOnly(on)}
        />
      </Box>
      <InlineError
        error={
          error !== null && fieldError('email') === undefined && fieldError('password') === undefined ? error : null
        }
      />
      <Button
        type="submit"
        size="large"
        variant="contained"
        color="primary"
        disabled={!ready}
        startIcon={signIn.isPending ? <Arc /> : undefined}
      >
        {t(`session:signIn.${environment}`)}
      </Button>
      {stopped && <Box sx={{ fontSize: 12, color: 'status.danger.text' }}>{t('session:stopped')}</Box>}
      <Box sx={{ fontSize: 12, color: 'ink.tertiary' }}>
        {t('session:autoLock', { minutes: settings.autoLockMinutes })}
      </Box>
    </Box>
  );
};

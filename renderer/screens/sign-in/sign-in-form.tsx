import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileView } from '../../../shared/contract/connections.ts';
import { Arc } from '../../components/arc.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { PasswordInput } from '../../components/password-input.tsx';
import { useLasting } from '../../components/skeletons.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useSettings } from '../../ipc/use-settings.ts';
import { useSession } from '../../stores/session.ts';
import { ReadOnlyChoice } from './read-only-choice.tsx';
import { useProbe } from './use-probe.ts';

/** The list of platforms belongs to it: Enter there signs in too. */
export const signInForm = 'sign-in';

type FormField = 'email' | 'password';

/** E-mail and password. Production opens read-only, whatever the operator says. */
export const SignInForm = ({
  profile,
  takesFocus,
}: {
  readonly profile: ProfileView;
  readonly takesFocus: boolean;
}) => {
  const { t } = useTranslation(['session', 'errors']);
  const describe = useErrorText();
  const settings = useSettings();
  const putSession = useSession((mirror) => mirror.put);
  const probe = useProbe(profile).data;
  const inputs = { email: useRef<HTMLInputElement>(null), password: useRef<HTMLInputElement>(null) };
  const { environment } = profile.settings;
  const [typedEmail, setEmail] = useState<string | null>(null);
  const [password, setPassword] = useState('');
  const [readOnly, setReadOnly] = useState(environment === 'production');
  const [tried, setTried] = useState(false);
  const signIn = useChange('session.signIn', { errors: 'here', onDone: putSession });
  const slow = useLasting(signIn.isPending, 400);
  const email = typedEmail ?? settings?.lastEmail ?? '';
  const remembered = typedEmail === null && email !== '';
  const { error } = signIn;
  const refused: FormField | null = error?.field === 'email' || error?.field === 'password' ? error.field : null;
  const refusedInput = refused === null ? null : inputs[refused];
  useEffect(() => refusedInput?.current?.select(), [refusedInput]);
  if (settings === undefined) return null;

  const stopped = probe !== undefined && !probe.usable;
  const messageAt = (field: FormField, typed: string): string | undefined => {
    if (tried && typed.trim() === '') return t('errors:field.required');
    return error !== null && refused === field ? describe(error).title : undefined;
  };
  const submit = (): void => {
    if (signIn.isPending || stopped) return;
    setTried(true);
    const empty: FormField | null = email.trim() === '' ? 'email' : password === '' ? 'password' : null;
    if (empty !== null) inputs[empty].current?.focus();
    else signIn.mutate({ profileId: profile.id, email: email.trim(), password, readOnly });
  };
  return (
    <Box
      component="form"
      id={signInForm}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      sx={{ display: 'grid', gap: '16px' }}
    >
      <Box sx={{ color: 'ink.secondary', mb: '4px' }}>{t('session:asOperator')}</Box>
      <TextInput
        label={t('session:email')}
        type="email"
        autoComplete="username"
        inputRef={inputs.email}
        value={email}
        autoFocus={takesFocus && !remembered}
        error={messageAt('email', email)}
        onChange={(event) => {
          setEmail(event.target.value);
          signIn.reset();
        }}
      />
      <PasswordInput
        label={t('session:password')}
        autoComplete="current-password"
        inputRef={inputs.password}
        value={password}
        autoFocus={takesFocus && remembered}
        error={messageAt('password', password)}
        onChange={(event) => {
          setPassword(event.target.value);
          signIn.reset();
        }}
      />
      <ReadOnlyChoice environment={environment} value={readOnly} onChange={setReadOnly} />
      <InlineError error={refused === null ? error : null} />
      <Button
        type="submit"
        size="large"
        variant="contained"
        color="primary"
        disabled={stopped}
        startIcon={slow ? <Arc /> : undefined}
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

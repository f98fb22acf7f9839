import Box from '@mui/material/Box';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InlineError } from '../../components/inline-error.tsx';
import { PasswordInput } from '../../components/password-input.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useChange } from '../../ipc/use-change.ts';
import { isComplete, type NewPassword, NewPasswordFields, noPassword } from './new-password-fields.tsx';

/** The change of one's own password: what was typed, and sending it. */
export function useOwnPassword(onDone: () => void) {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState<NewPassword>(noPassword);
  const [tried, setTried] = useState(false);
  const { mutate, reset, isPending, error } = useChange('operators.changeOwnPassword', { errors: 'here', onDone });
  return {
    current,
    password,
    tried,
    error,
    busy: isPending,
    // A refusal was about what was typed then.
    changeCurrent(typed: string): void {
      setCurrent(typed);
      reset();
    },
    changePassword(typed: NewPassword): void {
      setPassword(typed);
      reset();
    },
    send(): void {
      setTried(true);
      if (current !== '' && isComplete(password) && !isPending) mutate({ current, next: password.next });
    },
  };
}

interface OwnPasswordFieldsProps {
  readonly form: ReturnType<typeof useOwnPassword>;
  readonly currentLabel: string;
}

export const OwnPasswordFields = ({ form, currentLabel }: OwnPasswordFieldsProps) => {
  const { t } = useTranslation(['operators', 'errors']);
  const describe = useErrorText();
  const { error } = form;
  const refused = error?.field === 'next' ? describe(error).title : undefined;
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <PasswordInput
        label={currentLabel}
        value={form.current}
        required
        autoFocus
        error={form.tried && form.current === '' ? t('errors:field.required') : undefined}
        autoComplete="current-password"
        onChange={(event) => form.changeCurrent(event.target.value)}
      />
      <NewPasswordFields
        value={form.password}
        labels={{ next: t('operators:password.next'), again: t('operators:password.again') }}
        tried={form.tried}
        refused={refused}
        onChange={form.changePassword}
      />
      {refused === undefined && <InlineError error={error} />}
    </Box>
  );
};

import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { calls } from '../../../shared/contract/contract.ts';
import { Arc } from '../../components/arc.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { Panel } from '../../components/panel.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useSession } from '../../stores/session.ts';
import { isComplete, NewPasswordFields, noPassword } from '../operators/new-password-fields.tsx';

const { input: schema } = calls['session.createFirstOperator'];

/** Name, address and password of whoever comes first; main then signs them in. */
export const FirstOperatorForm = ({ onCreated }: { onCreated(): void }) => {
  const { t } = useTranslation('platform');
  const describe = useErrorText();
  const putSession = useSession((mirror) => mirror.put);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState(noPassword);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const { mutate, reset, isPending, error } = useChange('session.createFirstOperator', {
    errors: 'here',
    onDone: (state) => {
      onCreated();
      putSession(state);
    },
  });
  const refused = (field: string): string | undefined => (error?.field === field ? describe(error).title : undefined);
  const wrong = (field: 'name' | 'email', value: string): string | undefined =>
    (tried || left.has(field)) && !schema.shape[field].safeParse(value.trim()).success
      ? t(`first.${field}Problem`)
      : refused(field);
  const leave = (field: string, value: string) => () => {
    if (value !== '') setLeft((before) => new Set(before).add(field));
  };
  const type =
    <V,>(put: (value: V) => void) =>
    (value: V): void => {
      put(value);
      reset();
    };
  const send = (): void => {
    setTried(true);
    const read = schema.safeParse({ name, email: email.trim(), password: password.next });
    if (read.success && isComplete(password) && !isPending) mutate(read.data);
  };
  return (
    <Panel title={t('first.title')}>
      <Box
        component="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          send();
          requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
        }}
        sx={{ display: 'grid', gap: 3, maxWidth: 720, gridTemplateColumns: '1fr 1fr', alignItems: 'start' }}
      >
        <Box sx={{ gridColumn: '1 / -1', color: 'ink.secondary' }}>{t('first.body')}</Box>
        <TextInput
          label={t('first.name')}
          help={t('first.nameHelp')}
          error={wrong('name', name)}
          value={name}
          required
          autoFocus
          maxLength={120}
          autoComplete="name"
          onChange={(event) => type(setName)(event.target.value)}
          onBlur={leave('name', name)}
        />
        <TextInput
          label={t('first.email')}
          help={t('first.emailHelp')}
          error={wrong('email', email)}
          value={email}
          required
          type="email"
          maxLength={254}
          autoComplete="username"
          onChange={(event) => type(setEmail)(event.target.value)}
          onBlur={leave('email', email)}
        />
        <NewPasswordFields
          value={password}
          labels={{ next: t('first.password'), again: t('first.again') }}
          tried={tried}
          refused={refused('password')}
          onChange={type(setPassword)}
        />
        <Box sx={{ gridColumn: '1 / -1', display: 'grid', gap: 3, justifyItems: 'start' }}>
          {(error?.field === undefined || error.field === '') && <InlineError error={error} />}
          <Button
            type="submit"
            variant="contained"
            color="primary"
            startIcon={isPending ? <Arc /> : <UserPlus size={14} strokeWidth={1.75} aria-hidden />}
          >
            {t('first.verb')}
          </Button>
        </Box>
      </Box>
    </Panel>
  );
};

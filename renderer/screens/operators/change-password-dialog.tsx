import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { PasswordInput } from '../../components/password-input.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';

const shortest = 12;

/** One's own password, after the present one was given. */
export const ChangePasswordDialog = ({ onClose }: { onClose(): void }) => {
  const { t } = useTranslation(['operators', 'common']);
  const succeed = useSucceed();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const change = useChange('operators.changeOwnPassword', {
    errors: 'here',
    onDone: () => {
      succeed(t('operators:password.done'));
      onClose();
    },
  });
  const tooShort = next !== '' && next.length < shortest;
  const differs = again !== '' && again !== next;
  const ready = current !== '' && next.length >= shortest && again === next && !change.isPending;
  return (
    <DialogFrame
      open
      width={420}
      title={t('operators:password.title')}
      busy={change.isPending}
      onSubmit={() => ready && change.mutate({ current, next })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" color="primary" disabled={!ready}>
            {t('operators:password.verb')}
          </Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        <PasswordInput
          label={t('operators:password.current')}
          value={current}
          autoFocus
          autoComplete="current-password"
          onChange={(event) => setCurrent(event.target.value)}
        />
        <PasswordInput
          label={t('operators:password.next')}
          help={t('operators:password.help', { shortest })}
          error={tooShort ? t('operators:password.short', { shortest }) : undefined}
          value={next}
          autoComplete="new-password"
          onChange={(event) => setNext(event.target.value)}
        />
        <PasswordInput
          label={t('operators:password.again')}
          error={differs ? t('operators:password.differs') : undefined}
          value={again}
          autoComplete="new-password"
          onChange={(event) => setAgain(event.target.value)}
        />
        <InlineError error={change.error} />
      </Box>
    </DialogFrame>
  );
};

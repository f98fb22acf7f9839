import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Arc } from '../components/arc.tsx';
import { DialogFrame } from '../components/dialog-frame.tsx';
import { InlineError } from '../components/inline-error.tsx';
import { PasswordInput } from '../components/password-input.tsx';
import { useChange } from '../ipc/use-change.ts';
import { useDialogs } from '../stores/dialogs.ts';

/** Asks for the password again before a dangerous call goes on. */
export const StepUpDialog = () => {
  const asked = useDialogs((dialogs) => dialogs.stepUp);
  return asked === null ? null : <OpenDialog answer={asked.answer} />;
};

const OpenDialog = ({ answer }: { readonly answer: (given: boolean) => void }) => {
  const { t } = useTranslation(['frame', 'common', 'errors']);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const stepUp = useChange('session.stepUp', { errors: 'here', onDone: () => answer(true) });
  return (
    <DialogFrame
      open
      width={440}
      title={t('frame:stepUp.title')}
      description={t('frame:stepUp.description')}
      busy={stepUp.isPending}
      onClose={() => answer(false)}
      onSubmit={() => {
        setTried(true);
        if (password !== '' && !stepUp.isPending) stepUp.mutate({ password });
      }}
      actions={
        <>
          <Button onClick={() => answer(false)}>{t('common:cancel')}</Button>
          <Button type="submit" variant="contained" color="primary" startIcon={stepUp.isPending ? <Arc /> : undefined}>
            {t('frame:stepUp.action')}
          </Button>
        </>
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
        <PasswordInput
          label={t('frame:stepUp.password')}
          value={password}
          required
          autoFocus
          error={tried && password === '' ? t('errors:field.required') : undefined}
          onChange={(event) => setPassword(event.target.value)}
        />
        <InlineError error={stepUp.error} />
      </Box>
    </DialogFrame>
  );
};

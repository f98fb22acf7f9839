import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { LockOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Arc } from '../components/arc.tsx';
import { DialogFrame } from '../components/dialog-frame.tsx';
import { InlineError } from '../components/inline-error.tsx';
import { Segmented } from '../components/segmented.tsx';
import { TextInput } from '../components/text-input.tsx';
import { useErrorText } from '../i18n/use-error-text.ts';
import { useChange } from '../ipc/use-change.ts';
import { useDialogs } from '../stores/dialogs.ts';
import { useSucceed } from '../stores/notices.ts';

const choices = ['15', '30', '60'] as const;
type Minutes = (typeof choices)[number];
const shortestReason = 3;

export const UnlockWritesDialog = () => {
  const open = useDialogs((dialogs) => dialogs.unlockWrites);
  const close = useDialogs((dialogs) => dialogs.closeUnlockWrites);
  return open ? <OpenDialog onClose={close} /> : null;
};

const OpenDialog = ({ onClose }: { onClose(): void }) => {
  const { t } = useTranslation(['frame', 'common', 'components']);
  const describe = useErrorText();
  const succeed = useSucceed();
  const [minutes, setMinutes] = useState<Minutes>('30');
  const [reason, setReason] = useState('');
  const [left, setLeft] = useState(false);
  const unlock = useChange('session.unlockWrites', {
    errors: 'here',
    onDone: (_state, input) => {
      onClose();
      succeed(t('frame:unlock.done', { count: input.minutes }));
    },
  });
  const short = reason.trim().length < shortestReason;
  const refused = unlock.error?.field === 'reason' ? describe(unlock.error).title : undefined;
  return (
    <DialogFrame
      open
      width={480}
      title={t('frame:unlock.title')}
      description={t('frame:unlock.description')}
      note={t('frame:unlock.note')}
      busy={unlock.isPending}
      onClose={onClose}
      onSubmit={() => {
        setLeft(true);
        if (!short && !unlock.isPending) unlock.mutate({ reason: reason.trim(), minutes: Number(minutes) });
      }}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            startIcon={unlock.isPending ? <Arc /> : <LockOpen size={14} strokeWidth={1.75} aria-hidden />}
          >
            {t('frame:unlock.action')}
          </Button>
        </>
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3.5 }}>
        <TextInput
          label={t('frame:unlock.reason')}
          value={reason}
          required
          autoFocus
          maxLength={500}
          error={refused ?? (left && short ? t('components:confirm.reasonShort') : undefined)}
          onChange={(event) => setReason(event.target.value)}
        />
        <Box>
          <Box sx={{ mb: 1, fontSize: 12, lineHeight: '18px', fontWeight: 500, color: 'ink.secondary' }}>
            {t('frame:unlock.minutes')}
          </Box>
          <Segmented
            label={t('frame:unlock.minutes')}
            value={minutes}
            onChange={setMinutes}
            options={choices.map((value) => ({
              value,
              label: t('frame:unlock.minutesOption', { count: Number(value) }),
            }))}
          />
        </Box>
        {refused === undefined && <InlineError error={unlock.error} />}
      </Box>
    </DialogFrame>
  );
};

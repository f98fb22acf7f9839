import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { Guard } from '../../components/guard.ts';
import { InlineMessage } from '../../components/inline-message.tsx';
import { useDialogs } from '../../stores/dialogs.ts';
import { useSession } from '../../stores/session.ts';

/** Why the plan cannot be run from here now, with the way to it where there is one. */
export const ReadOnlyNote = ({ guard }: { readonly guard: Guard }) => {
  const { t } = useTranslation('platform');
  const unlock = useDialogs((dialogs) => dialogs.openUnlockWrites);
  const locked = useSession(
    ({ state }) =>
      (state?.phase === 'signed_in' || state?.phase === 'bootstrap') &&
      state.writes.mode === 'read_only' &&
      (state.writes.because === 'production' || state.writes.because === 'chosen'),
  );
  if (guard.forbidden) return <InlineMessage tone="info" title={t('onlySuperAdmin')} body={t('onlySuperAdminBody')} />;
  if (!locked) return null;
  return (
    <InlineMessage
      tone="warn"
      title={t('locked')}
      body={t('lockedBody')}
      action={
        <Button size="small" onClick={unlock}>
          {t('unlock')}
        </Button>
      }
    />
  );
};

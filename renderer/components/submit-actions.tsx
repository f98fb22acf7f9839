import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Arc } from './arc.tsx';

interface SubmitActionsProps {
  /** What the form does, as a verb. */
  readonly verb: ReactNode;
  readonly busy: boolean;
  /** It can't be sent as it is. */
  readonly blocked?: boolean;
  /** Instead of leaving: a page back, in a form of several. */
  readonly back?: { readonly label: string; go(): void };
  onClose(): void;
}

/** The two buttons of a dialog that is a form: the way out, and its verb. */
export const SubmitActions = ({ verb, busy, blocked = false, back, onClose }: SubmitActionsProps) => {
  const { t } = useTranslation('common');
  return (
    <>
      <Button onClick={back?.go ?? onClose} disabled={busy}>
        {back?.label ?? t('cancel')}
      </Button>
      <Button
        type="submit"
        variant="contained"
        color="primary"
        disabled={busy || blocked}
        startIcon={busy ? <Arc /> : undefined}
      >
        {verb}
      </Button>
    </>
  );
};

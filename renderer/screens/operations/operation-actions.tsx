import Button from '@mui/material/Button';
import { Ban, Building2, Eraser } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RegistrationId } from '../../../shared/domain/ids.ts';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { CleanUpDialog } from '../registrations/clean-up-dialog.tsx';
import { ResendWelcomeButton } from '../registrations/resend-welcome-button.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { isInterrupted } from './operation-facts.ts';
import { ResumeButton } from './resume-button.tsx';

/** What can be done with an operation now. */
export const OperationActions = ({ operation }: { readonly operation: OperationView }) => {
  const { t } = useTranslation('operations');
  const { kind, state, subject } = operation;
  const running = state === 'running' && !isInterrupted(operation);
  return (
    <>
      {kind === 'provision' && running && <CancelButton operation={operation} />}
      {kind === 'provision' && state === 'failed' && subject.registrationId !== null && (
        <CleanUpButton registrationId={subject.registrationId} />
      )}
      <ResumeButton operation={operation} />
      <ResendWelcomeButton operation={operation} />
      {kind === 'provision' && state === 'succeeded' && subject.tenantId !== null && (
        <Button
          variant="contained"
          color="primary"
          component={Link}
          to={`/tenants/${subject.tenantId}`}
          startIcon={<Building2 size={14} strokeWidth={1.75} aria-hidden />}
        >
          {t('openTenant')}
        </Button>
      )}
    </>
  );
};

const CancelButton = ({ operation }: { readonly operation: OperationView }) => {
  const { t } = useTranslation('operations');
  const [open, setOpen] = useState(false);
  const { canCancel, cancelRequested } = operation;
  const guard = useGuard({
    call: 'operations.cancel',
    state: canCancel ? null : cancelRequested ? t('cancel.requested') : t('cancel.pastPivot'),
  });
  return (
    <>
      <GuardedButton
        guard={guard}
        color="error"
        icon={<Ban size={14} strokeWidth={1.75} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('cancel.button')}
      </GuardedButton>
      <CancelDialog operation={operation} open={open} onClose={() => setOpen(false)} />
    </>
  );
};

const CleanUpButton = ({ registrationId }: { readonly registrationId: RegistrationId }) => {
  const { t } = useTranslation('operations');
  const [open, setOpen] = useState(false);
  const registration = useCall('registrations.get', { id: registrationId }).data;
  const guard = useGuard({ call: 'registrations.cleanUp' });
  if (registration === undefined) return null;
  return (
    <>
      <GuardedButton
        guard={guard}
        color="error"
        icon={<Eraser size={14} strokeWidth={1.75} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('cleanUp')}
      </GuardedButton>
      <CleanUpDialog registration={registration} open={open} onClose={() => setOpen(false)} />
    </>
  );
};

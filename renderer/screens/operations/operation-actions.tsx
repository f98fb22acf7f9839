import { Ban, CircleCheck, Eraser, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistrationId } from '../../../shared/domain/ids.ts';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { CleanUpDialog } from '../registrations/clean-up-dialog.tsx';
import { ResendWelcomeButton } from '../registrations/resend-welcome-button.tsx';
import { CancelDialog, UndoDialog } from './cancel-dialog.tsx';
import { isInterrupted } from './operation-facts.ts';
import { ResolveDialog } from './resolve-dialog.tsx';
import { ResultLink } from './result-link.tsx';
import { ResumeButton } from './resume-button.tsx';

/** What can be done with an operation now. */
export const OperationActions = ({ operation }: { readonly operation: OperationView }) => {
  const { kind, state, subject } = operation;
  const running = state === 'running' && !isInterrupted(operation);
  return (
    <>
      {kind !== 'clean_up' && running && <CancelButton operation={operation} />}
      {kind === 'provision' && state === 'failed' && subject.registrationId !== null && (
        <CleanUpButton registrationId={subject.registrationId} />
      )}
      {operation.canResolve && <ResolveButton operation={operation} />}
      {operation.canUndo && <UndoButton operation={operation} />}
      <ResumeButton operation={operation} />
      <ResendWelcomeButton operation={operation} />
      <ResultLink operation={operation} />
    </>
  );
};

const CancelButton = ({ operation }: { readonly operation: OperationView }) => {
  const { t } = useTranslation('operations');
  const [open, setOpen] = useState(false);
  const { canCancel, cancelRequested, kind, needs } = operation;
  const pastPivot = kind === 'provision' ? t('cancel.pastPivotProvision') : t('cancel.pastPivot');
  const guard = useGuard({
    call: 'operations.cancel',
    permission: needs.cancel,
    state: canCancel ? null : cancelRequested ? t('cancel.requested') : pastPivot,
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
      {open && <CancelDialog operation={operation} onClose={() => setOpen(false)} />}
    </>
  );
};

const UndoButton = ({ operation }: { readonly operation: OperationView }) => {
  const { t } = useTranslation('operations');
  const [open, setOpen] = useState(false);
  const guard = useGuard({ call: 'operations.undo', permission: operation.needs.cancel });
  return (
    <>
      <GuardedButton
        guard={guard}
        color="error"
        icon={<Undo2 size={14} strokeWidth={1.75} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('undo.button')}
      </GuardedButton>
      {open && <UndoDialog operation={operation} onClose={() => setOpen(false)} />}
    </>
  );
};

const ResolveButton = ({ operation }: { readonly operation: OperationView }) => {
  const { t } = useTranslation('operations');
  const [open, setOpen] = useState(false);
  const guard = useGuard({ call: 'operations.resolve', permission: operation.needs.cancel });
  return (
    <>
      <GuardedButton
        guard={guard}
        icon={<CircleCheck size={14} strokeWidth={1.75} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('resolve.button')}
      </GuardedButton>
      {open && <ResolveDialog operation={operation} onClose={() => setOpen(false)} />}
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

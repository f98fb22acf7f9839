import { Ban, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useKindPhrase } from './use-kind-phrase.ts';
import { useWayBack } from './way-back.ts';

interface WayBackDialogProps {
  readonly operation: OperationView;
  onClose(): void;
}

/** Stops a running operation and undoes what it has done so far. */
export const CancelDialog = ({ operation, onClose }: WayBackDialogProps) => {
  const { t } = useTranslation('operations');
  const wayBackOf = useWayBack();
  const kindOf = useKindPhrase();
  const cancel = useChange('operations.cancel', { errors: 'here', onDone: onClose });
  const { kind, subject } = operation;
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('cancel.title', { kind: kindOf(kind), subject: subject.label })}
      description={t('cancel.description')}
      consequences={wayBackOf(operation)}
      verb={kind === 'provision' ? t('cancel.verbProvision') : t('cancel.verb')}
      verbIcon={<Ban size={14} strokeWidth={1.75} aria-hidden />}
      busy={cancel.isPending}
      error={cancel.error}
      onConfirm={() => cancel.mutate({ id: operation.id })}
      onClose={onClose}
    />
  );
};

/** Removes what a failed operation had made. */
export const UndoDialog = ({ operation, onClose }: WayBackDialogProps) => {
  const { t } = useTranslation('operations');
  const wayBackOf = useWayBack();
  const kindOf = useKindPhrase();
  const undo = useChange('operations.undo', { errors: 'here', onDone: onClose });
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('undo.title', { kind: kindOf(operation.kind), subject: operation.subject.label })}
      description={t('undo.description')}
      consequences={wayBackOf(operation)}
      verb={t('undo.verb')}
      verbIcon={<Undo2 size={14} strokeWidth={1.75} aria-hidden />}
      busy={undo.isPending}
      error={undo.error}
      onConfirm={() => undo.mutate({ id: operation.id, fence: operation.holder?.fence ?? null })}
      onClose={onClose}
    />
  );
};

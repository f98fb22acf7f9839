import { Ban, Database, Inbox, KeyRound, UserRound, Waypoints } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import type { Consequence } from '../../components/consequence-list.tsx';
import { useChange } from '../../ipc/use-change.ts';

interface CancelDialogProps {
  readonly operation: OperationView;
  readonly open: boolean;
  onClose(): void;
}

/** Stops a running operation and undoes what it has done so far. */
export const CancelDialog = ({ operation, open, onClose }: CancelDialogProps) => {
  const { t } = useTranslation('operations');
  const cancel = useChange('operations.cancel', { errors: 'here', onDone: onClose });
  const begun = new Set(operation.steps.filter(({ state }) => state !== 'pending').map(({ name }) => name));
  const consequences: ReadonlyArray<Consequence> = [
    ...(begun.has('creating_database')
      ? [
          { icon: Database, text: t('cancel.database'), kind: 'lost' as const },
          { icon: KeyRound, text: t('cancel.role'), kind: 'lost' as const },
        ]
      : []),
    ...(begun.has('creating_master_user') ? [{ icon: UserRound, text: t('cancel.owner'), kind: 'lost' as const }] : []),
    ...(begun.has('creating_tenant') ? [{ icon: Waypoints, text: t('cancel.tenant'), kind: 'lost' as const }] : []),
    { icon: Inbox, text: t('cancel.registration'), kind: 'kept' },
  ];
  return (
    <ConfirmDialog
      open={open}
      level={2}
      title={t('cancel.title', { subject: operation.subject.label })}
      description={t('cancel.description')}
      consequences={consequences}
      verb={t('cancel.verb')}
      verbIcon={<Ban size={14} strokeWidth={1.75} aria-hidden />}
      busy={cancel.isPending}
      error={cancel.error}
      onConfirm={() => cancel.mutate({ id: operation.id })}
      onClose={() => {
        cancel.reset();
        onClose();
      }}
    />
  );
};

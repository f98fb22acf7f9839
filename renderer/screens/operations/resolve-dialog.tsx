import { CircleCheck, Database, ScrollText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useChange } from '../../ipc/use-change.ts';

interface ResolveDialogProps {
  readonly operation: OperationView;
  onClose(): void;
}

/** A person says that nothing more is to be done. The console does nothing else. */
export const ResolveDialog = ({ operation, onClose }: ResolveDialogProps) => {
  const { t } = useTranslation('operations');
  const resolve = useChange('operations.resolve', { errors: 'here', onDone: onClose });
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('resolve.title', { subject: operation.subject.label })}
      description={t('resolve.description')}
      consequences={[
        { icon: Database, text: t('resolve.left'), kind: 'changed' },
        { icon: CircleCheck, text: t('resolve.freed'), kind: 'kept' },
        { icon: ScrollText, text: t('resolve.journal'), kind: 'kept' },
      ]}
      asksReason
      verb={t('resolve.verb')}
      verbIcon={<CircleCheck size={14} strokeWidth={1.75} aria-hidden />}
      busy={resolve.isPending}
      error={resolve.error}
      onConfirm={({ reason }) => resolve.mutate({ id: operation.id, note: reason })}
      onClose={onClose}
    />
  );
};

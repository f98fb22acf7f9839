import { ListRestart, Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OperationHolder, OperationView } from '../../../shared/domain/operations.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useChange } from '../../ipc/use-change.ts';
import { positionOf } from './operation-facts.ts';

interface TakeOverDialogProps {
  readonly operation: OperationView;
  readonly holder: OperationHolder;
  readonly open: boolean;
  onClose(): void;
}

/** Goes on with what another console let go of. The fence that was read is typed, so that it was read. */
export const TakeOverDialog = ({ operation, holder, open, onClose }: TakeOverDialogProps) => {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const resume = useChange('operations.resume', { errors: 'here', onDone: onClose });
  return (
    <ConfirmDialog
      open={open}
      level={2}
      title={t('takeOver.title', { subject: operation.subject.label })}
      description={t('takeOver.description', {
        operator: holder.operator,
        machine: holder.machine,
        age: format.age(holder.heartbeatAgeSeconds),
      })}
      consequences={[
        { icon: Unplug, text: t('takeOver.sessions'), kind: 'changed' },
        { icon: ListRestart, text: t('takeOver.goesOn', positionOf(operation)), kind: 'kept' },
      ]}
      typedName={holder.fence}
      verb={t('takeOver.verb')}
      busy={resume.isPending}
      error={resume.error}
      onConfirm={({ typed }) => resume.mutate({ id: operation.id, fence: typed })}
      onClose={() => {
        resume.reset();
        onClose();
      }}
    />
  );
};

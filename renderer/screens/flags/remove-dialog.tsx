import { Code, History, ListX, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FlagRow } from '../../../shared/contract/flags.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';

interface RemoveDialogProps {
  readonly flag: FlagRow;
  onRemoved(): void;
  onClose(): void;
}

export const RemoveDialog = ({ flag, onRemoved, onClose }: RemoveDialogProps) => {
  const { t } = useTranslation('flags');
  const succeed = useSucceed();
  const remove = useChange('flags.remove', {
    errors: 'here',
    onDone: () => {
      succeed(t('remove.done', { key: flag.key }));
      onRemoved();
    },
  });
  return (
    <ConfirmDialog
      open
      level={3}
      title={t('remove.title', { key: flag.key })}
      consequences={[
        { icon: ListX, text: t('remove.rules'), kind: 'lost' },
        { icon: Code, text: t('remove.programs'), kind: 'changed' },
        { icon: History, text: t('remove.history'), kind: 'kept' },
      ]}
      typedName={flag.key}
      verb={t('remove.verb')}
      verbIcon={<Trash2 size={14} strokeWidth={1.75} aria-hidden />}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={({ reason, typed }) =>
        remove.mutate({ key: flag.key, expected: flag.version, typedKey: typed, reason })
      }
      onClose={onClose}
    />
  );
};

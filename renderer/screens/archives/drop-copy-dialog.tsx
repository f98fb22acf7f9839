import { Archive, Building2, Database, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { CopyRow } from '../../../shared/contract/archives.ts';
import type { OperationId } from '../../../shared/domain/ids.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import type { Consequence } from '../../components/consequence-list.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { Mono } from '../../components/mono.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useChange } from '../../ipc/use-change.ts';
import { OperationInDialog } from '../operations/operation-in-dialog.tsx';

interface DropCopyDialogProps {
  readonly copy: CopyRow;
  onClose(): void;
}

/** Level 3: drops a database beside the tenant's own; then its own progress. */
export const DropCopyDialog = ({ copy, onClose }: DropCopyDialogProps) => {
  const { t } = useTranslation('archives');
  const format = useFormat();
  const [started, setStarted] = useState<OperationId | null>(null);
  const drop = useChange('copies.drop', { errors: 'here', onDone: ({ operationId }) => setStarted(operationId) });
  const { database, bytes, purpose, archiveId } = copy;
  const consequences: ReadonlyArray<Consequence> = [
    {
      icon: Database,
      text: (
        <Trans
          t={t}
          i18nKey="drop.dropped"
          values={{ database }}
          components={{ mono: <Mono sx={{ fontWeight: 600 }} /> }}
        />
      ),
      ...(bytes === null ? {} : { amount: format.bytes(bytes) }),
      kind: 'lost',
    },
    ...(purpose === 'rollback' ? [{ icon: Undo2, text: t('drop.rollback'), kind: 'lost' as const }] : []),
    ...(archiveId === null ? [] : [{ icon: Archive, text: t('drop.backup'), kind: 'kept' as const }]),
    { icon: Building2, text: t('drop.tenant'), kind: 'kept' },
  ];
  return (
    <ConfirmDialog
      open
      level={3}
      title={t('drop.title', { database })}
      description={t('drop.description')}
      consequences={consequences}
      typedName={database}
      verb={t('drop.verb')}
      verbIcon={<Trash2 size={14} strokeWidth={1.75} aria-hidden />}
      busy={drop.isPending}
      error={drop.error}
      {...(started === null
        ? {}
        : { progress: <OperationInDialog id={started} done={<InlineMessage tone="ok" title={t('drop.done')} />} /> })}
      onConfirm={({ reason, typed }) => drop.mutate({ id: copy.id, typedDatabase: typed, reason })}
      onClose={onClose}
    />
  );
};

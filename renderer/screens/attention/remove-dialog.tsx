import { Building2, Copy, Database, KeyRound, ScrollText, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindingRow } from '../../../shared/contract/attention.ts';
import type { OperationId } from '../../../shared/domain/ids.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import type { Consequence } from '../../components/consequence-list.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useChange } from '../../ipc/use-change.ts';
import { OperationInDialog } from '../operations/operation-in-dialog.tsx';
import { useLook } from './use-attention.ts';

interface RemoveDialogProps {
  readonly finding: FindingRow;
  readonly removable: NonNullable<FindingRow['removable']>;
  onClose(): void;
}

/** Level 3: what is nobody's goes, after another look; then its own progress. */
export const RemoveDialog = ({ finding, removable, onClose }: RemoveDialogProps) => {
  const { t } = useTranslation('attention');
  const format = useFormat();
  const [started, setStarted] = useState<OperationId | null>(null);
  const remove = useChange('attention.remove', {
    errors: 'here',
    onDone: ({ operationId }) => setStarted(operationId),
  });
  const look = useLook();
  const close = (): void => {
    onClose();
    // What is gone is told by a new look only.
    if (started !== null) look.mutate({ deep: false });
  };
  const { id, kind, subject, evidence } = finding;
  const bytes = evidence['bytes'];
  const dropped: Consequence = {
    icon: Database,
    text: t('remove.database'),
    kind: 'lost',
    ...(typeof bytes === 'number' ? { amount: format.bytes(bytes) } : {}),
  };
  const entry: Consequence = { icon: Copy, text: t('remove.copyGone'), kind: 'changed' };
  const lost: Readonly<Record<typeof removable, ReadonlyArray<Consequence>>> = {
    database: [dropped],
    role: [{ icon: KeyRound, text: t('remove.role'), kind: 'lost' }],
    copy: kind === 'copy_without_database' ? [entry] : [dropped, entry],
  };
  return (
    <ConfirmDialog
      open
      level={3}
      title={t(`remove.title.${removable}`, { name: subject })}
      description={t('remove.description')}
      consequences={[
        ...lost[removable],
        { icon: Building2, text: t('remove.tenants'), kind: 'kept' },
        { icon: ScrollText, text: t('remove.log'), kind: 'kept' },
      ]}
      typedName={subject}
      note={t('remove.note')}
      verb={t(`remove.verb.${removable}`)}
      verbIcon={<Trash2 size={14} strokeWidth={1.75} aria-hidden />}
      busy={remove.isPending}
      error={remove.error}
      {...(started === null
        ? {}
        : {
            progress: <OperationInDialog id={started} done={<InlineMessage tone="ok" title={t('remove.done')} />} />,
          })}
      onConfirm={({ reason, typed }) => remove.mutate({ findingId: id, typedName: typed, reason })}
      onClose={close}
    />
  );
};

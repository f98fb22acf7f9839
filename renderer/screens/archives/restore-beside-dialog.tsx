import { Building2, Database, GitCompare, Split } from 'lucide-react';
import { Trans, useTranslation } from 'react-i18next';
import type { ArchiveRow } from '../../../shared/contract/archives.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { Mono } from '../../components/mono.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useFrame } from '../../stores/frame.ts';
import { useArchiveWords } from './archive-words.ts';

interface RestoreDialogProps {
  readonly archive: ArchiveRow;
  onClose(): void;
}

/** Brings a backup back into a database of its own, beside the living one. */
export const RestoreBesideDialog = ({ archive, onClose }: RestoreDialogProps) => {
  const { t } = useTranslation('archives');
  const format = useFormat();
  const words = useArchiveWords();
  const openDrawer = useFrame((frame) => frame.openDrawer);
  const plan = useCall('archives.planRestore', { id: archive.id }, { staleTime: 0 });
  const restore = useChange('archives.restoreBeside', {
    errors: 'here',
    onDone: ({ operationId }) => {
      onClose();
      openDrawer(operationId);
    },
  });
  const { data } = plan;
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('beside.title', { name: archive.tenantName })}
      description={t('beside.description', { when: format.dateTime(archive.madeAt) })}
      consequences={
        data === undefined
          ? []
          : [
              {
                icon: Database,
                text: (
                  <Trans
                    t={t}
                    i18nKey="beside.creates"
                    values={{ database: data.copyDatabase }}
                    components={{ mono: <Mono sx={{ fontWeight: 600 }} /> }}
                  />
                ),
                amount: words.rows(archive.rows),
                kind: 'changed',
              },
              { icon: GitCompare, text: t('beside.compares'), amount: words.tables(archive.tables), kind: 'changed' },
              { icon: Building2, text: t('beside.untouched'), kind: 'kept' },
              { icon: Split, text: t('beside.later'), kind: 'kept' },
            ]
      }
      verb={t('beside.verb')}
      ready={data !== undefined && data.problem === null}
      busy={restore.isPending}
      error={restore.error ?? plan.error}
      onConfirm={() => restore.mutate({ id: archive.id })}
      onClose={onClose}
    >
      {plan.isPending && <SkeletonRows rows={4} />}
      <InlineError error={data?.problem ?? null} />
    </ConfirmDialog>
  );
};

import { Database, FileLock2, FileSpreadsheet, ShieldCheck, Upload } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useFrame } from '../../stores/frame.ts';
import { FolderField } from './folder-field.tsx';

interface ExportDialogProps {
  readonly tenant: Pick<TenantDetail, 'id' | 'name'>;
  onClose(): void;
}

/** Everything that a tenant has stored, written for its own people. */
export const ExportDialog = ({ tenant, onClose }: ExportDialogProps) => {
  const { t } = useTranslation('archives');
  const format = useFormat();
  const openDrawer = useFrame((frame) => frame.openDrawer);
  const [chosen, setChosen] = useState<string | null>(null);
  const plan = useCall('archives.plan', { tenants: [tenant.id] }, { staleTime: 0 });
  const exporting = useChange('archives.export', {
    errors: 'here',
    onDone: ({ operationId }) => {
      onClose();
      openDrawer(operationId);
    },
  });
  const folder = chosen ?? plan.data?.folder ?? null;
  const [planned] = plan.data?.tenants ?? [];
  const bytes = planned?.bytes ?? null;
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('export.title', { name: tenant.name })}
      description={t('export.description')}
      consequences={[
        {
          icon: FileSpreadsheet,
          text: t('export.format'),
          kind: 'changed',
          ...(bytes === null ? {} : { amount: format.bytes(bytes) }),
        },
        { icon: ShieldCheck, text: t('export.formulas'), kind: 'kept' },
        { icon: FileLock2, text: t('export.personal'), kind: 'lost' },
        { icon: Database, text: t('export.nothing'), kind: 'kept' },
      ]}
      verb={t('export.verb')}
      verbIcon={<Upload size={14} strokeWidth={1.75} aria-hidden />}
      ready={folder !== null && planned?.problem === null}
      busy={exporting.isPending}
      error={exporting.error ?? plan.error}
      onConfirm={() => {
        if (folder !== null) exporting.mutate({ tenantId: tenant.id, folder });
      }}
      onClose={onClose}
    >
      <FolderField folder={folder} onChoose={setChosen} />
      <InlineError error={planned?.problem ?? null} />
    </ConfirmDialog>
  );
};

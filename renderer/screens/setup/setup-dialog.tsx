import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import type { OperationId } from '../../../shared/domain/ids.ts';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { OperationInDialog } from '../operations/operation-in-dialog.tsx';
import { SetupWizard } from './setup-wizard.tsx';

/** From a provisioned tenant to one with a package and modules; then its progress. */
export const SetupDialog = ({ tenant, onClose }: { readonly tenant: TenantDetail; onClose(): void }) => {
  const { t } = useTranslation(['setup', 'common']);
  const [started, setStarted] = useState<OperationId | null>(null);
  const options = useCall('setup.options', { tenantId: tenant.id }, { enabled: started === null });
  if (started === null && options.data !== undefined)
    return <SetupWizard tenant={tenant} options={options.data} onStarted={setStarted} onClose={onClose} />;
  return (
    <DialogFrame
      open
      title={t('setup:title', { name: tenant.name })}
      onClose={onClose}
      actions={
        <Button onClick={onClose} autoFocus>
          {t('common:close')}
        </Button>
      }
    >
      {started !== null ? (
        <OperationInDialog
          id={started}
          done={<InlineMessage tone="ok" title={t('setup:done')} body={t('setup:doneBody')} />}
        />
      ) : options.error === null ? (
        <SkeletonRows />
      ) : (
        <InlineError error={options.error} />
      )}
    </DialogFrame>
  );
};

import { Eraser } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistrationRow } from '../../../shared/contract/registrations.ts';
import type { OperationId } from '../../../shared/domain/ids.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { OperationInDialog } from '../operations/operation-in-dialog.tsx';
import { useCleanUpConsequences } from './use-clean-up-consequences.tsx';

interface CleanUpDialogProps {
  readonly registration: RegistrationRow;
  readonly open: boolean;
  onClose(): void;
}

/** Level 3: what goes and what stays in numbers, as it is on the server now; then its own progress. */
export const CleanUpDialog = (props: CleanUpDialogProps) => (props.open ? <OpenCleanUpDialog {...props} /> : null);

const OpenCleanUpDialog = ({ registration, onClose }: CleanUpDialogProps) => {
  const { t } = useTranslation('registrations');
  const { id, companyName, companyCode } = registration;
  const [started, setStarted] = useState<OperationId | null>(null);
  const consequencesOf = useCleanUpConsequences();
  const preview = useCall('registrations.previewCleanUp', { id }, { staleTime: 0, enabled: started === null });
  const cleanUp = useChange('registrations.cleanUp', {
    errors: 'here',
    onDone: ({ operationId }) => setStarted(operationId),
  });
  const removes = preview.data?.removes;
  const refusal = preview.data?.refusal ?? null;
  return (
    <ConfirmDialog
      open
      level={3}
      title={t('cleanUp.title', { company: companyName })}
      description={t('cleanUp.description')}
      consequences={removes === undefined || refusal !== null ? [] : consequencesOf(removes)}
      typedName={companyCode}
      note={t('cleanUp.note')}
      verb={t('cleanUp.verb')}
      verbIcon={<Eraser size={14} strokeWidth={1.75} aria-hidden />}
      ready={removes !== undefined && refusal === null}
      busy={cleanUp.isPending}
      error={cleanUp.error ?? preview.error}
      {...(started === null
        ? {}
        : {
            progress: <OperationInDialog id={started} done={<InlineMessage tone="ok" title={t('cleanUp.done')} />} />,
          })}
      onConfirm={({ reason, typed }) => cleanUp.mutate({ id, reason, typedCode: typed })}
      onClose={onClose}
    >
      {preview.isPending && <SkeletonRows rows={4} />}
      <InlineError error={refusal} />
    </ConfirmDialog>
  );
};

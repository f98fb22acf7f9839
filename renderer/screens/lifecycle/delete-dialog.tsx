import Box from '@mui/material/Box';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import type { OperationId } from '../../../shared/domain/ids.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { OperationInDialog } from '../operations/operation-in-dialog.tsx';
import { assuranceOf, deletionVerb, type GivenAssurance } from './assurance.ts';
import { DeletionDone } from './deletion-done.tsx';
import { DeletionFields } from './deletion-fields.tsx';
import { Obstacles } from './obstacles.tsx';
import { useDeletionConsequences } from './use-deletion-consequences.tsx';

/** Level 3: where, what goes and what stays in numbers, a proof or a word for each copy; then its own progress. */
export const DeleteDialog = ({ tenant, onClose }: { readonly tenant: TenantDetail; onClose(): void }) => {
  const { t } = useTranslation('lifecycle');
  const { id, name, code } = tenant;
  const [started, setStarted] = useState<OperationId | null>(null);
  const [backup, setBackup] = useState<GivenAssurance>({ way: 'archive', waiver: '' });
  const [exported, setExported] = useState<GivenAssurance>({ way: 'archive', waiver: '' });
  const consequencesOf = useDeletionConsequences();
  const {
    data: plan,
    isPending,
    error,
  } = useCall('lifecycle.plan', { id }, { staleTime: 0, enabled: started === null });
  const remove = useChange('lifecycle.delete', {
    errors: 'here',
    onDone: ({ operationId }) => setStarted(operationId),
  });
  const proofs = {
    backup: assuranceOf('backup', backup, plan?.backup ?? null),
    export: assuranceOf('export', exported, plan?.export ?? null),
  };
  const possible = plan !== undefined && plan.problem === null && plan.obstacles.length === 0;
  return (
    <ConfirmDialog
      open
      level={3}
      width={640}
      title={t('delete.title', { name })}
      description={
        <>
          {t('delete.description')}
          {plan !== undefined && (
            <>
              <Box sx={{ fontSize: 12, lineHeight: '18px' }}>
                {t('delete.server', {
                  label: plan.server.label,
                  host: plan.server.host,
                  tail: plan.server.systemIdentifier.slice(-6),
                })}
              </Box>
              {started === null && <Obstacles plan={plan} />}
            </>
          )}
        </>
      }
      consequences={plan === undefined || plan.problem !== null ? [] : consequencesOf(plan)}
      typedName={code}
      note={t('delete.note')}
      verb={t(`delete.verb.${deletionVerb(backup, exported)}`)}
      verbIcon={<Trash2 size={14} strokeWidth={1.75} aria-hidden />}
      ready={possible && proofs.backup !== null && proofs.export !== null}
      busy={remove.isPending}
      error={remove.error ?? error}
      {...(started === null
        ? {}
        : { progress: <OperationInDialog id={started} done={<DeletionDone tenantId={id} />} /> })}
      onConfirm={({ reason, typed }) => {
        if (proofs.backup !== null && proofs.export !== null)
          remove.mutate({ id, typedCode: typed, reason, backup: proofs.backup, export: proofs.export });
      }}
      onClose={onClose}
    >
      {isPending && <SkeletonRows rows={6} />}
      <InlineError error={plan?.problem ?? null} />
      {plan !== undefined && plan.problem === null && (
        <DeletionFields
          tenant={tenant}
          plan={plan}
          backup={backup}
          exported={exported}
          onBackup={setBackup}
          onExported={setExported}
          onLeave={onClose}
        />
      )}
    </ConfirmDialog>
  );
};

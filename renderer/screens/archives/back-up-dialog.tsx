import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { ArchiveRestore } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupPlan } from '../../../shared/contract/archives.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { CheckInput } from '../../components/check-input.tsx';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useFrame } from '../../stores/frame.ts';
import { CronNote } from './cron-note.tsx';
import { FolderField } from './folder-field.tsx';
import { PlanTenants } from './plan-tenants.tsx';

interface BackUpDialogProps {
  readonly tenants: ReadonlyArray<TenantId>;
  onClose(): void;
}

const included = ({ tenants }: BackupPlan): BackupPlan['tenants'] => tenants.filter(({ problem }) => problem === null);

/** Backs up one tenant or a selection, after saying with what, how much, whom not, and where to. */
export const BackUpDialog = ({ tenants, onClose }: BackUpDialogProps) => {
  const { t } = useTranslation(['archives', 'common']);
  const [chosen, setChosen] = useState<string | null>(null);
  const [verify, setVerify] = useState(true);
  const openDrawer = useFrame((frame) => frame.openDrawer);
  const plan = useCall('archives.plan', { tenants: [...tenants] }, { staleTime: 0 });
  const backUp = useChange('archives.backUp', {
    errors: 'here',
    onDone: ({ operationId }) => {
      onClose();
      openDrawer(operationId);
    },
  });
  const { data } = plan;
  const folder = chosen ?? data?.folder ?? null;
  const who = data === undefined ? [] : included(data);
  const state = who.length === 0 ? t('archives:backUp.nobody') : folder === null ? t('archives:folder.missing') : null;
  const guard = useGuard({ call: 'archives.backUp', state: data === undefined ? '' : state });
  const [only] = data?.tenants ?? [];
  const titleOfOne = only === undefined ? t('archives:backUp.verb') : t('archives:backUp.title', { name: only.name });
  const title = tenants.length > 1 ? t('archives:backUp.titleMany', { count: tenants.length }) : titleOfOne;
  return (
    <DialogFrame
      open
      width={640}
      title={title}
      description={t('archives:backUp.description')}
      busy={backUp.isPending}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} disabled={backUp.isPending}>
            {t('common:cancel')}
          </Button>
          {data !== undefined && (
            <GuardedButton
              guard={guard}
              variant="contained"
              color="primary"
              icon={<ArchiveRestore size={14} strokeWidth={1.75} aria-hidden />}
              busy={backUp.isPending}
              onClick={() => {
                if (folder !== null) backUp.mutate({ tenants: who.map(({ id }) => id), folder, verify });
              }}
            >
              {tenants.length > 1 ? t('archives:backUp.verbMany', { count: who.length }) : t('archives:backUp.verb')}
            </GuardedButton>
          )}
        </>
      }
    >
      {data !== undefined ? (
        <Box sx={{ display: 'grid', gap: '14px' }}>
          {who.length === 0 ? (
            <>
              <InlineMessage tone="warn" title={t('archives:backUp.nobody')} />
              <PlanTenants tenants={data.tenants} />
            </>
          ) : (
            <>
              <PlanFacts plan={data} />
              <FolderField folder={folder} onChoose={setChosen} />
              <CheckInput
                label={t('archives:backUp.verify')}
                help={t('archives:backUp.verifyHelp')}
                checked={verify}
                onChange={setVerify}
              />
              <CronNote line={data.cron} />
            </>
          )}
          <InlineError error={backUp.error} />
        </Box>
      ) : plan.error !== null ? (
        <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />
      ) : (
        <SkeletonRows rows={5} />
      )}
    </DialogFrame>
  );
};

const PlanFacts = ({ plan }: { readonly plan: BackupPlan }) => {
  const { t } = useTranslation('archives');
  const format = useFormat();
  const describe = useErrorText();
  const { tenants, toolProblem, totalBytes } = plan;
  const who = included(plan);
  const leftOut = tenants.length - who.length;
  const why = toolProblem === null ? null : describe(toolProblem);
  return (
    <>
      <KeyValues
        rows={[
          { label: t('backUp.tool'), value: t('tool', { tool: plan.tool, format: t(`format.${plan.format}`) }) },
          {
            label: t('backUp.size'),
            value: (
              <>
                {t('backUp.total', {
                  count: who.length,
                  amount: format.number(who.length),
                  bytes: format.bytes(totalBytes),
                })}
                ,{' '}
                <Box component="span" sx={{ fontSize: 12, color: 'ink.tertiary' }}>
                  {t('backUp.sizeNote')}
                </Box>
              </>
            ),
          },
        ]}
      />
      {why !== null && <InlineMessage tone="info" title={t('backUp.toolProblem')} body={`${why.title} ${why.body}`} />}
      {leftOut > 0 && <InlineMessage tone="warn" title={t('backUp.leftOutCount', { count: leftOut })} />}
      {(tenants.length > 1 || leftOut > 0) && <PlanTenants tenants={tenants} />}
    </>
  );
};

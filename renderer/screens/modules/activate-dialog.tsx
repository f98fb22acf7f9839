import Box from '@mui/material/Box';
import { Boxes, Database, FileCode2, History, Upload, Wallet } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivationPlan, TenantModule } from '../../../shared/contract/modules.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import type { OperationId } from '../../../shared/domain/ids.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import type { Consequence } from '../../components/consequence-list.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { OperationInDialog } from '../operations/operation-in-dialog.tsx';
import { useModuleName } from './module-words.ts';
import { VersionList } from './version-list.tsx';

interface ActivateDialogProps {
  readonly tenant: Pick<TenantDetail, 'id' | 'name'>;
  readonly module: TenantModule;
  onClose(): void;
}

const act = ({ origin, state }: TenantModule): '' | 'Install' | 'Migrate' => {
  if (origin === null) return '';
  return state === 'behind' ? 'Migrate' : 'Install';
};

/** What comes with a module and what runs for it, then its progress. */
export const ActivateDialog = ({ tenant, module, onClose }: ActivateDialogProps) => {
  const { t } = useTranslation('modules');
  const nameOf = useModuleName();
  const name = nameOf(module);
  // Of when it was asked: while it runs, the module's own state becomes another.
  const [asked] = useState(() => act(module));
  const [started, setStarted] = useState<OperationId | null>(null);
  const plan = useCall(
    'modules.planActivate',
    { id: tenant.id, module: module.code },
    { staleTime: 0, enabled: started === null },
  );
  const activating = useChange('modules.activate', {
    errors: 'here',
    onDone: ({ operationId }) => setStarted(operationId),
  });
  const { data } = plan;
  const consequences = useConsequences(data, module.code);
  return (
    <ConfirmDialog
      open
      level={2}
      width={560}
      title={t(`activation.title${asked}`, { module: name })}
      description={t('activation.description', { tenant: tenant.name })}
      consequences={data?.problem === null ? consequences : []}
      asksReason
      verb={t(`activation.verb${asked}`)}
      verbIcon={<Upload size={14} strokeWidth={1.75} aria-hidden />}
      ready={data !== undefined && data.problem === null}
      busy={activating.isPending}
      error={activating.error ?? plan.error}
      {...(started === null
        ? {}
        : {
            progress: (
              <OperationInDialog
                id={started}
                done={<InlineMessage tone="ok" title={t('activation.done', { module: name })} />}
              />
            ),
          })}
      onConfirm={({ reason }) => activating.mutate({ tenants: [tenant.id], module: module.code, reason })}
      onClose={onClose}
    >
      {data === undefined
        ? plan.error === null && <SkeletonRows rows={3} />
        : data.problem === null && data.migrations.length > 0 && <Migrations migrations={data.migrations} />}
      <InlineError error={data?.problem ?? null} />
    </ConfirmDialog>
  );
};

const Migrations = ({ migrations }: Pick<ActivationPlan, 'migrations'>) => {
  const { t } = useTranslation('modules');
  return (
    <Box
      // What scrolls can be scrolled by keys.
      tabIndex={0}
      role="group"
      aria-label={t('activation.list')}
      sx={{
        maxHeight: 172,
        overflow: 'auto',
        px: '12px',
        border: '1px solid',
        borderColor: 'line.default',
        borderRadius: '6px',
      }}
    >
      <VersionList label={t('activation.list')} versions={migrations} />
    </Box>
  );
};

function useConsequences(plan: ActivationPlan | undefined, code: string): ReadonlyArray<Consequence> {
  const { t } = useTranslation('modules');
  if (plan === undefined) return [];
  const others = plan.adds.filter((one) => one.code !== code);
  const names = (modules: typeof plan.adds): string => modules.map(({ name }) => name).join(', ');
  const count = plan.migrations.length;
  return [
    ...(plan.adds.length === 0
      ? []
      : [
          {
            icon: Boxes,
            text: t('activation.adds', { modules: names(plan.adds) }),
            kind: 'changed' as const,
          },
        ]),
    ...(others.length === 0
      ? []
      : [{ icon: Database, text: t('activation.with', { others: names(others) }), kind: 'changed' as const }]),
    {
      icon: FileCode2,
      text: count === 0 ? t('activation.noMigrations') : t('activation.migrations', { count }),
      kind: count === 0 ? 'kept' : 'changed',
    },
    ...(plan.keptRows === null
      ? []
      : [
          {
            icon: History,
            text: t('activation.kept'),
            kind: 'kept' as const,
            amount: t('activation.rows', { count: plan.keptRows }),
          },
        ]),
    { icon: Wallet, text: t('activation.price'), kind: 'kept' },
  ];
}

import { Database, ListChecks, PowerOff, Users, Wallet } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DeactivationPlan, TenantModule } from '../../../shared/contract/modules.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import type { Consequence } from '../../components/consequence-list.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';
import { useModuleName } from './module-words.ts';

interface DeactivateDialogProps {
  readonly tenant: Pick<TenantDetail, 'id' | 'name' | 'users'>;
  readonly module: TenantModule;
  onClose(): void;
}

/** Takes a module away at once; what it holds stays. */
export const DeactivateDialog = ({ tenant, module, onClose }: DeactivateDialogProps) => {
  const { t } = useTranslation('modules');
  const nameOf = useModuleName();
  const name = nameOf(module);
  const succeed = useSucceed();
  const plan = useCall('modules.planDeactivate', { id: tenant.id, module: module.code }, { staleTime: 0 });
  const deactivating = useChange('modules.deactivate', {
    errors: 'here',
    onDone: () => {
      onClose();
      succeed(t('deactivation.done', { module: name }));
    },
  });
  const { data } = plan;
  const consequences = useConsequences(data, tenant.users);
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('deactivation.title', { module: name })}
      description={t('deactivation.description', { tenant: tenant.name })}
      consequences={data?.problem === null ? consequences : []}
      asksReason
      verb={t('deactivation.verb')}
      verbIcon={<PowerOff size={14} strokeWidth={1.75} aria-hidden />}
      ready={data !== undefined && data.problem === null}
      busy={deactivating.isPending}
      error={deactivating.error ?? plan.error}
      onConfirm={({ reason }) => deactivating.mutate({ id: tenant.id, module: module.code, reason })}
      onClose={onClose}
    >
      {data === undefined && plan.error === null && <SkeletonRows rows={3} />}
      <InlineError error={data?.problem ?? null} />
    </ConfirmDialog>
  );
};

function useConsequences(plan: DeactivationPlan | undefined, users: number): ReadonlyArray<Consequence> {
  const { t } = useTranslation('modules');
  if (plan === undefined) return [];
  const written = plan.writesDown.map(({ name }) => name).join(', ');
  return [
    { icon: Users, text: t('deactivation.people', { count: users }), kind: 'lost' },
    {
      icon: Database,
      text: t('deactivation.kept'),
      kind: 'kept',
      ...(plan.keeps === null ? {} : { amount: t('activation.rows', { count: plan.keeps.rows }) }),
    },
    ...(written === ''
      ? []
      : [
          {
            icon: ListChecks,
            text: t('deactivation.writesDown', { modules: written }),
            kind: 'changed' as const,
          },
        ]),
    { icon: Wallet, text: t('deactivation.price'), kind: 'kept' },
  ];
}

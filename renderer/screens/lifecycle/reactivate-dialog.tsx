import { CalendarX2, KeyRound, Pause, RotateCcw, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { effectiveAccess, isLive } from '../../../shared/domain/holds.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useChange } from '../../ipc/use-change.ts';
import { SealFacts } from '../tenants/receipt-facts.tsx';

/** Opens a cancelled tenant again, and says before whether its people then get in. */
export const ReactivateDialog = ({ tenant, onClose }: { readonly tenant: TenantDetail; onClose(): void }) => {
  const { t } = useTranslation(['lifecycle', 'status']);
  const format = useFormat();
  const reactivate = useChange('lifecycle.reactivate', { errors: 'here' });
  const { access } = effectiveAccess('active', tenant.holds);
  const live = tenant.holds.filter(isLive).length;
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('lifecycle:reactivate.title', { name: tenant.name })}
      description={t('lifecycle:reactivate.description')}
      consequences={[
        {
          icon: KeyRound,
          text: t('lifecycle:reactivate.access'),
          amount: t(`status:access.${access}`),
          kind: access === 'full' ? 'kept' : 'changed',
        },
        ...(access === 'none'
          ? []
          : [
              {
                icon: Users,
                text: t('lifecycle:reactivate.users'),
                amount: format.number(tenant.users),
                kind: 'kept' as const,
              },
            ]),
        ...(tenant.lifecycle === 'deletion_scheduled'
          ? [{ icon: CalendarX2, text: t('lifecycle:reactivate.unscheduled'), kind: 'changed' as const }]
          : []),
        ...(live === 0
          ? []
          : [
              {
                icon: Pause,
                text: t('lifecycle:reactivate.holds'),
                amount: format.number(live),
                kind: 'kept' as const,
              },
            ]),
      ]}
      asksReason
      verb={t('lifecycle:reactivate.verb')}
      verbIcon={<RotateCcw size={14} strokeWidth={1.75} aria-hidden />}
      busy={reactivate.isPending}
      error={reactivate.error}
      {...(reactivate.data === undefined
        ? {}
        : {
            progress: (
              <SealFacts
                title={t('lifecycle:reactivate.done')}
                receipt={reactivate.data.receipt}
                wanted={access === 'none' ? 'sealed' : 'open'}
              />
            ),
          })}
      onConfirm={({ reason }) => reactivate.mutate({ id: tenant.id, reason })}
      onClose={onClose}
    />
  );
};

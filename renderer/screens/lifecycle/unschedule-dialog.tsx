import { CalendarX2, Lock, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';

/** Takes the day back from which the tenant could be deleted. */
export const UnscheduleDialog = ({ tenant, onClose }: { readonly tenant: TenantDetail; onClose(): void }) => {
  const { t } = useTranslation('lifecycle');
  const succeed = useSucceed();
  const unschedule = useChange('lifecycle.unschedule', {
    errors: 'here',
    onDone: () => {
      succeed(t('unschedule.done'));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('unschedule.title', { name: tenant.name })}
      description={t('unschedule.description')}
      consequences={[
        { icon: ShieldCheck, text: t('unschedule.kept'), kind: 'kept' },
        { icon: Lock, text: t('unschedule.closed'), kind: 'changed' },
      ]}
      asksReason
      verb={t('unschedule.verb')}
      verbIcon={<CalendarX2 size={14} strokeWidth={1.75} aria-hidden />}
      busy={unschedule.isPending}
      error={unschedule.error}
      onConfirm={({ reason }) => unschedule.mutate({ id: tenant.id, reason })}
      onClose={onClose}
    />
  );
};

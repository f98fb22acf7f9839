import { Ban, Database, TrendingDown, Unplug, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { SealFacts } from '../tenants/receipt-facts.tsx';

interface LifeDialogProps {
  readonly tenant: TenantDetail;
  onClose(): void;
}

/** Closes the tenant to its people; stays open with the receipt of what the database says afterwards. */
export const CancelTenantDialog = ({ tenant, onClose }: LifeDialogProps) => {
  const { t } = useTranslation('lifecycle');
  const format = useFormat();
  const cancel = useChange('lifecycle.cancel', { errors: 'here' });
  const { mrr, users, databaseName } = tenant;
  const database = useCall(
    'tenants.database',
    { id: tenant.id },
    { enabled: databaseName !== null, staleTime: 0 },
  ).data;
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('cancel.title', { name: tenant.name })}
      description={t('cancel.description')}
      consequences={[
        { icon: Users, text: t('cancel.users'), amount: format.number(users), kind: 'lost' },
        ...(mrr === null || mrr.minor === 0
          ? []
          : [{ icon: TrendingDown, text: t('cancel.mrr'), amount: format.money(mrr), kind: 'lost' as const }]),
        ...(databaseName === null
          ? []
          : [
              {
                icon: Unplug,
                text: t('cancel.sessions'),
                kind: 'changed' as const,
                ...(database === undefined
                  ? {}
                  : { amount: t('cancel.sessionCount', { count: database.sessions.length }) }),
              },
            ]),
        { icon: Database, text: t('cancel.kept'), kind: 'kept' },
      ]}
      asksReason
      verb={t('cancel.verb')}
      verbIcon={<Ban size={14} strokeWidth={1.75} aria-hidden />}
      busy={cancel.isPending}
      error={cancel.error}
      {...(cancel.data === undefined
        ? {}
        : { progress: <SealFacts title={t('cancel.done')} receipt={cancel.data.receipt} wanted="sealed" /> })}
      onConfirm={({ reason }) => cancel.mutate({ id: tenant.id, reason })}
      onClose={onClose}
    />
  );
};

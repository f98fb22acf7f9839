import { Ban, Database, Layers, RotateCcw, Wallet } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantSubscription } from '../../../shared/contract/subscriptions.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import type { ChangeWhen } from '../../../shared/domain/package-change.ts';
import type { Subscription } from '../../../shared/domain/subscriptions.ts';
import { CheckInput } from '../../components/check-input.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useChange } from '../../ipc/use-change.ts';

interface CancelDialogProps {
  readonly tenant: TenantDetail;
  readonly current: Subscription;
  readonly mrr: TenantSubscription['mrr'];
  readonly when: ChangeWhen;
  onClose(): void;
}

/** At the period's end it can still be undone; at once it can't, so that is confirmed by a tick of its own. */
export const CancelDialog = ({ tenant, current, mrr, when, onClose }: CancelDialogProps) => {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  const [understood, setUnderstood] = useState(false);
  const cancel = useChange('subscriptions.cancel', { errors: 'here', onDone: onClose });
  const now = when === 'now';
  return (
    <ConfirmDialog
      open
      level={2}
      title={t(now ? 'cancel.titleNow' : 'cancel.titleEnd', { name: tenant.name })}
      consequences={[
        now
          ? { icon: Layers, text: t('cancel.modulesNow'), kind: 'lost' }
          : {
              icon: Layers,
              text: t('cancel.modulesEnd', { date: format.day(current.periodEndsOn) }),
              kind: 'changed',
            },
        ...(mrr === null
          ? []
          : [{ icon: Wallet, text: t('cancel.mrr'), amount: format.money(mrr), kind: 'lost' as const }]),
        now
          ? { icon: Ban, text: t('cancel.noRevival'), kind: 'lost' }
          : { icon: RotateCcw, text: t('cancel.undo'), kind: 'kept' },
        { icon: Database, text: t('cancel.data'), kind: 'kept' },
      ]}
      asksReason
      verb={t(now ? 'cancel.verbNow' : 'cancel.verbEnd')}
      verbIcon={<Ban size={14} strokeWidth={1.75} aria-hidden />}
      ready={!now || understood}
      busy={cancel.isPending}
      error={cancel.error}
      onConfirm={({ reason }) => cancel.mutate({ tenantId: tenant.id, when, reason })}
      onClose={onClose}
    >
      {now && <CheckInput label={t('cancel.understood')} checked={understood} onChange={setUnderstood} />}
    </ConfirmDialog>
  );
};

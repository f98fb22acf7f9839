import { Wallet } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { addDays } from '../../../shared/domain/calendar.ts';
import { trialDays } from '../../../shared/domain/subscription-moves.ts';
import { monthlyAmount, type Subscription } from '../../../shared/domain/subscriptions.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useChange } from '../../ipc/use-change.ts';
import { moveIcons } from './move-icons.ts';
import type { SimpleMove } from './subscription-actions.ts';

interface MoveDialogProps {
  readonly tenant: TenantDetail;
  readonly current: Subscription;
  readonly move: SimpleMove;
  onClose(): void;
}

const calls = {
  activate: 'subscriptions.activate',
  extend_trial: 'subscriptions.extendTrial',
  cancel_change: 'subscriptions.cancelChange',
  undo_cancel: 'subscriptions.undoCancel',
  mark_past_due: 'subscriptions.markPastDue',
  mark_unpaid: 'subscriptions.markUnpaid',
  mark_paid: 'subscriptions.markPaid',
} as const satisfies Readonly<Record<SimpleMove, string>>;

/** Moves that need no more than a reason: what it comes to, and the button. */
export const MoveDialog = ({ tenant, current, move, onClose }: MoveDialogProps) => {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  const change = useChange(calls[move], { errors: 'here', onDone: onClose });
  const Icon = moveIcons[move];
  const date =
    move === 'extend_trial' && current.trialEndsOn !== null
      ? addDays(current.trialEndsOn, trialDays)
      : current.periodEndsOn;
  const mrr = monthlyAmount(current.price.minor, current.period, 'active');
  return (
    <ConfirmDialog
      open
      level={2}
      title={t(`move.${move}.title`, { name: tenant.name })}
      consequences={[
        { icon: Icon, text: t(`move.${move}.effect`, { date: format.day(date) }), kind: 'changed' },
        ...(move === 'activate' || move === 'mark_unpaid'
          ? [
              {
                icon: Wallet,
                text: t('move.mrr'),
                amount: `${move === 'activate' ? '+' : ''}${format.money({ ...current.price, minor: move === 'activate' ? mrr : -mrr })}`,
                kind: move === 'activate' ? ('kept' as const) : ('lost' as const),
              },
            ]
          : []),
      ]}
      asksReason
      verb={t(`move.${move}.verb`)}
      verbIcon={<Icon size={14} strokeWidth={1.75} aria-hidden />}
      busy={change.isPending}
      error={change.error}
      onConfirm={({ reason }) => change.mutate({ tenantId: tenant.id, reason })}
      onClose={onClose}
    />
  );
};

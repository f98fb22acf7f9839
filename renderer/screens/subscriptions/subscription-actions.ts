import { useTranslation } from 'react-i18next';
import type { CallName } from '../../../shared/contract/contract.ts';
import type { TenantSubscription } from '../../../shared/contract/subscriptions.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { mayMove, mayStart, moveFrom, type SubscriptionMove } from '../../../shared/domain/subscription-moves.ts';
import type { SubscriptionAction } from '../../../shared/domain/subscriptions.ts';
import { type Guard, useGuard } from '../../components/guard.ts';

/** Actions with a place of their own in the menu. Scheduling is a choice in the change's dialog. */
export type MenuAction = Exclude<SubscriptionAction, 'schedule_change'>;
/** Those that ask for no more than a reason. */
export type SimpleMove = Exclude<MenuAction, 'start' | 'change' | 'cancel_now' | 'cancel_at_end'>;

export const menuActions: ReadonlyArray<MenuAction> = [
  'activate',
  'extend_trial',
  'mark_past_due',
  'mark_unpaid',
  'mark_paid',
  'cancel_change',
  'undo_cancel',
  'start',
  'cancel_at_end',
  'cancel_now',
];

const callOf = {
  start: 'subscriptions.start',
  activate: 'subscriptions.activate',
  extend_trial: 'subscriptions.extendTrial',
  change: 'subscriptions.change',
  cancel_change: 'subscriptions.cancelChange',
  cancel_now: 'subscriptions.cancel',
  cancel_at_end: 'subscriptions.cancel',
  undo_cancel: 'subscriptions.undoCancel',
  mark_past_due: 'subscriptions.markPastDue',
  mark_unpaid: 'subscriptions.markUnpaid',
  mark_paid: 'subscriptions.markPaid',
} as const satisfies Readonly<Record<MenuAction, CallName>>;

/** The moves that one place in the menu stands for. */
const movesOf = (action: Exclude<MenuAction, 'start'>): ReadonlyArray<SubscriptionMove> =>
  action === 'change' ? ['change', 'schedule_change'] : [action];

/** Whether it can be done, by the state machine alone; otherwise why not. */
function useStateReason(action: MenuAction, { current, today }: TenantSubscription): string | null {
  const { t } = useTranslation(['subscriptions', 'status']);
  if (current === null) return action === 'start' ? null : t('subscriptions:setup.title');
  const state = t(`status:subscription.${current.state}`);
  if (action === 'start') return mayStart(current, today) ? null : t('subscriptions:refused.state', { state });
  const moves = movesOf(action);
  if (moves.some((move) => mayMove(current, move, today))) return null;
  const from = [...new Set(moves.flatMap((move) => moveFrom[move]))];
  if (!from.includes(current.state)) {
    const states = from.map((one) => t(`status:subscription.${one}`)).join(', ');
    return `${t('subscriptions:refused.state', { state })}. ${t('subscriptions:refused.possible', { states })}`;
  }
  if (action === 'extend_trial') return t('subscriptions:refused.extended');
  if (action === 'cancel_change') return t('subscriptions:refused.noChange');
  return t('subscriptions:refused.periodOver');
}

/** Whether an action is possible now: connection, role, the state machine, and what runs on the tenant. */
export function useActionGuard(action: MenuAction, tenant: TenantDetail, subscription: TenantSubscription): Guard {
  const { t } = useTranslation(['subscriptions', 'status']);
  const reason = useStateReason(action, subscription);
  const needsLiving = action === 'start' || action === 'change' || action === 'activate';
  const standing =
    needsLiving && tenant.lifecycle !== 'active'
      ? t('subscriptions:refused.lifecycle', { state: t(`status:lifecycle.${tenant.lifecycle}`) })
      : null;
  return useGuard({
    call: callOf[action],
    state: reason ?? standing,
    running: tenant.runningOperation === null ? null : t('subscriptions:refused.running'),
  });
}

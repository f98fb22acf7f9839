import type { TenantSubscription } from '../../../shared/contract/subscriptions.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { StartDialog } from './start-dialog.tsx';
import type { MenuAction } from './subscription-actions.ts';

interface ActionDialogProps {
  readonly action: MenuAction;
  readonly tenant: TenantDetail;
  readonly subscription: TenantSubscription;
  onClose(): void;
}

/** The dialog that an action opens. */
export const ActionDialog = ({ action, tenant, subscription, onClose }: ActionDialogProps) => {
  const { current, today, mrr } = subscription;
  if (current === null) return null;
  const shared = { tenant, current, onClose };
  switch (action) {
    case 'start':
      return <StartDialog tenant={tenant} last={current} onClose={onClose} />;
    case 'change':
      return <ChangeDialog {...shared} today={today} />;
    case 'cancel_now':
      return <CancelDialog {...shared} mrr={mrr} when="now" />;
    case 'cancel_at_end':
      return <CancelDialog {...shared} mrr={mrr} when="period_end" />;
    default:
      return <MoveDialog {...shared} move={action} />;
  }
};

import { CalendarCheck, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TenantSubscription } from '../../../shared/contract/subscriptions.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { termsOf } from '../../../shared/domain/subscription-change.ts';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { type MenuAction, useActionGuard } from './subscription-actions.ts';
import { useTermsWords } from './terms-words.ts';

interface ScheduledNoticeProps {
  readonly tenant: TenantDetail;
  readonly subscription: TenantSubscription;
  onChoose(action: MenuAction): void;
  onApply(): void;
}

/** What waits for the period's end, with the way back; what was due already, with the way on. */
export const ScheduledNotice = (props: ScheduledNoticeProps) => {
  const { current } = props.subscription;
  if (current === null) return null;
  if (current.pendingChange !== null) return <PendingChangeNotice {...props} />;
  return current.state === 'non_renewing' ? <EndNotice {...props} /> : null;
};

const PendingChangeNotice = ({ tenant, subscription, onChoose, onApply }: ScheduledNoticeProps) => {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  const words = useTermsWords();
  const undo = useActionGuard('cancel_change', tenant, subscription);
  const apply = useGuard({
    call: 'subscriptions.applyDue',
    running: tenant.runningOperation === null ? null : t('refused.running'),
  });
  const change = subscription.current?.pendingChange ?? null;
  if (change === null) return null;
  const due = change.on <= subscription.today;
  return (
    <InlineMessage
      tone={due ? 'warn' : 'info'}
      title={t(due ? 'scheduled.changeDue' : 'scheduled.change', {
        name: change.packageName,
        date: format.day(change.on),
      })}
      body={t('scheduled.changeBody', { price: words.price(termsOf(change)), who: change.by })}
      action={
        <>
          {due && !apply.forbidden && (
            <GuardedButton
              guard={apply}
              size="small"
              icon={<CalendarCheck size={13} strokeWidth={1.75} aria-hidden />}
              onClick={onApply}
            >
              {t('scheduled.apply')}
            </GuardedButton>
          )}
          {!undo.forbidden && (
            <GuardedButton
              guard={undo}
              size="small"
              icon={<RotateCcw size={13} strokeWidth={1.75} aria-hidden />}
              onClick={() => onChoose('cancel_change')}
            >
              {t('scheduled.undo')}
            </GuardedButton>
          )}
        </>
      }
    />
  );
};

const EndNotice = ({ tenant, subscription, onChoose }: ScheduledNoticeProps) => {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  const undo = useActionGuard('undo_cancel', tenant, subscription);
  return (
    <InlineMessage
      tone="warn"
      title={t('scheduled.cancel', { date: format.day(subscription.current?.periodEndsOn ?? subscription.today) })}
      body={t('scheduled.cancelBody')}
      action={
        !undo.forbidden && (
          <GuardedButton
            guard={undo}
            size="small"
            icon={<RotateCcw size={13} strokeWidth={1.75} aria-hidden />}
            onClick={() => onChoose('undo_cancel')}
          >
            {t('scheduled.undo')}
          </GuardedButton>
        )
      }
    />
  );
};

import Box from '@mui/material/Box';
import { Repeat } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TenantSubscription } from '../../../shared/contract/subscriptions.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { hasEnded } from '../../../shared/domain/subscriptions.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { type KeyValue, KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { subscriptionLook } from '../../components/status/subscription-look.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ActionMenu } from './action-menu.tsx';
import { useDayWords } from './day-words.ts';
import { moveIcons } from './move-icons.ts';
import { type MenuAction, useActionGuard } from './subscription-actions.ts';
import { useTermsWords } from './terms-words.ts';

interface SubscriptionFactsProps {
  readonly tenant: TenantDetail;
  readonly subscription: TenantSubscription;
  onChoose(action: MenuAction): void;
}

/** What the tenant pays for now, and what can be done about it. */
export const SubscriptionFacts = ({ tenant, subscription, onChoose }: SubscriptionFactsProps) => {
  const { t } = useTranslation('subscriptions');
  const { current } = subscription;
  const main: MenuAction = current !== null && hasEnded(current.state) ? 'start' : 'change';
  const guard = useActionGuard(main, tenant, subscription);
  const rows = useFacts(subscription);
  const Icon = main === 'start' ? moveIcons.start : Repeat;
  return (
    <Panel
      title={t('facts.title')}
      actions={
        !guard.forbidden && (
          <Box sx={{ display: 'flex', gap: 1.5, py: '4px' }}>
            <GuardedButton
              guard={guard}
              size="small"
              icon={<Icon size={13} strokeWidth={1.75} aria-hidden />}
              onClick={() => onChoose(main)}
            >
              {t(`action.${main}`)}
            </GuardedButton>
            <ActionMenu tenant={tenant} subscription={subscription} onChoose={onChoose} />
          </Box>
        )
      }
    >
      <KeyValues rows={rows} labelWidth={124} />
    </Panel>
  );
};

function useFacts({ current, mrr, newerVersion, today }: TenantSubscription): ReadonlyArray<KeyValue> {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  const days = useDayWords(today);
  const words = useTermsWords();
  if (current === null) return [];
  const { state, trialEndsOn, cancelledOn, unpaidSince } = current;
  const ended = hasEnded(state);
  const notCounted =
    state === 'trial'
      ? t('facts.mrrTrial')
      : state === 'unpaid'
        ? t('facts.mrrUnpaid')
        : ended
          ? t('facts.mrrNone')
          : t('facts.mrrHeld');
  const trial = (last: string): string =>
    [
      last < today
        ? t('facts.trialOver', { date: format.day(last) })
        : t('facts.trialUntil', { date: format.day(last) }),
      ...(last >= today && current.status === 'trial' ? [days.left(last)] : []),
      ...(current.trialExtended ? [t('facts.trialExtended')] : []),
    ].join(', ');
  return [
    { label: t('facts.state'), value: <StatusChip look={subscriptionLook(state)} /> },
    {
      label: t('facts.package'),
      value: (
        <>
          {current.packageName}, {t('version', { version: current.packageVersion })}
          {newerVersion !== null && (
            <Box sx={{ fontSize: 12, color: 'ink.secondary' }}>
              {t('facts.newer', { version: newerVersion, bought: current.packageVersion })}
            </Box>
          )}
        </>
      ),
    },
    { label: t('facts.price'), value: <span className="n">{words.price(current)}</span> },
    {
      label: t('facts.mrr'),
      value:
        mrr === null ? (
          <Box component="span" sx={{ color: 'ink.secondary' }}>
            {notCounted}
          </Box>
        ) : (
          <span className="n">{format.money(mrr)}</span>
        ),
    },
    { label: t('facts.started'), value: format.day(current.startedOn) },
    ...(ended
      ? []
      : [
          {
            label: t(state === 'non_renewing' ? 'facts.ends' : 'facts.periodEnds'),
            value: format.day(current.periodEndsOn),
          },
        ]),
    ...(trialEndsOn === null ? [] : [{ label: t('facts.trial'), value: trial(trialEndsOn) }]),
    ...(unpaidSince === null ? [] : [{ label: t('facts.unpaidSince'), value: format.day(unpaidSince) }]),
    ...(cancelledOn === null ? [] : [{ label: t('facts.cancelled'), value: format.day(cancelledOn) }]),
  ];
}

import { keepPreviousData } from '@tanstack/react-query';
import { Repeat } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import type { OperationId } from '../../../shared/domain/ids.ts';
import type { ChangeWhen } from '../../../shared/domain/package-change.ts';
import { mayMove } from '../../../shared/domain/subscription-moves.ts';
import type { BillingPeriod, Subscription } from '../../../shared/domain/subscriptions.ts';
import { CheckInput } from '../../components/check-input.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { OperationInDialog } from '../operations/operation-in-dialog.tsx';
import { LimitChanges, ModuleChanges } from './change-effects.tsx';
import { ChangeMoney } from './change-money.tsx';
import { Labelled } from './labelled.tsx';
import { OfferFields } from './offer-fields.tsx';
import { useOffers } from './offers.ts';

interface ChangeDialogProps {
  readonly tenant: TenantDetail;
  readonly current: Subscription;
  readonly today: string;
  onClose(): void;
}

const shortestReason = 3;

/** Another package or cycle, with everything that it means before it is done. */
export const ChangeDialog = ({ tenant, current, today, onClose }: ChangeDialogProps) => {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  const { offers, error: noOffers } = useOffers();
  const [chosen, setChosen] = useState<{ packageId: string; period: BillingPeriod }>({
    packageId: current.packageId,
    period: current.period,
  });
  const [asked, setWhen] = useState<ChangeWhen | null>(null);
  const [accepts, setAccepts] = useState(false);
  const [reason, setReason] = useState('');
  const [started, setStarted] = useState<OperationId | 'scheduled' | null>(null);

  // The same package in a newer version is another one: its price and limits may differ.
  const offer = offers?.find(({ id }) => id === chosen.packageId);
  const same =
    chosen.packageId === current.packageId &&
    chosen.period === current.period &&
    (offer === undefined || offer.version === current.packageVersion);
  const can = {
    now: mayMove(current, 'change', today),
    period_end: mayMove(current, 'schedule_change', today),
  };
  const only: ChangeWhen | null = can.now === can.period_end ? null : can.now ? 'now' : 'period_end';
  const { data, error, isPlaceholderData } = useCall(
    'subscriptions.preview',
    { tenantId: tenant.id, ...chosen, when: only ?? asked },
    { staleTime: 0, enabled: started === null && !same, placeholderData: keepPreviousData },
  );
  const change = useChange('subscriptions.change', {
    errors: 'here',
    onDone: ({ operationId }) => setStarted(operationId ?? 'scheduled'),
  });
  const preview = same ? undefined : data;
  const when = preview?.when ?? only ?? asked ?? 'now';
  const needsReason = preview?.needsReason ?? false;
  const given = reason.trim();
  const reasonFits = needsReason ? given.length >= shortestReason : given === '' || given.length >= shortestReason;
  const ready = preview !== undefined && !isPlaceholderData && reasonFits && (!needsReason || accepts);
  return (
    <ConfirmDialog
      open
      level={2}
      width={680}
      title={t('change.title', { name: tenant.name })}
      consequences={[]}
      note={t('change.dataKept')}
      verb={t(when === 'now' ? 'change.verbNow' : 'change.verbEnd')}
      verbIcon={<Repeat size={14} strokeWidth={1.75} aria-hidden />}
      ready={ready}
      busy={change.isPending}
      error={change.error ?? (same ? null : error) ?? noOffers}
      {...(started === null
        ? {}
        : {
            progress:
              started === 'scheduled' ? (
                <InlineMessage
                  tone="ok"
                  title={t('change.scheduled', { date: format.day(preview?.on ?? current.periodEndsOn) })}
                />
              ) : (
                <OperationInDialog id={started} done={<InlineMessage tone="ok" title={t('change.done')} />} />
              ),
          })}
      onConfirm={() =>
        change.mutate({
          ...{ tenantId: tenant.id, ...chosen, when },
          reason: given === '' ? null : given,
          acceptsBroken: accepts && needsReason,
        })
      }
      onClose={onClose}
    >
      {offers === undefined ? (
        noOffers === null && <SkeletonRows rows={3} />
      ) : (
        <OfferFields
          offers={offers}
          packageId={offers.some(({ id }) => id === chosen.packageId) ? chosen.packageId : ''}
          period={chosen.period}
          onChange={setChosen}
        />
      )}
      {only === null && (
        <Labelled label={t('change.when')}>
          <Segmented<ChangeWhen>
            label={t('change.when')}
            options={[
              { value: 'now', label: t('change.now') },
              { value: 'period_end', label: t('change.period_end', { date: format.day(current.periodEndsOn) }) },
            ]}
            value={when}
            onChange={setWhen}
          />
        </Labelled>
      )}
      {same && <InlineMessage tone="info" title={t('change.choose')} />}
      {preview === undefined ? (
        !same && error === null && <SkeletonRows rows={5} />
      ) : (
        <>
          <ChangeMoney preview={preview} trial={current.status === 'trial'} />
          {preview.direction === 'downgrade' && preview.when === 'now' && preview.lines.length > 0 && (
            <InlineMessage tone="warn" title={t('change.early')} />
          )}
          <ModuleChanges modules={preview.modules} />
          <LimitChanges preview={preview} />
          {needsReason && (
            <>
              <InlineMessage
                tone="danger"
                title={t('change.breaksTitle', { count: preview.broken.length })}
                body={t('change.breaksBody')}
              />
              <CheckInput label={t('change.accept')} checked={accepts} onChange={setAccepts} />
            </>
          )}
          <TextInput
            label={t(needsReason ? 'change.reason' : 'change.reasonOptional')}
            value={reason}
            required={needsReason}
            maxLength={500}
            error={change.error?.field === 'reason' ? t('change.reason') : undefined}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
    </ConfirmDialog>
  );
};

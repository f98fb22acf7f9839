import { Layers, Play, ScrollText, Wallet } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import type { BillingPeriod, Subscription } from '../../../shared/domain/subscriptions.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useChange } from '../../ipc/use-change.ts';
import { useSucceed } from '../../stores/notices.ts';
import { Labelled } from './labelled.tsx';
import { OfferFields } from './offer-fields.tsx';
import { offeredPrice, useOffers } from './offers.ts';
import { useTermsWords } from './terms-words.ts';

interface StartDialogProps {
  readonly tenant: TenantDetail;
  /** The one that has ended. */
  readonly last: Subscription;
  onClose(): void;
}

/** A new subscription where the last one has ended: that one is never revived. */
export const StartDialog = ({ tenant, last, onClose }: StartDialogProps) => {
  const { t } = useTranslation('subscriptions');
  const words = useTermsWords();
  const succeed = useSucceed();
  const { offers, error: noOffers } = useOffers();
  const [chosen, setChosen] = useState<{ packageId: string; period: BillingPeriod }>({
    packageId: last.packageId,
    period: last.period,
  });
  const [begins, setBegins] = useState<'trial' | 'paying'>(last.status === 'trial' ? 'paying' : 'trial');
  const start = useChange('subscriptions.start', {
    errors: 'here',
    onDone: () => {
      succeed(t('start.done', { name: tenant.name }));
      onClose();
    },
  });
  const offer = offers?.find(({ id }) => id === chosen.packageId);
  const price = offer === undefined ? null : offeredPrice(offer, chosen.period);
  return (
    <ConfirmDialog
      open
      level={2}
      title={t('start.title', { name: tenant.name })}
      consequences={[
        ...(price === null
          ? []
          : [
              {
                icon: Wallet,
                text: t('start.pays'),
                amount: words.price({ price, period: chosen.period }),
                kind: 'changed' as const,
              },
            ]),
        { icon: Layers, text: t('start.modules'), kind: 'changed' },
        { icon: ScrollText, text: t('start.note'), kind: 'kept' },
      ]}
      verb={t('start.verb')}
      verbIcon={<Play size={14} strokeWidth={1.75} aria-hidden />}
      ready={price !== null}
      busy={start.isPending}
      error={start.error ?? noOffers}
      onConfirm={() => start.mutate({ tenantId: tenant.id, ...chosen, trial: begins === 'trial', reason: null })}
      onClose={onClose}
    >
      {offers === undefined ? (
        noOffers === null && <SkeletonRows rows={3} />
      ) : (
        <OfferFields
          offers={offers}
          packageId={offer === undefined ? '' : chosen.packageId}
          period={chosen.period}
          onChange={setChosen}
        />
      )}
      <Labelled label={t('start.begins')}>
        <Segmented
          label={t('start.begins')}
          options={(['trial', 'paying'] as const).map((value) => ({ value, label: t(`start.${value}`) }))}
          value={begins}
          onChange={setBegins}
        />
      </Labelled>
    </ConfirmDialog>
  );
};

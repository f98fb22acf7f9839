import { keepPreviousData } from '@tanstack/react-query';
import { Repeat } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeManyPlan } from '../../../shared/contract/subscriptions.ts';
import type { OperationId, TenantId } from '../../../shared/domain/ids.ts';
import type { ChangeWhen } from '../../../shared/domain/package-change.ts';
import type { BillingPeriod } from '../../../shared/domain/subscriptions.ts';
import { CheckInput } from '../../components/check-input.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { Mono } from '../../components/mono.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { levelForMany } from '../tenants/bulk-level.ts';
import { Labelled } from './labelled.tsx';
import { ManyResults } from './many-results.tsx';
import { MoneyRadius } from './money-radius.tsx';
import { OfferFields } from './offer-fields.tsx';
import { useOffers } from './offers.ts';
import { ScrollTable } from './scroll-table.tsx';
import { SkippedWords } from './skipped-words.tsx';
import { useTermsWords } from './terms-words.ts';

interface BulkChangeDialogProps {
  readonly tenants: ReadonlyArray<TenantId>;
  onClose(): void;
}

type Planned = ChangeManyPlan['tenants'][number];

/** Another package for a selection: how many it reaches, what it does to the monthly revenue, and who is left out. */
export const BulkChangeDialog = ({ tenants, onClose }: BulkChangeDialogProps) => {
  const { t } = useTranslation(['subscriptions', 'tenants']);
  const { offers, error: noOffers } = useOffers();
  const [chosen, setChosen] = useState<{ packageId: string; period: BillingPeriod } | null>(null);
  const [when, setWhen] = useState<ChangeWhen>('period_end');
  const [accepts, setAccepts] = useState(false);
  const [started, setStarted] = useState<{ readonly id: OperationId; readonly count: number } | null>(null);
  const offer = offers?.find(({ id }) => id === chosen?.packageId);
  const { data, error, isPlaceholderData } = useCall(
    'subscriptions.planMany',
    {
      tenants: [...tenants],
      packageId: chosen?.packageId ?? '',
      period: chosen?.period ?? 'monthly',
      when,
      acceptsBroken: accepts,
    },
    { staleTime: 0, enabled: started === null && chosen !== null, placeholderData: keepPreviousData },
  );
  const plan = chosen === null ? undefined : data;
  const fitting = (plan?.tenants ?? []).filter(({ skipped }) => skipped === null);
  const broken = (plan?.tenants ?? []).some(({ breaks }) => breaks.length > 0);
  const change = useChange('subscriptions.changeMany', {
    errors: 'here',
    onDone: ({ operationId }) => setStarted({ id: operationId, count: fitting.length }),
  });
  const level = levelForMany(fitting.length);
  const title = t('subscriptions:bulk.title', { count: started?.count ?? (fitting.length || tenants.length) });
  return (
    <ConfirmDialog
      open
      level={level}
      width={680}
      title={title}
      consequences={[]}
      asksReason
      {...(level === 3 ? { typedName: `${fitting.length}` } : {})}
      note={t('subscriptions:bulk.note')}
      verb={title}
      verbIcon={<Repeat size={14} strokeWidth={1.75} aria-hidden />}
      ready={plan !== undefined && !isPlaceholderData && fitting.length > 0}
      busy={change.isPending}
      error={change.error ?? error ?? noOffers}
      {...(started === null
        ? {}
        : {
            progress: (
              <ManyResults
                id={started.id}
                of={started.count}
                done={(count) =>
                  t(when === 'now' ? 'subscriptions:bulk.done' : 'subscriptions:bulk.doneEnd', { count })
                }
              />
            ),
          })}
      onConfirm={({ reason }) => {
        if (chosen === null) return;
        change.mutate({ tenants: fitting.map(({ id }) => id), ...chosen, when, reason, acceptsBroken: accepts });
      }}
      onClose={onClose}
    >
      {offers === undefined ? (
        noOffers === null && <SkeletonRows rows={3} />
      ) : (
        <OfferFields
          offers={offers}
          packageId={chosen?.packageId ?? ''}
          period={chosen?.period ?? 'monthly'}
          onChange={setChosen}
        />
      )}
      <Labelled label={t('subscriptions:change.when')}>
        <Segmented<ChangeWhen>
          label={t('subscriptions:change.when')}
          options={[
            { value: 'period_end', label: t('subscriptions:bulk.whenEnd') },
            { value: 'now', label: t('subscriptions:change.now') },
          ]}
          value={when}
          onChange={setWhen}
        />
      </Labelled>
      {plan === undefined ? (
        chosen !== null && error === null && <SkeletonRows rows={4} />
      ) : (
        <>
          <MoneyRadius
            tenants={fitting.length}
            of={t('subscriptions:radius.ofSelected', { count: plan.tenants.length })}
            before={plan.mrrBefore}
            after={plan.mrrAfter}
          />
          {fitting.length === 0 && (
            <InlineMessage tone="warn" title={t('tenants:bulk.nobody')} body={t('tenants:bulk.nobodyBody')} />
          )}
          {(broken || accepts) && (
            <CheckInput label={t('subscriptions:bulk.accept')} checked={accepts} onChange={setAccepts} />
          )}
          <PlannedTenants tenants={plan.tenants} becomes={offer === undefined ? '' : offer.name} />
        </>
      )}
    </ConfirmDialog>
  );
};

/** Those that are left out come first. */
const PlannedTenants = ({
  tenants,
  becomes,
}: {
  readonly tenants: ReadonlyArray<Planned>;
  readonly becomes: string;
}) => {
  const { t } = useTranslation(['subscriptions', 'tenants']);
  const words = useTermsWords();
  const ordered = [
    ...tenants.filter(({ skipped }) => skipped !== null),
    ...tenants.filter(({ skipped }) => skipped === null),
  ];
  const effect = ({ breaks, lost }: Planned): string =>
    [
      t('subscriptions:bulk.becomes', { name: becomes }),
      ...(lost.length > 0 ? [t('subscriptions:bulk.loses', { modules: lost.join(', ') })] : []),
      ...(breaks.length > 0
        ? [
            t('subscriptions:bulk.broken', {
              limits: breaks.map((key) => t(`subscriptions:limit.${key}`)).join(', '),
            }),
          ]
        : []),
    ].join('; ');
  return (
    <ScrollTable
      label={t('tenants:bulk.each')}
      head={[t('tenants:bulk.tenant'), t('subscriptions:change.before'), t('tenants:bulk.effect')]}
    >
      {ordered.map((tenant) => (
        <tr key={tenant.id}>
          <td>
            <span lang="tr">{tenant.name}</span> <Mono sx={{ color: 'ink.tertiary' }}>{tenant.code}</Mono>
          </td>
          <td className="n">{tenant.from === null ? '' : words.whole(tenant.from)}</td>
          <td>{tenant.skipped === null ? effect(tenant) : <SkippedWords why={tenant.skipped} />}</td>
        </tr>
      ))}
    </ScrollTable>
  );
};

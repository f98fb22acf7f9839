import Box from '@mui/material/Box';
import { keepPreviousData } from '@tanstack/react-query';
import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkPlan } from '../../../shared/contract/tenants.ts';
import { defaultHoldEffects, type HoldEffect, type HoldKind } from '../../../shared/domain/holds.ts';
import type { OperationId, TenantId } from '../../../shared/domain/ids.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { BlastRadiusCard } from './blast-radius-card.tsx';
import { levelForMany } from './bulk-level.ts';
import { BulkResults } from './bulk-results.tsx';
import { BulkTenants } from './bulk-tenants.tsx';
import { EffectsField } from './effects-field.tsx';

interface BulkHoldDialogProps {
  readonly action: 'hold' | 'release';
  readonly tenants: ReadonlyArray<TenantId>;
  /** What this operator may put and lift. */
  readonly kinds: ReadonlyArray<HoldKind>;
  onClose(): void;
}

/** Holds or releases a selection: what it touches first, what became of each afterwards. */
export const BulkHoldDialog = ({ action, tenants, kinds, onClose }: BulkHoldDialogProps) => {
  const { t } = useTranslation(['tenants', 'status']);
  const [first = 'maintenance'] = kinds;
  const [kind, setKind] = useState<HoldKind>(first);
  const [effects, setEffects] = useState<ReadonlyArray<HoldEffect>>(defaultHoldEffects[first]);
  const [reviewOn, setReviewOn] = useState('');
  const [started, setStarted] = useState<{ readonly id: OperationId; readonly plan: BulkPlan } | null>(null);
  const [given, setGiven] = useState('');
  const holds = action === 'hold';
  const { data, error, isPlaceholderData } = useCall(
    'tenants.planBulk',
    { tenants: [...tenants], action: holds ? { hold: kind } : { release: kind } },
    { staleTime: 0, enabled: started === null, placeholderData: keepPreviousData },
  );
  const onDone = ({ operationId }: { readonly operationId: OperationId }): void => {
    if (data !== undefined) setStarted({ id: operationId, plan: data });
  };
  const hold = useChange('tenants.holdMany', { errors: 'here', onDone });
  const release = useChange('tenants.releaseMany', { errors: 'here', onDone });
  const begin = (ids: ReadonlyArray<TenantId>, reason: string): void => {
    if (holds)
      hold.mutate({
        tenants: [...ids],
        kind,
        effects: [...effects],
        reason,
        reviewOn: reviewOn === '' ? null : reviewOn,
      });
    else release.mutate({ tenants: [...ids], kind, reason });
  };
  const plan = isPlaceholderData ? undefined : data;
  const fitting = (data?.tenants ?? []).filter(({ skipped }) => skipped === null);
  const level = levelForMany(fitting.length);
  const busy = hold.isPending || release.isPending;
  const Icon = holds ? Pause : Play;
  const title = t(holds ? 'tenants:bulk.holdTitle' : 'tenants:bulk.releaseTitle', {
    // Where none fits, the dialog still says what was selected.
    count: started?.plan.radius.tenants ?? (fitting.length || tenants.length),
  });
  return (
    <ConfirmDialog
      open
      level={level}
      width={640}
      title={title}
      consequences={[]}
      asksReason
      {...(level === 3 ? { typedName: `${fitting.length}` } : {})}
      note={t(holds ? 'tenants:bulk.holdNote' : 'tenants:bulk.releaseNote')}
      verb={title}
      verbIcon={<Icon size={14} strokeWidth={1.75} aria-hidden />}
      ready={plan !== undefined && fitting.length > 0 && (!holds || effects.length > 0)}
      busy={busy}
      error={hold.error ?? release.error ?? error}
      {...(started === null
        ? {}
        : {
            progress: (
              <BulkResults
                key={started.id}
                id={started.id}
                done={(count) => t(holds ? 'tenants:bulk.doneHold' : 'tenants:bulk.doneRelease', { count })}
                plan={started.plan}
                busy={busy}
                onRetry={(ids) => begin(ids, given)}
              />
            ),
          })}
      onConfirm={({ reason }) => {
        setGiven(reason);
        begin(
          fitting.map(({ id }) => id),
          reason,
        );
      }}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3 }}>
        <SelectInput<HoldKind>
          label={t(holds ? 'tenants:hold.kind' : 'tenants:bulk.releaseKind')}
          value={kind}
          options={kinds.map((value) => ({ value, label: t(`status:hold.${value}`) }))}
          onChange={(next) => {
            setKind(next);
            setEffects(defaultHoldEffects[next]);
          }}
        />
        {holds && (
          <TextInput
            type="date"
            label={t('tenants:hold.review')}
            help={t('tenants:hold.reviewHelp')}
            value={reviewOn}
            onChange={(event) => setReviewOn(event.target.value)}
          />
        )}
      </Box>
      {holds && <EffectsField effects={effects} onChange={setEffects} />}
      {data === undefined ? (
        error === null && <SkeletonRows rows={4} />
      ) : (
        <>
          <BlastRadiusCard plan={data} />
          {fitting.length === 0 && (
            <InlineMessage tone="warn" title={t('tenants:bulk.nobody')} body={t('tenants:bulk.nobodyBody')} />
          )}
          <BulkTenants
            tenants={data.tenants}
            effect={holds ? effects.map((one) => t(`status:holdEffect.${one}`)).join(', ') : t('tenants:bulk.lifted')}
          />
        </>
      )}
    </ConfirmDialog>
  );
};

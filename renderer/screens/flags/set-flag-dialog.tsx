import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { keepPreviousData } from '@tanstack/react-query';
import { Flag, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkPlan } from '../../../shared/contract/tenants.ts';
import { type FlagList, flagLists } from '../../../shared/domain/flags.ts';
import type { OperationId, TenantId } from '../../../shared/domain/ids.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { FormField } from '../../components/form-field.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { OperationInDialog } from '../operations/operation-in-dialog.tsx';
import { useOperationView } from '../operations/use-operation-view.ts';
import { BlastRadiusCard } from '../tenants/blast-radius-card.tsx';
import { levelForMany } from '../tenants/bulk-level.ts';
import { BulkTenants } from '../tenants/bulk-tenants.tsx';
import { failedOf } from '../tenants/failed-of.ts';

interface SetFlagDialogProps {
  readonly tenants: ReadonlyArray<TenantId>;
  onClose(): void;
}

/** Puts a selection onto one list of a flag, or off both: what it touches first, what became of each afterwards. */
export const SetFlagDialog = ({ tenants, onClose }: SetFlagDialogProps) => {
  const { t } = useTranslation(['flags', 'tenants']);
  const flags = useCall('flags.list', {});
  const all = flags.data?.flags ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [to, setTo] = useState<FlagList>('always_on');
  const [started, setStarted] = useState<{ readonly id: OperationId; readonly plan: BulkPlan } | null>(null);
  const [given, setGiven] = useState('');
  const flag = all.find(({ key }) => key === chosen) ?? all[0];
  const key = flag?.key ?? '';
  const { data, error, isPlaceholderData } = useCall(
    'tenants.planBulk',
    { tenants: [...tenants], action: { setFlag: { key, to } } },
    { staleTime: 0, enabled: started === null && key !== '', placeholderData: keepPreviousData },
  );
  const set = useChange('flags.setMany', {
    errors: 'here',
    onDone: ({ operationId }) => {
      if (data !== undefined) setStarted({ id: operationId, plan: data });
    },
  });
  const begin = (ids: ReadonlyArray<TenantId>, reason: string): void =>
    set.mutate({ tenants: [...ids], key, to, reason });
  const fitting = (data?.tenants ?? []).filter(({ skipped }) => skipped === null);
  const level = levelForMany(fitting.length);
  const count = started?.plan.radius.tenants ?? (fitting.length || tenants.length);
  const givesNothing =
    to === 'always_on' && flag !== undefined && (flag.stage === 'disabled' || flag.stage === 'planned');
  return (
    <ConfirmDialog
      open
      level={level}
      width={640}
      title={t('flags:many.title', { count })}
      consequences={[]}
      asksReason
      {...(level === 3 ? { typedName: `${fitting.length}` } : {})}
      note={t('flags:many.note')}
      verb={t('flags:many.verb', { count })}
      verbIcon={<Flag size={14} strokeWidth={1.75} aria-hidden />}
      ready={!isPlaceholderData && fitting.length > 0}
      busy={set.isPending}
      error={set.error ?? error ?? flags.error}
      {...(started === null
        ? {}
        : {
            progress: (
              <Results
                key={started.id}
                id={started.id}
                plan={started.plan}
                busy={set.isPending}
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
      {flags.data !== undefined && flag === undefined && <InlineMessage tone="info" title={t('flags:many.none')} />}
      {flag !== undefined && (
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3 }}>
          <SelectInput
            label={t('flags:many.flag')}
            help={flag.name}
            value={key}
            options={all.map((one) => ({ value: one.key, label: one.key }))}
            onChange={setChosen}
          />
          <FormField label={t('flags:many.to')}>
            {() => (
              <Segmented
                label={t('flags:many.to')}
                value={to}
                options={flagLists.map((value) => ({ value, label: t(`flags:many.choice.${value}`) }))}
                onChange={setTo}
              />
            )}
          </FormField>
        </Box>
      )}
      {givesNothing && (
        <InlineMessage tone="info" title={t('flags:many.offNow', { state: t(`flags:state.${flag.state}`) })} />
      )}
      {data === undefined ? (
        error === null && key !== '' && <SkeletonRows rows={4} />
      ) : (
        <>
          <BlastRadiusCard plan={data} />
          {fitting.length === 0 && (
            <InlineMessage tone="warn" title={t('tenants:bulk.nobody')} body={t('tenants:bulk.nobodyBody')} />
          )}
          <BulkTenants tenants={data.tenants} effect={t(`flags:many.effect.${to}`)} />
        </>
      )}
    </ConfirmDialog>
  );
};

interface ResultsProps {
  readonly id: OperationId;
  readonly plan: BulkPlan;
  readonly busy: boolean;
  onRetry(tenants: ReadonlyArray<TenantId>): void;
}

/** What became of each; those that failed can be tried again by themselves. */
const Results = ({ id, plan, busy, onRetry }: ResultsProps) => {
  const { t } = useTranslation(['flags', 'tenants']);
  const { operation } = useOperationView(id);
  const failed = operation === null ? [] : failedOf(operation, plan);
  const count = plan.radius.tenants - failed.length;
  const done =
    failed.length === 0 ? (
      <InlineMessage tone="ok" title={t('flags:many.done', { count })} />
    ) : (
      <InlineMessage
        tone="warn"
        title={t('tenants:bulk.someFailed', { count: failed.length })}
        body={t('tenants:bulk.someFailedBody')}
        action={
          <Button
            size="small"
            disabled={busy}
            startIcon={<RotateCw size={13} strokeWidth={1.75} aria-hidden />}
            onClick={() => onRetry(failed.map(({ id: tenant }) => tenant))}
          >
            {t('tenants:bulk.retry', { count: failed.length })}
          </Button>
        }
      />
    );
  return <OperationInDialog id={id} done={done} />;
};

import { keepPreviousData } from '@tanstack/react-query';
import { Boxes } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkPlan } from '../../../shared/contract/tenants.ts';
import type { OperationId, TenantId } from '../../../shared/domain/ids.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { BlastRadiusCard } from '../tenants/blast-radius-card.tsx';
import { levelForMany } from '../tenants/bulk-level.ts';
import { BulkResults } from '../tenants/bulk-results.tsx';
import { BulkTenants } from '../tenants/bulk-tenants.tsx';
import { useModuleName } from './module-words.ts';

interface BulkActivateDialogProps {
  readonly tenants: ReadonlyArray<TenantId>;
  onClose(): void;
}

/** A module for a selection: whom it reaches first, what became of each afterwards. */
export const BulkActivateDialog = ({ tenants, onClose }: BulkActivateDialogProps) => {
  const { t } = useTranslation(['modules', 'tenants']);
  const nameOf = useModuleName();
  const catalog = useCall('modules.catalog', {});
  const choices = (catalog.data ?? []).filter(({ isCore, latest }) => !isCore && latest !== null);
  const [chosen, setChosen] = useState<string | null>(null);
  const module = chosen ?? choices[0]?.code ?? null;
  const [started, setStarted] = useState<{ readonly id: OperationId; readonly plan: BulkPlan } | null>(null);
  const [given, setGiven] = useState('');
  const { data, error, isPlaceholderData } = useCall(
    'tenants.planBulk',
    { tenants: [...tenants], action: { activateModule: module ?? '' } },
    { staleTime: 0, enabled: started === null && module !== null, placeholderData: keepPreviousData },
  );
  const activating = useChange('modules.activate', {
    errors: 'here',
    onDone: ({ operationId }) => {
      if (data !== undefined) setStarted({ id: operationId, plan: data });
    },
  });
  const begin = (ids: ReadonlyArray<TenantId>, reason: string): void => {
    if (module !== null) activating.mutate({ tenants: [...ids], module, reason });
  };
  const fitting = (data?.tenants ?? []).filter(({ skipped }) => skipped === null);
  const level = levelForMany(fitting.length);
  const title = t('modules:bulk.title', { count: started?.plan.radius.tenants ?? (fitting.length || tenants.length) });
  const found = choices.find(({ code }) => code === module);
  return (
    <ConfirmDialog
      open
      level={level}
      width={640}
      title={title}
      consequences={[]}
      asksReason
      {...(level === 3 ? { typedName: `${fitting.length}` } : {})}
      note={t('modules:bulk.note')}
      verb={title}
      verbIcon={<Boxes size={14} strokeWidth={1.75} aria-hidden />}
      ready={data !== undefined && !isPlaceholderData && fitting.length > 0}
      busy={activating.isPending}
      error={activating.error ?? error ?? catalog.error}
      {...(started === null
        ? {}
        : {
            progress: (
              <BulkResults
                key={started.id}
                id={started.id}
                done={(count) => t('modules:bulk.done', { count })}
                plan={started.plan}
                busy={activating.isPending}
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
      {catalog.data === undefined || module === null ? (
        catalog.error === null && <SkeletonRows rows={5} />
      ) : (
        <>
          <SelectInput<string>
            label={t('modules:bulk.module')}
            value={module}
            options={choices.map((one) => ({ value: one.code, label: nameOf(one) }))}
            onChange={setChosen}
          />
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
                effect={t('modules:bulk.effect', { module: found === undefined ? module : nameOf(found) })}
              />
            </>
          )}
        </>
      )}
    </ConfirmDialog>
  );
};

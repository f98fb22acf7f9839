import { ArrowLeftRight, Columns3, Database, FileDiff, Layers, RotateCcw, Rows3, Users } from 'lucide-react';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { CopyRow } from '../../../shared/contract/archives.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import { copyDatabaseName } from '../../../shared/domain/copies.ts';
import type { CopyId, OperationId } from '../../../shared/domain/ids.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import type { Consequence } from '../../components/consequence-list.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { Mono } from '../../components/mono.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useChange } from '../../ipc/use-change.ts';
import { OperationInDialog } from '../operations/operation-in-dialog.tsx';
import { comparisonFacts } from './comparison-facts.ts';

interface SwapDialogProps {
  readonly tenant: TenantDetail;
  readonly copy: CopyRow;
  onClose(): void;
}

/** Level 3: the tenant's database becomes this copy. In numbers what goes and what comes back; then its own progress. */
export const SwapDialog = ({ tenant, copy, onClose }: SwapDialogProps) => {
  const { t } = useTranslation('archives');
  const format = useFormat();
  const [started, setStarted] = useState<OperationId | null>(null);
  const consequences = useSwapConsequences(tenant, copy);
  const swap = useChange('copies.swap', { errors: 'here', onDone: ({ operationId }) => setStarted(operationId) });
  const { comparison } = copy;
  return (
    <ConfirmDialog
      open
      level={3}
      title={t('swap.title', { name: tenant.name })}
      description={
        <Trans t={t} i18nKey="swap.description" values={{ database: copy.database }} components={{ mono: <Mono /> }} />
      }
      consequences={consequences}
      typedName={tenant.code}
      note={t('swap.note')}
      verb={t('swap.verb')}
      verbIcon={<ArrowLeftRight size={14} strokeWidth={1.75} aria-hidden />}
      busy={swap.isPending}
      error={swap.error}
      {...(started === null
        ? {}
        : { progress: <OperationInDialog id={started} done={<InlineMessage tone="ok" title={t('swap.done')} />} /> })}
      onConfirm={({ reason, typed }) => swap.mutate({ id: copy.id, typedCode: typed, reason })}
      onClose={onClose}
    >
      {comparison === null ? (
        <InlineMessage tone="warn" title={t('swap.earlier')} body={t('swap.earlierBody')} />
      ) : (
        <InlineMessage
          tone="warn"
          title={t('swap.stale', { when: format.dateTime(comparison.at) })}
          body={t('swap.staleBody')}
        />
      )}
    </ConfirmDialog>
  );
};

function useSwapConsequences(tenant: TenantDetail, copy: CopyRow): ReadonlyArray<Consequence> {
  const { t } = useTranslation('archives');
  const format = useFormat();
  const rows = (count: number, sign: string): string =>
    t('rows', { count, amount: count === 0 ? format.number(0) : `${sign}${format.number(count)}` });
  const facts = copy.comparison === null ? null : comparisonFacts(copy.comparison.result);
  // The name is made of the swap's own number, which is drawn when it begins.
  const pattern = copyDatabaseName(tenant.databaseName ?? copy.database, 'rollback', '' as CopyId);
  return [
    {
      icon: Users,
      text: t('swap.lockedOut'),
      amount: t('swap.users', { count: tenant.users, amount: format.number(tenant.users) }),
      kind: 'lost',
    },
    ...(facts === null
      ? []
      : [
          { icon: Rows3, text: t('swap.lost'), amount: rows(facts.lost, '−'), kind: 'lost' as const },
          { icon: RotateCcw, text: t('swap.gained'), amount: rows(facts.gained, '+'), kind: 'kept' as const },
          ...(facts.content === 0
            ? []
            : [
                {
                  icon: FileDiff,
                  text: t('swap.content'),
                  amount: t('tables', { count: facts.content, amount: format.number(facts.content) }),
                  kind: 'changed' as const,
                },
              ]),
          ...(facts.versions === 0
            ? []
            : [
                {
                  icon: Layers,
                  text: t('swap.versions'),
                  amount: format.number(facts.versions),
                  kind: 'lost' as const,
                },
              ]),
        ]),
    ...(copy.comparison?.result.structure === 'differs'
      ? [{ icon: Columns3, text: t('swap.structure'), amount: t('swap.structureAmount'), kind: 'lost' as const }]
      : []),
    {
      icon: Database,
      text: (
        <Trans
          t={t}
          i18nKey="swap.keptDatabase"
          values={{ pattern: `${pattern}…` }}
          components={{ mono: <Mono sx={{ fontWeight: 600 }} /> }}
        />
      ),
      amount: t('swap.keptUntil'),
      kind: 'kept',
    },
  ];
}

import { CalendarCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuePlan } from '../../../shared/contract/subscriptions.ts';
import type { OperationId, TenantId } from '../../../shared/domain/ids.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { Mono } from '../../components/mono.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { levelForMany } from '../tenants/bulk-level.ts';
import { ManyResults } from './many-results.tsx';
import { MoneyRadius } from './money-radius.tsx';
import { ScrollTable } from './scroll-table.tsx';
import { SkippedWords } from './skipped-words.tsx';
import { useTermsWords } from './terms-words.ts';

interface ApplyDueDialogProps {
  /** Only these; without it all that are due. */
  readonly tenants?: ReadonlyArray<TenantId>;
  onClose(): void;
}

/** Applies scheduled changes whose day has come: first what they come to, then what became of each. */
export const ApplyDueDialog = ({ tenants, onClose }: ApplyDueDialogProps) => {
  const { t } = useTranslation('subscriptions');
  const [started, setStarted] = useState<{ readonly id: OperationId; readonly count: number } | null>(null);
  const { data, error } = useCall(
    'subscriptions.planDue',
    { tenants: tenants === undefined ? null : [...tenants] },
    { staleTime: 0, enabled: started === null },
  );
  const fitting = (data?.changes ?? []).filter(({ skipped }) => skipped === null);
  const count = started?.count ?? fitting.length;
  const apply = useChange('subscriptions.applyDue', {
    errors: 'here',
    onDone: ({ operationId }) => setStarted({ id: operationId, count: fitting.length }),
  });
  const title = count === 0 ? t('due.titleNone') : t('due.title', { count });
  const level = levelForMany(fitting.length);
  return (
    <ConfirmDialog
      open
      level={level}
      width={680}
      title={title}
      description={t('due.description')}
      consequences={[]}
      {...(level === 3 ? { typedName: `${fitting.length}` } : {})}
      note={t('due.note')}
      verb={title}
      verbIcon={<CalendarCheck size={14} strokeWidth={1.75} aria-hidden />}
      ready={fitting.length > 0}
      busy={apply.isPending}
      error={apply.error ?? error}
      {...(started === null
        ? {}
        : {
            progress: (
              <ManyResults id={started.id} of={started.count} done={(done) => t('due.done', { count: done })} />
            ),
          })}
      onConfirm={({ reason }) =>
        apply.mutate({ tenants: fitting.map(({ tenant }) => tenant.id), reason: reason === '' ? null : reason })
      }
      onClose={onClose}
    >
      {data === undefined ? (
        error === null && <SkeletonRows rows={4} />
      ) : data.changes.length === 0 ? (
        <InlineMessage tone="info" title={t('due.nobody')} body={t('due.nobodyBody')} />
      ) : (
        <>
          <MoneyRadius
            tenants={fitting.length}
            of={t('radius.ofDue', { count: data.changes.length })}
            before={data.mrrBefore}
            after={data.mrrAfter}
          />
          <DueChanges changes={data.changes} />
        </>
      )}
    </ConfirmDialog>
  );
};

const DueChanges = ({ changes }: { readonly changes: DuePlan['changes'] }) => {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  const words = useTermsWords();
  return (
    <ScrollTable label={t('due.each')} head={[t('column.tenant'), t('due.from'), t('due.to'), t('due.on')]}>
      {changes.map(({ tenant, from, to, on, skipped }) => (
        <tr key={tenant.id}>
          <td>
            <span lang="tr">{tenant.name}</span> <Mono sx={{ color: 'ink.tertiary' }}>{tenant.code}</Mono>
          </td>
          <td className="n">{words.whole(from)}</td>
          <td className="n">{skipped === null ? words.whole(to) : <SkippedWords why={skipped} />}</td>
          <td className="n" style={{ whiteSpace: 'nowrap' }}>
            {format.day(on)}
          </td>
        </tr>
      ))}
    </ScrollTable>
  );
};

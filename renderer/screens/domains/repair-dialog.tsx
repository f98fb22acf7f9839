import Box from '@mui/material/Box';
import { CornerUpRight, Globe, SkipForward, Users, Wrench } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RepairPlan, RepairRow } from '../../../shared/contract/domains.ts';
import type { OperationId } from '../../../shared/domain/ids.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import type { Consequence } from '../../components/consequence-list.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { Mono } from '../../components/mono.tsx';
import { PlainTable } from '../../components/plain-table.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { OperationInDialog } from '../operations/operation-in-dialog.tsx';
import { useOperationView } from '../operations/use-operation-view.ts';

/** Every domain on another spelling of the base domain: what it would become first, what became of each afterwards. */
export const RepairDialog = ({ onClose }: { onClose(): void }) => {
  const { t } = useTranslation('domains');
  const [started, setStarted] = useState<{ readonly id: OperationId; readonly count: number } | null>(null);
  const plan = useCall('domains.planRepair', { ids: null }, { staleTime: 0, enabled: started === null });
  const fitting = (plan.data?.rows ?? []).filter(({ problem }) => problem === null);
  const repair = useChange('domains.repair', {
    errors: 'here',
    onDone: ({ operationId }, { ids }) => setStarted({ id: operationId, count: ids.length }),
  });
  const consequences = useRepairConsequences(plan.data);
  return (
    <ConfirmDialog
      open
      level={2}
      width={720}
      title={t('repair.title', { count: started?.count ?? fitting.length })}
      consequences={consequences}
      asksReason
      note={t('repair.note')}
      verb={t('repair.verb')}
      verbIcon={<Wrench size={14} strokeWidth={1.75} aria-hidden />}
      ready={fitting.length > 0}
      busy={repair.isPending}
      error={repair.error ?? plan.error}
      {...(started === null ? {} : { progress: <RepairResults {...started} /> })}
      onConfirm={({ reason }) => repair.mutate({ ids: fitting.map(({ id }) => id), reason })}
      onClose={onClose}
    >
      {plan.data === undefined ? (
        plan.error === null && <SkeletonRows rows={4} />
      ) : (
        <>
          {fitting.length === 0 && <InlineMessage tone="warn" title={t('repair.none')} />}
          <RepairList rows={plan.data.rows} />
        </>
      )}
    </ConfirmDialog>
  );
};

function useRepairConsequences(plan: RepairPlan | undefined): ReadonlyArray<Consequence> {
  const { t } = useTranslation('domains');
  if (plan === undefined) return [];
  const { rows, baseDomain: base, more } = plan;
  const fitting = rows.filter(({ problem }) => problem === null);
  const primary = fitting.filter(({ isPrimary }) => isPrimary).length;
  const left = rows.length - fitting.length;
  return [
    { icon: Globe, text: t('repair.renamed', { count: fitting.length, base }), kind: 'changed' },
    { icon: CornerUpRight, text: t('repair.redirected'), kind: 'kept' },
    ...(primary === 0
      ? []
      : [{ icon: Users, text: t('repair.primary', { count: primary }), kind: 'changed' } as const]),
    ...(left === 0 ? [] : [{ icon: SkipForward, text: t('repair.left', { count: left }), kind: 'kept' } as const]),
    ...(more === 0 ? [] : [{ icon: SkipForward, text: t('repair.more', { count: more }), kind: 'kept' } as const]),
  ];
}

const RepairList = ({ rows }: { readonly rows: ReadonlyArray<RepairRow> }) => {
  const { t } = useTranslation('domains');
  return (
    <Box
      // A region that scrolls is reached by keyboard.
      tabIndex={0}
      role="region"
      aria-label={t('repair.list')}
      sx={{ maxHeight: 240, overflow: 'auto', border: '1px solid', borderColor: 'line.subtle', borderRadius: '6px' }}
    >
      <PlainTable aria-label={t('repair.list')}>
        <thead>
          <tr>
            <th scope="col">{t('repair.tenant')}</th>
            <th scope="col">{t('repair.from')}</th>
            <th scope="col">{t('repair.to')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, tenant, from, to, problem }) => (
            <tr key={id}>
              <td>{tenant.name}</td>
              <td>
                <Mono sx={{ overflowWrap: 'anywhere' }}>{from}</Mono>
              </td>
              <td>
                {problem === null ? (
                  <Mono sx={{ overflowWrap: 'anywhere', fontWeight: 600 }}>{to}</Mono>
                ) : (
                  <Box component="span" sx={{ fontSize: 12, color: 'status.warn.text' }}>
                    {t(`repair.problem.${problem}`)}
                  </Box>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </Box>
  );
};

/** What became of each tenant; those that were left say why. */
const RepairResults = ({ id, count }: { readonly id: OperationId; readonly count: number }) => {
  const { t } = useTranslation('domains');
  const { operation } = useOperationView(id);
  const some = (operation?.warnings.length ?? 0) > 0;
  return (
    <OperationInDialog
      id={id}
      done={
        some ? (
          <InlineMessage tone="warn" title={t('repair.some')} body={t('repair.someBody')} />
        ) : (
          <InlineMessage tone="ok" title={t('repair.done', { count })} />
        )
      }
    />
  );
};

import Box from '@mui/material/Box';
import { Boxes, FileSpreadsheet, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PurgePlan, TenantModule } from '../../../shared/contract/modules.ts';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import type { OperationId } from '../../../shared/domain/ids.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import type { Consequence } from '../../components/consequence-list.tsx';
import { InlineError } from '../../components/inline-error.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { Mono } from '../../components/mono.tsx';
import { PlainTable } from '../../components/plain-table.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { FolderField } from '../archives/folder-field.tsx';
import { OperationInDialog } from '../operations/operation-in-dialog.tsx';
import { useModuleName } from './module-words.ts';

interface PurgeDialogProps {
  readonly tenant: Pick<TenantDetail, 'id' | 'name' | 'code'>;
  readonly module: TenantModule;
  onClose(): void;
}

/** A module's data for good: exported into the operator's folder first. */
export const PurgeDialog = ({ tenant, module, onClose }: PurgeDialogProps) => {
  const { t } = useTranslation('modules');
  const nameOf = useModuleName();
  const name = nameOf(module);
  const [chosen, setChosen] = useState<string | null>(null);
  const [started, setStarted] = useState<OperationId | null>(null);
  const plan = useCall(
    'modules.planPurge',
    { id: tenant.id, module: module.code },
    { staleTime: 0, enabled: started === null },
  );
  const purging = useChange('modules.purge', {
    errors: 'here',
    onDone: ({ operationId }) => setStarted(operationId),
  });
  const { data } = plan;
  const folder = chosen ?? data?.folder ?? null;
  const consequences = useConsequences(data);
  return (
    <ConfirmDialog
      open
      level={3}
      width={560}
      title={t('purging.title', { module: name })}
      description={t('purging.description', { database: data?.tenant.database ?? '' })}
      consequences={data?.problem === null ? consequences : []}
      typedName={tenant.code}
      verb={t('purging.verb')}
      verbIcon={<Trash2 size={14} strokeWidth={1.75} aria-hidden />}
      ready={data !== undefined && data.problem === null && folder !== null}
      busy={purging.isPending}
      error={purging.error ?? plan.error}
      {...(started === null
        ? {}
        : {
            progress: (
              <OperationInDialog
                id={started}
                done={<InlineMessage tone="ok" title={t('purging.done', { module: name })} body={folder} />}
              />
            ),
          })}
      onConfirm={({ reason, typed }) => {
        if (folder !== null) purging.mutate({ id: tenant.id, module: module.code, folder, typedCode: typed, reason });
      }}
      onClose={onClose}
    >
      {data === undefined && plan.error === null && <SkeletonRows rows={4} />}
      {data !== undefined && data.tables.length > 0 && <Tables tables={data.tables} />}
      {data?.problem === null && <FolderField folder={folder} onChoose={setChosen} />}
      <InlineError error={data?.problem ?? null} />
    </ConfirmDialog>
  );
};

const Tables = ({ tables }: Pick<PurgePlan, 'tables'>) => {
  const { t } = useTranslation('modules');
  const format = useFormat();
  return (
    <Box
      // What scrolls can be scrolled by keys.
      tabIndex={0}
      role="group"
      aria-label={t('purging.list')}
      sx={{ maxHeight: 150, overflow: 'auto', border: '1px solid', borderColor: 'line.default', borderRadius: '6px' }}
    >
      <PlainTable aria-label={t('purging.list')}>
        <thead>
          <tr>
            <th scope="col">{t('purging.table')}</th>
            <th scope="col" style={{ textAlign: 'right' }}>
              {t('purging.rows')}
            </th>
          </tr>
        </thead>
        <tbody>
          {tables.map(({ name, rows }) => (
            <tr key={name}>
              <td>
                <Mono>{name}</Mono>
              </td>
              <td className="n" style={{ textAlign: 'right' }}>
                {format.number(rows)}
              </td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </Box>
  );
};

function useConsequences(plan: PurgePlan | undefined): ReadonlyArray<Consequence> {
  const { t } = useTranslation('modules');
  const format = useFormat();
  if (plan === undefined) return [];
  return [
    {
      icon: Trash2,
      text: t('purging.tables', { count: plan.tables.length }),
      kind: 'lost',
      ...(plan.bytes === null ? {} : { amount: format.bytes(plan.bytes) }),
    },
    { icon: FileSpreadsheet, text: t('purging.export'), kind: 'changed' },
    { icon: Boxes, text: t('purging.others'), kind: 'kept' },
  ];
}

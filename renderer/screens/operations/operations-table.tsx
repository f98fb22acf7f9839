import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { GridColDef } from '@mui/x-data-grid';
import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationId } from '../../../shared/domain/ids.ts';
import { isLiveState, type OperationView } from '../../../shared/domain/operations.ts';
import { DataFooter } from '../../components/data-footer.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Missing } from '../../components/missing.tsx';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { isWorkedOn, positionOf } from './operation-facts.ts';
import { timeSpent } from './past-durations.ts';
import { useNow } from './use-now.ts';
import { useOperationLook } from './use-operation-look.ts';
import { useStepPhrase } from './use-step-phrase.ts';

interface OperationsTableProps {
  readonly operations: ReadonlyArray<OperationView>;
  readonly filtered: boolean;
  readonly loading: boolean;
  readonly currentId: OperationId | null;
  onOpen(id: OperationId): void;
  onClear(): void;
}

const pageSize = 100;
/** Told by the panel, so that the list keeps its width for what tells one tenant's operations apart. */
const besideThePanel = ['step', 'startedBy', 'spent'];

export const OperationsTable = ({
  operations,
  filtered,
  loading,
  currentId,
  onOpen,
  onClear,
}: OperationsTableProps) => {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const [asked, setOffset] = useState(0);
  const columns = useOperationColumns(operations.some(({ state }) => isLiveState(state)));
  const offset = asked < operations.length ? asked : 0;
  const rows = operations.slice(offset, offset + pageSize);
  const range = {
    from: format.number(rows.length === 0 ? 0 : offset + 1),
    to: format.number(offset + rows.length),
    total: format.number(operations.length),
  };
  return (
    <DataTable
      label={t('title')}
      rows={rows}
      columns={columns}
      loading={loading}
      currentId={currentId}
      hiddenColumns={currentId === null ? [] : besideThePanel}
      onOpen={({ id }) => onOpen(id)}
      empty={
        <EmptyState
          icon={ListChecks}
          title={filtered ? t('empty.filtered') : t('empty.title')}
          body={filtered ? undefined : t('empty.body')}
          action={filtered ? <Button onClick={onClear}>{t('empty.clear')}</Button> : undefined}
        />
      }
      footer={
        <DataFooter
          summary={t('footer', { count: operations.length })}
          range={t('range', range)}
          previous={{ enabled: offset > 0, go: () => setOffset(offset - pageSize) }}
          next={{ enabled: offset + pageSize < operations.length, go: () => setOffset(offset + pageSize) }}
        />
      }
    />
  );
};

const Cut = styled('span')({ overflow: 'hidden', textOverflow: 'ellipsis' });

function useOperationColumns(moving: boolean): ReadonlyArray<GridColDef<OperationView>> {
  const { t } = useTranslation(['operations', 'status']);
  const format = useFormat();
  const nameOf = useStepPhrase();
  const seenOf = useOperationLook();
  const now = useNow(moving);
  const fixed = { sortable: false, filterable: false, disableColumnMenu: true } as const;
  return [
    {
      ...fixed,
      field: 'subject',
      headerName: t('operations:column.subject'),
      flex: 1.4,
      minWidth: 180,
      renderCell: ({ row }) => <Cut title={row.subject.label}>{row.subject.label}</Cut>,
      cellClassName: 'first-column',
    },
    {
      ...fixed,
      field: 'kind',
      headerName: t('operations:column.kind'),
      flex: 1,
      minWidth: 150,
      renderCell: ({ row }) => {
        const kind = t(`status:operationKind.${row.kind}`);
        return <Cut title={kind}>{kind}</Cut>;
      },
    },
    {
      ...fixed,
      field: 'state',
      headerName: t('operations:column.state'),
      width: 150,
      renderCell: ({ row }) => {
        const { look, label } = seenOf(row);
        return <StatusChip look={look} form="grid" label={label} />;
      },
    },
    {
      ...fixed,
      field: 'step',
      headerName: t('operations:column.step'),
      flex: 1,
      minWidth: 130,
      renderCell: ({ row }) =>
        row.currentStep === null ? (
          <Missing />
        ) : (
          <Cut>{t('operations:row.step', { ...positionOf(row), name: nameOf(row.currentStep) })}</Cut>
        ),
    },
    {
      ...fixed,
      field: 'startedBy',
      headerName: t('operations:column.startedBy'),
      flex: 0.8,
      minWidth: 110,
      renderCell: ({ row }) => <Cut title={row.startedBy}>{row.startedBy}</Cut>,
    },
    {
      ...fixed,
      field: 'createdAt',
      headerName: t('operations:column.started'),
      width: 130,
      align: 'right',
      headerAlign: 'right',
      valueGetter: (_value, row) => format.moment(row.createdAt, now),
    },
    {
      ...fixed,
      field: 'spent',
      headerName: t('operations:column.spent'),
      width: 90,
      align: 'right',
      headerAlign: 'right',
      renderCell: ({ row }) =>
        seenOf(row).known ? format.duration(timeSpent(row, isWorkedOn(row) ? now : undefined)) : <Missing />,
    },
  ];
}

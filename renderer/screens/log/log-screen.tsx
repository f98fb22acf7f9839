import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { GridColDef } from '@mui/x-data-grid';
import { keepPreviousData } from '@tanstack/react-query';
import { Download, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { everyEntry, type LogFilter, type LogRow } from '../../../shared/contract/log.ts';
import { DataFooter } from '../../components/data-footer.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { logLook } from '../../components/status/log-look.ts';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useSettings } from '../../ipc/use-settings.ts';
import { useSucceed } from '../../stores/notices.ts';
import { useActionName } from './action-name.ts';
import { LogDetailPanel } from './log-detail.tsx';
import { LogFilters, type Period } from './log-filters.tsx';

const pageSize = 100;
const daysBack: Readonly<Record<Period, number>> = { today: 0, week: 6, month: 29 };

/** The first day of a period, by this computer's calendar, as the log's own days are. */
function firstDay(period: Period | null): string | null {
  if (period === null) return null;
  const day = new Date();
  day.setDate(day.getDate() - daysBack[period]);
  return [day.getFullYear(), String(day.getMonth() + 1).padStart(2, '0'), String(day.getDate()).padStart(2, '0')].join(
    '-',
  );
}

/** Who did what, to which tenant, and how it ended; denied attempts too. */
export const LogScreen = () => {
  const { t } = useTranslation('log');
  const format = useFormat();
  const succeed = useSucceed();
  const columns = useLogColumns();
  const language = useSettings()?.language ?? 'en';
  const [filter, setFilter] = useState<LogFilter>(everyEntry);
  const [period, setPeriod] = useState<Period | null>(null);
  const [offset, setOffset] = useState(0);
  const [open, setOpen] = useState<number | null>(null);
  const asked: LogFilter = { ...filter, sinceDay: firstDay(period) };
  const page = useCall('log.list', { filter: asked, offset, limit: pageSize }, { placeholderData: keepPreviousData });
  const exporting = useChange('log.exportCsv', {
    errors: 'notice',
    onDone: (done) => {
      if (done !== null) succeed(t('exported', { count: done.rows, file: done.file }));
    },
  });
  const narrow = (part: Partial<LogFilter>): void => {
    setFilter((now) => ({ ...now, ...part }));
    setOffset(0);
  };
  const { rows = [], total = 0, failed = 0, denied = 0 } = page.data ?? {};
  const last = Math.max(0, Math.ceil(total / pageSize) - 1) * pageSize;

  return (
    <>
      <PageHead
        title={t('title')}
        actions={
          <Button
            startIcon={<Download size={14} strokeWidth={1.75} aria-hidden />}
            disabled={exporting.isPending}
            onClick={() => exporting.mutate({ filter: asked, language })}
          >
            {t('export')}
          </Button>
        }
      />
      <Box
        sx={{ display: 'flex', flexDirection: 'column', gap: '10px', flex: 1, minHeight: 0, px: '20px', pb: '14px' }}
      >
        <LogFilters
          filter={filter}
          search={filter.search}
          period={period}
          onSearch={(search) => narrow({ search })}
          onPeriod={(next) => {
            setPeriod(next);
            setOffset(0);
          }}
          onNarrow={narrow}
        />
        <Box sx={{ display: 'flex', gap: '12px', flex: 1, minHeight: 0 }}>
          {page.error !== null && page.data === undefined ? (
            <ErrorState error={page.error} onRetry={() => void page.refetch()} />
          ) : (
            <DataTable<LogRow, never>
              label={t('title')}
              rows={rows}
              rowId={({ seq }) => seq}
              columns={columns}
              loading={page.isPending}
              currentId={open}
              // The panel beside it says it too, and the rest must fit.
              hiddenColumns={open === null ? [] : ['durationMs']}
              onOpen={({ seq }) => setOpen(seq)}
              empty={<EmptyState icon={ScrollText} title={t('empty')} body={t('emptyBody')} />}
              footer={
                <DataFooter
                  summary={t('summary', { count: total, failed: format.number(failed), denied: format.number(denied) })}
                  {...(total === 0
                    ? {}
                    : {
                        range: t('range', {
                          from: format.number(offset + 1),
                          to: format.number(offset + rows.length),
                          count: total,
                        }),
                      })}
                  first={{ enabled: offset > 0, go: () => setOffset(0) }}
                  previous={{ enabled: offset > 0, go: () => setOffset(Math.max(0, offset - pageSize)) }}
                  next={{ enabled: offset < last, go: () => setOffset(offset + pageSize) }}
                  last={{ enabled: offset < last, go: () => setOffset(last) }}
                />
              }
            />
          )}
          {open !== null && <LogDetailPanel seq={open} onClose={() => setOpen(null)} />}
        </Box>
      </Box>
    </>
  );
};

function useLogColumns(): ReadonlyArray<GridColDef<LogRow>> {
  const { t } = useTranslation('log');
  const format = useFormat();
  const actionName = useActionName();
  return [
    {
      field: 'seq',
      headerName: t('column.no'),
      width: 76,
      align: 'right',
      headerAlign: 'right',
      sortable: false,
      renderCell: ({ row }) => <Mono>{row.seq}</Mono>,
    },
    {
      field: 'at',
      headerName: t('column.time'),
      width: 164,
      sortable: false,
      renderCell: ({ row }) => <Mono>{`${format.date(row.at)} ${format.timeWithSeconds(row.at)}`}</Mono>,
    },
    { field: 'operator', headerName: t('column.operator'), flex: 1, minWidth: 130, sortable: false },
    {
      field: 'action',
      headerName: t('column.action'),
      flex: 1.2,
      minWidth: 150,
      sortable: false,
      renderCell: ({ row }) => (
        <Box component="span" sx={{ fontWeight: 500 }}>
          {actionName(row.action)}
        </Box>
      ),
    },
    {
      field: 'subject',
      headerName: t('column.on'),
      flex: 1.2,
      minWidth: 140,
      sortable: false,
      renderCell: ({ row }) => row.subject ?? <Missing />,
    },
    {
      field: 'outcome',
      headerName: t('column.result'),
      width: 120,
      sortable: false,
      renderCell: ({ row }) => <StatusChip look={logLook(row.outcome)} form="quiet" />,
    },
    {
      field: 'durationMs',
      headerName: t('column.duration'),
      width: 96,
      align: 'right',
      headerAlign: 'right',
      sortable: false,
      renderCell: ({ row }) => (row.durationMs === null ? <Missing /> : format.duration(row.durationMs)),
    },
  ];
}

import type { GridColDef } from '@mui/x-data-grid';
import { useTranslation } from 'react-i18next';
import type { SubscriptionRow } from '../../../shared/contract/subscriptions.ts';
import { Missing } from '../../components/missing.tsx';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { subscriptionLook } from '../../components/status/subscription-look.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { v } from '../../theme/tokens.ts';
import { useDayWords } from './day-words.ts';

export const hiddenWhenNarrow = ['started'];

const cut = { overflow: 'hidden', textOverflow: 'ellipsis' } as const;
const quiet = { color: v('ink-tertiary'), marginLeft: 6 } as const;

export function useSubscriptionColumns(today: string): ReadonlyArray<GridColDef<SubscriptionRow>> {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  const days = useDayWords(today);
  return [
    {
      field: 'tenant',
      headerName: t('column.tenant'),
      flex: 1.6,
      minWidth: 180,
      renderCell: ({ row: { tenant } }) => (
        <span lang="tr" title={`${tenant.name}, ${tenant.code}`} style={cut}>
          {tenant.name}
        </span>
      ),
    },
    {
      field: 'state',
      headerName: t('column.state'),
      width: 134,
      sortable: false,
      renderCell: ({ row }) => <StatusChip look={subscriptionLook(row.state)} form="grid" />,
    },
    {
      field: 'package',
      headerName: t('column.package'),
      flex: 0.8,
      minWidth: 116,
      renderCell: ({ row }) => (
        <span title={`${row.packageName}, ${t('version', { version: row.packageVersion })}`} style={cut}>
          {row.packageName}
          {row.packageVersion > 1 && <span style={quiet}>{t('version', { version: row.packageVersion })}</span>}
        </span>
      ),
    },
    {
      field: 'price',
      headerName: t('column.price'),
      width: 150,
      align: 'right',
      headerAlign: 'right',
      renderCell: ({ row }) => (
        <span className="n">
          {format.money(row.price)}
          <span style={quiet}>{t(row.period === 'monthly' ? 'perMonth' : 'perYear')}</span>
        </span>
      ),
    },
    {
      field: 'period_end',
      headerName: t('column.period_end'),
      width: 106,
      align: 'right',
      headerAlign: 'right',
      valueGetter: (_value, row) => format.day(row.periodEndsOn),
    },
    {
      field: 'trial',
      headerName: t('column.trial'),
      width: 172,
      sortable: false,
      renderCell: ({ row }) => {
        if (row.trialEndsOn === null || row.status !== 'trial') return <Missing />;
        return (
          <span className="n" style={cut}>
            {format.day(row.trialEndsOn)}
            <span style={quiet}>{days.left(row.trialEndsOn)}</span>
          </span>
        );
      },
    },
    {
      field: 'change',
      headerName: t('column.change'),
      flex: 0.8,
      minWidth: 126,
      sortable: false,
      renderCell: ({ row }) => <Scheduled row={row} today={today} />,
    },
    {
      field: 'started',
      headerName: t('column.started'),
      width: 106,
      align: 'right',
      headerAlign: 'right',
      valueGetter: (_value, row) => format.day(row.startedOn),
    },
  ];
}

/** What waits for the period's end: a change, or the end itself. */
const Scheduled = ({ row, today }: { readonly row: SubscriptionRow; readonly today: string }) => {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  const { pendingChange: change } = row;
  if (change === null)
    return row.state === 'non_renewing' ? (
      <span title={t('endsOn', { date: format.day(row.periodEndsOn) })}>{t('ends')}</span>
    ) : (
      <Missing />
    );
  const due = change.on <= today;
  const whole = t(due ? 'changeWasDue' : 'changesTo', { name: change.packageName, date: format.day(change.on) });
  return (
    <span title={whole} style={{ ...cut, ...(due ? { color: v('status-warn-text') } : {}) }}>
      {due ? t('due.short', { name: change.packageName }) : change.packageName}
    </span>
  );
};

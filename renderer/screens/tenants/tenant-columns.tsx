import type { GridColDef } from '@mui/x-data-grid';
import { useTranslation } from 'react-i18next';
import type { TenantRow, TenantSortColumn } from '../../../shared/contract/tenants.ts';
import { Meter } from '../../components/meter.tsx';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { tenantLook } from '../../components/status/tenant-look.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { v } from '../../theme/tokens.ts';

export type TenantColumn = TenantSortColumn | 'database';
export const tenantColumns: ReadonlyArray<TenantColumn> = [
  'name',
  'code',
  'status',
  'package',
  'mrr',
  'users',
  'domain',
  'database',
  'created',
];
/** Shown only to whom chose them. */
export const hiddenAtFirst: ReadonlyArray<TenantColumn> = ['code', 'database'];
/** Left out where the window is narrow. */
export const hiddenWhenNarrow: ReadonlyArray<TenantColumn> = ['created', 'domain'];

// Plain styles: a hundred rows of styled cells would be most of the work of showing them.
const cut = { overflow: 'hidden', textOverflow: 'ellipsis' } as const;
const quiet = { color: v('ink-tertiary') } as const;

export function useTenantColumns(baseDomains: ReadonlyArray<string>): ReadonlyArray<GridColDef<TenantRow>> {
  const { t } = useTranslation('tenants');
  const format = useFormat();
  const isOwn = (domain: string): boolean => !baseDomains.some((base) => domain.endsWith(`.${base}`));
  const shown = (domain: string): string => (isOwn(domain) ? domain : (domain.split('.')[0] ?? domain));
  return [
    {
      field: 'name',
      headerName: t('column.name'),
      flex: 1.6,
      minWidth: 190,
      renderCell: ({ row }) => (
        <span lang="tr" title={row.name} style={cut}>
          {row.name}
        </span>
      ),
    },
    {
      field: 'code',
      headerName: t('column.code'),
      flex: 1,
      minWidth: 130,
      renderCell: ({ row }) => <Mono>{row.code}</Mono>,
    },
    {
      field: 'status',
      headerName: t('column.status'),
      width: 170,
      renderCell: ({ row }) => <StatusChip look={tenantLook(row)} form="grid" />,
    },
    {
      field: 'package',
      headerName: t('column.package'),
      flex: 0.8,
      minWidth: 110,
      renderCell: ({ row }) => row.packageName ?? <Missing />,
    },
    {
      field: 'mrr',
      headerName: t('column.mrr'),
      width: 110,
      align: 'right',
      headerAlign: 'right',
      renderCell: ({ row }) =>
        row.mrr === null || row.mrr.minor === 0 ? <Missing /> : format.money(row.mrr, { whole: true }),
    },
    {
      field: 'users',
      headerName: t('column.users'),
      width: 140,
      align: 'right',
      headerAlign: 'right',
      renderCell: ({ row }) => <Users used={row.users} limit={row.maxUsers} />,
    },
    {
      field: 'domain',
      headerName: t('column.domain'),
      flex: 1.2,
      minWidth: 150,
      renderCell: ({ row }) =>
        row.domain === null ? (
          <Missing />
        ) : (
          <span title={row.domain} style={isOwn(row.domain) ? cut : { ...cut, ...quiet }}>
            {shown(row.domain)}
          </span>
        ),
    },
    {
      field: 'database',
      headerName: t('column.database'),
      flex: 1.2,
      minWidth: 180,
      sortable: false,
      renderCell: ({ row }) => (row.databaseName === null ? <Missing /> : <Mono>{row.databaseName}</Mono>),
    },
    {
      field: 'created',
      headerName: t('column.created'),
      width: 112,
      align: 'right',
      headerAlign: 'right',
      renderCell: ({ row }) =>
        row.createdAt === null ? (
          <Missing />
        ) : (
          <span style={{ color: v('ink-secondary') }}>{format.date(row.createdAt)}</span>
        ),
    },
  ];
}

const Users = ({ used, limit }: { readonly used: number; readonly limit: number | null }) => {
  const { t } = useTranslation('tenants');
  const format = useFormat();
  if (limit === null) return <span>{format.number(used)}</span>;
  const over = used > limit;
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8 }}>
      <span style={over ? { color: v('status-danger-text'), fontWeight: 600 } : {}}>
        {format.number(used)} <span style={over ? {} : quiet}>/ {format.number(limit)}</span>
      </span>
      <Meter used={used} limit={limit} label={t('usersOf', { used, limit })} />
    </span>
  );
};

import Box from '@mui/material/Box';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { GridColDef } from '@mui/x-data-grid';
import { CircleUserRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenantDetail } from '../../../shared/contract/tenants.ts';
import type { TenantUserRow } from '../../../shared/contract/users.ts';
import { standingOf } from '../../../shared/domain/users.ts';
import { Chip } from '../../components/chip.tsx';
import { DataFooter } from '../../components/data-footer.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { Missing } from '../../components/missing.tsx';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { userLook } from '../../components/status/user-look.ts';
import { useNow } from '../../frame/use-now.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { UserLimit } from './user-limit.tsx';
import { UserPanel } from './user-panel.tsx';

const pageSize = 100;
const agesEveryMs = 30_000;

interface Row extends TenantUserRow {
  readonly id: string;
}
/** Who is only in the tenant's database has no id of the platform's. */
const rowOf = (row: TenantUserRow): Row => ({ ...row, id: row.user?.id ?? `tenant:${row.inTenant?.email ?? ''}` });

/** The tenant's people, as the platform and as its own database knows them, with what its package allows. */
export const TenantUsersTab = ({ tenant }: { readonly tenant: TenantDetail }) => {
  const { t } = useTranslation('users');
  const format = useFormat();
  const now = useNow(agesEveryMs);
  const columns = useColumns(now);
  const narrow = useMediaQuery('(max-width: 1239px)');
  const [open, setOpen] = useState<string | null>(null);
  const [asked, setOffset] = useState(0);
  const { data, error, isPending, refetch } = useCall('users.ofTenant', { tenantId: tenant.id });
  if (error !== null && data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const all = data?.rows ?? [];
  const offset = asked < all.length ? asked : 0;
  const rows = all.slice(offset, offset + pageSize).map(rowOf);
  const hidden = [...(open === null ? [] : ['lastLogin', 'name']), ...(narrow ? ['name'] : [])];
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: '10px', height: '100%', minHeight: 320 }}>
      {data !== undefined && <UserLimit limit={data.limit} />}
      {data?.tenantRead === false && tenant.databaseName !== null && (
        <InlineMessage tone="warn" title={t('unread')} body={t('unreadBody')} />
      )}
      <Box sx={{ display: 'flex', gap: '12px', flex: 1, minHeight: 0, position: 'relative' }}>
        <DataTable<Row, never>
          label={t('ofTenant')}
          rows={rows}
          columns={columns}
          loading={isPending}
          currentId={open}
          hiddenColumns={hidden}
          onOpen={({ user }) => setOpen(user?.id ?? null)}
          empty={<EmptyState icon={CircleUserRound} title={t('none')} body={t('noneBody')} />}
          footer={
            <DataFooter
              summary={t('count', { count: all.length, total: format.number(all.length) })}
              {...(all.length <= pageSize
                ? {}
                : {
                    range: t('range', {
                      from: format.number(offset + 1),
                      to: format.number(offset + rows.length),
                      total: format.number(all.length),
                    }),
                    previous: { enabled: offset > 0, go: () => setOffset(offset - pageSize) },
                    next: { enabled: offset + pageSize < all.length, go: () => setOffset(offset + pageSize) },
                  })}
            />
          }
        />
        {open !== null && <UserPanel key={open} id={open} now={now} onClose={() => setOpen(null)} />}
      </Box>
    </Box>
  );
};

function useColumns(now: Date): ReadonlyArray<GridColDef<Row>> {
  const { t } = useTranslation('users');
  const format = useFormat();
  return [
    {
      field: 'email',
      headerName: t('column.email'),
      flex: 1.5,
      minWidth: 190,
      sortable: false,
      valueGetter: (_value, { user, inTenant }) => user?.email ?? inTenant?.email ?? '',
    },
    {
      field: 'name',
      headerName: t('column.name'),
      flex: 1,
      minWidth: 130,
      sortable: false,
      valueGetter: (_value, { user, inTenant }) => inTenant?.name ?? user?.username ?? '',
    },
    {
      field: 'role',
      headerName: t('column.role'),
      width: 150,
      sortable: false,
      renderCell: ({ row }) => (row.role === null ? <Missing /> : t(`role.${row.role}`)),
    },
    {
      field: 'standing',
      headerName: t('column.standing'),
      width: 190,
      sortable: false,
      renderCell: ({ row }) => <Standing row={row} now={now} />,
    },
    {
      field: 'lastLogin',
      headerName: t('column.lastLogin'),
      width: 138,
      sortable: false,
      renderCell: ({ row: { user, inTenant } }) => {
        const at = user?.lastLoginAt ?? inTenant?.lastLoginAt ?? null;
        return at === null ? <Missing /> : format.moment(at, now);
      },
    },
  ];
}

/** The platform's word on who gets in; where the two databases differ, that is said instead. */
const Standing = ({ row: { user, inTenant }, now }: { readonly row: Row; readonly now: Date }) => {
  const { t } = useTranslation('users');
  if (user === null)
    return (
      <Chip glyph="ring-mark" tone="warn">
        {t('onlyInTenant')}
      </Chip>
    );
  if (inTenant !== null && user.active && !inTenant.active)
    return (
      <Chip glyph="ring-mark" tone="warn">
        {t('disabledInTenant')}
      </Chip>
    );
  return <StatusChip look={userLook(standingOf(user, now.getTime()))} form="grid" />;
};

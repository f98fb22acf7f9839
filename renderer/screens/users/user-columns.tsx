import Box from '@mui/material/Box';
import type { GridColDef } from '@mui/x-data-grid';
import { useTranslation } from 'react-i18next';
import { type PlatformUser, standingOf } from '../../../shared/domain/users.ts';
import { Missing } from '../../components/missing.tsx';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { userLook } from '../../components/status/user-look.ts';
import { useFormat } from '../../i18n/use-format.ts';

/** The list's columns; ages and locks are told as of `now`. */
export function useUserColumns(now: Date): ReadonlyArray<GridColDef<PlatformUser>> {
  const { t } = useTranslation(['users', 'status']);
  const format = useFormat();
  return [
    { field: 'email', headerName: t('users:column.email'), flex: 1.5, minWidth: 200, sortable: false },
    { field: 'username', headerName: t('users:column.name'), flex: 1, minWidth: 130, sortable: false },
    {
      field: 'tenant',
      headerName: t('users:column.tenant'),
      flex: 1.1,
      minWidth: 140,
      sortable: false,
      valueGetter: (_value, { tenant }) => tenant?.name ?? null,
      renderCell: ({ row }) =>
        row.tenant === null ? (
          <Box component="span" sx={{ color: 'ink.tertiary' }}>
            {t('users:ofPlatform')}
          </Box>
        ) : (
          row.tenant.name
        ),
    },
    {
      field: 'isTenantAdmin',
      headerName: t('users:column.kind'),
      width: 128,
      sortable: false,
      valueFormatter: (isAdmin: boolean) => t(isAdmin ? 'users:kind.admin' : 'users:kind.user'),
    },
    {
      field: 'standing',
      headerName: t('users:column.standing'),
      width: 132,
      sortable: false,
      renderCell: ({ row }) => <StatusChip look={userLook(standingOf(row, now.getTime()))} form="grid" />,
    },
    {
      field: 'lastLoginAt',
      headerName: t('users:column.lastLogin'),
      width: 138,
      sortable: false,
      renderCell: ({ row }) => (row.lastLoginAt === null ? <Missing /> : format.moment(row.lastLoginAt, now)),
    },
  ];
}

import Box from '@mui/material/Box';
import type { GridColDef } from '@mui/x-data-grid';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredDomain } from '../../../shared/contract/domains.ts';
import { Missing } from '../../components/missing.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { DomainName } from './domain-name.tsx';
import { DomainState, PrimaryChip } from './domain-state.tsx';
import { VerifyButton } from './verify-button.tsx';

/** Pressed, it is not the row that is opened. */
const InRow = ({ children }: { readonly children: ReactNode }) => (
  <Box
    role="presentation"
    component="span"
    onClick={(event) => event.stopPropagation()}
    onKeyDown={(event) => {
      if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
    }}
  >
    {children}
  </Box>
);

/** Columns of every tenant's domains. One that needs no proof has nothing to verify. */
export function useDomainColumns(): ReadonlyArray<GridColDef<StoredDomain>> {
  const { t } = useTranslation('domains');
  const format = useFormat();
  return useMemo(
    () => [
      {
        field: 'name',
        headerName: t('column.domain'),
        flex: 2,
        minWidth: 220,
        sortable: false,
        renderCell: ({ row }) => <DomainName domain={row} />,
      },
      {
        field: 'tenant',
        headerName: t('column.tenant'),
        flex: 1.2,
        minWidth: 130,
        sortable: false,
        valueGetter: (_value, row) => row.tenant.name,
      },
      {
        field: 'kind',
        headerName: t('column.kind'),
        width: 136,
        sortable: false,
        renderCell: ({ row }) =>
          row.kind === 'other_base' ? (
            <Box component="span" sx={{ color: 'status.warn.text' }}>
              {t('kind.other_base')}
            </Box>
          ) : (
            t(`kind.${row.kind}`)
          ),
      },
      {
        field: 'isPrimary',
        headerName: t('primary'),
        width: 104,
        sortable: false,
        renderCell: ({ row }) => (row.isPrimary ? <PrimaryChip /> : <Missing />),
      },
      {
        field: 'state',
        headerName: t('column.state'),
        width: 222,
        sortable: false,
        renderCell: ({ row }) => <DomainState domain={row} detailed />,
      },
      {
        field: 'checkedAt',
        headerName: t('column.checked'),
        width: 112,
        sortable: false,
        renderCell: ({ row }) => (row.checkedAt === null ? <Missing /> : format.date(row.checkedAt)),
      },
      {
        field: 'action',
        headerName: t('column.action'),
        width: 140,
        sortable: false,
        renderCell: ({ row }) =>
          row.kind === 'own' && (!row.isVerified || row.token !== null) ? (
            <InRow>
              <VerifyButton domain={row} look="text" />
            </InRow>
          ) : (
            <Missing />
          ),
      },
    ],
    [t, format],
  );
}

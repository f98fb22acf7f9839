import type { GridColDef } from '@mui/x-data-grid';
import { useTranslation } from 'react-i18next';
import type { CatalogModule } from '../../../shared/contract/modules.ts';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { v } from '../../theme/tokens.ts';
import { useModuleName } from './module-words.ts';

const code = { color: v('ink-tertiary'), fontWeight: 400, marginLeft: 8 } as const;

const Codes = ({ codes }: { readonly codes: ReadonlyArray<string> }) =>
  codes.length === 0 ? <Missing /> : <Mono style={{ color: v('ink-secondary') }}>{codes.join('  ')}</Mono>;

/** How a package is called in the language that is shown. */
export function usePackageName(): (name: { readonly en: string; readonly tr: string }) => string {
  const { i18n } = useTranslation();
  return (name) => (i18n.language === 'tr' ? name.tr : name.en);
}

export function useCatalogColumns(): ReadonlyArray<GridColDef<CatalogModule>> {
  const { t } = useTranslation('modules');
  const format = useFormat();
  const nameOf = useModuleName();
  const packageName = usePackageName();
  return [
    {
      field: 'name',
      headerName: t('column.module'),
      flex: 1,
      minWidth: 200,
      sortable: false,
      renderCell: ({ row }) => (
        <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {nameOf(row)} <Mono style={code}>{row.code}</Mono>
        </span>
      ),
    },
    {
      field: 'tenants',
      headerName: t('column.tenants'),
      width: 110,
      align: 'right',
      headerAlign: 'right',
      sortable: false,
      valueGetter: (_value, { isCore, tenants }) => (isCore ? t('panel.everyTenant') : format.number(tenants)),
    },
    {
      field: 'bundle',
      headerName: t('column.bundle'),
      width: 120,
      sortable: false,
      renderCell: ({ row }) => (row.latest === null ? <Missing /> : <Mono>{row.latest}</Mono>),
    },
    {
      field: 'needs',
      headerName: t('column.needs'),
      width: 140,
      sortable: false,
      renderCell: ({ row }) => <Codes codes={row.dependsOn} />,
    },
    {
      field: 'neededBy',
      headerName: t('column.neededBy'),
      width: 170,
      sortable: false,
      renderCell: ({ row }) => <Codes codes={row.neededBy} />,
    },
    {
      field: 'packages',
      headerName: t('column.packages'),
      flex: 1.2,
      minWidth: 200,
      sortable: false,
      valueGetter: (_value, { packages, isCore }) =>
        isCore
          ? ''
          : packages
              .map(({ name, place }) =>
                place === 'add_on' ? `${packageName(name)} (${t('place.add_on')})` : packageName(name),
              )
              .join(', '),
    },
  ];
}

import type { GridColDef } from '@mui/x-data-grid';
import { useTranslation } from 'react-i18next';
import type { TenantModule } from '../../../shared/contract/modules.ts';
import type { Guard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { Missing } from '../../components/missing.tsx';
import { Mono } from '../../components/mono.tsx';
import { Unseen } from '../../components/unseen.tsx';
import { v } from '../../theme/tokens.ts';
import { type ModuleAct, offerOf } from './module-facts.ts';
import { ModuleStateChip } from './module-state.tsx';
import { ModuleSwitch } from './module-switch.tsx';
import { useModuleName } from './module-words.ts';

interface ColumnsAsked {
  readonly packageName: string | null;
  readonly read: boolean;
  readonly guard: Guard;
  onAct(act: ModuleAct, module: TenantModule): void;
}

const code = { color: v('ink-tertiary'), fontWeight: 400, marginLeft: 8 } as const;

/** As the design lists them: what it is, whether it is sold and on, and what the database has of it. */
export function useModuleColumns({
  packageName,
  read,
  guard,
  onAct,
}: ColumnsAsked): ReadonlyArray<GridColDef<TenantModule>> {
  const { t } = useTranslation('modules');
  const nameOf = useModuleName();
  const place = ({ isCore, place: at }: TenantModule): string =>
    isCore || at === 'included' ? (packageName ?? '') : t(`place.${at}`);
  const versionColour = ({ state }: TenantModule): string =>
    state === 'behind' ? v('status-warn-text') : v('ink-primary');
  return [
    {
      field: 'name',
      headerName: t('column.module'),
      flex: 1,
      minWidth: 170,
      sortable: false,
      renderCell: ({ row }) => (
        <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {nameOf(row)} <Mono style={code}>{row.code}</Mono>
        </span>
      ),
    },
    {
      field: 'inPackage',
      headerName: t('column.inPackage'),
      width: 108,
      sortable: false,
      renderCell: ({ row }) => {
        const text = place(row);
        if (text === '') return <Missing />;
        const no = row.place === 'no' && !row.isCore;
        return (
          <span
            title={text}
            style={{
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              ...(no ? { color: v(row.state === 'outside' ? 'status-warn-text' : 'ink-tertiary') } : {}),
            }}
          >
            {text}
          </span>
        );
      },
    },
    {
      field: 'active',
      headerName: t('column.active'),
      width: 102,
      sortable: false,
      renderCell: ({ row }) => (
        <ModuleSwitch
          module={row}
          guard={guard}
          onAsk={() => onAct(row.origin === null ? 'activate' : 'deactivate', row)}
        />
      ),
    },
    {
      field: 'installed',
      headerName: t('column.installed'),
      width: 84,
      sortable: false,
      renderCell: ({ row }) =>
        row.installed === null ? (
          <span style={{ color: v('ink-tertiary') }}>{read ? '–' : t('notRead')}</span>
        ) : (
          <Mono style={{ color: versionColour(row) }}>{row.installed}</Mono>
        ),
    },
    {
      field: 'bundle',
      headerName: t('column.bundle'),
      width: 104,
      sortable: false,
      renderCell: ({ row }) =>
        row.latest === null ? <Missing /> : <Mono style={{ color: v('ink-secondary') }}>{row.latest}</Mono>,
    },
    {
      field: 'state',
      headerName: t('column.state'),
      width: 204,
      sortable: false,
      renderCell: ({ row }) => <ModuleStateChip module={row} form="grid" />,
    },
    {
      field: 'actions',
      headerName: t('column.actions'),
      width: 108,
      align: 'right',
      headerAlign: 'right',
      sortable: false,
      renderHeader: () => <Unseen>{t('column.actions')}</Unseen>,
      renderCell: ({ row }) => {
        const offer = offerOf(row);
        if (offer === null) return null;
        const words = offer === 'resolve' ? 'resolve' : row.state === 'behind' ? 'migrate' : 'install';
        return (
          <GuardedButton
            guard={guard}
            size="small"
            variant={offer === 'resolve' ? 'text' : 'outlined'}
            onClick={(event) => {
              event.stopPropagation();
              onAct(offer, row);
            }}
          >
            {t(words)}
          </GuardedButton>
        );
      },
    },
  ];
}

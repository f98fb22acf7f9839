import type { GridColDef } from '@mui/x-data-grid';
import { useTranslation } from 'react-i18next';
import type { ArchiveRow } from '../../../shared/contract/archives.ts';
import { ageInDays } from '../../../shared/domain/archives.ts';
import { Mono } from '../../components/mono.tsx';
import { StatusChip } from '../../components/status/status-chip.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { v } from '../../theme/tokens.ts';
import { proofOf } from './archive-facts.ts';
import { fileLooks, proofLooks } from './archive-looks.ts';
import { useArchiveWords } from './archive-words.ts';

const cut = { overflow: 'hidden', textOverflow: 'ellipsis' } as const;
const chip = { display: 'inline-flex', minWidth: 0 } as const;
const code = { color: v('ink-tertiary'), fontWeight: 400, marginLeft: 4 } as const;
const daySeconds = 86_400;

export function useBackupColumns(now: Date): ReadonlyArray<GridColDef<ArchiveRow>> {
  const { t } = useTranslation('archives');
  const format = useFormat();
  const words = useArchiveWords();
  const age = (madeAt: string): string => {
    const days = ageInDays(madeAt, now);
    return days === 0 ? t('page.today') : format.age(days * daySeconds);
  };
  return [
    {
      field: 'tenant',
      headerName: t('page.column.tenant'),
      flex: 1.4,
      minWidth: 220,
      // Two tenants may have one name: a restored one has it from the other.
      renderCell: ({ row }) => (
        <span title={`${row.tenantName}, ${row.tenantCode}`} style={cut}>
          <span lang="tr">{row.tenantName}</span> <Mono style={code}>{row.tenantCode}</Mono>
        </span>
      ),
    },
    {
      field: 'made',
      headerName: t('page.column.made'),
      width: 148,
      align: 'right',
      headerAlign: 'right',
      valueGetter: (_value, { madeAt }) => format.dateTime(madeAt),
    },
    {
      field: 'age',
      headerName: t('page.column.age'),
      width: 88,
      align: 'right',
      headerAlign: 'right',
      valueGetter: (_value, { madeAt }) => age(madeAt),
    },
    {
      field: 'size',
      headerName: t('page.column.size'),
      width: 96,
      align: 'right',
      headerAlign: 'right',
      valueGetter: (_value, { bytes }) => format.bytes(bytes),
    },
    {
      field: 'tool',
      headerName: t('page.column.tool'),
      flex: 0.8,
      minWidth: 120,
      sortable: false,
      valueGetter: (_value, { tool }) => tool,
    },
    {
      field: 'proof',
      headerName: t('page.column.proof'),
      width: 178,
      renderCell: ({ row }) => (
        <span title={words.proof(row)} style={chip}>
          <StatusChip look={proofLooks[proofOf(row)]} form="grid" />
        </span>
      ),
    },
    {
      field: 'file',
      headerName: t('page.column.file'),
      flex: 1,
      minWidth: 170,
      sortable: false,
      renderCell: ({ row }) => (
        <span title={`${row.machine}: ${row.path}`} style={chip}>
          <StatusChip
            look={fileLooks[row.file]}
            form="grid"
            {...(row.file === 'elsewhere' ? { label: row.machine } : {})}
          />
        </span>
      ),
    },
  ];
}

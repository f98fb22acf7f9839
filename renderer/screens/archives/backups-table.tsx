import Button from '@mui/material/Button';
import useMediaQuery from '@mui/material/useMediaQuery';
import { Archive } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ArchiveRow } from '../../../shared/contract/archives.ts';
import { DataFooter } from '../../components/data-footer.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useLasting } from '../../components/skeletons.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { type ArchiveSort, type ArchiveSortColumn, sorted } from './archive-facts.ts';
import { useBackupColumns } from './backup-columns.tsx';

interface BackupsTableProps {
  readonly archives: ReadonlyArray<ArchiveRow>;
  /** Exports instead of backups. */
  readonly exports: boolean;
  readonly filtered: boolean;
  readonly refreshing: boolean;
  readonly now: Date;
  onClear(): void;
}

const pageSize = 100;
const hiddenWhenNarrow = ['tool', 'made'];

export const BackupsTable = ({ archives, exports, filtered, refreshing, now, onClear }: BackupsTableProps) => {
  const { t } = useTranslation('archives');
  const format = useFormat();
  const navigate = useNavigate();
  const narrow = useMediaQuery('(max-width: 1239px)');
  const [sort, setSort] = useState<ArchiveSort>({ column: 'age', descending: false });
  const [asked, setOffset] = useState(0);
  const columns = useBackupColumns(now);
  const slow = useLasting(refreshing, 150);
  const offset = asked < archives.length ? asked : 0;
  const rows = sorted(archives, sort, format.compare).slice(offset, offset + pageSize);
  const bytes = archives.reduce((sum, archive) => sum + archive.bytes, 0);
  const amount = format.number(archives.length);
  const count = t(exports ? 'page.exportCount' : 'page.count', { count: archives.length, amount });
  return (
    <DataTable<ArchiveRow, ArchiveSortColumn>
      label={t('title')}
      rows={rows}
      columns={columns}
      loading={slow && archives.length === 0 && !filtered}
      sort={sort}
      onSort={(next) => {
        setSort(next);
        setOffset(0);
      }}
      onOpen={({ tenantId }) => void navigate(`/tenants/${tenantId}/backups`)}
      hiddenColumns={[...(narrow ? hiddenWhenNarrow : []), ...(exports ? ['proof'] : [])]}
      empty={<NoArchives exports={exports} filtered={filtered} onClear={onClear} />}
      footer={
        <DataFooter
          summary={archives.length === 0 ? count : `${count} · ${format.bytes(bytes)}`}
          range={t('page.range', {
            from: format.number(rows.length === 0 ? 0 : offset + 1),
            to: format.number(offset + rows.length),
            total: amount,
          })}
          previous={{ enabled: offset > 0, go: () => setOffset(offset - pageSize) }}
          next={{ enabled: offset + pageSize < archives.length, go: () => setOffset(offset + pageSize) }}
        />
      }
    />
  );
};

const NoArchives = ({ exports, filtered, onClear }: Pick<BackupsTableProps, 'exports' | 'filtered' | 'onClear'>) => {
  const { t } = useTranslation('archives');
  if (filtered)
    return (
      <EmptyState
        icon={Archive}
        title={t('page.filtered')}
        action={
          <Button size="small" onClick={onClear}>
            {t('page.filter.clear')}
          </Button>
        }
      />
    );
  return (
    <EmptyState
      icon={Archive}
      title={t(exports ? 'page.emptyExports' : 'page.empty')}
      body={t(exports ? 'page.emptyExportsBody' : 'page.emptyBody')}
    />
  );
};

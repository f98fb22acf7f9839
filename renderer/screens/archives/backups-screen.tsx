import Box from '@mui/material/Box';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveRow } from '../../../shared/contract/archives.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { ViewTabs } from '../../components/view-tabs.tsx';
import { useNow } from '../../frame/use-now.ts';
import { useCall } from '../../ipc/use-call.ts';
import { type ArchiveFilter, backupsOf, everyArchive, exportsOf, narrowed, newestOfEach } from './archive-facts.ts';
import { ArchiveFilters } from './archive-filters.tsx';
import { BackupsTable } from './backups-table.tsx';
import { WithoutBackup } from './without-backup.tsx';

const views = ['newest', 'all', 'exports'] as const;
type View = (typeof views)[number];

const rowsOf: Readonly<Record<View, (rows: ReadonlyArray<ArchiveRow>) => ReadonlyArray<ArchiveRow>>> = {
  newest: newestOfEach,
  all: backupsOf,
  exports: exportsOf,
};

/** Ages are told in days. */
const agesEveryMs = 60_000;

/** Every backup and export of every tenant that the platform knows of, and the tenants that have none. */
export const BackupsScreen = () => {
  const { t } = useTranslation('archives');
  const [view, setView] = useState<View>('newest');
  const [filter, setFilter] = useState<ArchiveFilter>(everyArchive);
  const now = useNow(agesEveryMs);
  const { data, error, isFetching, refetch } = useCall('archives.list', { tenantId: null });
  // Exports are never verified: nothing can be asked of their proof.
  const applied = view === 'exports' ? { ...filter, proofs: [] } : filter;
  return (
    <>
      <PageHead title={t('title')} />
      <ViewTabs
        label={t('page.views')}
        value={view}
        onChange={setView}
        tabs={views.map((name) => ({
          value: name,
          label: t(`page.view.${name}`),
          count: data === undefined ? undefined : rowsOf[name](data).length,
        }))}
      />
      <Box
        sx={{
          flex: 1,
          minHeight: 0,
          display: 'flex',
          flexDirection: 'column',
          gap: '10px',
          px: '20px',
          pt: '10px',
          pb: '14px',
        }}
      >
        {data === undefined ? (
          error === null ? (
            <SkeletonRows rows={12} />
          ) : (
            <ErrorState error={error} onRetry={() => void refetch()} />
          )
        ) : (
          <>
            {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
            {view === 'newest' && <WithoutBackup archives={data} />}
            <ArchiveFilters filter={filter} proof={view !== 'exports'} onChange={setFilter} />
            <BackupsTable
              key={view}
              archives={narrowed(rowsOf[view](data), applied, now)}
              exports={view === 'exports'}
              filtered={applied !== everyArchive && JSON.stringify(applied) !== JSON.stringify(everyArchive)}
              refreshing={isFetching}
              now={now}
              onClear={() => setFilter(everyArchive)}
            />
          </>
        )}
      </Box>
    </>
  );
};

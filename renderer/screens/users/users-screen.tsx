import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import useMediaQuery from '@mui/material/useMediaQuery';
import { keepPreviousData } from '@tanstack/react-query';
import { CircleUserRound, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { userTabs } from '../../../shared/contract/users.ts';
import type { PlatformUser } from '../../../shared/domain/users.ts';
import { DataFooter } from '../../components/data-footer.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PausedSearch } from '../../components/paused-search.tsx';
import { ViewTabs } from '../../components/view-tabs.tsx';
import { useNow } from '../../frame/use-now.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { pageSize, type UserPlace, useUserFilter } from './use-user-filter.ts';
import { useUserColumns } from './user-columns.tsx';
import { UserPanel } from './user-panel.tsx';

/** Locks end and ages are told in minutes. */
const agesEveryMs = 30_000;
const besidePanel = ['username', 'isTenantAdmin', 'lastLoginAt'];

/** Every user of the platform, of whichever tenant. */
export const UsersScreen = () => {
  const { t } = useTranslation('users');
  const place = useUserFilter();
  const now = useNow(agesEveryMs);
  const { tab, search, offset, open } = place;
  const page = useCall('users.search', { tab, search, offset, limit: pageSize }, { placeholderData: keepPreviousData });
  const counts = page.data?.counts;
  return (
    <>
      <PageHead title={t('title')} />
      <ViewTabs
        label={t('tabs')}
        value={tab}
        onChange={(next) => place.narrow({ tab: next })}
        tabs={userTabs.map((value) => ({
          value,
          label: t(`tab.${value}`),
          count: counts?.[value],
          ...(value === 'locked' ? { tone: 'warn' as const } : {}),
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
        <Box sx={{ display: 'flex', flex: 'none' }}>
          <PausedSearch
            label={t('search')}
            value={search}
            width={320}
            onSearch={(next) => place.narrow({ search: next })}
          />
        </Box>
        <Box sx={{ display: 'flex', gap: '12px', flex: 1, minHeight: 0 }}>
          {page.error !== null && page.data === undefined ? (
            <ErrorState error={page.error} onRetry={() => void page.refetch()} />
          ) : (
            <UserTable
              place={place}
              rows={page.data?.rows ?? []}
              total={page.data?.total ?? 0}
              now={now}
              loading={page.isPending}
            />
          )}
          {open !== null && <UserPanel key={open} id={open} now={now} onClose={() => place.openUser(null)} />}
        </Box>
      </Box>
    </>
  );
};

interface UserTableProps {
  readonly place: UserPlace;
  readonly rows: ReadonlyArray<PlatformUser>;
  readonly total: number;
  readonly now: Date;
  readonly loading: boolean;
}

const UserTable = ({ place, rows, total, now, loading }: UserTableProps) => {
  const { t } = useTranslation('users');
  const format = useFormat();
  const columns = useUserColumns(now);
  const narrow = useMediaQuery('(max-width: 1239px)');
  const { offset, open } = place;
  const last = Math.max(0, Math.ceil(total / pageSize) - 1) * pageSize;
  return (
    <DataTable<PlatformUser, never>
      label={t('title')}
      rows={rows}
      columns={columns}
      loading={loading}
      currentId={open}
      hiddenColumns={open !== null ? besidePanel : narrow ? ['isTenantAdmin'] : []}
      onOpen={({ id }) => place.openUser(id)}
      empty={<NoUsers place={place} />}
      footer={
        <DataFooter
          summary={t('count', { count: total, total: format.number(total) })}
          {...(total === 0
            ? {}
            : {
                range: t('range', {
                  from: format.number(offset + 1),
                  to: format.number(offset + rows.length),
                  total: format.number(total),
                }),
              })}
          first={{ enabled: offset > 0, go: () => place.turnTo(0) }}
          previous={{ enabled: offset > 0, go: () => place.turnTo(Math.max(0, offset - pageSize)) }}
          next={{ enabled: offset < last, go: () => place.turnTo(offset + pageSize) }}
          last={{ enabled: offset < last, go: () => place.turnTo(last) }}
        />
      }
    />
  );
};

const NoUsers = ({ place }: { readonly place: UserPlace }) => {
  const { t } = useTranslation('users');
  const { tab, search } = place;
  if (search === '') return <EmptyState icon={CircleUserRound} title={t(`empty.${tab}`)} />;
  return (
    <EmptyState
      icon={SearchX}
      title={t('empty.search')}
      body={t('empty.searchBody', { search })}
      action={
        <Button size="small" onClick={() => place.narrow({ search: '', tab: 'all' })}>
          {t('empty.clear')}
        </Button>
      }
    />
  );
};

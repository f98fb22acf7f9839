import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import useMediaQuery from '@mui/material/useMediaQuery';
import { keepPreviousData } from '@tanstack/react-query';
import { CalendarCheck, Repeat, SearchX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type {
  SubscriptionPage,
  SubscriptionRow,
  SubscriptionSortColumn,
} from '../../../shared/contract/subscriptions.ts';
import { DataFooter } from '../../components/data-footer.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { SkeletonRows, useLasting } from '../../components/skeletons.tsx';
import { type ViewTab, ViewTabs } from '../../components/view-tabs.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useToday } from '../lifecycle/use-today.ts';
import { ApplyDueDialog } from './apply-due-dialog.tsx';
import { hiddenWhenNarrow, useSubscriptionColumns } from './subscription-columns.tsx';
import { SubscriptionFilters } from './subscription-filters.tsx';
import {
  filterOf,
  pageSize,
  type SubscriptionPlace,
  type SubscriptionTab,
  subscriptionTabs,
  useSubscriptionPlace,
} from './use-subscription-filter.ts';

const tones: Partial<Record<SubscriptionTab, 'warn' | 'danger'>> = {
  past_due: 'warn',
  unpaid: 'danger',
  expired: 'warn',
  change_due: 'warn',
};

/** What every tenant pays for, by the state of it. */
export const SubscriptionsScreen = () => {
  const { t } = useTranslation(['subscriptions', 'status']);
  const place = useSubscriptionPlace();
  const counts = useCall('subscriptions.counts', {}).data;
  const [applying, setApplying] = useState(false);
  const due = counts?.change_due ?? 0;
  const guard = useGuard({
    call: 'subscriptions.applyDue',
    state: counts !== undefined && due === 0 ? t('subscriptions:due.none') : null,
  });
  const tabs = subscriptionTabs.map((tab): ViewTab<SubscriptionTab> => {
    const tone = tones[tab];
    const label =
      tab === 'all' || tab === 'change_due' ? t(`subscriptions:tab.${tab}`) : t(`status:subscription.${tab}`);
    return { value: tab, label, count: counts?.[tab], ...(tone === undefined ? {} : { tone }) };
  });
  return (
    <>
      <PageHead
        title={t('subscriptions:title')}
        actions={
          !guard.forbidden && (
            <GuardedButton
              guard={guard}
              icon={<CalendarCheck size={14} strokeWidth={1.75} aria-hidden />}
              onClick={() => setApplying(true)}
            >
              {t('subscriptions:due.open')}
            </GuardedButton>
          )
        }
      />
      <ViewTabs
        label={t('subscriptions:tabs')}
        tabs={tabs}
        value={place.tab}
        onChange={(tab) => place.narrow({ tab })}
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
        <SubscriptionFilters place={place} />
        <List place={place} />
      </Box>
      {applying && <ApplyDueDialog onClose={() => setApplying(false)} />}
    </>
  );
};

const List = ({ place }: { readonly place: SubscriptionPlace }) => {
  const { t } = useTranslation('subscriptions');
  const navigate = useNavigate();
  const narrow = useMediaQuery('(max-width: 1239px)');
  const columns = useSubscriptionColumns(useToday());
  const page = useCall('subscriptions.list', filterOf(place), { placeholderData: keepPreviousData });
  const slow = useLasting(page.isPlaceholderData, 150);
  const { data, error } = page;
  if (data === undefined)
    return error === null ? (
      <SkeletonRows rows={12} />
    ) : (
      <ErrorState error={error} onRetry={() => void page.refetch()} />
    );
  return (
    <>
      {error !== null && <ErrorState error={error} onRetry={() => void page.refetch()} />}
      <DataTable<SubscriptionRow, SubscriptionSortColumn>
        label={t('title')}
        rows={data.rows}
        columns={columns}
        loading={slow}
        sort={place.sort}
        onSort={(sort) => place.narrow({ sort })}
        onOpen={({ tenant }) => void navigate(`/tenants/${tenant.id}/subscription`)}
        hiddenColumns={narrow ? hiddenWhenNarrow : []}
        empty={<NoSubscriptions place={place} />}
        footer={<Footer place={place} page={data} />}
      />
    </>
  );
};

const Footer = ({ place, page }: { readonly place: SubscriptionPlace; readonly page: SubscriptionPage }) => {
  const { t } = useTranslation('subscriptions');
  const format = useFormat();
  const { offset } = place;
  const { total } = page;
  return (
    <DataFooter
      summary={t('count', { count: total })}
      range={t('range', {
        from: format.number(total === 0 ? 0 : offset + 1),
        to: format.number(Math.min(offset + pageSize, total)),
        total: format.number(total),
      })}
      previous={{ enabled: offset > 0, go: () => place.turnTo(Math.max(0, offset - pageSize)) }}
      next={{ enabled: offset + pageSize < total, go: () => place.turnTo(offset + pageSize) }}
    />
  );
};

const NoSubscriptions = ({ place }: { readonly place: SubscriptionPlace }) => {
  const { t } = useTranslation('subscriptions');
  const { tab, search, packageIds } = place;
  if (tab === 'all' && search === '' && packageIds.length === 0)
    return <EmptyState icon={Repeat} title={t('empty.none')} body={t('empty.noneBody')} />;
  return (
    <EmptyState
      icon={SearchX}
      title={t('empty.filtered')}
      body={search === '' ? t('empty.filteredBody') : t('empty.searched', { search })}
      action={
        <Button size="small" onClick={place.showAll}>
          {t('filter.showAll')}
        </Button>
      }
    />
  );
};

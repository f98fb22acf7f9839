import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Inbox, Plus, SearchX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { registrationTabs } from '../../../shared/contract/registrations.ts';
import { DataFooter } from '../../components/data-footer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { ViewTabs } from '../../components/view-tabs.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { FilterBar } from './filter-bar.tsx';
import { NewRegistrationDialog } from './new-registration-dialog.tsx';
import { RegistrationTable } from './registration-table.tsx';
import { pageSize, type RegistrationPlace, useRegistrationFilter } from './use-registration-filter.ts';
import { useRegistrations } from './use-registrations.ts';

const tones = { failed: 'danger', waiting: 'warn' } as const;
const toneOf = (tab: string) => (tab === 'failed' || tab === 'waiting' ? { tone: tones[tab] } : {});

/** The queue of companies that want to become tenants. */
export const RegistrationsScreen = () => {
  const { t } = useTranslation('registrations');
  const place = useRegistrationFilter();
  const [adding, setAdding] = useState(false);
  const guard = useGuard({ call: 'registrations.create' });
  const counts = useCall('registrations.counts', {}).data;
  return (
    <>
      <PageHead
        title={t('title')}
        actions={
          <GuardedButton
            guard={guard}
            variant="contained"
            color="primary"
            icon={<Plus size={14} strokeWidth={1.75} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('new.button')}
          </GuardedButton>
        }
      />
      <ViewTabs
        label={t('tabs')}
        value={place.filter.tab}
        onChange={(tab) => place.narrow({ tab })}
        tabs={registrationTabs.map((tab) => ({
          value: tab,
          label: t(`tab.${tab}`),
          count: counts?.[tab],
          ...toneOf(tab),
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
          pb: '16px',
        }}
      >
        <FilterBar place={place} />
        <Queue place={place} openCount={counts?.open} />
      </Box>
      {adding && <NewRegistrationDialog onClose={() => setAdding(false)} />}
    </>
  );
};

const Queue = ({ place, openCount }: { readonly place: RegistrationPlace; readonly openCount: number | undefined }) => {
  const { t } = useTranslation('registrations');
  const format = useFormat();
  const { rows, page, error, refreshing, waiting, hold, release, reload } = useRegistrations(place);
  if (page === undefined)
    return error === null ? <SkeletonRows rows={10} height={39} /> : <ErrorState error={error} onRetry={reload} />;
  const { offset, open } = place;
  const total = format.number(page.total);
  return (
    <>
      {error !== null && <ErrorState error={error} onRetry={reload} />}
      <RegistrationTable
        rows={rows}
        openId={open}
        refreshing={refreshing}
        onOpen={place.openRow}
        onHold={hold}
        empty={<Empty place={place} />}
        footer={
          <DataFooter
            summary={
              <>
                {t('footer.match', { count: page.total, total })}
                {openCount !== undefined && t('footer.open', { open: format.number(openCount) })}
                {waiting > 0 && (
                  <Button size="small" variant="text" onClick={release} sx={{ ml: 2 }}>
                    {t('footer.changed')}
                  </Button>
                )}
              </>
            }
            range={t('footer.range', {
              from: format.number(page.total === 0 ? 0 : offset + 1),
              to: format.number(Math.min(offset + pageSize, page.total)),
              total,
            })}
            previous={{ enabled: offset > 0, go: () => place.turnTo(Math.max(0, offset - pageSize)) }}
            next={{ enabled: offset + pageSize < page.total, go: () => place.turnTo(offset + pageSize) }}
          />
        }
      />
    </>
  );
};

/** Why the list is empty: nothing there yet, or filtered out; the filters are repeated in words. */
const Empty = ({ place }: { readonly place: RegistrationPlace }) => {
  const { t } = useTranslation('registrations');
  const { tab, search, packageId, receivedWithinDays } = place.filter;
  const words = [
    ...(search === '' ? [] : [t('empty.search', { search })]),
    ...(receivedWithinDays === null ? [] : [t('empty.days', { count: receivedWithinDays })]),
    ...(packageId === null ? [] : [t('empty.package')]),
  ];
  if (words.length > 0)
    return (
      <EmptyState
        icon={SearchX}
        title={t('empty.filtered')}
        body={words.join(', ')}
        action={<Button onClick={place.clear}>{t('empty.clear')}</Button>}
      />
    );
  return <EmptyState icon={Inbox} title={t(`empty.tab.${tab}`)} body={tab === 'all' ? t('empty.none') : undefined} />;
};

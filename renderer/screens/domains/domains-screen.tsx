import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import useMediaQuery from '@mui/material/useMediaQuery';
import { keepPreviousData } from '@tanstack/react-query';
import { Globe, SearchX, Wrench } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { domainTabs, type StoredDomain } from '../../../shared/contract/domains.ts';
import { DataFooter } from '../../components/data-footer.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { useGuard } from '../../components/guard.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PausedSearch } from '../../components/paused-search.tsx';
import { ViewTabs } from '../../components/view-tabs.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { usePlatform } from '../../stores/session.ts';
import { useDomainColumns } from './domain-columns.tsx';
import { RepairDialog } from './repair-dialog.tsx';
import { type DomainPlace, pageSize, useDomainFilter } from './use-domain-filter.ts';

/** Under which names all tenants are reached. */
export const DomainsScreen = () => {
  const { t } = useTranslation('domains');
  const place = useDomainFilter();
  const { tab, search, offset } = place;
  const counts = useCall('domains.counts', {}).data;
  // Here and not in the banner, which is gone once all are repaired: the results stay until they are closed.
  const [repairing, setRepairing] = useState(false);
  const page = useCall('domains.list', { tab, search, offset, limit: pageSize }, { placeholderData: keepPreviousData });
  return (
    <>
      <PageHead title={t('title')} />
      <ViewTabs
        label={t('tabs')}
        value={tab}
        onChange={(next) => place.narrow({ tab: next })}
        tabs={domainTabs.map((value) => ({
          value,
          label: t(`tab.${value}`),
          count: counts?.[value],
          ...(value === 'unverified' || value === 'mismatched' ? { tone: 'warn' as const } : {}),
        }))}
      />
      <Box
        sx={{
          ...{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column', gap: '10px' },
          ...{ px: '20px', pt: '10px', pb: '14px' },
        }}
      >
        {counts !== undefined && counts.mismatched > 0 && (
          <MismatchBanner count={counts.mismatched} onRepair={() => setRepairing(true)} />
        )}
        <Box sx={{ display: 'flex', flex: 'none' }}>
          <PausedSearch
            label={t('search')}
            value={search}
            width={360}
            onSearch={(next) => place.narrow({ search: next })}
          />
        </Box>
        {page.error !== null && page.data === undefined ? (
          <ErrorState error={page.error} onRetry={() => void page.refetch()} />
        ) : (
          <DomainTable
            place={place}
            rows={page.data?.rows ?? []}
            total={page.data?.total ?? 0}
            loading={page.isPending}
          />
        )}
      </Box>
      {repairing && <RepairDialog onClose={() => setRepairing(false)} />}
    </>
  );
};

const MismatchBanner = ({ count, onRepair }: { readonly count: number; onRepair(): void }) => {
  const { t } = useTranslation('domains');
  const guard = useGuard({ call: 'domains.repair' });
  const [base = ''] = usePlatform()?.baseDomains ?? [];
  return (
    <InlineMessage
      tone="warn"
      title={t('mismatch.title', { count, base })}
      body={t('mismatch.body')}
      action={
        <GuardedButton
          guard={guard}
          size="small"
          icon={<Wrench size={13} strokeWidth={1.75} aria-hidden />}
          onClick={onRepair}
        >
          {t('mismatch.button')}
        </GuardedButton>
      }
    />
  );
};

interface DomainTableProps {
  readonly place: DomainPlace;
  readonly rows: ReadonlyArray<StoredDomain>;
  readonly total: number;
  readonly loading: boolean;
}

const DomainTable = ({ place, rows, total, loading }: DomainTableProps) => {
  const { t } = useTranslation('domains');
  const format = useFormat();
  const navigate = useNavigate();
  const columns = useDomainColumns();
  const narrow = useMediaQuery('(max-width: 1239px)');
  const { offset } = place;
  const last = Math.max(0, Math.ceil(total / pageSize) - 1) * pageSize;
  const range = {
    from: format.number(offset + 1),
    to: format.number(offset + rows.length),
    total: format.number(total),
  };
  return (
    <DataTable<StoredDomain, never>
      label={t('title')}
      rows={rows}
      columns={columns}
      loading={loading}
      hiddenColumns={narrow ? ['checkedAt', 'kind'] : []}
      onOpen={({ tenantId }) => void navigate(`/tenants/${tenantId}/domains`)}
      empty={<NoDomains place={place} />}
      footer={
        <DataFooter
          summary={t('count', { count: total, total: format.number(total) })}
          {...(total === 0 ? {} : { range: t('range', range) })}
          first={{ enabled: offset > 0, go: () => place.turnTo(0) }}
          previous={{ enabled: offset > 0, go: () => place.turnTo(Math.max(0, offset - pageSize)) }}
          next={{ enabled: offset < last, go: () => place.turnTo(offset + pageSize) }}
          last={{ enabled: offset < last, go: () => place.turnTo(last) }}
        />
      }
    />
  );
};

const NoDomains = ({ place }: { readonly place: DomainPlace }) => {
  const { t } = useTranslation('domains');
  const { tab, search } = place;
  if (search === '')
    return (
      <EmptyState icon={Globe} title={t(`empty.${tab}`)} {...(tab === 'all' ? { body: t('empty.allBody') } : {})} />
    );
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

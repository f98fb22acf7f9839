import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import useMediaQuery from '@mui/material/useMediaQuery';
import { keepPreviousData } from '@tanstack/react-query';
import { Building2, Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { TenantPage, TenantSortColumn, TenantTotals } from '../../../shared/contract/tenants.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { DataFooter } from '../../components/data-footer.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { SkeletonRows, useLasting } from '../../components/skeletons.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useSaveSettings, useSettings } from '../../ipc/use-settings.ts';
import { useSucceed } from '../../stores/notices.ts';
import { usePlatform } from '../../stores/session.ts';
import { pageAskedFor, pageSize, start } from '../../stores/tenant-list.ts';
import { BulkBar } from './bulk-bar.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { type ListState, useListState } from './list-state.ts';
import { hiddenAtFirst, hiddenWhenNarrow, tenantColumns, useTenantColumns } from './tenant-columns.tsx';
import { TenantFilters } from './tenant-filters.tsx';
import { TenantViews } from './tenant-views.tsx';
import { useSelection } from './use-selection.ts';

const grid = 'tenants';

/** Every tenant of the platform: found in two seconds, sorted and filtered by the server, whatever their number. */
export const TenantsScreen = () => {
  const { t } = useTranslation('tenants');
  const navigate = useNavigate();
  const succeed = useSucceed();
  const platform = usePlatform();
  const list = useListState();
  const [search, setSearch] = useSearch(list);
  const settings = useSettings();
  const save = useSaveSettings();
  const hidden = settings?.columns[grid] ?? hiddenAtFirst;
  const setHidden = (columns: ReadonlyArray<string>): void =>
    save({ columns: { ...settings?.columns, [grid]: [...columns] } });
  const narrow = useMediaQuery('(max-width: 1239px)');
  const notShown = narrow ? [...hidden, ...hiddenWhenNarrow] : hidden;
  const columns = useTenantColumns(platform?.baseDomains ?? []);

  const page = useCall('tenants.list', pageAskedFor(list), { placeholderData: keepPreviousData });
  const slow = useLasting(page.isPlaceholderData, 150);
  const totals = useCall('tenants.totals', { filter: list.filter }, { placeholderData: keepPreviousData });
  const exporting = useChange('tenants.exportCsv', {
    errors: 'notice',
    onDone: (done) => {
      if (done !== null) succeed(t('exported', { count: done.rows, file: done.file }));
    },
  });
  const language = settings?.language ?? 'en';
  const exportShown = (only?: ReadonlySet<TenantId>): void =>
    exporting.mutate({
      filter: list.filter,
      sort: list.sort,
      columns: tenantColumns.filter((column) => !notShown.includes(column)),
      language,
      ...(only === undefined ? {} : { only: [...only] }),
    });
  const selection = useSelection(list.filter);

  return (
    <>
      <PageHead
        title={t('title')}
        actions={
          <Button
            startIcon={<Download size={14} strokeWidth={1.75} aria-hidden />}
            disabled={exporting.isPending}
            onClick={() => exportShown()}
          >
            {t('export')}
          </Button>
        }
      />
      <TenantViews list={list} hidden={hidden} onHidden={setHidden} />
      <Box
        sx={{
          display: 'flex',
          flexDirection: 'column',
          gap: '10px',
          flex: 1,
          minHeight: 0,
          px: '20px',
          pt: '10px',
          pb: '14px',
        }}
      >
        <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 2 }}>
          <TenantFilters list={list} search={search} onSearch={setSearch} />
          <ColumnChooser hidden={hidden} onChange={setHidden} />
        </Box>
        {page.data === undefined ? (
          page.error === null ? (
            <SkeletonRows rows={12} />
          ) : (
            <ErrorState error={page.error} onRetry={() => void page.refetch()} />
          )
        ) : (
          <DataTable<TenantPage['rows'][number], TenantSortColumn>
            label={t('title')}
            rows={page.data.rows}
            columns={columns}
            loading={slow}
            sort={list.sort}
            onSort={list.order}
            onOpen={({ id }) => void navigate(`/tenants/${id}`)}
            hiddenColumns={notShown}
            selection={{
              ids: page.data.rows.filter(({ id }) => selection.ids.has(id)).map(({ id }) => id),
              onChange: (ids) => selection.tick(page.data.rows, ids),
            }}
            empty={<NoTenants list={list} />}
            footer={
              selection.ids.size === 0 ? (
                <Footer list={list} page={page.data} totals={totals.data} />
              ) : (
                <BulkBar
                  list={list}
                  selection={selection}
                  totals={totals.data}
                  range={<Range list={list} page={page.data} totals={totals.data} />}
                  exporting={exporting.isPending}
                  onExport={() => exportShown(selection.ids)}
                />
              )
            }
          />
        )}
      </Box>
    </>
  );
};

/** How long the typing must pause before the list follows. */
const pause = 120;

/** What is typed shows at once; the list follows when the typing pauses. A saved view brings its own text. */
function useSearch({ filter, narrow }: ListState): [string, (text: string) => void] {
  const [typed, setTyped] = useState(filter.search);
  const asked = useRef(filter.search);
  useEffect(() => {
    if (filter.search === asked.current) return;
    asked.current = filter.search;
    setTyped(filter.search);
  }, [filter.search]);
  const wait = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(wait.current), []);
  const type = (text: string): void => {
    setTyped(text);
    clearTimeout(wait.current);
    wait.current = setTimeout(() => {
      asked.current = text.trim();
      narrow({ search: text.trim() });
    }, pause);
  };
  return [typed, type];
}

const NoTenants = ({ list }: { readonly list: ListState }) => {
  const { t } = useTranslation('tenants');
  const filtered = list.filter.search !== '' || list.changed || list.view !== 'built:all';
  return filtered ? (
    <EmptyState
      icon={Building2}
      title={t('empty.filtered')}
      body={list.filter.search === '' ? t('empty.filteredBody') : t('empty.searched', { search: list.filter.search })}
      action={
        <Button size="small" onClick={list.showAll}>
          {t('filter.showAll')}
        </Button>
      }
    />
  ) : (
    <EmptyState icon={Building2} title={t('empty.none')} body={t('empty.noneBody')} />
  );
};

interface FooterProps {
  readonly list: ListState;
  readonly page: TenantPage | undefined;
  readonly totals: TenantTotals | undefined;
}

/** Number of the page's first row; null while the count that it follows from is not known. */
const firstRow = ({ list, page, totals }: FooterProps): number | null =>
  list.position.from ?? (totals === undefined ? null : Math.max(1, totals.count - (page?.rows.length ?? 0) + 1));

const Range = (props: FooterProps) => {
  const { t } = useTranslation('tenants');
  const format = useFormat();
  const { page, totals } = props;
  const from = firstRow(props);
  const shown = page?.rows.length ?? 0;
  if (from === null || shown === 0 || totals === undefined) return null;
  return t('range', { from: format.number(from), to: format.number(from + shown - 1), count: totals.count });
};

const Footer = (props: FooterProps) => {
  const { list, page, totals } = props;
  const { t } = useTranslation('tenants');
  const format = useFormat();
  const { go } = list;
  const shown = page?.rows.length ?? 0;
  const from = firstRow(props);
  const { before = null, after = null } = page ?? {};
  const sums = (totals?.mrr ?? []).filter(({ minor }) => minor !== 0).map((sum) => format.money(sum, { whole: true }));
  return (
    <DataFooter
      summary={
        totals === undefined
          ? t('counting')
          : [
              t('count', { count: totals.count }),
              ...(sums.length === 0 ? [] : [t('mrrSum', { sum: sums.join(' + ') })]),
            ].join(' · ')
      }
      range={<Range {...props} />}
      first={{ enabled: before !== null, go: () => go(start) }}
      previous={{
        enabled: before !== null,
        go: () =>
          before !== null && go({ place: { before }, from: from === null ? null : Math.max(1, from - pageSize) }),
      }}
      next={{
        enabled: after !== null,
        go: () => after !== null && go({ place: { after }, from: from === null ? null : from + shown }),
      }}
      last={{ enabled: after !== null, go: () => go({ place: { at: 'last' }, from: null }) }}
    />
  );
};

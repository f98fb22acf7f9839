import Box from '@mui/material/Box';
import { Boxes } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogModule } from '../../../shared/contract/modules.ts';
import { foldForSearch } from '../../../shared/domain/names.ts';
import { DataFooter } from '../../components/data-footer.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { useCatalogColumns } from './catalog-columns.tsx';
import { CatalogPanel } from './catalog-panel.tsx';

/** Every module over all tenants. */
export const ModulesScreen = () => {
  const { t } = useTranslation('modules');
  const { data, error, refetch } = useCall('modules.catalog', {});
  return (
    <>
      <PageHead title={t('title')} sub={t('catalogue.sub')} />
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
          position: 'relative',
        }}
      >
        {data === undefined ? (
          error === null ? (
            <SkeletonRows rows={8} />
          ) : (
            <ErrorState error={error} onRetry={() => void refetch()} />
          )
        ) : (
          <Catalogue modules={data} />
        )}
      </Box>
    </>
  );
};

const Catalogue = ({ modules }: { readonly modules: ReadonlyArray<CatalogModule> }) => {
  const { t } = useTranslation('modules');
  const [search, setSearch] = useState('');
  const [currentCode, setCurrent] = useState<string | null>(null);
  const columns = useCatalogColumns();
  const wanted = foldForSearch(search.trim());
  const shown = modules.filter(({ code, name, description }) =>
    foldForSearch(`${name} ${code} ${description ?? ''}`).includes(wanted),
  );
  const current = modules.find(({ code }) => code === currentCode);
  const searched = modules.length > 0;
  return (
    <>
      <Box>
        <SearchField label={t('search')} value={search} onChange={setSearch} />
      </Box>
      <Box sx={{ flex: 1, minHeight: 0, display: 'flex', gap: '12px' }}>
        <Box sx={{ flex: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
          <DataTable<CatalogModule, string>
            label={t('title')}
            rows={shown}
            columns={columns}
            rowId={({ code }) => code}
            loading={false}
            currentId={current?.code ?? null}
            // What the panel tells makes room for it.
            hiddenColumns={current === undefined ? [] : ['packages']}
            onOpen={({ code }) => setCurrent(code)}
            empty={
              <EmptyState
                icon={Boxes}
                title={t(searched ? 'none' : 'catalogue.empty')}
                body={t(searched ? 'noneBody' : 'catalogue.emptyBody')}
              />
            }
            footer={<DataFooter summary={t('catalogue.summary', { count: shown.length })} />}
          />
        </Box>
        {current !== undefined && <CatalogPanel module={current} onClose={() => setCurrent(null)} />}
      </Box>
    </>
  );
};

import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { FilterChip } from '../../components/filter-chip.tsx';
import { PausedSearch } from '../../components/paused-search.tsx';
import { useCall } from '../../ipc/use-call.ts';
import type { SubscriptionPlace } from './use-subscription-filter.ts';

export const SubscriptionFilters = ({ place }: { readonly place: SubscriptionPlace }) => {
  const { t } = useTranslation('subscriptions');
  const packages = useCall('platform.packages', {}, { staleTime: 60_000 }).data ?? [];
  const { search, packageIds, narrow } = place;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 2, flex: 'none' }}>
      <PausedSearch label={t('search')} value={search} onSearch={(next) => narrow({ search: next })} />
      <FilterChip
        label={t('filter.package')}
        multiple
        options={packages.map(({ id, name }) => ({ value: id, label: name }))}
        value={packageIds}
        onChange={(next) => narrow({ packageIds: next })}
      />
    </Box>
  );
};

import Box from '@mui/material/Box';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterChip } from '../../components/filter-chip.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useCall } from '../../ipc/use-call.ts';
import type { SubscriptionPlace } from './use-subscription-filter.ts';

const searchPauseMs = 200;

export const SubscriptionFilters = ({ place }: { readonly place: SubscriptionPlace }) => {
  const { t } = useTranslation('subscriptions');
  const packages = useCall('platform.packages', {}, { staleTime: 60_000 }).data ?? [];
  const { search, packageIds, narrow } = place;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 2, flex: 'none' }}>
      <Search value={search} onSearch={(next) => narrow({ search: next })} />
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

/** Typing is shown at once and asked for after a pause. */
const Search = ({ value, onSearch }: { readonly value: string; onSearch(search: string): void }) => {
  const { t } = useTranslation('subscriptions');
  const [typed, setTyped] = useState(value);
  const [asked, setAsked] = useState(value);
  if (value !== asked) {
    setAsked(value);
    setTyped(value);
  }
  useEffect(() => {
    const search = typed.trim();
    if (search === asked) return undefined;
    const timer = setTimeout(() => {
      setAsked(search);
      onSearch(search);
    }, searchPauseMs);
    return () => clearTimeout(timer);
  }, [typed, asked, onSearch]);
  return <SearchField label={t('search')} value={typed} onChange={setTyped} />;
};

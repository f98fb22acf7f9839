import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { type Lifecycle, lifecycles } from '../../../shared/domain/lifecycle.ts';
import { subscriptionStatuses } from '../../../shared/domain/subscriptions.ts';
import { FilterChip } from '../../components/filter-chip.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useQuiet } from '../../components/use-quiet.ts';
import { useCall } from '../../ipc/use-call.ts';
import type { ListState } from './list-state.ts';

const subscriptionChoices = [...subscriptionStatuses, 'none'] as const;
const createdChoices = [7, 30, 90, 365] as const;

/** The list's own filter bar: any number of conditions, all answered by the server. */
export const TenantFilters = ({
  list,
  search,
  onSearch,
}: {
  readonly list: ListState;
  readonly search: string;
  onSearch(text: string): void;
}) => {
  const { t } = useTranslation(['tenants', 'status']);
  const packages = useCall('platform.packages', {}, { enabled: useQuiet(true) }).data ?? [];
  const { filter, narrow } = list;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, flex: 1, minWidth: 0 }}>
      <SearchField label={t('tenants:search')} value={search} onChange={onSearch} width={280} />
      <FilterChip<Lifecycle>
        label={t('tenants:filter.lifecycle')}
        multiple
        options={lifecycles.map((value) => ({ value, label: t(`status:lifecycle.${value}`) }))}
        value={filter.lifecycles}
        onChange={(value) => narrow({ lifecycles: [...value] })}
      />
      <FilterChip<'yes' | 'no'>
        label={t('tenants:filter.suspended')}
        options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`tenants:filter.suspended_${value}`) }))}
        value={filter.suspended === null ? [] : [filter.suspended ? 'yes' : 'no']}
        onChange={([value]) => narrow({ suspended: value === undefined ? null : value === 'yes' })}
      />
      <FilterChip<(typeof subscriptionChoices)[number]>
        label={t('tenants:filter.subscription')}
        multiple
        options={subscriptionChoices.map((value) => ({ value, label: t(`status:subscription.${value}`) }))}
        value={filter.subscriptions}
        onChange={(value) => narrow({ subscriptions: [...value] })}
      />
      <FilterChip<string>
        label={t('tenants:filter.package')}
        multiple
        options={packages.map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.packageIds}
        onChange={(value) => narrow({ packageIds: [...value] })}
      />
      <FilterChip<string>
        label={t('tenants:filter.created')}
        options={createdChoices.map((days) => ({
          value: String(days),
          label: t('tenants:filter.lastDays', { count: days }),
        }))}
        value={filter.createdWithinDays === null ? [] : [String(filter.createdWithinDays)]}
        onChange={([days]) => narrow({ createdWithinDays: days === undefined ? null : Number(days) })}
      />
      {list.changed && (
        <Button variant="text" size="small" onClick={list.clear}>
          {t('tenants:filter.clear')}
        </Button>
      )}
    </Box>
  );
};

import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { FilterChip } from '../../components/filter-chip.tsx';
import { PausedSearch } from '../../components/paused-search.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useOperations } from '../../stores/operations.ts';
import { usualTimeToReady } from '../operations/past-durations.ts';
import { type RegistrationPlace, receivedDays } from './use-registration-filter.ts';

export const FilterBar = ({ place }: { readonly place: RegistrationPlace }) => {
  const { t } = useTranslation('registrations');
  const { filter, narrow } = place;
  const packages = useCall('platform.packages', {}, { staleTime: 60_000 }).data ?? [];
  const days = receivedDays.find((value) => Number(value) === filter.receivedWithinDays);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flex: 'none' }}>
      <PausedSearch label={t('filter.search')} value={filter.search} onSearch={(search) => narrow({ search })} />
      <FilterChip
        label={t('filter.received')}
        options={receivedDays.map((value) => ({ value, label: t(`filter.days.${value}`) }))}
        value={days === undefined ? [] : [days]}
        onChange={([value]) => narrow({ receivedWithinDays: value === undefined ? null : Number(value) })}
      />
      <FilterChip
        label={t('filter.package')}
        options={packages.map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.packageId === null ? [] : [filter.packageId]}
        onChange={([value]) => narrow({ packageId: value ?? null })}
      />
      <Box sx={{ flex: 1 }} />
      <UsualTime />
    </Box>
  );
};

const UsualTime = () => {
  const { t } = useTranslation('registrations');
  const format = useFormat();
  const milliseconds = useOperations(({ list }) => usualTimeToReady(list)?.milliseconds ?? null);
  const count = useOperations(({ list }) => usualTimeToReady(list)?.count ?? 0);
  if (milliseconds === null || count < 2) return null;
  return (
    <Box className="n" sx={{ fontSize: 12, color: 'ink.secondary', minWidth: 0 }}>
      {t('usualTime', { count })}{' '}
      <Box component="b" sx={{ color: 'ink.primary' }}>
        {format.duration(milliseconds)}
      </Box>
    </Box>
  );
};

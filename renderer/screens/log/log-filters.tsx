import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { LogFilter, LogOutcome } from '../../../shared/contract/log.ts';
import { logOutcomes } from '../../../shared/contract/log.ts';
import { FilterChip } from '../../components/filter-chip.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { useActionName } from './action-name.ts';

const periods = ['today', 'week', 'month'] as const;
export type Period = (typeof periods)[number];

interface LogFiltersProps {
  readonly filter: LogFilter;
  readonly search: string;
  readonly period: Period | null;
  onSearch(text: string): void;
  onPeriod(period: Period | null): void;
  onNarrow(part: Partial<LogFilter>): void;
}

/** When, who, what and how it ended. */
export const LogFilters = ({ filter, search, period, onSearch, onPeriod, onNarrow }: LogFiltersProps) => {
  const { t } = useTranslation(['log', 'status']);
  const actionName = useActionName();
  const choices = useCall('log.choices', {}).data ?? { operators: [], actions: [] };
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
      <SearchField label={t('log:search')} value={search} onChange={onSearch} />
      <FilterChip<Period>
        label={t('log:filter.when')}
        options={periods.map((value) => ({ value, label: t(`log:period.${value}`) }))}
        value={period === null ? [] : [period]}
        onChange={([value = null]) => onPeriod(value)}
      />
      <FilterChip<string>
        label={t('log:filter.operator')}
        options={choices.operators.map((value) => ({ value, label: value }))}
        value={filter.operator === null ? [] : [filter.operator]}
        onChange={([operator = null]) => onNarrow({ operator })}
      />
      <FilterChip<string>
        label={t('log:filter.action')}
        options={choices.actions.map((value) => ({ value, label: actionName(value) }))}
        value={filter.action === null ? [] : [filter.action]}
        onChange={([action = null]) => onNarrow({ action })}
      />
      <FilterChip<LogOutcome>
        label={t('log:filter.outcome')}
        options={logOutcomes.map((value) => ({ value, label: t(`status:log.${value}`) }))}
        value={filter.outcome === null ? [] : [filter.outcome]}
        onChange={([outcome = null]) => onNarrow({ outcome })}
      />
    </Box>
  );
};

import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { FilterChip } from '../../components/filter-chip.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { type ArchiveFilter, fileStates, proofs } from './archive-facts.ts';

const ages = ['1', '7', '30', '90'] as const;

interface ArchiveFiltersProps {
  readonly filter: ArchiveFilter;
  /** Whether what is listed can be verified at all. */
  readonly proof: boolean;
  onChange(filter: ArchiveFilter): void;
}

export const ArchiveFilters = ({ filter, proof, onChange }: ArchiveFiltersProps) => {
  const { t } = useTranslation(['archives', 'status']);
  const older = ages.find((days) => Number(days) === filter.olderThanDays);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 2, flex: 'none' }}>
      <SearchField
        label={t('archives:page.search')}
        value={filter.search}
        onChange={(search) => onChange({ ...filter, search })}
      />
      {proof && (
        <FilterChip
          label={t('archives:page.filter.proof')}
          multiple
          options={proofs.map((value) => ({ value, label: t(`status:proof.${value}`) }))}
          value={filter.proofs}
          onChange={(chosen) => onChange({ ...filter, proofs: chosen })}
        />
      )}
      <FilterChip
        label={t('archives:page.filter.file')}
        multiple
        options={fileStates.map((value) => ({ value, label: t(`status:archiveFile.${value}`) }))}
        value={filter.files}
        onChange={(files) => onChange({ ...filter, files })}
      />
      <FilterChip
        label={t('archives:page.filter.older')}
        options={ages.map((value) => ({ value, label: t('archives:page.filter.days', { count: Number(value) }) }))}
        value={older === undefined ? [] : [older]}
        onChange={([value]) => onChange({ ...filter, olderThanDays: value === undefined ? null : Number(value) })}
      />
    </Box>
  );
};

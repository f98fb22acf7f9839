import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Flag, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlagRow } from '../../../shared/contract/flags.ts';
import { type FlagState, flagStates } from '../../../shared/domain/flags.ts';
import { foldForSearch } from '../../../shared/domain/names.ts';
import { CountPill } from '../../components/count-pill.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { FlagList } from './flag-list.tsx';

export type Shown = FlagState | 'all';

interface ChoosingProps {
  readonly flags: ReadonlyArray<FlagRow> | undefined;
  readonly tenants: number;
  readonly search: string;
  readonly shown: Shown;
  readonly selected: string | undefined;
  readonly unsaved: ReadonlySet<string>;
  onSearch(search: string): void;
  onShown(shown: Shown): void;
  onSelect(key: string): void;
}

/** The flags that fit, one of them chosen. */
export const Choosing = (props: ChoosingProps) => {
  const { flags, tenants, search, shown, selected, unsaved, onSearch, onShown, onSelect } = props;
  const { t } = useTranslation('flags');
  const all = flags ?? [];
  const count = (state: FlagState): number => all.filter((flag) => flag.state === state).length;
  const words = foldForSearch(search).split(' ');
  const fitting = all.filter(({ key, name, owner, description, state }) => {
    const text = foldForSearch([key, name, owner ?? '', description ?? ''].join(' '));
    return (shown === 'all' || state === shown) && words.every((word) => text.includes(word));
  });
  const label = (value: Shown): ReactNode => (
    <>
      {t(`tab.${value}`)}
      <CountPill count={value === 'all' ? all.length : count(value)} />
    </>
  );
  return (
    <>
      <Box
        sx={{
          display: 'grid',
          gap: '8px',
          p: '10px',
          flex: 'none',
          borderBottom: '1px solid',
          borderColor: 'line.default',
          '& label': { px: '5px', gap: '3px' },
          '& label > span': { minWidth: 0 },
        }}
      >
        <SearchField label={t('find')} value={search} width={324} onChange={onSearch} />
        <div>
          <Segmented
            label={t('filter')}
            value={shown}
            options={(['all', ...flagStates] as const).map((value) => ({ value, label: label(value) }))}
            onChange={onShown}
          />
        </div>
      </Box>
      {flags === undefined ? (
        <SkeletonRows rows={8} height={48} />
      ) : all.length === 0 ? (
        <EmptyState icon={Flag} title={t('empty.title')} body={t('empty.body')} />
      ) : fitting.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title={t('nothing.title')}
          body={t('nothing.body', { search, state: t(shown === 'all' ? 'all' : `state.${shown}`) })}
          action={
            <Button
              onClick={() => {
                onSearch('');
                onShown('all');
              }}
            >
              {t('nothing.action')}
            </Button>
          }
        />
      ) : (
        <FlagList flags={fitting} tenants={tenants} selected={selected} unsaved={unsaved} onSelect={onSelect} />
      )}
    </>
  );
};

import Box from '@mui/material/Box';
import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationId } from '../../../shared/domain/ids.ts';
import { type OperationKind, operationKinds } from '../../../shared/domain/operations.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { FilterChip } from '../../components/filter-chip.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { ViewTabs } from '../../components/view-tabs.tsx';
import { useCall } from '../../ipc/use-call.ts';
import { useOperations } from '../../stores/operations.ts';
import { hasEnded, isWorkedOn, mergeOperations, needsPerson } from './operation-facts.ts';
import { OperationPanel } from './operation-panel.tsx';
import { OperationsTable } from './operations-table.tsx';

const mostListed = 200;

const views = {
  all: () => true,
  running: isWorkedOn,
  waiting: needsPerson,
  ended: hasEnded,
} as const;
type View = keyof typeof views;
const viewNames = ['all', 'running', 'waiting', 'ended'] as const satisfies ReadonlyArray<View>;

/** Every operation that the platform's journal still tells of, with one of them beside the list. */
export const OperationsScreen = () => {
  const { t } = useTranslation(['operations', 'status']);
  const [view, setView] = useState<View>('all');
  const [kinds, setKinds] = useState<ReadonlyArray<OperationKind>>([]);
  const [shownId, setShownId] = useState<OperationId | null>(null);
  const told = useOperations((mirror) => mirror.list);
  const { data, error, isPending, refetch } = useCall(
    'operations.list',
    { ended: mostListed },
    { placeholderData: keepPreviousData },
  );
  const operations = mergeOperations(told, data ?? []);
  const ofKind = operations.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
  const shown = operations.find(({ id }) => id === shownId) ?? null;
  return (
    <>
      <PageHead title={t('operations:title')} />
      <ViewTabs
        label={t('operations:views')}
        value={view}
        onChange={setView}
        tabs={viewNames.map((name) => ({
          value: name,
          label: t(`operations:view.${name}`),
          count: ofKind.filter(views[name]).length,
          ...(name === 'waiting' ? { tone: 'danger' as const } : {}),
        }))}
      />
      <Box sx={{ flex: 1, minHeight: 0, display: 'flex', position: 'relative' }}>
        <Box
          sx={{
            flex: 1,
            minWidth: 0,
            display: 'flex',
            flexDirection: 'column',
            gap: '10px',
            px: '20px',
            pt: '10px',
            pb: '16px',
          }}
        >
          <Box sx={{ display: 'flex', gap: 2 }}>
            <FilterChip
              label={t('operations:column.kind')}
              options={operationKinds.map((kind) => ({ value: kind, label: t(`status:operationKind.${kind}`) }))}
              value={kinds}
              onChange={setKinds}
            />
          </Box>
          {error !== null && data === undefined ? (
            <ErrorState error={error} onRetry={() => void refetch()} />
          ) : (
            <OperationsTable
              operations={ofKind.filter(views[view])}
              filtered={view !== 'all' || kinds.length > 0}
              loading={isPending && operations.length === 0}
              currentId={shownId}
              onOpen={setShownId}
              onClear={() => {
                setView('all');
                setKinds([]);
              }}
            />
          )}
        </Box>
        {shown !== null && <OperationPanel operation={shown} onClose={() => setShownId(null)} />}
      </Box>
    </>
  );
};

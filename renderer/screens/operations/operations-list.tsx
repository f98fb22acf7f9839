import Box from '@mui/material/Box';
import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OperationId } from '../../../shared/domain/ids.ts';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { hasEnded, isWorkedOn, needsPerson } from './operation-facts.ts';
import { OperationRow } from './operation-row.tsx';
import { useNow } from './use-now.ts';

interface OperationsListProps {
  readonly operations: ReadonlyArray<OperationView>;
  onOpen(id: OperationId): void;
}

const endedShown = 20;

/** All that runs, all that waits for a person, and the newest that have ended. */
export const OperationsList = ({ operations, onOpen }: OperationsListProps) => {
  const { t } = useTranslation('operations');
  const running = operations.filter(isWorkedOn);
  const now = useNow(running.length > 0);
  const groups = [
    { name: 'running', list: running },
    { name: 'waiting', list: operations.filter(needsPerson) },
    { name: 'ended', list: operations.filter(hasEnded).slice(0, endedShown) },
  ] as const;
  if (operations.length === 0) return <EmptyState icon={ListChecks} title={t('empty.title')} body={t('empty.body')} />;
  return groups.map(({ name, list }) =>
    list.length === 0 ? null : (
      <Box component="section" key={name} aria-label={t(`group.${name}`)}>
        <Box
          sx={{
            px: '18px',
            pt: '12px',
            pb: '4px',
            fontSize: 11,
            lineHeight: '16px',
            fontWeight: 600,
            letterSpacing: '0.02em',
            color: 'ink.tertiary',
          }}
        >
          {t(`group.${name}`)}
        </Box>
        {list.map((operation) => (
          <OperationRow key={operation.id} operation={operation} now={now} onOpen={() => onOpen(operation.id)} />
        ))}
      </Box>
    ),
  );
};

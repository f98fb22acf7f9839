import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationId } from '../../../shared/domain/ids.ts';
import { InlineError } from '../../components/inline-error.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useOperations } from '../../stores/operations.ts';
import { isWorkedOn } from './operation-facts.ts';
import { OperationProblem } from './operation-problem.tsx';
import { OperationProgress } from './operation-progress.tsx';
import { OperationSteps } from './operation-steps.tsx';
import { pastDurations } from './past-durations.ts';
import { useOperationView } from './use-operation-view.ts';

interface OperationInDialogProps {
  readonly id: OperationId;
  /** What is said once it has succeeded. */
  readonly done: ReactNode;
}

/** An operation in the dialog that began it. Closing the dialog does not stop it. */
export const OperationInDialog = ({ id, done }: OperationInDialogProps) => {
  const { t } = useTranslation('operations');
  const { operation, error } = useOperationView(id);
  const list = useOperations((mirror) => mirror.list);
  if (operation === null) return error === null ? <SkeletonRows /> : <InlineError error={error} />;
  const past = pastDurations(list, operation.kind);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3.5 }}>
      <OperationProgress operation={operation} past={past} />
      {isWorkedOn(operation) && (
        <Box sx={{ fontSize: 12, lineHeight: '18px', color: 'ink.secondary' }}>{t('inDialog')}</Box>
      )}
      {operation.state === 'succeeded' && done}
      <OperationProblem operation={operation} />
      <OperationSteps operation={operation} past={past} />
    </Box>
  );
};

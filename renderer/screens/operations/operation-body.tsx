import Box from '@mui/material/Box';
import type { OperationView } from '../../../shared/domain/operations.ts';
import { useOperations } from '../../stores/operations.ts';
import { HolderFacts } from './holder-facts.tsx';
import { OperationProblem } from './operation-problem.tsx';
import { OperationProgress } from './operation-progress.tsx';
import { OperationSteps } from './operation-steps.tsx';
import { pastDurations } from './past-durations.ts';

interface OperationBodyProps {
  readonly operation: OperationView;
  readonly paddingX: string;
}

/** One operation, read from top to bottom: how far, what is wrong, step by step, and whose it is. */
export const OperationBody = ({ operation, paddingX }: OperationBodyProps) => {
  const list = useOperations((mirror) => mirror.list);
  const past = pastDurations(list, operation.kind);
  const part = { px: paddingX, py: '14px', borderTop: '1px solid', borderColor: 'line.subtle' } as const;
  return (
    <>
      <Box sx={{ ...part, borderTop: 0, pb: '16px' }}>
        <OperationProgress operation={operation} past={past} />
      </Box>
      <Box sx={{ px: paddingX, pb: '14px', '&:empty': { display: 'none' } }}>
        <OperationProblem operation={operation} />
      </Box>
      <Box sx={part}>
        <OperationSteps operation={operation} past={past} />
      </Box>
      <Box sx={part}>
        <HolderFacts operation={operation} />
      </Box>
    </>
  );
};

import Box from '@mui/material/Box';
import type { OperationId } from '../../../shared/domain/ids.ts';
import { waitsForPerson } from '../../../shared/domain/operations.ts';
import { InlineError } from '../../components/inline-error.tsx';
import { InlineMessage } from '../../components/inline-message.tsx';
import { SkeletonRows } from '../../components/skeletons.tsx';
import { useOperations } from '../../stores/operations.ts';
import { OperationProgress } from '../operations/operation-progress.tsx';
import { OperationSteps } from '../operations/operation-steps.tsx';
import { pastDurations } from '../operations/past-durations.ts';
import { useOperationView } from '../operations/use-operation-view.ts';

interface RunningHereProps {
  readonly id: OperationId;
  /** What is true once it has ended well. */
  readonly done: string;
}

/** An operation in the dialog that began it. Closing the dialog does not stop it. */
export const RunningHere = ({ id, done }: RunningHereProps) => {
  const { operation, error } = useOperationView(id);
  const list = useOperations((mirror) => mirror.list);
  if (operation === null) return error === null ? <SkeletonRows /> : <InlineError error={error} />;
  const past = pastDurations(list, operation.kind);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3.5 }}>
      <OperationProgress operation={operation} past={past} />
      <OperationSteps operation={operation} past={past} />
      {operation.state === 'succeeded' && <InlineMessage tone="ok" title={done} />}
      {waitsForPerson(operation.state) && <InlineError error={operation.error} />}
    </Box>
  );
};

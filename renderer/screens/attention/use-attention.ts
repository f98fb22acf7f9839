import { useQueryClient } from '@tanstack/react-query';
import type { AttentionReport } from '../../../shared/contract/attention.ts';
import { needsPerson, type OperationView } from '../../../shared/domain/operations.ts';
import { callKey, useCall } from '../../ipc/use-call.ts';
import { useChange } from '../../ipc/use-change.ts';
import { useOperations } from '../../stores/operations.ts';
import { mergeOperations } from '../operations/operation-facts.ts';

/** Operations that stopped, as they are now: what the window was told since the look wins. */
export function useStopped(report: AttentionReport | undefined): ReadonlyArray<OperationView> {
  const told = useOperations(({ list }) => list);
  return mergeOperations(told, report?.operations ?? []).filter(needsPerson);
}

/** Looks again, and shows what is seen then. */
export function useLook() {
  const queries = useQueryClient();
  return useChange('attention.look', {
    errors: 'here',
    onDone: (seen) => queries.setQueryData(callKey('attention.list', {}), seen),
  });
}

/** The newest look, and looking again. */
export function useAttention() {
  const report = useCall('attention.list', {});
  return { report, look: useLook(), stopped: useStopped(report.data) };
}

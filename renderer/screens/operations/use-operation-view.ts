import type { OperationId } from '../../../shared/domain/ids.ts';
import type { OperationView } from '../../../shared/domain/operations.ts';
import type { AppError } from '../../../shared/errors.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useOperation } from '../../stores/operations.ts';

/** One operation: from the mirror, or asked for where it is older than what the mirror keeps. */
export function useOperationView(id: OperationId): {
  readonly operation: OperationView | null;
  readonly error: AppError | null;
} {
  const mirrored = useOperation(id);
  const { data, error } = useCall('operations.get', { id }, { enabled: mirrored === null });
  return { operation: mirrored ?? data ?? null, error };
}

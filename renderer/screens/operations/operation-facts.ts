import { isLiveState, type OperationView, waitsForPerson } from '../../../shared/domain/operations.ts';

export { isInterrupted, isWorkedOn, needsPerson } from '../../../shared/domain/operations.ts';

/** Which of its steps an operation stands at, counted from one. */
export function positionOf({ steps, currentStep }: OperationView): { readonly step: number; readonly of: number } {
  const index = steps.findIndex(({ name }) => name === currentStep);
  return { step: index < 0 ? steps.length : index + 1, of: steps.length };
}

export const hasEnded = ({ state }: OperationView): boolean => !isLiveState(state) && !waitsForPerson(state);

/** How an operator goes on with it: as before, or by taking it from a console that may only be slow. */
export function wayOn(operation: OperationView): 'retry' | 'resume' | 'take_over' | null {
  if (!operation.canResume) return null;
  if (waitsForPerson(operation.state)) return 'retry';
  return operation.holder === null || operation.holder.here ? 'resume' : 'take_over';
}

/** Newest first, each once; what the events told wins over what was listed. */
export function mergeOperations(
  told: ReadonlyArray<OperationView>,
  listed: ReadonlyArray<OperationView>,
): ReadonlyArray<OperationView> {
  const known = new Set(told.map(({ id }) => id));
  return [...told, ...listed.filter(({ id }) => !known.has(id))].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

export interface ResultPlace {
  readonly words: 'openTenant' | 'openBackups';
  readonly to: string;
}

/** Where what an operation that ended well has made is to be seen; null where there is nothing to see. */
export function resultPlace({ kind, state, subject }: OperationView): ResultPlace | null {
  if (state !== 'succeeded') return null;
  const { tenantId } = subject;
  switch (kind) {
    case 'provision':
    case 'restore_as_new':
    case 'recode':
      return tenantId === null ? null : { words: 'openTenant', to: `/tenants/${tenantId}` };
    case 'activate_module':
    case 'purge_module':
      return tenantId === null ? null : { words: 'openTenant', to: `/tenants/${tenantId}/modules` };
    case 'backup':
    case 'verify_backup':
    case 'export':
    case 'restore':
    case 'swap_copy':
    case 'drop_copy':
      return { words: 'openBackups', to: tenantId === null ? '/backups' : `/tenants/${tenantId}/backups` };
    default:
      return null;
  }
}

import type { RegistrationRow } from '../../../shared/contract/registrations.ts';
import type { RegistrationState } from '../../../shared/domain/lifecycle.ts';
import { isLiveState, type OperationView, waitsForPerson } from '../../../shared/domain/operations.ts';
import { useOperations } from '../../stores/operations.ts';
import { isInterrupted } from '../operations/operation-facts.ts';

/** What the stored state and the newest operation say together. */
export type Situation = RegistrationState | 'interrupted' | 'cleaning_up' | 'clean_up_failed';

export function situationOf(state: RegistrationState, operation: OperationView | null): Situation {
  if (operation === null) return state;
  if (isInterrupted(operation)) return 'interrupted';
  if (isLiveState(operation.state)) return operation.kind === 'clean_up' ? 'cleaning_up' : 'provisioning';
  if (waitsForPerson(operation.state)) return operation.kind === 'clean_up' ? 'clean_up_failed' : 'failed';
  return state;
}

/** The newest operation on a registration: as the row was read, or as events have told since. */
export function useNewestOperation({ id, operation }: RegistrationRow): OperationView | null {
  const told = useOperations(({ list }) => list.find(({ subject }) => subject.registrationId === id) ?? null);
  if (told === null || operation === null) return told ?? operation;
  return told.createdAt >= operation.createdAt ? told : operation;
}

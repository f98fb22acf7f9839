import type { OperationDefinition, PlannedStep } from './definition.ts';
import type { OperationRecord, StepRecord } from './journal.ts';

/** The pivot counts from its intent on: whether it happened is not known before somebody looks. */
export const isPastPivot = (
  steps: ReadonlyArray<Pick<PlannedStep, 'pivot'>>,
  records: ReadonlyArray<Pick<StepRecord, 'state'>>,
): boolean => steps.some((step, seq) => step.pivot === true && (records[seq]?.state ?? 'pending') !== 'pending');

/** What another version of this program wrote and this one can't read may be past anything. */
export function mayBePastPivot(
  definition: OperationDefinition | undefined,
  { params, steps }: Pick<OperationRecord, 'params' | 'steps'>,
): boolean {
  try {
    return definition === undefined || isPastPivot(definition.stepsFor(params), steps);
  } catch {
    return true;
  }
}

import type { Step } from './definition.ts';
import type { StepRecord } from './journal.ts';

/** The pivot counts from its intent on: whether it happened is not known before somebody looks. */
export const isPastPivot = (
  steps: ReadonlyArray<Pick<Step<unknown>, 'pivot'>>,
  records: ReadonlyArray<Pick<StepRecord, 'state'>>,
): boolean => steps.some((step, seq) => step.pivot === true && (records[seq]?.state ?? 'pending') !== 'pending');

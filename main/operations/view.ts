import type { ConsoleId } from '../../shared/domain/ids.ts';
import { fractionOf, isLiveState, type OperationView, waitsForPerson } from '../../shared/domain/operations.ts';
import type { OperationDefinition } from './definition.ts';
import type { OperationRecord } from './journal.ts';
import { isPastPivot } from './pivot.ts';

interface ViewContext {
  readonly definition: OperationDefinition | undefined;
  readonly consoleId: ConsoleId;
  /** This run of the console works on it right now. */
  readonly activeHere: boolean;
  readonly partOfCurrent: number;
}

const finished = new Set(['done', 'warned', 'undone']);

/** What the window shows of an operation, from what the journal says and what this console knows. */
export function viewOf(record: OperationRecord, context: ViewContext): OperationView {
  const { steps, state, holder } = record;
  const pastPivot = isPastPivot(context.definition?.steps ?? [], steps);
  const current =
    steps.find((step) => !finished.has(step.state) && step.state !== 'pending') ??
    steps.find((step) => step.state === 'pending');
  const abandoned =
    isLiveState(state) &&
    !context.activeHere &&
    (holder === null || holder.leaseRunsOut || holder.consoleId === context.consoleId);
  // A step before the last one that is done was done before, and is only looked at again.
  const lastDone = steps.findLastIndex((step) => step.state === 'done' || step.state === 'warned');
  const progress = steps.map(({ weight }, seq) => ({ weight, done: seq <= lastDone }));
  return {
    id: record.id,
    kind: record.kind,
    state,
    subject: record.subject,
    fraction: state === 'succeeded' ? 1 : fractionOf(progress, context.partOfCurrent),
    currentStep: isLiveState(state) || waitsForPerson(state) ? (current?.name ?? null) : null,
    attempts: record.attempts,
    steps: steps.map(({ weight: _weight, ...step }) => step),
    startedBy: record.actor,
    createdAt: record.createdAt,
    endedAt: record.endedAt,
    holder: holder === null ? null : { ...holder, here: holder.consoleId === context.consoleId },
    error: record.error,
    warnings: steps.flatMap(({ state: stepState, error }) => (stepState === 'warned' && error !== null ? [error] : [])),
    cancelRequested: record.cancelRequested,
    canCancel: state === 'running' && !pastPivot && !record.cancelRequested,
    canResume: abandoned || (waitsForPerson(state) && !context.activeHere),
  };
}

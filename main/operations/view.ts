import type { ConsoleId } from '../../shared/domain/ids.ts';
import {
  fractionOf,
  isLiveState,
  type OperationNeeds,
  type OperationView,
  waitsForPerson,
} from '../../shared/domain/operations.ts';
import { usualNeeds } from '../../shared/domain/permissions.ts';
import type { OperationDefinition } from './definition.ts';
import type { OperationRecord } from './journal.ts';
import { mayBePastPivot } from './pivot.ts';

interface ViewContext {
  readonly definition: OperationDefinition | undefined;
  readonly consoleId: ConsoleId;
  /** This run of the console works on it right now. */
  readonly activeHere: boolean;
  readonly partOfCurrent: number;
  readonly amount: OperationView['amount'];
}

const finished = new Set(['done', 'warned', 'undone']);

/** A registration's operations are cleaned up instead: its state depends on how they ended. */
const hasOwnWayOut: ReadonlySet<OperationRecord['kind']> = new Set(['provision', 'clean_up']);

function needsOf(definition: OperationDefinition | undefined, { kind, params }: OperationRecord): OperationNeeds {
  try {
    return definition?.needsFor(params) ?? usualNeeds(kind);
  } catch {
    return usualNeeds(kind);
  }
}

/** What the window shows of an operation, from what the journal says and what this console knows. */
export function viewOf(record: OperationRecord, context: ViewContext): OperationView {
  const { steps, state, holder } = record;
  const pastPivot = mayBePastPivot(context.definition, record);
  const waits = waitsForPerson(state) && !context.activeHere;
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
    canResume: abandoned || waits,
    canUndo: waits && state === 'failed' && !pastPivot && context.definition?.undoable === true,
    canResolve: waits && !hasOwnWayOut.has(record.kind),
    needs: needsOf(context.definition, record),
    amount: context.amount,
    resolution: record.resolution,
  };
}

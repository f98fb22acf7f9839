import type { OperationKind, OperationStepView, OperationView } from '../../../shared/domain/operations.ts';

/** How long a step of this kind has taken as a rule, by the step's name. */
export type PastDurations = ReadonlyMap<string, number>;

/** An estimate is only shown once the run itself has told something. */
const shownAfterMs = 10_000;

function median(values: ReadonlyArray<number>): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

const took = ({ startedAt, endedAt }: OperationStepView, now?: Date): number | undefined => {
  if (startedAt === null) return undefined;
  const until = endedAt === null ? now?.getTime() : Date.parse(endedAt);
  return until === undefined ? undefined : Math.max(0, until - Date.parse(startedAt));
};

export function pastDurations(operations: ReadonlyArray<OperationView>, kind: OperationKind): PastDurations {
  const byName = new Map<string, number[]>();
  for (const operation of operations) {
    if (operation.kind !== kind || operation.state !== 'succeeded') continue;
    for (const step of operation.steps) {
      const time = took(step);
      if (time !== undefined) byName.set(step.name, [...(byName.get(step.name) ?? []), time]);
    }
  }
  return new Map([...byName].map(([name, times]) => [name, median(times) ?? 0]));
}

/**
 * Worked, not waited: the steps' own times, so that a retry the next day does not count the night. Without `now` a step
 * that was left half-way counts nothing.
 */
export const timeSpent = (operation: OperationView, now?: Date): number =>
  operation.steps.reduce((sum, step) => sum + (took(step, now) ?? 0), 0);

/** Null while it is not known: too early to say, or a step that was never seen before. */
export function timeLeft(operation: OperationView, past: PastDurations, now: Date): number | null {
  if (operation.state !== 'running' || timeSpent(operation, now) < shownAfterMs) return null;
  return remaining(operation.steps, past, now, byAmount(operation, now));
}

/** Of a step that moves bytes: by how fast they have moved so far. Another tenant's past says nothing of this one's size. */
function byAmount({ steps, amount }: OperationView, now: Date): number | undefined {
  const current = steps.find(({ state }) => state === 'intent');
  if (current === undefined || amount === null || amount.bytes === 0) return undefined;
  return ((took(current, now) ?? 0) * Math.max(0, amount.of - amount.bytes)) / amount.bytes;
}

/** What is still to come of these steps, by the past alone, but for the current one where more is known of it. */
export function remaining(
  steps: ReadonlyArray<OperationStepView>,
  past: PastDurations,
  now: Date,
  ofCurrent?: number,
): number | null {
  let left = 0;
  for (const step of steps) {
    if (step.state === 'done' || step.state === 'warned') continue;
    const usual = past.get(step.name);
    if (step.state === 'intent' && ofCurrent !== undefined) left += ofCurrent;
    else if (usual === undefined) return null;
    else left += step.state === 'intent' ? Math.max(0, usual - (took(step, now) ?? 0)) : usual;
  }
  return left;
}

/** The middle one of the provisionings that ended well, and how many there were. */
export function usualTimeToReady(
  operations: ReadonlyArray<OperationView>,
): { readonly milliseconds: number; readonly count: number } | null {
  const times = operations
    .filter(({ kind, state }) => kind === 'provision' && state === 'succeeded')
    .map((operation) => timeSpent(operation));
  const milliseconds = median(times);
  return milliseconds === undefined ? null : { milliseconds, count: times.length };
}

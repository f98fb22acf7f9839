import {
  type OperationStepView,
  type OperationView,
  type StepState,
  stepSubject,
} from '../../../shared/domain/operations.ts';

/** How an operation over many things ended for one of them. */
export interface SubjectResult {
  readonly subject: string;
  /** In the order in which they run. */
  readonly steps: ReadonlyArray<OperationStepView>;
  /** The one that tells most. */
  readonly state: StepState;
  /** Its very first step did not work, so nothing was done for it. */
  readonly nothingDone: boolean;
}

/** What stands out, before what is normal. */
const telling: ReadonlyArray<StepState> = ['failed', 'warned', 'undo_intent', 'intent', 'undone', 'pending'];

const stateOf = (steps: ReadonlyArray<OperationStepView>): StepState =>
  telling.find((state) => steps.some((step) => step.state === state)) ?? 'done';

/** One result for each of the many tenants, in the order of the steps. Empty for operations on one alone. */
export function resultsOf({
  steps,
  subject: about,
}: Pick<OperationView, 'steps' | 'subject'>): ReadonlyArray<SubjectResult> {
  if (about.tenantId !== null) return [];
  const bySubject = new Map<string, OperationStepView[]>();
  for (const step of steps) {
    const subject = stepSubject(step.name);
    if (subject !== undefined) bySubject.set(subject, [...(bySubject.get(subject) ?? []), step]);
  }
  if (bySubject.size < 2) return [];
  return [...bySubject].map(([subject, own]) => ({
    subject,
    steps: own,
    state: stateOf(own),
    nothingDone: own[0]?.state === 'warned' || own[0]?.state === 'failed',
  }));
}

/** The steps that are of no single one of the many. */
export const commonSteps = (steps: ReadonlyArray<OperationStepView>): ReadonlyArray<OperationStepView> =>
  steps.filter(({ name }) => stepSubject(name) === undefined);

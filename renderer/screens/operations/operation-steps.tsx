import { useTranslation } from 'react-i18next';
import type { OperationStepView, OperationView } from '../../../shared/domain/operations.ts';
import { useOperationSteps } from '../../components/operation-steps.ts';
import { StepList } from '../../components/step-list.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useOnline } from '../../stores/reachability.ts';
import { isWorkedOn } from './operation-facts.ts';
import { commonSteps, resultsOf } from './operation-results.ts';
import type { PastDurations } from './past-durations.ts';
import { ResultsTable } from './results-table.tsx';
import { hasEvidence, StepEvidence } from './step-evidence.tsx';
import { useNow } from './use-now.ts';

interface OperationStepsProps {
  readonly operation: OperationView;
  /** With it the steps to come carry an estimate. */
  readonly past?: PastDurations;
}

/** An operation's steps: times, estimates for those to come, and each one's evidence. Of many things: their results first. */
export const OperationSteps = ({ operation, past }: OperationStepsProps) => {
  const results = resultsOf(operation);
  if (results.length === 0) return <Steps operation={operation} shown={operation.steps} past={past} />;
  return (
    <>
      <ResultsTable results={results} />
      <Steps operation={operation} shown={commonSteps(operation.steps)} past={past} />
    </>
  );
};

interface StepsProps {
  readonly operation: OperationView;
  readonly shown: ReadonlyArray<OperationStepView>;
  readonly past: PastDurations | undefined;
}

const Steps = ({ operation, shown, past }: StepsProps) => {
  const { t } = useTranslation('status');
  const format = useFormat();
  const online = useOnline();
  const working = isWorkedOn(operation) && online;
  const now = useNow(working);
  const stepsOf = useOperationSteps();
  const steps = stepsOf(shown, now).map((words, index) => {
    const step = shown[index];
    if (step === undefined) return words;
    const usual = past?.get(step.name);
    const halted = step.state === 'intent' && !working;
    return {
      ...words,
      ...(halted
        ? { look: { ...words.look, glyph: 'ring-mark' as const, tone: 'neutral' as const }, time: undefined }
        : {}),
      ...(step.state === 'pending' && working && usual !== undefined ? { time: format.about(usual) } : {}),
      ...(hasEvidence(step) ? { more: <StepEvidence step={step} /> } : {}),
    };
  });
  return <StepList label={t(`operationKind.${operation.kind}`)} steps={steps} />;
};

import { useTranslation } from 'react-i18next';
import type { OperationStepView, StepState } from '../../shared/domain/operations.ts';
import {
  type CleanUpStep,
  cleanUpSteps,
  type ProvisioningStep,
  provisioningSteps,
} from '../../shared/domain/provisioning.ts';
import { useFormat } from '../i18n/use-format.ts';
import { stepLook } from './status/step-look.ts';
import type { Step } from './step-list.tsx';

type KnownStep = ProvisioningStep | CleanUpStep;
const isKnown = (name: string): name is KnownStep =>
  provisioningSteps.some((step) => step === name) || cleanUpSteps.some((step) => step === name);

function phaseOf(state: StepState): Step['phase'] {
  if (state === 'failed') return 'failed';
  if (state === 'intent' || state === 'undo_intent') return 'now';
  return state === 'pending' || state === 'undone' ? 'after' : 'before';
}

/** A step's name in the operator's language; a name that this version does not know is shown as it is stored. */
export function useStepName(): (name: string) => string {
  const { t } = useTranslation('status');
  return (name) => (isKnown(name) ? t(`stepName.${name}`) : name);
}

/** An operation's steps for `StepList`; `now` moves the running step's time. */
export function useOperationSteps(): (steps: ReadonlyArray<OperationStepView>, now: Date) => ReadonlyArray<Step> {
  const format = useFormat();
  const nameOf = useStepName();
  return (steps, now) =>
    steps.map((step) => {
      const until = step.endedAt === null ? now.getTime() : Date.parse(step.endedAt);
      return {
        key: `${step.seq}`,
        label: nameOf(step.name),
        look: stepLook(step.state),
        phase: phaseOf(step.state),
        time: step.startedAt === null ? undefined : format.duration(Math.max(0, until - Date.parse(step.startedAt))),
      };
    });
}

import { useTranslation } from 'react-i18next';
import { type StepNoun, stepNouns } from '../../shared/domain/operation-steps.ts';
import { type OperationStepView, type StepState, stepNoun, stepSubject } from '../../shared/domain/operations.ts';
import { useFormat } from '../i18n/use-format.ts';
import { stepLook } from './status/step-look.ts';
import type { Step } from './step-list.tsx';

const known: ReadonlySet<string> = new Set(Object.values(stepNouns).flat());
const isKnown = (noun: string): noun is StepNoun => known.has(noun);

function phaseOf(state: StepState): Step['phase'] {
  if (state === 'failed') return 'failed';
  if (state === 'intent' || state === 'undo_intent') return 'now';
  return state === 'pending' || state === 'undone' ? 'after' : 'before';
}

interface StepWords {
  readonly label: string;
  /** Which of many things: a short name, as it is written. */
  readonly subject: string | undefined;
}

/** A step's words in the operator's language; a noun that this version does not know is shown as it is stored. */
export function useStepWords(): (name: string) => StepWords {
  const { t } = useTranslation('status');
  return (name) => {
    const noun = stepNoun(name);
    return { label: isKnown(noun) ? t(`stepName.${noun}`) : noun, subject: stepSubject(name) };
  };
}

/** The same as plain text, for sentences and tooltips. */
export function useStepName(): (name: string) => string {
  const wordsOf = useStepWords();
  return (name) => {
    const { label, subject } = wordsOf(name);
    return subject === undefined ? label : `${label}: ${subject}`;
  };
}

/** An operation's steps for `StepList`; `now` moves the running step's time. */
export function useOperationSteps(): (steps: ReadonlyArray<OperationStepView>, now: Date) => ReadonlyArray<Step> {
  const format = useFormat();
  const wordsOf = useStepWords();
  return (steps, now) =>
    steps.map((step) => {
      const until = step.endedAt === null ? now.getTime() : Date.parse(step.endedAt);
      return {
        key: `${step.seq}`,
        ...wordsOf(step.name),
        look: stepLook(step.state),
        phase: phaseOf(step.state),
        time: step.startedAt === null ? undefined : format.duration(Math.max(0, until - Date.parse(step.startedAt))),
      };
    });
}

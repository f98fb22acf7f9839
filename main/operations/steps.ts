import type { StepNoun } from '../../shared/domain/operation-steps.ts';
import type { Evidence, OperationKind } from '../../shared/domain/operations.ts';
import type { Step, StepIo } from './definition.ts';

/** A step that only looks, at every attempt: what it saw, it saw itself. */
export function looking<C extends object>(
  name: StepNoun,
  look: (context: C, io: StepIo) => Promise<Evidence>,
): Step<C> {
  const seen = new WeakMap<C, Evidence>();
  return {
    name,
    weight: 1,
    everyTime: true,
    isDone: async (context) => seen.get(context),
    run: async (context, io) => void seen.set(context, await look(context, io)),
  };
}

export const completed = <C>(): Step<C> => ({
  name: 'completed' satisfies StepNoun,
  weight: 1,
  isDone: async () => ({ completed: true }),
  run: async () => undefined,
});

/** One of many of a kind, as `backing_up/acme`. */
export const stepOf = <K extends OperationKind>(noun: StepNoun<K>, subject: string): string => `${noun}/${subject}`;

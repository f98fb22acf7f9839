import type { StepNoun } from '../../shared/domain/operation-steps.ts';
import type { Evidence, OperationKind } from '../../shared/domain/operations.ts';
import type { ArchiverIo } from '../layouts/roles/archives.ts';
import type { Step, StepIo } from '../operations/definition.ts';

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

/** As `backing_up/acme`. */
export const stepOf = <K extends OperationKind>(noun: StepNoun<K>, subject: string): string => `${noun}/${subject}`;

/** A copying of bytes, as the share of a step. */
export const asBytes = ({ signal, report }: StepIo): ArchiverIo => ({
  signal,
  report: (bytes, of) => report(of === 0 ? 1 : Math.min(1, bytes / of), { bytes, of }),
});

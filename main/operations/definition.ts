import type { z } from 'zod';
import type { Evidence, OperationKind, OperationNeeds, OperationView } from '../../shared/domain/operations.ts';
import { usualNeeds } from '../../shared/domain/permissions.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Lease } from '../layouts/layout.ts';

export interface StepIo {
  /** Aborted when the operator cancels or the lease is lost; passed on to the server. */
  readonly signal: AbortSignal;
  /** Share of this step that is done, 0 to 1, and what was moved so far where bytes move. */
  report(part: number, amount?: Amount): void;
}

export type Amount = NonNullable<OperationView['amount']>;

/** One step of an operation over a context that holds its connections. */
export interface Step<C> {
  readonly name: string;
  /** Share of the whole operation's progress. */
  readonly weight: number;
  /** Looks at what is there: evidence when nothing is left to do. Asked before and after `run`. */
  isDone(context: C): Promise<Evidence | undefined>;
  run(context: C, io: StepIo): Promise<void>;
  /** Removes what this step made, and nothing else. Steps without one leave nothing behind. */
  undo?(context: C, io: StepIo): Promise<Evidence>;
  /** After this step there is only forward. */
  readonly pivot?: true;
  /** Looked at again at every attempt, even when the journal says that it was done. */
  readonly everyTime?: true;
  /** Its failure is a warning and the operation goes on. */
  readonly optional?: true;
}

interface Parts<P, C> {
  readonly kind: OperationKind;
  readonly params: z.ZodType<P>;
  /** The same for everybody, or from what is asked: one for each of many things, as `holding/acme`. */
  readonly steps: ReadonlyArray<Step<C>> | ((params: P) => ReadonlyArray<Step<C>>);
  /** Where it is not what every operation of this kind needs. */
  needs?(params: P): OperationNeeds;
  /** An operator may have what a failed one made removed again, as long as it is before its pivot. */
  readonly undoable?: true;
  open(params: P, lease: Lease): Promise<C>;
  close(context: C): Promise<void>;
  /** Tells the platform that it failed, still under the fence. */
  onFailed?(context: C, error: AppError): Promise<void>;
  /** Tells the platform that everything was undone. */
  onUndone?(context: C): Promise<void>;
}

export interface BoundStep extends Pick<Step<unknown>, 'name' | 'weight' | 'pivot' | 'optional' | 'everyTime'> {
  isDone(): Promise<Evidence | undefined>;
  run(io: StepIo): Promise<void>;
  readonly undo: ((io: StepIo) => Promise<Evidence>) | undefined;
}

/** An operation with its connections open, for one holder of the lease. */
export interface BoundOperation {
  readonly steps: ReadonlyArray<BoundStep>;
  failed(error: AppError): Promise<void>;
  undone(): Promise<void>;
  close(): Promise<void>;
}

export type PlannedStep = Pick<Step<unknown>, 'name' | 'weight' | 'pivot'>;

export interface OperationDefinition {
  readonly kind: OperationKind;
  readonly undoable: boolean;
  stepsFor(params: unknown): ReadonlyArray<PlannedStep>;
  needsFor(params: unknown): OperationNeeds;
  open(params: unknown, lease: Lease): Promise<BoundOperation>;
}

/** Closes over an operation's own types, so that the engine needs none of them. */
export function defineOperation<P, C>(parts: Parts<P, C>): OperationDefinition {
  const { kind, steps } = parts;
  const stepsOf = (params: P): ReadonlyArray<Step<C>> => (typeof steps === 'function' ? steps(params) : steps);
  return {
    kind,
    undoable: parts.undoable ?? false,
    stepsFor: (params) => stepsOf(parts.params.parse(params)),
    needsFor: (params) => parts.needs?.(parts.params.parse(params)) ?? usualNeeds(kind),
    async open(params, lease) {
      const parsed = parts.params.parse(params);
      const context = await parts.open(parsed, lease);
      return {
        steps: stepsOf(parsed).map((step) => ({
          ...step,
          isDone: () => step.isDone(context),
          run: (io) => step.run(context, io),
          undo: step.undo === undefined ? undefined : (io) => step.undo?.(context, io) ?? Promise.resolve({}),
        })),
        failed: async (error) => parts.onFailed?.(context, error),
        undone: async () => parts.onUndone?.(context),
        close: () => parts.close(context),
      };
    },
  };
}

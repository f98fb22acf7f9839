import type { z } from 'zod';
import type { Evidence, OperationKind } from '../../shared/domain/operations.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Lease } from '../layouts/layout.ts';

export interface StepIo {
  /** Aborted when the operator cancels or the lease is lost; passed on to the server. */
  readonly signal: AbortSignal;
  /** Share of this step that is done, 0 to 1. */
  report(part: number): void;
}

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
  readonly steps: ReadonlyArray<Step<C>>;
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

export interface OperationDefinition {
  readonly kind: OperationKind;
  readonly steps: ReadonlyArray<Pick<Step<unknown>, 'name' | 'weight' | 'pivot'>>;
  open(params: unknown, lease: Lease): Promise<BoundOperation>;
}

/** Closes over an operation's own types, so that the engine needs none of them. */
export function defineOperation<P, C>(parts: Parts<P, C>): OperationDefinition {
  return {
    kind: parts.kind,
    steps: parts.steps,
    async open(params, lease) {
      const context = await parts.open(parts.params.parse(params), lease);
      return {
        steps: parts.steps.map((step) => ({
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

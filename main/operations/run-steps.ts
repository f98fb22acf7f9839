import type { Evidence } from '../../shared/domain/operations.ts';
import { AppError, toAppError } from '../../shared/errors.ts';
import type { Amount, BoundOperation, BoundStep, StepIo } from './definition.ts';
import { errorClassOf } from './error-class.ts';
import type { StepChange, StepRecord } from './journal.ts';
import { isPastPivot } from './pivot.ts';

export interface RunIo {
  readonly lost: AbortSignal;
  readonly cancelled: AbortSignal;
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
  record(seq: number, change: StepChange): Promise<void>;
  report(seq: number, part: number, amount?: Amount): void;
}

const mostTries = 4;
const firstPauseMs = 200;

const isFinished = (state: StepRecord['state'] | undefined): boolean => state === 'done' || state === 'warned';

/** Looks, acts if needed, looks again. An effect that can't be seen afterwards did not happen. */
async function reach(step: BoundStep, io: StepIo): Promise<Evidence> {
  const already = await step.isDone();
  if (already !== undefined) return already;
  io.signal.throwIfAborted();
  await step.run(io);
  const evidence = await step.isDone();
  if (evidence === undefined)
    throw new AppError('internal', 'operation.effect_missing', { params: { step: step.name } });
  return evidence;
}

/** Locks and lost races are tried again, with growing and jittered pauses. */
async function withRetries<T>(signal: AbortSignal, pause: RunIo['pause'], work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (errorClassOf(error) !== 'retry' || attempt === mostTries || signal.aborted) throw error;
      await pause(firstPauseMs * 2 ** attempt * (0.5 + Math.random()), signal);
    }
  }
}

/** What really ended a step: a lost lease or a cancellation looks like any broken query from inside it. */
function causeOf(error: unknown, io: RunIo, mayCancel: boolean): AppError {
  if (io.lost.aborted) return toAppError(io.lost.reason);
  if (mayCancel && io.cancelled.aborted) return toAppError(io.cancelled.reason);
  return toAppError(error);
}

/** Runs what is not finished, in order. Throws the cause; the journal then says how far it came. */
export async function runForward(
  operation: BoundOperation,
  records: ReadonlyArray<StepRecord>,
  io: RunIo,
): Promise<void> {
  let mayCancel = !isPastPivot(operation.steps, records);
  for (const [seq, step] of operation.steps.entries()) {
    if (mayCancel && io.cancelled.aborted) throw toAppError(io.cancelled.reason);
    // The pivot itself is not interrupted: a cancelled commit would leave open which side of it we are on.
    if (step.pivot) mayCancel = false;
    if (step.everyTime || !isFinished(records[seq]?.state)) await runStep({ step, seq, io, mayCancel });
  }
}

async function runStep({
  step,
  seq,
  io,
  mayCancel,
}: {
  step: BoundStep;
  seq: number;
  io: RunIo;
  mayCancel: boolean;
}): Promise<void> {
  const signal = mayCancel ? AbortSignal.any([io.lost, io.cancelled]) : io.lost;
  try {
    signal.throwIfAborted();
    await io.record(seq, { to: 'intent' });
    const stepIo: StepIo = { signal, report: (part, amount) => io.report(seq, part, amount) };
    const evidence = await withRetries(signal, io.pause, () => reach(step, stepIo));
    await io.record(seq, { to: 'done', evidence });
  } catch (error) {
    const cause = causeOf(error, io, mayCancel);
    const stillOurs = cause.code !== 'lost' && errorClassOf(cause) !== 'ambiguous';
    if (step.optional && stillOurs) return io.record(seq, { to: 'warned', error: cause.toData() });
    if (stillOurs && cause !== io.cancelled.reason) await io.record(seq, { to: 'failed', error: cause.toData() });
    throw cause;
  }
}

const mayHaveActed = (state: StepRecord['state'] | undefined): boolean =>
  state !== undefined && state !== 'pending' && state !== 'undone';

/** Undoes, newest first, every step that may have acted. Stops at the first that can't be undone: what lies before it names what is left. */
export async function runBackward(
  operation: BoundOperation,
  records: ReadonlyArray<StepRecord>,
  io: RunIo,
): Promise<void> {
  for (const [seq, step] of [...operation.steps.entries()].reverse()) {
    if (!mayHaveActed(records[seq]?.state)) continue;
    io.lost.throwIfAborted();
    await io.record(seq, { to: 'undo_intent' });
    const undo = step.undo ?? (async () => ({}));
    const stepIo: StepIo = { signal: io.lost, report: () => undefined };
    const evidence = await withRetries(io.lost, io.pause, () => undo(stepIo)).catch((error: unknown) => {
      throw causeOf(error, io, false);
    });
    await io.record(seq, { to: 'undone', evidence });
  }
}

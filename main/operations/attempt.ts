import type { OperationId } from '../../shared/domain/ids.ts';
import { AppError, toAppError } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { Lease } from '../layouts/layout.ts';
import type { BoundOperation, OperationDefinition } from './definition.ts';
import { errorClassOf } from './error-class.ts';
import type { ConsoleIdentity, OperationJournal, OperationRecord } from './journal.ts';
import { keepLease, type LeaseTiming } from './keep-lease.ts';
import type { Mirror } from './mirror.ts';
import { pause } from './pause.ts';
import { mayBePastPivot } from './pivot.ts';
import { type RunIo, runBackward, runForward } from './run-steps.ts';

export interface Attempt {
  readonly journal: OperationJournal;
  readonly definition: OperationDefinition;
  readonly identity: ConsoleIdentity;
  readonly timing: LeaseTiming;
  readonly clock: Clock;
  readonly mirror: Mirror;
  readonly id: OperationId;
  readonly operator: string;
  readonly expectFence: string | null;
  /** An operator wants what a failed one made removed. */
  readonly undo: boolean;
  /** The program ends: stop, write nothing, leave the rest to the next console. */
  readonly leaving: AbortSignal;
}

/**
 * `over`: its end is recorded, or it is somebody else's. Otherwise what happened on the server is not known: it is to be
 * claimed anew and looked at. Then the fence that was held, where one was.
 */
export type AttemptOutcome = 'over' | { readonly fence: string | null };

interface Claimed {
  readonly fence: string;
  readonly record: OperationRecord;
}

interface Held {
  readonly operation: BoundOperation;
  readonly fence: string;
  readonly io: RunIo;
}

/** After a lost lease, how long a server that may be gone is waited for. */
const answerWithinMs = 5_000;

/** What was done, or whether it is still ours, is not known. */
const isUncertain = (error: unknown): boolean =>
  toAppError(error).code === 'lost' || errorClassOf(error) === 'ambiguous';

/** Before any step was begun, a server that is only starting or busy is asked again as well. */
const isPassing = (error: unknown): boolean => isUncertain(error) || errorClassOf(error) === 'retry';

const pastPivot = (): AppError => new AppError('conflict', 'operation.past_pivot');

const wasUndoing = ({ state }: OperationRecord): boolean => state === 'compensating' || state === 'needs_attention';

const isToUndo = ({ definition }: Attempt, record: OperationRecord): boolean =>
  wasUndoing(record) || (record.cancelRequested && !mayBePastPivot(definition, record));

async function claim({
  journal,
  id,
  identity,
  operator,
  timing,
  expectFence,
  undo,
}: Attempt): Promise<Claimed | undefined> {
  const before = await journal.find(id);
  if (before === undefined) return undefined;
  return journal.claim(id, {
    console: identity,
    operator,
    leaseSeconds: timing.leaseSeconds,
    expectFence,
    to: undo || wasUndoing(before) ? 'compensating' : 'running',
  });
}

/** One holder's turn: claim, end the predecessor's sessions, run forward or backward, record the end. */
export async function attemptOperation(attempt: Attempt): Promise<AttemptOutcome> {
  let fence: string | null = null;
  try {
    const claimed = await claim(attempt);
    if (claimed === undefined) return 'over';
    fence = claimed.fence;
    attempt.mirror.replace(claimed.record);
    await hold(attempt, claimed);
    return 'over';
  } catch (error) {
    return fence === null && !isPassing(error) ? 'over' : { fence };
  }
}

async function hold(attempt: Attempt, { fence, record }: Claimed): Promise<void> {
  const { journal, definition, clock, timing, id } = attempt;
  const lease: Lease = { operationId: id, fence };
  const keeper = keepLease({ journal, lease, timing, clock });
  try {
    // Only when no session of an older fence is left does looking mean anything.
    await journal.evict(id, fence);
    const operation = await definition.open(record.params, lease);
    const lost = AbortSignal.any([keeper.lost, attempt.leaving]);
    const cancelled = AbortSignal.any([keeper.cancelled, attempt.mirror.cancelSignal(id)]);
    await closingWhenLost(operation, { clock, lost }, () =>
      run(attempt, record, { operation, fence, io: runIo(attempt, fence, { lost, cancelled }) }),
    );
  } catch (error) {
    if (isPassing(error)) throw error;
    await journal.finish(
      id,
      fence,
      isToUndo(attempt, record) ? 'needs_attention' : 'failed',
      toAppError(error).toData(),
    );
  } finally {
    keeper.stop();
  }
}

const runIo = (
  { journal, mirror, clock, id }: Attempt,
  fence: string,
  signals: Pick<RunIo, 'lost' | 'cancelled'>,
): RunIo => ({
  ...signals,
  pause: (milliseconds, signal) => pause(clock, milliseconds, signal),
  async record(seq, change) {
    signals.lost.throwIfAborted();
    await journal.step(id, fence, seq, change);
    mirror.changed(id, seq, change);
  },
  report: (_seq, part, amount) => mirror.report(id, part, amount),
});

/** Ends the connections under a step that still waits on them a while after the lease was lost. */
async function closingWhenLost(
  operation: BoundOperation,
  { clock, lost }: { readonly clock: Clock; readonly lost: AbortSignal },
  work: () => Promise<void>,
): Promise<void> {
  let callOff = (): void => undefined;
  const letGo = (): void => {
    callOff = clock.after(answerWithinMs, () => void operation.close());
  };
  lost.addEventListener('abort', letGo, { once: true });
  try {
    await work();
  } finally {
    lost.removeEventListener('abort', letGo);
    callOff();
    await operation.close();
  }
}

async function run(attempt: Attempt, record: OperationRecord, held: Held): Promise<void> {
  const { journal, id } = attempt;
  const { operation, fence, io } = held;
  // Whoever asked for it saw it before its pivot; somebody else went on with it in between.
  if (attempt.undo && mayBePastPivot(attempt.definition, record))
    return journal.finish(id, fence, 'failed', record.error ?? pastPivot().toData());
  if (isToUndo(attempt, record)) return undo(attempt, held);
  try {
    await runForward(operation, record.steps, io);
  } catch (error) {
    if (isUncertain(error)) throw error;
    if (error === io.cancelled.reason) return undo(attempt, held);
    const cause = toAppError(error);
    // Where the platform can't be told, the operation itself still says why.
    await operation.failed(cause).catch((untold: unknown) => {
      if (isUncertain(untold)) throw untold;
    });
    return journal.finish(id, fence, 'failed', cause.toData());
  }
  await journal.finish(id, fence, 'succeeded', null);
}

async function undo({ journal, mirror, id }: Attempt, { operation, fence, io }: Held): Promise<void> {
  await journal.finish(id, fence, 'compensating', null);
  const record = await journal.find(id);
  if (record === undefined) throw new AppError('lost', 'operation.lost');
  mirror.replace(record);
  try {
    await runBackward(operation, record.steps, io);
    await operation.undone();
  } catch (error) {
    if (isUncertain(error)) throw error;
    return journal.finish(id, fence, 'needs_attention', toAppError(error).toData());
  }
  await journal.finish(id, fence, 'cancelled', null);
}

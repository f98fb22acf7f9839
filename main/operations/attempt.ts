import type { OperationId } from '../../shared/domain/ids.ts';
import { type AppError, toAppError } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { Lease } from '../layouts/layout.ts';
import type { BoundOperation, OperationDefinition } from './definition.ts';
import { errorClassOf } from './error-class.ts';
import type { ConsoleIdentity, OperationJournal, OperationRecord } from './journal.ts';
import { keepLease, type LeaseTiming } from './keep-lease.ts';
import type { Mirror } from './mirror.ts';
import { pause } from './pause.ts';
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
  /** The program ends: stop, write nothing, leave the rest to the next console. */
  readonly leaving: AbortSignal;
}

export type AttemptOutcome =
  | { readonly kind: 'ended' }
  /** Somebody else holds it, or took it; or the session that knew whether it is still ours is gone. */
  | { readonly kind: 'lost'; readonly fence: string | null }
  /** The connection broke: what happened on the server is not known, so it is claimed anew and looked at. */
  | { readonly kind: 'interrupted'; readonly fence: string };

const wasUndoing = (record: OperationRecord): boolean =>
  record.state === 'compensating' || record.steps.some(({ state }) => state === 'undo_intent' || state === 'undone');

/** The pivot counts from its intent on: whether it happened is not known before somebody looks. */
const pivotPassed = ({ steps }: OperationDefinition, record: OperationRecord): boolean =>
  steps.some((step, seq) => step.pivot === true && record.steps[seq]?.state !== 'pending');

/** One holder's turn: claim, end the predecessor's sessions, run forward or backward, record the end. */
export async function attemptOperation(attempt: Attempt): Promise<AttemptOutcome> {
  const { journal, id } = attempt;
  const before = await journal.find(id);
  if (before === undefined) return { kind: 'lost', fence: null };
  const claimed = await journal.claim(id, {
    console: attempt.identity,
    operator: attempt.operator,
    leaseSeconds: attempt.timing.leaseSeconds,
    expectFence: attempt.expectFence,
    to: wasUndoing(before) ? 'compensating' : 'running',
  });
  if (claimed === undefined) return { kind: 'lost', fence: null };
  attempt.mirror.replace(claimed.record);
  const lease: Lease = { operationId: id, fence: claimed.fence };
  const keeper = keepLease({ journal, lease, timing: attempt.timing, clock: attempt.clock });
  try {
    // Only when no session of an older fence is left does looking mean anything.
    await journal.evict(id, claimed.fence);
    return await holdAndRun(attempt, { lease, record: claimed.record, keeper });
  } catch (error) {
    return toAppError(error).code === 'lost'
      ? { kind: 'lost', fence: claimed.fence }
      : { kind: 'interrupted', fence: claimed.fence };
  } finally {
    keeper.stop();
  }
}

async function holdAndRun(
  attempt: Attempt,
  held: { lease: Lease; record: OperationRecord; keeper: ReturnType<typeof keepLease> },
): Promise<AttemptOutcome> {
  const { journal, mirror, id, definition } = attempt;
  const { lease, record, keeper } = held;
  const lost = AbortSignal.any([keeper.lost, attempt.leaving]);
  const cancelled = AbortSignal.any([keeper.cancelled, mirror.cancelSignal(id)]);
  const io: RunIo = {
    lost,
    cancelled,
    pause: (milliseconds, signal) => pause(attempt.clock, milliseconds, signal),
    async record(seq, change) {
      await journal.step(id, lease.fence, seq, change);
      mirror.changed(id, seq, change);
    },
    report: (_seq, part) => mirror.report(id, part),
  };
  const operation = await definition.open(record.params, lease).catch(async (error: unknown) => {
    if (errorClassOf(error) !== 'permanent') throw error;
    await journal.finish(id, lease.fence, 'failed', toAppError(error).toData());
    return undefined;
  });
  if (operation === undefined) return { kind: 'ended' };
  try {
    if (record.state === 'compensating' || (record.cancelRequested && !pivotPassed(definition, record))) {
      return await undo(attempt, { operation, lease, io });
    }
    await runForward(operation, record.steps, io);
    await journal.finish(id, lease.fence, 'succeeded', null);
    return { kind: 'ended' };
  } catch (error) {
    return await meet(toAppError(error), attempt, { operation, lease, io });
  } finally {
    await operation.close();
  }
}

interface Held {
  readonly operation: BoundOperation;
  readonly lease: Lease;
  readonly io: RunIo;
}

async function meet(error: AppError, attempt: Attempt, held: Held): Promise<AttemptOutcome> {
  const { journal, id } = attempt;
  if (error.code === 'lost') return { kind: 'lost', fence: held.lease.fence };
  if (errorClassOf(error) === 'ambiguous') return { kind: 'interrupted', fence: held.lease.fence };
  if (error.code === 'cancelled' && held.io.cancelled.aborted) return undo(attempt, held);
  await held.operation.failed(error);
  await journal.finish(id, held.lease.fence, 'failed', error.toData());
  return { kind: 'ended' };
}

async function undo(attempt: Attempt, { operation, lease, io }: Held): Promise<AttemptOutcome> {
  const { journal, mirror, id } = attempt;
  await journal.finish(id, lease.fence, 'compensating', null);
  const record = await journal.find(id);
  if (record === undefined) return { kind: 'lost', fence: lease.fence };
  mirror.replace(record);
  try {
    await runBackward(operation, record.steps, io);
    await operation.undone();
    await journal.finish(id, lease.fence, 'cancelled', null);
  } catch (error) {
    const cause = toAppError(error);
    if (cause.code === 'lost') return { kind: 'lost', fence: lease.fence };
    if (errorClassOf(cause) === 'ambiguous') return { kind: 'interrupted', fence: lease.fence };
    await journal.finish(id, lease.fence, 'needs_attention', cause.toData());
  }
  return { kind: 'ended' };
}

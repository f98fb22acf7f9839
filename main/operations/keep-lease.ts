import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { Lease } from '../layouts/layout.ts';
import type { OperationJournal } from './journal.ts';

export interface LeaseTiming {
  readonly leaseSeconds: number;
  readonly heartbeatMs: number;
}

export interface LeaseKeeper {
  /** Aborted with `operation.lost` as soon as the lease is lost, or can no longer be known to be ours. */
  readonly lost: AbortSignal;
  /** Aborted with `cancelled` when an operator asked for it, here or on another console. */
  readonly cancelled: AbortSignal;
  stop(): void;
}

/**
 * Renews the lease on a timer of its own, so that a slow statement does not cost the operation its lease. When renewals
 * fail, work stops a little before the lease ends by this machine's monotonic clock: whoever takes over never meets it.
 */
export function keepLease({
  journal,
  lease,
  timing,
  clock,
}: {
  journal: Pick<OperationJournal, 'heartbeat'>;
  lease: Lease;
  timing: LeaseTiming;
  clock: Clock;
}): LeaseKeeper {
  const lost = new AbortController();
  const cancelled = new AbortController();
  const safeMs = timing.leaseSeconds * 1000 - timing.heartbeatMs / 2;
  let renewedAt = clock.monotonic();
  let callOffBeat = (): void => undefined;
  let callOffWatch = (): void => undefined;
  let stopped = false;

  const giveUp = (): void => lost.abort(new AppError('lost', 'operation.lost', { retry: true }));
  const beat = async (): Promise<void> => {
    const sentAt = clock.monotonic();
    const answer = await journal
      .heartbeat(lease.operationId, lease.fence, timing.leaseSeconds)
      .catch(() => 'unknown' as const);
    if (stopped) return;
    if (answer === 'lost') return giveUp();
    if (answer !== 'unknown') renewedAt = sentAt;
    if (answer === 'cancel_requested') cancelled.abort(new AppError('cancelled', 'cancelled'));
    schedule();
  };
  const schedule = (): void => {
    if (stopped) return;
    callOffBeat = clock.after(timing.heartbeatMs, () => void beat());
  };
  const watch = (): void => {
    if (clock.monotonic() - renewedAt > safeMs) giveUp();
    else callOffWatch = clock.after(Math.min(1000, timing.heartbeatMs), watch);
  };
  schedule();
  watch();

  return {
    lost: lost.signal,
    cancelled: cancelled.signal,
    stop() {
      stopped = true;
      callOffBeat();
      callOffWatch();
    },
  };
}

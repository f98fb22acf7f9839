import type { Reachability } from '../../shared/contract/session.ts';
import type { AppError, AppErrorCode } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { PlatformLayout } from '../layouts/layout.ts';

export interface ReachabilityWatch {
  /** Asks the server now. */
  check(): Promise<Reachability>;
  /** A call failed: if it looks like the connection, the server is asked at once rather than in a while. */
  suspect(error: AppError): void;
  stop(): void;
}

const everyMs = 5_000;
const answerWithinMs = 5_000;
const looksLikeTheConnection: ReadonlySet<AppErrorCode> = new Set(['unreachable', 'timeout']);

/** Asks the platform every now and then whether it is there, and tells each time. Told apart from slow by a time limit. */
export function watchReachability(parts: {
  layout: Pick<PlatformLayout, 'ping'>;
  clock: Clock;
  onChecked: (reachability: Reachability) => void;
}): ReachabilityWatch {
  const { layout, clock } = parts;
  let since: string | undefined;
  let asking: Promise<Reachability> | undefined;
  let callOff = (): void => undefined;
  let stopped = false;

  async function ask(): Promise<Reachability> {
    let result: Reachability;
    try {
      const latencyMs = await layout.ping(AbortSignal.timeout(answerWithinMs));
      since = undefined;
      result = { online: true, latencyMs, checkedAt: clock.now().toISOString() };
    } catch {
      const checkedAt = clock.now().toISOString();
      since ??= checkedAt;
      result = { online: false, since, checkedAt };
    }
    if (!stopped) parts.onChecked(result);
    return result;
  }
  const check = (): Promise<Reachability> => {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
  const wait = (): void => {
    callOff = clock.after(everyMs, () => {
      void check().finally(() => {
        if (!stopped) wait();
      });
    });
  };
  wait();
  return {
    check,
    suspect(error) {
      if (looksLikeTheConnection.has(error.code) && !stopped) void check();
    },
    stop() {
      stopped = true;
      callOff();
    },
  };
}

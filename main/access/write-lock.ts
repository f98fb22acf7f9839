import type { WriteState } from '../../shared/contract/session.ts';
import type { Environment } from '../../shared/domain/platform.ts';
import type { Clock } from '../clock.ts';
import type { PlatformLayout } from '../layouts/layout.ts';

export interface WriteLock {
  /** `hasBookkeeping`: without the console's own tables nothing can be changed, whatever the lock says. */
  state(hasBookkeeping: boolean): WriteState;
  unlock(minutes: number): Promise<void>;
  lock(): Promise<void>;
  /** A role that may change nothing keeps the platform closed. */
  allow(mayWrite: boolean): Promise<void>;
  dispose(): void;
}

interface WriteLockParts {
  readonly layout: Pick<PlatformLayout, 'setWritable'>;
  readonly clock: Clock;
  readonly environment: Environment;
  /** Chosen at sign-in. */
  readonly readOnly: boolean;
  readonly mayWrite: boolean;
  /** The time that was asked for is over. */
  readonly onExpired: () => void;
}

interface Opened {
  readonly until: Date | null;
  readonly deadline: number;
  readonly callOff: () => void;
}

const forGood: Opened = { until: null, deadline: Number.POSITIVE_INFINITY, callOff: () => undefined };

/** Whether this session may write, on the server too. Production is closed until it is opened, for some minutes. */
export async function createWriteLock(parts: WriteLockParts): Promise<WriteLock> {
  const { layout, clock } = parts;
  let mayWrite = parts.mayWrite;
  let opened: Opened | undefined = parts.readOnly || parts.environment === 'production' ? undefined : forGood;

  const close = async (): Promise<void> => {
    opened?.callOff();
    opened = undefined;
    await layout.setWritable(false);
  };
  /** A timer sleeps with the computer; the deadline does not. */
  const isOpen = (): boolean => {
    if (opened === undefined) return false;
    const late = opened.until !== null && clock.now() >= opened.until;
    return !late && clock.monotonic() < opened.deadline;
  };

  await layout.setWritable(mayWrite && isOpen());
  return {
    state(hasBookkeeping) {
      if (!mayWrite) return { mode: 'read_only', because: 'role' };
      if (!isOpen())
        return { mode: 'read_only', because: parts.environment === 'production' ? 'production' : 'chosen' };
      if (!hasBookkeeping) return { mode: 'read_only', because: 'no_bookkeeping' };
      return { mode: 'read_write', until: opened?.until?.toISOString() ?? null };
    },
    async unlock(minutes) {
      opened?.callOff();
      const milliseconds = minutes * 60_000;
      opened = {
        until: new Date(clock.now().getTime() + milliseconds),
        deadline: clock.monotonic() + milliseconds,
        callOff: clock.after(
          milliseconds,
          () =>
            void close()
              .catch(() => undefined)
              .finally(parts.onExpired),
        ),
      };
      await layout.setWritable(mayWrite);
    },
    lock: close,
    async allow(allowed) {
      if (allowed === mayWrite) return;
      mayWrite = allowed;
      await layout.setWritable(mayWrite && isOpen());
    },
    dispose: () => opened?.callOff(),
  };
}

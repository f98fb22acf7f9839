import type { Clock } from '../../main/clock.ts';

export interface MovedClock extends Clock {
  /** Lets time pass, and runs what waits for it. */
  pass(milliseconds: number): void;
  /** The computer sleeps: the wall clock goes on, the steady one and the timers do not. */
  sleep(milliseconds: number): void;
}

export function createMovedClock(start = '2026-11-21T09:00:00.000Z'): MovedClock {
  let wall = Date.parse(start);
  let steady = 0;
  const waiting = new Map<symbol, { readonly at: number; readonly run: () => void }>();
  return {
    now: () => new Date(wall),
    monotonic: () => steady,
    after(milliseconds, run) {
      const id = Symbol('timer');
      waiting.set(id, { at: steady + milliseconds, run });
      return () => {
        waiting.delete(id);
      };
    },
    pass(milliseconds) {
      const end = steady + milliseconds;
      for (;;) {
        const [next] = [...waiting].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
        if (next === undefined) break;
        const [id, { at, run }] = next;
        waiting.delete(id);
        wall += at - steady;
        steady = at;
        run();
      }
      wall += end - steady;
      steady = end;
    },
    sleep(milliseconds) {
      wall += milliseconds;
    },
  };
}

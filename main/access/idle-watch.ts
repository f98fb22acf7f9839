import type { Clock } from '../clock.ts';

export interface IdleWatch {
  touch(): void;
  /** True as soon as nobody has used the window for the allowed time, even where the timer is late. */
  isOver(): boolean;
  stop(): void;
}

/** A timer does not count while a computer sleeps: looking often locks it soon after it wakes, touched or not. */
const looksEveryMs = 5_000;

/** Counts from the last use of keyboard or mouse, on whichever clock says more: a computer that slept was idle too. */
export function watchIdle(parts: { clock: Clock; minutes: () => number; onIdle: () => void }): IdleWatch {
  const { clock } = parts;
  const mark = () => ({ wall: clock.now().getTime(), steady: clock.monotonic() });
  let last = mark();
  let callOff = (): void => undefined;
  const left = (): number => {
    const idle = Math.max(clock.now().getTime() - last.wall, clock.monotonic() - last.steady);
    return parts.minutes() * 60_000 - idle;
  };
  const wait = (): void => {
    callOff = clock.after(Math.min(looksEveryMs, Math.max(1_000, left())), () => {
      if (left() > 0) wait();
      else parts.onIdle();
    });
  };
  wait();
  return {
    touch() {
      last = mark();
    },
    isOver: () => left() <= 0,
    stop: () => callOff(),
  };
}

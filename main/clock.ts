/** Time as the console needs it, so that tests can move it. */
export interface Clock {
  now(): Date;
  /** Milliseconds that never go back, whatever happens to the wall clock. */
  monotonic(): number;
  /** Runs once; returns what calls it off. */
  after(milliseconds: number, run: () => void): () => void;
}

export const systemClock = (): Clock => ({
  now: () => new Date(),
  monotonic: () => performance.now(),
  after: (milliseconds, run) => {
    // Nothing that waits here is a reason to keep the program alive.
    const timer = setTimeout(run, milliseconds).unref();
    return () => clearTimeout(timer);
  },
});

import type { Clock } from '../clock.ts';

/** Waits; called off, it throws the signal's reason. */
export function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  const waiting = Promise.withResolvers<void>();
  const callOff = clock.after(milliseconds, waiting.resolve);
  const give = (): void => waiting.reject(signal.reason);
  signal.addEventListener('abort', give, { once: true });
  if (signal.aborted) give();
  return waiting.promise.finally(() => {
    callOff();
    signal.removeEventListener('abort', give);
  });
}

import { useEffect, useState } from 'react';

const atTheLatest = 1_000;

/** False while a picture is being made, true from the first quiet moment on: for what nobody waits for. */
export function useQuiet(since: boolean): boolean {
  const [quiet, setQuiet] = useState(false);
  useEffect(() => {
    if (!since) return undefined;
    const asked = requestIdleCallback(() => setQuiet(true), { timeout: atTheLatest });
    return () => {
      cancelIdleCallback(asked);
      setQuiet(false);
    };
  }, [since]);
  return quiet;
}

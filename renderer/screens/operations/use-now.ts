import { useEffect, useState } from 'react';

/** The time, moving once a second while something is being waited for. */
export function useNow(moving: boolean): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (!moving) return undefined;
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), 1_000);
    return () => clearInterval(timer);
  }, [moving]);
  return now;
}

import { useState } from 'react';

interface HeldOrder {
  readonly ids: ReadonlyArray<string>;
  /** So many rows would come, go or move once the list is let go of. */
  readonly waiting: number;
  release(): void;
}

const same = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);

/**
 * Rows do not move under the pointer: while somebody is at the list its rows and their order stay, whatever is read
 * meanwhile. `list` names what is listed; another list is shown at once. `fresh` is undefined until it has been read.
 */
export function useHeldOrder(options: {
  readonly list: string;
  readonly fresh: ReadonlyArray<string> | undefined;
  readonly holding: boolean;
}): HeldOrder {
  const { list, fresh, holding } = options;
  const [held, setHeld] = useState<{ readonly list: string; readonly ids: ReadonlyArray<string> } | null>(null);
  const keep = held !== null && (fresh === undefined || (holding && held.list === list && held.ids.length > 0));
  const ids = keep ? held.ids : (fresh ?? []);
  if (!keep && fresh !== undefined && (held?.list !== list || !same(held.ids, fresh))) setHeld({ list, ids: fresh });
  return {
    ids,
    waiting: fresh === undefined ? 0 : fresh.filter((id, index) => ids[index] !== id).length,
    release: () => setHeld(null),
  };
}

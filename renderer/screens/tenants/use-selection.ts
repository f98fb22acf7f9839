import { useEffect, useState } from 'react';
import type { TenantFilter, TenantPage } from '../../../shared/contract/tenants.ts';
import { afterTicking, nothingSelected, type Selection } from './selection.ts';

export interface SelectionState extends Selection {
  tick(page: TenantPage['rows'], ticked: ReadonlyArray<unknown>): void;
  set(selection: Selection): void;
  clear(): void;
}

const somethingIsOpen = (): boolean =>
  document.querySelector('[role="dialog"], .MuiPopover-root, .MuiPopper-root [role="menu"]') !== null;

/** What is selected of the list. Another filter begins anew: nothing unseen may be acted on. */
export function useSelection(filter: TenantFilter): SelectionState {
  const key = JSON.stringify(filter);
  const [held, setHeld] = useState({ key, selection: nothingSelected });
  const selection = held.key === key ? held.selection : nothingSelected;
  const some = selection.ids.size > 0;
  useEffect(() => {
    if (!some) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || somethingIsOpen()) return;
      setHeld((now) => ({ ...now, selection: nothingSelected }));
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [some]);
  return {
    ...selection,
    tick: (page, ticked) =>
      setHeld((now) => ({
        key,
        selection: afterTicking(now.key === key ? now.selection : nothingSelected, page, new Set(ticked)),
      })),
    set: (next) => setHeld({ key, selection: next }),
    clear: () => setHeld({ key, selection: nothingSelected }),
  };
}

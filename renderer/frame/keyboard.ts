import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { isTypingTarget } from '../components/typing-target.ts';
import { useChange } from '../ipc/use-change.ts';
import { useSession } from '../stores/session.ts';
import { useStores } from '../stores/stores-context.ts';

/** How long a `G` waits for the letter after it. */
const sequenceWaits = 1_200;

const places: Readonly<Record<string, string>> = {
  t: '/tenants',
  r: '/registrations',
  a: '/attention',
  o: '/operations',
  b: '/backups',
  f: '/flags',
  l: '/log',
};

/** Letters count by what the layout types; on a Turkish layout the I key gives ı, so all four are one. */
export const foldKey = (key: string): string => (['i', 'ı', 'I', 'İ'].includes(key) ? 'i' : key.toLowerCase());

function moveToRegion(backwards: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  const step = backwards ? -1 : 1;
  regions[(here + step + regions.length) % regions.length]?.focus();
}

const dialogIsOpen = (): boolean =>
  document.querySelector('[role="dialog"][aria-modal="true"], .MuiPopover-root') !== null;

/** The keys that work everywhere. Lists and screens add their own. */
export function useKeyboard(onToggleRail: () => void): void {
  const stores = useStores();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const canLock = useSession(({ state }) => state?.phase === 'signed_in');
  const { mutate: lock } = useChange('session.lock', { errors: 'notice' });
  useEffect(() => {
    let goPressed = 0;
    const withControl = (key: string, shift: boolean): (() => void) | undefined => {
      if (shift && key === 'o') return stores.frame.getState().openSwitcher;
      if (shift) return key === 'l' && canLock ? () => lock({}) : undefined;
      if (key === 'j') return stores.frame.getState().toggleDrawer;
      if (key === 'b') return onToggleRail;
      if (key === 'r') return () => void queries.invalidateQueries();
      return undefined;
    };
    const plain = (key: string): (() => void) | undefined => {
      const place = places[key];
      if (place !== undefined && performance.now() - goPressed < sequenceWaits) return () => void navigate(place);
      goPressed = key === 'g' ? performance.now() : 0;
      return key === '?' ? stores.dialogs.getState().openShortcuts : undefined;
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      if (event.key === 'F6') {
        event.preventDefault();
        moveToRegion(event.shiftKey);
        return;
      }
      if (event.altKey) return;
      const control = event.ctrlKey || event.metaKey;
      const key = foldKey(event.key);
      // Behind a dialog only locking still works.
      const blocked = dialogIsOpen() && !(control && event.shiftKey && key === 'l');
      if (blocked || (!control && isTypingTarget(event.target))) return;
      const action = control ? withControl(key, event.shiftKey) : plain(key);
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [stores, queries, navigate, canLock, lock, onToggleRail]);
}

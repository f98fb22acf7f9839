import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useQuiet } from '../components/use-quiet.ts';
import { call } from '../ipc/client.ts';
import { useCall } from '../ipc/use-call.ts';
import { useReachability } from '../stores/reachability.ts';
import { useSession } from '../stores/session.ts';
import { useStores } from '../stores/stores-context.ts';
import { freshList } from '../stores/tenant-list.ts';

const touchEvery = 60_000;

/** Keeps the mirrors true while a session is open, and leaves nothing of it behind when it ends. */
export function useSessionUpkeep(): void {
  const navigate = useNavigate();
  const stores = useStores();
  const queries = useQueryClient();
  const phase = useSession(({ state }) => state?.phase ?? 'signed_out');
  const temporary = useSession(({ state }) => state?.phase === 'signed_in' && state.mustChangePassword);
  const open = (phase === 'signed_in' && !temporary) || phase === 'bootstrap';

  const quiet = useQuiet(open);

  // Once, and when somebody asks again; from then on main tells of itself.
  const ping = useCall('session.ping', {}, { enabled: quiet, staleTime: Number.POSITIVE_INFINITY });
  useEffect(() => {
    if (ping.data !== undefined) stores.reachability.getState().put(ping.data);
  }, [ping.data, stores]);

  const listed = useCall('operations.list', { ended: 20 }, { enabled: quiet, staleTime: Number.POSITIVE_INFINITY });
  useEffect(() => {
    if (listed.data !== undefined) stores.operations.getState().fill(listed.data);
  }, [listed.data, stores]);

  const before = useRef(phase);
  useEffect(() => {
    const was = before.current;
    before.current = phase;
    if (was === phase) return;
    if (phase === 'signed_out') {
      stores.dialogs.getState().closeAll();
      stores.frame.getState().closeDrawer();
      stores.tenantList.setState(freshList);
      stores.operations.getState().fill([]);
      stores.reachability.getState().put(null);
      // A tenant of this platform is nobody on the next one.
      void navigate('/tenants', { replace: true });
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'settings.get' });
    } else if (was === 'locked') void queries.invalidateQueries();
  }, [phase, queries, stores, navigate]);

  useEffect(() => {
    if (phase !== 'signed_in') return undefined;
    let last = 0;
    const touch = (): void => {
      if (Date.now() - last < touchEvery) return;
      last = Date.now();
      // A touch that is lost costs nothing: the next one comes with the next key.
      void call('session.touch', {}).catch(() => undefined);
    };
    for (const name of ['keydown', 'pointerdown', 'pointermove'] as const) document.addEventListener(name, touch);
    return () => {
      for (const name of ['keydown', 'pointerdown', 'pointermove'] as const) document.removeEventListener(name, touch);
    };
  }, [phase]);

  const online = useReachability(({ state }) => state?.online ?? null);
  const wasOnline = useRef(online);
  useEffect(() => {
    if (wasOnline.current === false && online === true) void queries.invalidateQueries();
    wasOnline.current = online;
  }, [online, queries]);
}

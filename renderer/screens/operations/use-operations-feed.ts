import { isLiveState } from '../../../shared/domain/operations.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useSession } from '../../stores/session.ts';

/** Other consoles' progress comes from the journal, not from events: what they work on, and what they begin. */
const elsewhereEveryMs = 5_000;
const beginningsEveryMs = 20_000;

/** Reads the list again now and then, and every few seconds while another console works on one of its operations. */
export function useOperationsFeed(): { readonly loading: boolean } {
  const locked = useSession(({ state }) => state?.phase === 'locked');
  const { isPending } = useCall(
    'operations.list',
    { ended: 20 },
    {
      enabled: !locked,
      staleTime: Number.POSITIVE_INFINITY,
      refetchInterval: ({ state }) =>
        state.data?.some((operation) => isLiveState(operation.state) && operation.holder?.here !== true) === true
          ? elsewhereEveryMs
          : beginningsEveryMs,
    },
  );
  return { loading: isPending };
}

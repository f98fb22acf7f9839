import { useEffect } from 'react';
import { isLiveState } from '../../../shared/domain/operations.ts';
import { useCall } from '../../ipc/use-call.ts';
import { useOperations } from '../../stores/operations.ts';

/** What the drawer keeps at hand of what has ended. */
const endedShown = 20;
/** Other consoles' progress comes from the journal, not from events. */
const elsewhereEveryMs = 5_000;

/** Fills the mirror of operations once, and again every few seconds while another console works on one. */
export function useOperationsFeed(enabled: boolean): { readonly loading: boolean } {
  const fill = useOperations((mirror) => mirror.fill);
  const { data, isPending } = useCall(
    'operations.list',
    { ended: endedShown },
    {
      enabled,
      refetchInterval: ({ state }) =>
        state.data?.some((operation) => isLiveState(operation.state) && operation.holder?.here !== true) === true
          ? elsewhereEveryMs
          : false,
    },
  );
  useEffect(() => {
    if (data !== undefined) fill(data);
  }, [data, fill]);
  return { loading: isPending };
}

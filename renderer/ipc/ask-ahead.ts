import type { QueryClient } from '@tanstack/react-query';
import type { CallInput, CallName } from '../../shared/contract/contract.ts';
import type { Stores } from '../stores/create-stores.ts';
import { pageAskedFor } from '../stores/tenant-list.ts';
import { call } from './client.ts';
import { callKey } from './use-call.ts';

/** Fills a query before its screen is there. A refusal is left to the screen, which asks again. */
const prefetch = <N extends CallName>(queries: QueryClient, name: N, input: CallInput<N>): Promise<void> =>
  queries.prefetchQuery({ queryKey: callKey(name, input), queryFn: () => call(name, input) });

/** Asks for the first screen's contents in the moment in which a session begins, while the window is still being drawn. */
export function askWhenSignedIn(stores: Stores, queries: QueryClient): void {
  stores.session.subscribe(({ state: now }, { state: before }) => {
    if (now?.phase !== 'signed_in' || before?.phase !== 'signed_out' || now.mustChangePassword) return;
    const list = stores.tenantList.getState();
    void prefetch(queries, 'tenants.list', pageAskedFor(list));
    void prefetch(queries, 'tenants.totals', { filter: list.filter });
    void prefetch(queries, 'tenants.viewCounts', {});
  });
}

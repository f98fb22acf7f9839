import {
  type BuiltInView,
  everyTenant,
  type TenantFilter,
  type TenantSort,
  type TenantView,
  viewFilters,
} from '../../../shared/contract/tenants.ts';
import {
  freshList,
  type ListPosition,
  start,
  type TenantListState,
  useTenantList,
  type ViewKey,
} from '../../stores/tenant-list.ts';

export interface ListState extends TenantListState {
  /** The filter is no longer what the view says. */
  readonly changed: boolean;
  /** A view of ours keeps what is searched for; a saved one has its own. */
  choose(view: ViewKey, content: Partial<TenantView>): void;
  narrow(part: Partial<TenantFilter>): void;
  order(sort: TenantSort): void;
  go(position: ListPosition): void;
  /** Back to what the view says. */
  clear(): void;
  /** Every tenant. */
  showAll(): void;
}

export function useListState(): ListState {
  const [list, set] = useTenantList();
  const { base, filter } = list;
  return {
    ...list,
    changed: JSON.stringify({ ...filter, search: '' }) !== JSON.stringify({ ...base, search: '' }),
    choose(view, { filter: chosen = everyTenant, sort }) {
      set((now) => ({
        view,
        base: chosen,
        filter: view.startsWith('built:') ? { ...chosen, search: now.filter.search } : chosen,
        position: start,
        ...(sort === undefined ? {} : { sort }),
      }));
    },
    narrow: (part) => set((now) => ({ filter: { ...now.filter, ...part }, position: start })),
    order: (sort) => set({ sort, position: start }),
    go: (position) => set({ position }),
    clear: () => set((now) => ({ filter: { ...now.base, search: now.filter.search }, position: start })),
    showAll: () => set((now) => ({ ...freshList, sort: now.sort })),
  };
}

export const builtInFilter = (view: BuiltInView): Partial<TenantView> => ({ filter: viewFilters[view] });

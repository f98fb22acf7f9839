import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { CallInput } from '../../shared/contract/contract.ts';
import { type BuiltInView, everyTenant, type TenantFilter, type TenantSort } from '../../shared/contract/tenants.ts';
import { useStores } from './stores-context.ts';

export const pageSize = 100;

type Place = CallInput<'tenants.list'>['place'];

/** Where in the list: cursors carry no number, so the number of the first row is carried beside them. */
export interface ListPosition {
  readonly place: Place;
  /** 1 for the first row; null on the last page, whose first row is known once the count is. */
  readonly from: number | null;
}
export const start: ListPosition = { place: { at: 'first' }, from: 1 };

/** `built:` and `saved:` keep a saved view's name from meaning one of ours. */
export type ViewKey = `built:${BuiltInView}` | `saved:${string}`;

/** How the list of tenants was left: whoever comes back from a tenant finds it so. */
export interface TenantListState {
  readonly view: ViewKey;
  /** What the view says; the filter may have been changed since. */
  readonly base: TenantFilter;
  readonly filter: TenantFilter;
  readonly sort: TenantSort;
  readonly position: ListPosition;
}

export const freshList: TenantListState = {
  view: 'built:all',
  base: everyTenant,
  filter: everyTenant,
  sort: { column: 'name', descending: false },
  position: start,
};

export const createTenantListStore = () => createStore<TenantListState>()(() => freshList);

/** The page of the list that is asked for. */
export const pageAskedFor = ({ filter, sort, position }: TenantListState): CallInput<'tenants.list'> => ({
  filter,
  sort,
  place: position.place,
  limit: pageSize,
});

export function useTenantList() {
  const store = useStores().tenantList;
  return [useStore(store), store.setState] as const;
}

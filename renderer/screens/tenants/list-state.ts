import { useState } from 'react';
import type { CallInput } from '../../../shared/contract/contract.ts';
import {
  type BuiltInView,
  everyTenant,
  type TenantFilter,
  type TenantSort,
  type TenantView,
  viewFilters,
} from '../../../shared/contract/tenants.ts';

export const pageSize = 100;
export const byName: TenantSort = { column: 'name', descending: false };

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

export interface ListState {
  readonly view: ViewKey;
  readonly filter: TenantFilter;
  readonly sort: TenantSort;
  readonly position: ListPosition;
  /** The filter is no longer what the view says. */
  readonly changed: boolean;
  choose(view: ViewKey, content: Partial<TenantView>): void;
  narrow(part: Partial<TenantFilter>): void;
  order(sort: TenantSort): void;
  go(position: ListPosition): void;
  clear(): void;
}

export function useListState(): ListState {
  const [view, setView] = useState<ViewKey>('built:all');
  const [base, setBase] = useState<TenantFilter>(everyTenant);
  const [filter, setFilter] = useState<TenantFilter>(everyTenant);
  const [sort, setSort] = useState<TenantSort>(byName);
  const [position, setPosition] = useState<ListPosition>(start);
  return {
    view,
    filter,
    sort,
    position,
    changed: JSON.stringify({ ...filter, search: '' }) !== JSON.stringify({ ...base, search: '' }),
    choose(next, content) {
      const chosen = content.filter ?? everyTenant;
      setView(next);
      setBase(chosen);
      setFilter(chosen);
      if (content.sort !== undefined) setSort(content.sort);
      setPosition(start);
    },
    narrow(part) {
      setFilter((now) => ({ ...now, ...part }));
      setPosition(start);
    },
    order(next) {
      setSort(next);
      setPosition(start);
    },
    go: setPosition,
    clear() {
      setFilter(base);
      setPosition(start);
    },
  };
}

export const builtInFilter = (view: BuiltInView): Partial<TenantView> => ({ filter: viewFilters[view] });

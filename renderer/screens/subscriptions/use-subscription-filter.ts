import { useSearchParams } from 'react-router';
import {
  type SubscriptionFilter,
  type SubscriptionSortColumn,
  subscriptionSortColumns,
} from '../../../shared/contract/subscriptions.ts';
import type { PackageId } from '../../../shared/domain/ids.ts';
import { type SubscriptionState, subscriptionStates } from '../../../shared/domain/subscriptions.ts';

export const pageSize = 50;
export const subscriptionTabs = ['all', ...subscriptionStates, 'change_due'] as const;
export type SubscriptionTab = SubscriptionState | 'all' | 'change_due';

export interface SubscriptionPlaceValues {
  readonly tab: SubscriptionTab;
  readonly search: string;
  readonly packageIds: ReadonlyArray<string>;
  readonly sort: { readonly column: SubscriptionSortColumn; readonly descending: boolean };
  readonly offset: number;
}

export interface SubscriptionPlace extends SubscriptionPlaceValues {
  /** A changed filter begins at the first page. */
  narrow(part: Partial<Omit<SubscriptionPlaceValues, 'offset'>>): void;
  showAll(): void;
  turnTo(offset: number): void;
}

const known = <V extends string>(values: ReadonlyArray<V>, given: string | null): V | null =>
  values.find((value) => value === given) ?? null;

export function readPlace(params: URLSearchParams): SubscriptionPlaceValues {
  const page = Number.parseInt(params.get('page') ?? '', 10);
  return {
    tab: known(subscriptionTabs, params.get('tab')) ?? 'all',
    search: (params.get('search') ?? '').slice(0, 200),
    packageIds: params.getAll('package').slice(0, 50),
    sort: {
      column: known(subscriptionSortColumns, params.get('sort')) ?? 'tenant',
      descending: params.get('order') === 'desc',
    },
    offset: Number.isInteger(page) && page > 1 ? (page - 1) * pageSize : 0,
  };
}

export function writePlace({ tab, search, packageIds, sort, offset }: SubscriptionPlaceValues): URLSearchParams {
  const params = new URLSearchParams();
  if (tab !== 'all') params.set('tab', tab);
  if (search !== '') params.set('search', search);
  for (const id of packageIds) params.append('package', id);
  if (sort.column !== 'tenant') params.set('sort', sort.column);
  if (sort.descending) params.set('order', 'desc');
  if (offset > 0) params.set('page', `${offset / pageSize + 1}`);
  return params;
}

/** What main is asked for. */
export const filterOf = ({ tab, search, packageIds, sort, offset }: SubscriptionPlaceValues): SubscriptionFilter => ({
  search,
  states: tab === 'all' || tab === 'change_due' ? [] : [tab],
  // An id that is none is refused by main, and the screen says so.
  packageIds: packageIds as ReadonlyArray<PackageId> as PackageId[],
  pending: tab === 'change_due' ? 'due' : null,
  sort,
  offset,
  limit: pageSize,
});

/** Tab, search, filters, order and page live in the address: they survive a reload, and others can point at them. */
export function useSubscriptionPlace(): SubscriptionPlace {
  const [params, setParams] = useSearchParams();
  const go = (change: (now: SubscriptionPlaceValues) => SubscriptionPlaceValues): void =>
    setParams((before) => writePlace(change(readPlace(before))), { replace: true });
  return {
    ...readPlace(params),
    narrow: (part) => go((now) => ({ ...now, ...part, offset: 0 })),
    showAll: () => go(({ sort }) => ({ tab: 'all', search: '', packageIds: [], sort, offset: 0 })),
    turnTo: (offset) => go((now) => ({ ...now, offset })),
  };
}

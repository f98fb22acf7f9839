import { useSearchParams } from 'react-router';
import { type RegistrationFilter, registrationTabs } from '../../../shared/contract/registrations.ts';

export const pageSize = 50;
export const receivedDays = ['1', '7', '30', '90', '365'] as const;
export type ReceivedDays = (typeof receivedDays)[number];

interface Place {
  readonly filter: RegistrationFilter;
  readonly offset: number;
  /** The row that stands open. */
  readonly open: string | null;
}

export interface RegistrationPlace extends Place {
  /** A changed filter begins at the first page. */
  narrow(part: Partial<RegistrationFilter>): void;
  clear(): void;
  turnTo(offset: number): void;
  openRow(id: string | null): void;
}

const known = <V extends string>(values: ReadonlyArray<V>, given: string | null): V | null =>
  values.find((value) => value === given) ?? null;

function read(params: URLSearchParams): Place {
  const days = known(receivedDays, params.get('days'));
  const page = Number.parseInt(params.get('page') ?? '', 10);
  return {
    filter: {
      tab: known(registrationTabs, params.get('tab')) ?? 'all',
      search: (params.get('search') ?? '').slice(0, 200),
      packageId: params.get('package'),
      receivedWithinDays: days === null ? null : Number(days),
    },
    offset: Number.isInteger(page) && page > 1 ? (page - 1) * pageSize : 0,
    open: params.get('open'),
  };
}

function write({ filter, offset, open }: Place): URLSearchParams {
  const params = new URLSearchParams();
  if (filter.tab !== 'all') params.set('tab', filter.tab);
  if (filter.search !== '') params.set('search', filter.search);
  if (filter.packageId !== null) params.set('package', filter.packageId);
  if (filter.receivedWithinDays !== null) params.set('days', `${filter.receivedWithinDays}`);
  if (offset > 0) params.set('page', `${offset / pageSize + 1}`);
  if (open !== null) params.set('open', open);
  return params;
}

/** Tab, search, filters, page and open row live in the address: they survive a reload, and others can point at a row. */
export function useRegistrationFilter(): RegistrationPlace {
  const [params, setParams] = useSearchParams();
  const place = read(params);
  const go = (change: (now: Place) => Place): void =>
    setParams((before) => write(change(read(before))), { replace: true });
  const nowhere = { offset: 0, open: null };
  return {
    ...place,
    narrow: (part) => go(({ filter }) => ({ ...nowhere, filter: { ...filter, ...part } })),
    clear: () =>
      go(({ filter: { tab } }) => ({
        ...nowhere,
        filter: { tab, search: '', packageId: null, receivedWithinDays: null },
      })),
    turnTo: (offset) => go(({ filter }) => ({ filter, offset, open: null })),
    openRow: (open) => go(({ filter, offset }) => ({ filter, offset, open })),
  };
}

import { useSearchParams } from 'react-router';
import { type UserTab, userTabs } from '../../../shared/contract/users.ts';

export const pageSize = 100;

interface Place {
  readonly tab: UserTab;
  readonly search: string;
  readonly offset: number;
  /** Whose panel stands open. */
  readonly open: string | null;
}

export interface UserPlace extends Place {
  /** A changed filter begins at the first page. */
  narrow(part: Partial<Pick<Place, 'tab' | 'search'>>): void;
  turnTo(offset: number): void;
  openUser(id: string | null): void;
}

function read(params: URLSearchParams): Place {
  const page = Number.parseInt(params.get('page') ?? '', 10);
  return {
    tab: userTabs.find((tab) => tab === params.get('tab')) ?? 'all',
    search: (params.get('search') ?? '').slice(0, 200),
    offset: Number.isInteger(page) && page > 1 ? (page - 1) * pageSize : 0,
    open: params.get('open'),
  };
}

function write({ tab, search, offset, open }: Place): URLSearchParams {
  const params = new URLSearchParams();
  if (tab !== 'all') params.set('tab', tab);
  if (search !== '') params.set('search', search);
  if (offset > 0) params.set('page', `${offset / pageSize + 1}`);
  if (open !== null) params.set('open', open);
  return params;
}

/** Tab, search, page and open user live in the address: a tenant's page can point at one of its people. */
export function useUserFilter(): UserPlace {
  const [params, setParams] = useSearchParams();
  const go = (change: (now: Place) => Place): void =>
    setParams((before) => write(change(read(before))), { replace: true });
  return {
    ...read(params),
    narrow: (part) => go((now) => ({ ...now, offset: 0, open: null, ...part })),
    turnTo: (offset) => go((now) => ({ ...now, offset, open: null })),
    openUser: (open) => go((now) => ({ ...now, open })),
  };
}

import { useSearchParams } from 'react-router';
import { type DomainTab, domainTabs } from '../../../shared/contract/domains.ts';

export const pageSize = 100;

interface Place {
  readonly tab: DomainTab;
  readonly search: string;
  readonly offset: number;
}

export interface DomainPlace extends Place {
  /** A changed filter begins at the first page. */
  narrow(part: Partial<Pick<Place, 'tab' | 'search'>>): void;
  turnTo(offset: number): void;
}

function read(params: URLSearchParams): Place {
  const page = Number.parseInt(params.get('page') ?? '', 10);
  return {
    tab: domainTabs.find((tab) => tab === params.get('tab')) ?? 'all',
    search: (params.get('search') ?? '').slice(0, 200),
    offset: Number.isInteger(page) && page > 1 ? (page - 1) * pageSize : 0,
  };
}

function write({ tab, search, offset }: Place): URLSearchParams {
  const params = new URLSearchParams();
  if (tab !== 'all') params.set('tab', tab);
  if (search !== '') params.set('search', search);
  if (offset > 0) params.set('page', `${offset / pageSize + 1}`);
  return params;
}

/** Tab, search and page live in the address. */
export function useDomainFilter(): DomainPlace {
  const [params, setParams] = useSearchParams();
  const go = (change: (now: Place) => Place): void =>
    setParams((before) => write(change(read(before))), { replace: true });
  return {
    ...read(params),
    narrow: (part) => go((now) => ({ ...now, offset: 0, ...part })),
    turnTo: (offset) => go((now) => ({ ...now, offset })),
  };
}

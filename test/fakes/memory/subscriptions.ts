import type { SubscriptionCatalog } from '../../../main/layouts/roles/subscriptions.ts';
import type { SubscriptionFilter, SubscriptionRow } from '../../../shared/contract/subscriptions.ts';
import type { ProfileSettings } from '../../../shared/domain/connection-profile.ts';
import { foldForSearch } from '../../../shared/domain/names.ts';
import { subscriptionState, subscriptionStates } from '../../../shared/domain/subscriptions.ts';
import {
  allOf,
  type Books,
  currentIn,
  move,
  setModules,
  shownSubscription,
  start,
  todayOf,
} from './subscription-rows.ts';
import type { MemoryWorld } from './world.ts';

function rowsOf(books: Books): ReadonlyArray<SubscriptionRow> {
  const today = todayOf(books);
  return books.world.subscriptions.flatMap((row) => {
    const tenant = books.world.tenants.get(row.tenantId);
    if (tenant === undefined) return [];
    const subscription = shownSubscription(books, row);
    const { id, name, code } = tenant;
    return [{ ...subscription, state: subscriptionState(subscription, today), tenant: { id, name, code } }];
  });
}

const { compare } = new Intl.Collator('tr');

const sorts: Readonly<
  Record<SubscriptionFilter['sort']['column'], (a: SubscriptionRow, b: SubscriptionRow) => number>
> = {
  tenant: (a, b) => compare(a.tenant.name, b.tenant.name),
  package: (a, b) => compare(a.packageName, b.packageName),
  price: (a, b) => a.price.minor - b.price.minor,
  period_end: (a, b) => compare(a.periodEndsOn, b.periodEndsOn),
  started: (a, b) => compare(a.startedOn, b.startedOn),
};

const isDue = ({ pendingChange }: SubscriptionRow, today: string): boolean =>
  pendingChange !== null && pendingChange.on <= today;

function matches(row: SubscriptionRow, filter: SubscriptionFilter, today: string): boolean {
  const text = ` ${foldForSearch(`${row.tenant.name} ${row.tenant.code}`)}`;
  const words = foldForSearch(filter.search)
    .split(' ')
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  return (
    words.every((word) => text.includes(word)) &&
    (filter.states.length === 0 || filter.states.includes(row.state)) &&
    (filter.packageIds.length === 0 || filter.packageIds.includes(row.packageId)) &&
    (filter.pending === null || row.pendingChange !== null) &&
    (filter.pending !== 'due' || isDue(row, today))
  );
}

/** What tenants pay for, in this process. */
export function memorySubscriptions(world: MemoryWorld, settings: ProfileSettings): SubscriptionCatalog {
  const books: Books = { world, settings, operation: null };
  return {
    async page(filter) {
      const found = rowsOf(books).filter((row) => matches(row, filter, todayOf(books)));
      const { column, descending } = filter.sort;
      const sorted = found.toSorted((a, b) => (sorts[column](a, b) || (a.id < b.id ? -1 : 1)) * (descending ? -1 : 1));
      return { rows: sorted.slice(filter.offset, filter.offset + filter.limit), total: found.length };
    },
    async counts() {
      const rows = rowsOf(books);
      const due = rows.filter((row) => isDue(row, todayOf(books))).length;
      const counted = subscriptionStates.map((state) => [state, rows.filter((row) => row.state === state).length]);
      return { ...Object.fromEntries(counted), all: rows.length, change_due: due };
    },
    current: async (tenantId) => currentIn(books, tenantId),
    ofTenant: async (tenantId) => allOf(books, tenantId),
    events: async (tenantId) =>
      structuredClone(
        world.subscriptionEvents
          .filter(({ after }) => after.tenantId === tenantId)
          .map(({ operationId: _, ...event }) => event)
          .reverse(),
      ),
    start: async (asked) => start(books, asked),
    move: async (change) => move(books, change),
    setModules: async (change) => setModules(books, change),
  };
}

import type { SubscriptionCounts, SubscriptionRow } from '../../../shared/contract/subscriptions.ts';
import { type SubscriptionState, subscriptionState, subscriptionStates } from '../../../shared/domain/subscriptions.ts';
import type { SubscriptionCatalog } from '../roles/subscriptions.ts';
import type { StockerDeps } from './deps.ts';
import { requireBookkeeping } from './shape.ts';
import { readEvents } from './subscriptions/events.ts';
import { countsQuery, pageQuery, totalQuery } from './subscriptions/page-query.ts';
import { currentOf, subscriptionOf, subscriptionsOf } from './subscriptions/rows.ts';
import { setModules } from './subscriptions/set-modules.ts';
import { moveOne, startOne } from './subscriptions/write.ts';
import type { Writing } from './subscriptions/writing.ts';

const rowOf = (row: Readonly<Record<string, unknown>>): SubscriptionRow => {
  const subscription = subscriptionOf(row);
  return {
    ...subscription,
    state: subscriptionState(subscription, String(row['today'])),
    tenant: {
      id: subscription.tenantId,
      name: String(row['tenant_name']),
      code: String(row['tenant_code']),
    },
  };
};

function countsOf(rows: ReadonlyArray<ReadonlyArray<unknown>>): SubscriptionCounts {
  const found = new Map(rows.map(([state, count]) => [state as SubscriptionState, Number(count)]));
  const states = Object.fromEntries(subscriptionStates.map((state) => [state, found.get(state) ?? 0])) as Readonly<
    Record<SubscriptionState, number>
  >;
  const all = rows.reduce((sum, [, count]) => sum + Number(count), 0);
  return { ...states, all, change_due: Number(rows[0]?.[2] ?? 0) };
}

/** What the platform's tenants pay for: one row for each subscription that there is or was. */
export function createSubscriptionCatalog(
  deps: Pick<StockerDeps, 'pools' | 'settings' | 'shape'>,
): SubscriptionCatalog {
  const { read } = deps.pools;
  const { currency, timeZone } = deps.settings;
  const asked = async () => ({ shape: await deps.shape(), currency, timeZone });
  const writing = async <T>(work: (writing: Writing) => Promise<T>): Promise<T> => {
    await requireBookkeeping(deps);
    const shape = await deps.shape();
    return deps.pools.write((runner) => work({ runner, deps, shape, operation: null }));
  };
  const ofTenant = async (tenantId: Parameters<SubscriptionCatalog['ofTenant']>[0]) =>
    subscriptionsOf(read, deps, { shape: await deps.shape(), tenantId });
  return {
    async page(filter) {
      const source = await asked();
      const [rows, [total]] = await Promise.all([
        read.query(pageQuery(source, filter)),
        read.rows(totalQuery(source, filter)),
      ]);
      return { rows: rows.map(rowOf), total: Number(total?.[0] ?? 0) };
    },
    counts: async () => countsOf(await read.rows(countsQuery(await asked()))),
    current: async (tenantId) => currentOf(await ofTenant(tenantId))?.subscription,
    ofTenant: async (tenantId) => (await ofTenant(tenantId)).map(({ subscription }) => subscription),
    events: async (tenantId) => ((await deps.shape()).bookkeeping ? readEvents(read, tenantId) : []),
    start: (subscription) => writing((one) => startOne(one, subscription)),
    move: (change) => writing((one) => moveOne(one, change)),
    setModules: (change) => writing((one) => setModules(one, change)),
  };
}

import type { QueryClient } from '@tanstack/react-query';
import type { CallName } from '../../shared/contract/contract.ts';
import type { Stores } from '../stores/create-stores.ts';

/** Calls whose answers an event makes old. */
const staleAfter = {
  'registrations.changed': ['registrations.list', 'registrations.counts', 'registrations.get', 'tenants.viewCounts'],
  'tenants.changed': [
    'tenants.list',
    'tenants.totals',
    'tenants.viewCounts',
    'tenants.get',
    'domains.list',
    'domains.counts',
    'domains.ofTenant',
    'domains.planRepair',
    'users.search',
    'users.ofTenant',
    'users.get',
    'tenants.database',
    'tenants.activity',
    'tenants.ids',
    'tenantSettings.get',
    'packages.list',
    'packages.get',
    'lifecycle.get',
    'modules.catalog',
    'modules.ofTenant',
    'subscriptions.list',
    'subscriptions.counts',
    'subscriptions.current',
    'subscriptions.ofTenant',
    'subscriptions.history',
    'subscriptions.planDue',
  ],
  'flags.changed': [
    'flags.list',
    'flags.get',
    'flags.preview',
    'flags.who',
    'flags.evaluate',
    'flags.ofTenant',
    'flags.history',
  ],
  'attention.changed': ['attention.list'],
  'packages.changed': [
    'packages.list',
    'packages.get',
    'packages.choices',
    'platform.packages',
    'setup.options',
    'tenantSettings.get',
  ],
  'archives.changed': ['archives.list', 'copies.list', 'lifecycle.plan'],
  'log.appended': ['log.list', 'log.choices', 'tenants.activity'],
} as const satisfies Readonly<Record<string, ReadonlyArray<CallName>>>;

/** Subscribes once, for the window's life: events refresh the mirrors and make queries stale. Returns what ends it. */
export function followEvents(stores: Stores, queries: QueryClient): () => void {
  const bridge = window.tenantry;
  const invalidate = (names: ReadonlyArray<CallName>): void => {
    for (const name of names) void queries.invalidateQueries({ queryKey: [name] });
  };
  const ends = [
    bridge.on('session.changed', (state) => stores.session.getState().put(state)),
    bridge.on('platform.reachability', (state) => stores.reachability.getState().put(state)),
    bridge.on('operations.changed', (operation) => {
      stores.operations.getState().put(operation);
      // One that stopped earlier and is ended by a person's word: nothing else tells of it.
      if (operation.resolution !== null) invalidate(staleAfter['tenants.changed']);
    }),
    bridge.on('operations.ended', () => {
      invalidate(['operations.list', 'operations.get']);
      invalidate(staleAfter['registrations.changed']);
      invalidate(staleAfter['tenants.changed']);
      invalidate(staleAfter['archives.changed']);
      invalidate(staleAfter['attention.changed']);
      invalidate(staleAfter['flags.changed']);
    }),
    bridge.on('registrations.changed', () => invalidate(staleAfter['registrations.changed'])),
    bridge.on('tenants.changed', () => invalidate(staleAfter['tenants.changed'])),
    bridge.on('packages.changed', () => invalidate(staleAfter['packages.changed'])),
    bridge.on('archives.changed', () => invalidate(staleAfter['archives.changed'])),
    bridge.on('flags.changed', () => invalidate(staleAfter['flags.changed'])),
    bridge.on('attention.changed', () => invalidate(staleAfter['attention.changed'])),
    bridge.on('log.appended', () => invalidate(staleAfter['log.appended'])),
  ];
  return () => {
    for (const end of ends) end();
  };
}

import { describe, expect, it } from 'vitest';
import {
  countOf,
  type ModuleAct,
  moduleFilters,
  offerOf,
  shownModules,
} from '../../renderer/screens/modules/module-facts.ts';
import type { TenantModule } from '../../shared/contract/modules.ts';
import { type ModuleState, moduleStates } from '../../shared/domain/entitlements.ts';

const moduleIn = (state: ModuleState, more: Partial<TenantModule> = {}): TenantModule => ({
  ...{ code: state, name: state, description: null, isCore: false, place: 'included', origin: 'subscription' },
  ...{ maxEntities: null, state, installed: null, latest: '0002', missing: [], unknown: [], installedAt: null },
  ...{ contents: null, dependsOn: [], usedBy: [], history: [] },
  ...more,
});

describe('the filters of a tenant’s modules', () => {
  const modules = moduleStates.map((state) => moduleIn(state));
  it('count what somebody has to look at', () => {
    expect(moduleFilters.map((filter) => [filter, countOf(modules, filter)])).toEqual([
      ['all', moduleStates.length],
      ['behind', 2],
      ['not_activated', 2],
      ['outside', 1],
    ]);
  });

  it.each([
    ['all', '', 2],
    ['all', 'stok yonetimi', 1],
    ['all', 'INVENTORY', 1],
    ['all', '  satis ', 1],
    ['behind', 'stok', 0],
    ['outside', '', 1],
  ] as const)('show of %s what fits %j', (filter, search, count) => {
    const two = [
      moduleIn('outside', { code: 'Inventory', name: 'Stok Yönetimi' }),
      moduleIn('behind', { code: 'Sales', name: 'Satış' }),
    ];
    expect(shownModules(two, { filter, search })).toHaveLength(count);
  });
});

const contents = { tables: 1, rows: 0, bytes: 8192 };

it.each([
  ['up_to_date', {}, null],
  ['behind', {}, 'activate'],
  ['not_installed', {}, 'activate'],
  ['outside', {}, 'resolve'],
  ['damaged', {}, 'resolve'],
  ['kept', { origin: null, contents }, 'resolve'],
  ['kept', { origin: null }, null],
  ['not_activated', { origin: null }, null],
  ['unreadable', {}, null],
  ['ahead', {}, null],
] as ReadonlyArray<[ModuleState, Partial<TenantModule>, ModuleAct | null]>)(
  'a module that is %s (%j) offers %s',
  (state, more, offer) => expect(offerOf(moduleIn(state, more))).toBe(offer),
);

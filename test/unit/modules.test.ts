import { expect, it } from 'vitest';
import { activateModuleOperation } from '../../main/modules/activate-module.ts';
import { moduleCatalog } from '../../main/modules/catalog.ts';
import { deactivateModule, planDeactivation } from '../../main/modules/deactivate.ts';
import { modulesOfTenant } from '../../main/modules/of-tenant.ts';
import { planActivation } from '../../main/modules/plan-activation.ts';
import { activationSkips, startActivation } from '../../main/modules/start-activation.ts';
import { planPurge, startPurge } from '../../main/modules/start-purge.ts';
import { planBulk } from '../../main/tenants/bulk-plan.ts';
import type { OperationId, PackageId, SubscriptionId, TenantId } from '../../shared/domain/ids.ts';
import type { PackageDefinition } from '../../shared/domain/packages.ts';
import { AppError } from '../../shared/errors.ts';
import { addTenant } from '../builders/platform.ts';
import { startDesk } from '../fakes/engine-desk.ts';
import { sourceModules } from '../fakes/memory/modules.ts';
import type { MemoryTenant } from '../fakes/memory/world.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

const newId = <T extends string>(): T => crypto.randomUUID() as string as T;
const moduleOf = (code: string) => ({ code, name: `${code} adı`, maxEntities: null });
const reason = 'they asked for it';

/** CRM, Sales and Inventory are sold; Purchase beside them; HR is not. */
const definition: PackageDefinition = {
  ...{ names: { en: 'Growth', tr: 'Büyüme' }, type: 'Standard', monthlyPrice: 45_000, yearlyPrice: null },
  ...{ currency: 'TRY', limits: {}, features: [], flags: [], order: 1, active: true },
  modules: [
    { ...moduleOf('CRM'), included: true },
    { ...moduleOf('Inventory'), included: true },
    { ...moduleOf('Purchase'), included: false, maxEntities: 20 },
    { ...moduleOf('Sales'), included: true },
  ],
};

async function house() {
  const platform = createMemoryPlatform();
  platform.world.modules.push(...sourceModules);
  const opened = platform.open();
  await opened.setWritable(true);
  const desk = await startDesk(platform, 'one', [
    activateModuleOperation({
      openRoles: opened.openOperation,
      journal: opened.journal,
      clock: { now: () => new Date(platform.world.clock.now) },
    }),
  ]);
  const { layout, engine } = desk;
  const clock = { now: () => new Date(platform.world.clock.now) };
  const parts = { layout, engine, settings: platform.settings, clock, machine: 'here', by: 'ayse' };
  const { id: packageId } = await layout.packages.create(newId<PackageId>(), definition, 'ayse');
  let tenants = 0;
  const tenant = async (...modules: ReadonlyArray<string>): Promise<MemoryTenant> => {
    tenants += 1;
    const code = `cinar-${tenants}`;
    const made = addTenant(platform, { code, name: `Çınar ${tenants}`, database: `Stocker_cinar_${tenants}_Db` });
    if (modules[0] === 'none') return made;
    await layout.subscriptions.start({
      ...{ id: newId<SubscriptionId>(), tenantId: made.id, packageId, packageVersion: 1, price: 45_000 },
      ...{ currency: 'TRY', period: 'monthly', startsOn: '2026-11-01', periodEndsOn: '2026-12-01', trialEndsOn: null },
      ...{ modules: modules.map(moduleOf), reason: null, by: 'ayse' },
    });
    return made;
  };
  const activate = async (module: string, ...ids: ReadonlyArray<TenantId>) =>
    desk.settled((await startActivation(parts, { tenants: ids, module, reason })).operationId);
  const entitled = async (id: TenantId): Promise<string> =>
    (await modulesOfTenant(parts, id)).modules
      .filter(({ origin, isCore }) => origin !== null && !isCore)
      .map(({ code, origin, installed }) => `${code}:${origin}:${installed === null ? 'absent' : 'there'}`)
      .sort()
      .join(' ');
  const state = async (id: TenantId, module: string) =>
    (await modulesOfTenant(parts, id)).modules.find(({ code }) => code === module)?.state;
  const databaseOf = ({ database }: MemoryTenant) => {
    const found = platform.world.databases.get(database ?? '');
    if (found === undefined) throw new Error('no database');
    return found;
  };
  return { ...platform, desk, layout, parts, packageId, tenant, activate, entitled, state, databaseOf };
}

it('brings a module with what it stands on: tables first, rows of the subscription after them', async () => {
  const { tenant, parts, activate, entitled, layout, state } = await house();
  const { id } = await tenant('CRM');
  const plan = await planActivation(parts, { id, module: 'Purchase' });
  expect(plan).toMatchObject({ problem: null, adds: [{ code: 'Inventory' }, { code: 'Purchase' }], keptRows: null });
  expect([...new Set(plan.migrations.map(({ module }) => module))]).toEqual(['Inventory', 'Purchase']);
  expect(await activate('Purchase', id)).toMatchObject({ state: 'succeeded', subject: { tenantId: id } });
  expect(await entitled(id)).toBe('CRM:subscription:absent Inventory:subscription:there Purchase:subscription:there');
  expect((await layout.subscriptions.current(id))?.modules).toContainEqual({
    ...{ code: 'Purchase', name: 'Purchase adı', maxEntities: 20 },
  });
  expect([await state(id, 'Purchase'), await state(id, 'CRM')]).toEqual(['up_to_date', 'not_installed']);
  expect(await layout.moduleEvents.ofTenant(id)).toMatchObject([
    { module: 'Purchase', action: 'activated', by: 'ayse', reason },
    { module: 'Inventory', action: 'activated', by: 'ayse', reason },
    { module: 'CRM', action: 'activated' },
  ]);
  await expect(activate('Purchase', id)).rejects.toMatchObject({ key: 'module.active_already' });
});

it('installs what a tenant is entitled to already without touching its subscription', async () => {
  const { tenant, activate, entitled, layout } = await house();
  const { id } = await tenant();
  const before = await layout.subscriptions.current(id);
  expect(await activate('Sales', id)).toMatchObject({ state: 'succeeded' });
  expect(await layout.subscriptions.current(id)).toEqual(before);
  expect(await entitled(id)).toBe('CRM:package:there Inventory:package:absent Sales:package:there');
});

it.each([
  ['of a tenant without a subscription', 'CRM', ['none'], 'module.no_subscription'],
  ['that the package has not', 'HR', ['CRM'], 'module.outside_package'],
  ['that nobody defines', 'Kargo', ['CRM'], 'module.unknown'],
] as const)('refuses to activate one %s', async (_, module, modules, key) => {
  const { tenant, parts, activate, layout } = await house();
  const { id } = await tenant(...modules);
  expect(await planActivation(parts, { id, module })).toMatchObject({ problem: { key } });
  await expect(activate(module, id)).rejects.toMatchObject({ key });
  expect(await layout.moduleEvents.ofTenant(id)).toHaveLength(modules[0] === 'none' ? 0 : 1);
});

it('leaves neither rows nor tables of what failed and was undone', async () => {
  const here = await house();
  const { tenant, desk, activate, entitled, faults, databaseOf } = here;
  const made = await tenant('CRM');
  faults.fail('subscriptionRecords.setModules', new AppError('refused', 'server.refused_statement'));
  const failed = await activate('Purchase', made.id);
  expect(failed).toMatchObject({ state: 'failed', canUndo: true });
  expect(databaseOf(made).migrations.map(({ module }) => module)).toContain('Purchase');
  await desk.engine.undo(failed.id, { operator: 'ayse', fence: null });
  expect(await desk.settled(failed.id)).toMatchObject({ state: 'cancelled' });
  expect(databaseOf(made).migrations).toEqual([]);
  expect(await entitled(made.id)).toBe('CRM:subscription:absent');
});

it('does not take tables away into which somebody wrote meanwhile', async () => {
  const { tenant, desk, activate, faults, databaseOf } = await house();
  const made = await tenant('CRM');
  faults.fail('subscriptionRecords.setModules', new AppError('refused', 'server.refused_statement'));
  const failed = await activate('Purchase', made.id);
  databaseOf(made).rows = { 'inventory.Products': 3 };
  await desk.engine.undo(failed.id, { operator: 'ayse', fence: null });
  await desk.settled(failed.id);
  expect([...new Set(databaseOf(made).migrations.map(({ module }) => module))]).toEqual(['Inventory']);
});

it('gives several what they can have, tells of the one that failed, and leaves out the others before', async () => {
  const { tenant, parts, activate, entitled, layout, world } = await house();
  const [good, bad, has, none] = [
    await tenant('CRM'),
    await tenant('CRM'),
    await tenant('CRM', 'Sales'),
    await tenant('none'),
  ];
  const closed = await tenant('CRM');
  closed.lifecycle = 'cancelled';
  const ids = [good, bad, has, none, closed].map(({ id }) => id);
  const { tenants, radius } = await planBulk(
    { ...parts, now: new Date(world.clock.now), moduleSkips: activationSkips(parts) },
    ids,
    { activateModule: 'Sales' },
  );
  expect(tenants.map(({ skipped }) => skipped)).toEqual([
    ...[null, null, 'active_already', 'no_subscription', 'wrong_lifecycle'],
  ]);
  expect(radius.tenants).toBe(2);
  world.databases.delete(bad.database ?? '');
  const view = await activate('Sales', good.id, bad.id);
  expect(view).toMatchObject({ state: 'succeeded', subject: { tenantId: null, label: 'Çınar 1 +1' } });
  expect(view.steps.map(({ name, state: at }) => [name, at])).toEqual([
    ['checking', 'done'],
    ['activating/cinar-1', 'done'],
    ['activating/cinar-2', 'warned'],
    ['completed', 'done'],
  ]);
  expect(await entitled(good.id)).toBe('CRM:subscription:there Sales:subscription:there');
  // Migrations come first: what has no tables has no row.
  expect((await layout.subscriptions.current(bad.id))?.modules.map(({ code }) => code)).toEqual(['CRM']);
  await expect(activate('Sales', has.id, none.id)).rejects.toMatchObject({ key: 'module.none_left', field: 'tenants' });
});

it('deactivates one and keeps its data; what lived by its package is written down first', async () => {
  const { tenant, parts, activate, entitled, state, databaseOf } = await house();
  const made = await tenant();
  const { id } = made;
  await activate('Sales', id);
  databaseOf(made).rows = { 'sales.SalesOrders': 7 };
  expect(await planDeactivation(parts, { id, module: 'Sales' })).toMatchObject({
    problem: null,
    writesDown: [{ code: 'CRM' }, { code: 'Inventory' }],
    keeps: { rows: 7 },
  });
  expect(await deactivateModule(parts, { id, module: 'Sales', reason })).toMatchObject({
    before: ['core', 'CRM', 'Inventory', 'Sales'],
    after: ['core', 'CRM', 'Inventory'],
  });
  expect(await entitled(id)).toBe('CRM:subscription:there Inventory:subscription:absent');
  expect(await state(id, 'Sales')).toBe('kept');
  expect(await planActivation(parts, { id, module: 'Sales' })).toMatchObject({
    ...{ problem: null, adds: [{ code: 'Sales' }], migrations: [], keptRows: 7 },
  });
});

it.each([
  ['the last one', 'CRM', ['CRM'], 'module.last_module'],
  ['one that another needs', 'CRM', ['CRM', 'Sales'], 'module.needed_by_others'],
  ['one that is not active', 'Inventory', ['CRM'], 'module.not_active'],
  ['a core one', 'core', ['CRM'], 'module.core'],
] as const)('refuses to deactivate %s', async (_, module, modules, key) => {
  const { tenant, parts, layout } = await house();
  const { id } = await tenant(...modules);
  expect(await planDeactivation(parts, { id, module })).toMatchObject({ problem: { key } });
  const before = await layout.subscriptions.current(id);
  await expect(deactivateModule(parts, { id, module, reason })).rejects.toMatchObject({ key });
  expect(await layout.subscriptions.current(id)).toEqual(before);
});

it('begins to remove data only of what is not active, needed by nothing that is installed, and typed as it is', async () => {
  const { tenant, parts, activate, databaseOf } = await house();
  const made = await tenant('CRM', 'Inventory');
  const { id } = made;
  const ask = { id, folder: '/exports', typedCode: made.code, reason };
  const refused = async (module: string) => (await planPurge(parts, { id, module })).problem?.key;
  expect(await refused('Sales')).toBe('module.nothing_to_purge');
  await activate('Sales', id);
  expect([await refused('Sales'), await refused('core')]).toEqual(['module.still_entitled', 'module.core']);
  await deactivateModule(parts, { id, module: 'Sales', reason });
  await deactivateModule(parts, { id, module: 'CRM', reason });
  expect(await refused('CRM')).toBe('module.needed_by_installed');
  databaseOf(made).rows = { 'sales.SalesOrders': 7 };
  const plan = await planPurge(parts, { id, module: 'Sales' });
  expect(plan).toMatchObject({ problem: null, tenant: { code: made.code } });
  expect(plan.tables).toContainEqual({ name: 'SalesOrders', rows: 7 });
  await expect(startPurge(parts, { ...ask, module: 'Sales', typedCode: 'cinar' })).rejects.toMatchObject({
    field: 'typedCode',
  });
  await expect(startPurge(parts, { ...ask, module: 'CRM' })).rejects.toMatchObject({
    key: 'module.needed_by_installed',
  });
});

it('undone, leaves tables of what somebody else has sold meanwhile', async () => {
  const { tenant, desk, activate, entitled, faults, layout } = await house();
  const { id } = await tenant('CRM');
  faults.fail('subscriptionRecords.setModules', new AppError('refused', 'server.refused_statement'));
  const failed = await activate('Purchase', id);
  const add = ['Inventory', 'Purchase'].map(moduleOf);
  await layout.subscriptions.setModules({ tenantId: id, add, remove: [], reason: null, by: 'mehmet' });
  await desk.engine.undo(failed.id, { operator: 'ayse', fence: null });
  expect(await desk.settled(failed.id)).toMatchObject({ state: 'cancelled' });
  expect(await entitled(id)).toBe('CRM:subscription:absent Inventory:subscription:there Purchase:subscription:there');
});

it('names a subscription as looked into only where the tenant lived by its package', async () => {
  const { tenant, parts, activate } = await house();
  const { id, code } = await tenant('CRM', 'Sales');
  await activate('Sales', id);
  await deactivateModule(parts, { id, module: 'Sales', reason });
  let looked: unknown;
  const start = async ({ params }: Parameters<typeof parts.engine.start>[0]) => {
    looked = params['subscription'];
    return newId<OperationId>();
  };
  const ask = { id, module: 'Sales', folder: '/exports', typedCode: code, reason };
  await startPurge({ ...parts, engine: { newestOn: parts.engine.newestOn, start } }, ask);
  expect(looked).toBeNull();
});

it('says what is known where a database can not be read', async () => {
  const { tenant, parts, state, databaseOf } = await house();
  const made = await tenant('CRM');
  databaseOf(made).allowsConnections = false;
  const found = await modulesOfTenant(parts, made.id);
  expect(found.problem).toMatchObject({ key: 'module.database_unreadable' });
  expect(found.modules.find(({ code }) => code === 'CRM')).toMatchObject({
    ...{ origin: 'subscription', state: 'unreadable', installed: null, contents: null, missing: [] },
  });
  expect(await state(made.id, 'HR')).toBe('unreadable');
});

it('lists every module with what ships, what sells it and what stands on it', async () => {
  const { layout, packageId } = await house();
  const catalog = await moduleCatalog(layout);
  expect(catalog.map(({ code }) => code)).toContain('core');
  expect(catalog.find(({ code }) => code === 'CRM')).toMatchObject({
    ...{ isCore: false, schema: 'crm', tenants: 0, neededBy: ['Projects', 'Sales'] },
    packages: [{ id: packageId, place: 'included' }],
  });
});

import { expect, it } from 'vitest';
import { classified } from '../../main/operations/error-class.ts';
import { setUpOperation } from '../../main/tenants/set-up.ts';
import { setUpOptions, startSetUp } from '../../main/tenants/start-set-up.ts';
import type { CallParsed } from '../../shared/contract/contract.ts';
import type { SubscriptionId } from '../../shared/domain/ids.ts';
import type { PackageDefinition } from '../../shared/domain/packages.ts';
import type { ErrorKey } from '../../shared/error-keys.ts';
import { AppError } from '../../shared/errors.ts';
import { addPackage } from '../builders/packages.ts';
import { addRegistration, addTenant } from '../builders/platform.ts';
import { startDesk } from '../fakes/engine-desk.ts';
import { sourceModules } from '../fakes/memory/modules.ts';
import type { MemoryTenant } from '../fakes/memory/world.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

const by = 'ayse@example.com';
type Asked = CallParsed<'setup.start'>;

async function house(sold: Partial<PackageDefinition> = {}, tenantIs: Partial<MemoryTenant> = {}) {
  const platform = createMemoryPlatform();
  const tenant = addTenant(platform, tenantIs);
  platform.world.modules.push(...sourceModules);
  const packageId = addPackage(platform, sold);
  const { openOperation, setWritable } = platform.open();
  await setWritable(true);
  const desk = await startDesk(platform, 'one', [setUpOperation({ openRoles: openOperation })]);
  const { layout, engine, clock } = desk;
  const database = platform.world.databases.get(tenant.database ?? '');
  if (database !== undefined) database.seeded = true;
  const parts = { layout, engine, clock, settings: platform.settings, by };
  const asked = (change: Partial<Asked> = {}): Asked => ({
    tenantId: tenant.id,
    company: {
      ...{ name: 'Çınar Lojistik A.Ş.', legalName: null, taxNumber: '8790017566', taxOffice: 'Beşiktaş' },
      ...{ email: null, phone: null, address: null, district: null, city: 'İstanbul', postalCode: null },
      countryCode: 'TR',
    },
    ...{ packageId, period: 'monthly', modules: ['CRM', 'Sales'] },
    ...change,
  });
  const start = async (change: Partial<Asked> = {}) => (await startSetUp(parts, asked(change))).operationId;
  const applied = () => (database?.migrations ?? []).map(({ module }) => module).filter((module) => module !== 'core');
  return { ...platform, tenant, packageId, desk, layout, engine, parts, start, applied };
}

it('installs the modules first, and then begins a trial of fourteen days with them', async () => {
  const { desk, start, layout, tenant, applied, parts } = await house();
  const view = await desk.settled(await start());
  expect(view).toMatchObject({ kind: 'set_up', state: 'succeeded', error: null });
  expect(view.steps.map(({ name }) => name)).toEqual([
    ...['checking', 'saving_company', 'migrating/CRM', 'migrating/Sales', 'completing_setup', 'completed'],
  ]);
  const subscription = await layout.subscriptions.current(tenant.id);
  expect(subscription).toMatchObject({
    ...{ status: 'trial', price: { minor: 129_900, currency: 'TRY' }, period: 'monthly', packageVersion: 1 },
    modules: [
      { code: 'CRM', name: 'Müşteri İlişkileri', maxEntities: 5000 },
      { code: 'Sales', name: 'Satış', maxEntities: null },
    ],
  });
  const { trialEndsOn, trialDays } = await setUpOptions(parts, tenant.id);
  expect([subscription?.trialEndsOn, trialDays]).toEqual([trialEndsOn, 14]);
  expect(new Set(applied())).toEqual(new Set(['CRM', 'Sales']));
  expect(await layout.tenants.find(tenant.id)).toMatchObject({ setupCompleted: true });
  expect(await layout.tenantSettings.company({ tenantId: tenant.id, database: 'Stocker_cinar_Db' })).toMatchObject({
    name: 'Çınar Lojistik A.Ş.',
    taxNumber: '8790017566',
  });
  // And once only.
  await expect(start()).rejects.toMatchObject({ key: 'setup.already_completed' });
});

it('offers what is sold now, and first what the registration wished for', async () => {
  const { layout, parts, tenant, packageId, world } = await house();
  addPackage({ world }, { active: false, order: 3 }, '00000000-0000-4000-8000-0000000000bb');
  const registration = addRegistration({ world } as Parameters<typeof addRegistration>[0], { tenantId: tenant.id });
  Object.assign(world.registrations.get(registration) ?? {}, { packageId, billingPeriod: 'yearly' });
  const options = await setUpOptions(parts, tenant.id);
  expect(options.packages.map(({ id }) => id)).toEqual([packageId]);
  expect(options.wished).toEqual({ packageId, period: 'yearly' });
  expect(options.modules.find(({ code }) => code === 'Sales')?.dependsOn).toEqual(
    (await layout.modules.list()).find(({ code }) => code === 'Sales')?.dependsOn,
  );
});

it.each<readonly [string, Partial<Asked>, ErrorKey, string]>([
  ['a module that is not in the package', { modules: ['HR'] }, 'module.not_in_package', 'modules'],
  ['a module that nobody knows', { modules: ['Nothing'] }, 'module.not_in_package', 'modules'],
  ['a module without what it stands on', { modules: ['Sales'] }, 'module.needs', 'modules'],
  ['no module', { modules: [] }, 'module.none_chosen', 'modules'],
  [
    'a package that is not there',
    { packageId: '00000000-0000-4000-8000-0000000000ff' as Asked['packageId'] },
    'package.not_found',
    'packageId',
  ],
])('refuses %s, and changes nothing', async (_what, change, key, field) => {
  const { start, engine, layout, tenant, applied } = await house();
  await expect(start(change)).rejects.toMatchObject({ key, field });
  expect(await engine.list(10)).toEqual([]);
  expect([await layout.subscriptions.current(tenant.id), applied()]).toEqual([undefined, []]);
});

it('refuses a package that is not sold any more, and one without the period that was asked for', async () => {
  await expect((await house({ active: false })).start()).rejects.toMatchObject({ key: 'package.not_sold' });
  await expect((await house({ yearlyPrice: null })).start({ period: 'yearly' })).rejects.toMatchObject({
    key: 'package.no_yearly_price',
    field: 'period',
  });
});

it.each(['provisioning', 'cancelled', 'deletion_scheduled', 'deleting', 'deleted'] as const)(
  'refuses a tenant that is %s',
  async (lifecycle) => {
    const { start } = await house({}, { lifecycle });
    await expect(start()).rejects.toMatchObject({ key: 'tenant.wrong_state' });
  },
);

const broken = (): AppError =>
  classified(
    new AppError('refused', 'migration.failed', { params: { module: 'CRM', version: '0001', name: 'customers' } }),
    'permanent',
  );

it('leaves neither subscription nor modules behind when one can’t be installed, and goes on from there', async () => {
  const { desk, start, layout, tenant, world, engine } = await house();
  world.faults.fail('migrator.apply', broken());
  const failed = await desk.settled(await start());
  expect(failed).toMatchObject({ state: 'failed', canResume: true, canUndo: true });
  expect(failed.error).toMatchObject({ key: 'migration.failed' });
  expect(failed.steps.find(({ name }) => name === 'migrating/CRM')?.state).toBe('failed');
  expect(await layout.subscriptions.current(tenant.id)).toBeUndefined();
  expect(await layout.tenants.find(tenant.id)).toMatchObject({ setupCompleted: false, modules: [] });

  await engine.resume(failed.id, { operator: by, fence: null });
  expect(await desk.settled(failed.id)).toMatchObject({ state: 'succeeded' });
  expect((await layout.subscriptions.current(tenant.id))?.modules.map(({ code }) => code)).toEqual(['CRM', 'Sales']);
});

it('is begun anew over one that failed, but not over anything else that waits for a person', async () => {
  const { desk, start, world, engine } = await house();
  world.faults.fail('migrator.apply', broken());
  const failed = await desk.settled(await start());
  const again = await desk.settled(await start({ modules: ['CRM'] }));
  expect(again).toMatchObject({ state: 'succeeded' });
  expect(await engine.get(failed.id)).toMatchObject({ state: 'superseded' });
});

it('undone, leaves company and modules as they were', async () => {
  const { desk, start, world, engine, layout, tenant, applied } = await house();
  world.faults.fail('migrator.apply', broken(), { when: 'after' });
  const failed = await desk.settled(await start());
  expect(applied()).toEqual(['CRM']);
  await engine.undo(failed.id, { operator: by, fence: null });
  expect(await desk.settled(failed.id)).toMatchObject({ state: 'cancelled' });
  expect(applied()).toEqual([]);
  expect(await layout.tenantSettings.company({ tenantId: tenant.id, database: 'Stocker_cinar_Db' })).toMatchObject({
    name: 'Çınar A.Ş.',
    taxNumber: null,
  });
});

it('undone, leaves what people wrote into their company meanwhile', async () => {
  const { desk, start, world, engine, tenant } = await house();
  world.faults.fail('migrator.apply', broken());
  const failed = await desk.settled(await start());
  const database = world.databases.get(tenant.database ?? '');
  if (database?.company === undefined) throw new Error('no company was saved');
  database.company = { ...database.company, phone: '+90 212 555 00 00' };
  await engine.undo(failed.id, { operator: by, fence: null });
  expect(await desk.settled(failed.id)).toMatchObject({ state: 'cancelled' });
  expect(database.company).toMatchObject({ taxNumber: '8790017566', phone: '+90 212 555 00 00' });
});

it('stops before anything can’t be undone where a subscription began elsewhere, and leaves it what it uses', async () => {
  const { desk, start, world, engine, layout, tenant, packageId, applied } = await house();
  world.faults.fail('migrator.apply', broken(), { when: 'after' });
  const failed = await desk.settled(await start());
  await layout.subscriptions.start({
    ...{ id: crypto.randomUUID() as string as SubscriptionId, tenantId: tenant.id, packageId, packageVersion: 1 },
    ...{ price: 129_900, currency: 'TRY', period: 'monthly', startsOn: '2026-11-01', periodEndsOn: '2026-12-01' },
    ...{ trialEndsOn: null, modules: [{ code: 'CRM', name: 'CRM', maxEntities: null }], reason: null, by },
  });
  await engine.resume(failed.id, { operator: by, fence: null });
  const stopped = await desk.settled(failed.id);
  expect(stopped).toMatchObject({ state: 'failed', canUndo: true, error: { key: 'setup.already_completed' } });
  await engine.undo(failed.id, { operator: by, fence: null });
  expect(await desk.settled(failed.id)).toMatchObject({ state: 'cancelled' });
  expect(applied()).toEqual(['CRM']);
});

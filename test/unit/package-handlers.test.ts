import { expect, it } from 'vitest';
import type { Session } from '../../main/access/session.ts';
import { createBroadcast } from '../../main/ipc/broadcast.ts';
import type { HandlerContext } from '../../main/ipc/handler.ts';
import { createPackageHandlers } from '../../main/ipc/handlers/packages.ts';
import { createTenantSettingsHandlers } from '../../main/ipc/handlers/tenant-settings.ts';
import type { PackageForm } from '../../shared/contract/packages.ts';
import { AppError } from '../../shared/errors.ts';
import { addTenant } from '../builders/platform.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

const reason = 'new prices';
const form: PackageForm = {
  names: { en: 'Growth', tr: 'Büyüme' },
  ...{ type: 'Standard', monthlyPrice: 45_000, yearlyPrice: null, currency: 'TRY' },
  limits: { max_users: 10, max_customers: null, max_projects: null, max_storage_gb: null, api_rate_limit: null },
  modules: [{ code: 'CRM', name: 'CRM', included: true, maxEntities: null }],
  ...{ features: [], flags: [], order: 1, active: true },
};

async function desk() {
  const platform = createMemoryPlatform();
  const tenant = addTenant(platform);
  const layout = platform.open();
  await layout.setWritable(true);
  const known = {
    code: 'CRM',
    name: 'CRM',
    description: null,
    isCore: false,
    dependsOn: [],
    schema: 'crm',
    latest: '1',
  };
  const session = {
    platform: () => ({
      layout: { ...layout, modules: { ...layout.modules, list: async () => [known] } },
      profile: { settings: platform.settings },
    }),
    actor: () => ({ operator: 'ayse@example.com', role: 'finance', platform: 'Memory' }),
  } as unknown as Session;
  const told: string[] = [];
  const noted: Array<readonly [string, unknown]> = [];
  const broadcast = createBroadcast();
  broadcast.events.subscribe((name) => void told.push(name));
  const note = (what: string) => (value: unknown) => void noted.push([what, value]);
  const context: HandlerContext = {
    signal: new AbortController().signal,
    log: { subject: note('subject'), before: note('before'), after: note('after'), operation: note('operation') },
  };
  const clock = { now: () => new Date(platform.world.clock.now) };
  return {
    ...{ platform, tenant, told, noted, context, layout },
    packages: createPackageHandlers({ session, broadcast }),
    settings: createTenantSettingsHandlers({ session, broadcast, clock }),
  };
}

it('writes a change of a package down with what was and what is', async () => {
  const { packages, context, told, noted } = await desk();
  const { id } = await packages['packages.create']({ definition: form }, context);
  expect(noted).toMatchObject([
    ['subject', { label: 'Büyüme', id }],
    ['after', { monthlyPrice: 45_000, version: 1 }],
  ]);
  noted.length = 0;
  const definition = { ...form, monthlyPrice: 59_900 };
  const preview = await packages['packages.preview']({ id, expected: 1, definition }, context);
  expect(preview).toMatchObject({ changes: [{ of: 'price', period: 'monthly' }], use: { tenants: 0 }, keeps: [] });
  expect(noted).toEqual([]);
  expect(await packages['packages.change']({ id, expected: 1, definition, reason }, context)).toEqual({ version: 2 });
  expect(noted).toMatchObject([
    ['subject', { label: 'Büyüme', id }],
    ['before', { monthlyPrice: 45_000, version: 1 }],
    ['after', { monthlyPrice: 59_900, version: 2 }],
  ]);
  expect(told).toEqual(['packages.changed', 'tenants.changed', 'packages.changed', 'tenants.changed']);
});

it('refuses what is wrong at its field, an older version, and changes nothing', async () => {
  const { packages, context, layout } = await desk();
  const { id } = await packages['packages.create']({ definition: form }, context);
  const refused = async (asked: Promise<unknown>) => asked.catch((error: unknown) => error);
  const twin = await refused(packages['packages.create']({ definition: { ...form, order: 2 } }, context));
  expect(twin).toMatchObject({ key: 'package.name_taken', field: 'definition.names.en' });
  const none = { ...form, modules: [] };
  expect(await refused(packages['packages.preview']({ id, expected: 1, definition: none }, context))).toMatchObject({
    ...{ key: 'package.no_modules', field: 'definition.modules' },
  });
  for (const ask of [
    packages['packages.preview']({ id, expected: 2, definition: form }, context),
    packages['packages.change']({ id, expected: 2, definition: form, reason }, context),
    packages['packages.setActive']({ id, expected: 2, active: false, reason }, context),
  ])
    expect(await refused(ask)).toMatchObject({ code: 'conflict', key: 'package.changed' });
  expect(await layout.packages.find(id)).toMatchObject({ version: 1, active: true });
});

it('stops selling, and writes the order down by names', async () => {
  const { packages, context, noted, layout } = await desk();
  const first = await packages['packages.create']({ definition: form }, context);
  const second = await packages['packages.create'](
    { definition: { ...form, names: { en: 'Top', tr: 'Zirve' }, order: 2 } },
    context,
  );
  await packages['packages.setActive']({ id: first.id, expected: 1, active: false, reason }, context);
  expect(await layout.packages.find(first.id)).toMatchObject({ active: false, version: 2, monthlyPrice: 45_000 });
  noted.length = 0;
  await packages['packages.reorder']({ order: [second.id, first.id] }, context);
  expect(noted).toEqual([
    ['before', { order: ['1. Büyüme', '2. Zirve'] }],
    ['after', { order: ['1. Zirve', '2. Büyüme'] }],
  ]);
});

it("writes a tenant's override down with what was, and says when it is gone already", async () => {
  const { settings, context, noted, tenant, told } = await desk();
  const tenantId = tenant.id;
  const override = { tenantId, key: 'max_users', value: 40, until: '2026-12-31', reason } as const;
  await settings['tenantSettings.setOverride'](override, context);
  expect(noted).toMatchObject([
    ['subject', { id: tenantId }],
    ['before', null],
    ['after', { value: 40, by: 'ayse@example.com', until: '2026-12-31' }],
  ]);
  const shown = await settings['tenantSettings.get']({ tenantId }, context);
  expect(shown.limits.find(({ key }) => key === 'max_users')).toMatchObject({
    value: 40,
    origin: { from: 'override' },
  });
  const late = settings['tenantSettings.setOverride']({ ...override, until: '2026-11-20' }, context);
  await expect(late).rejects.toMatchObject({ key: 'limit.until_past', field: 'until' });
  const back = { tenantId, key: 'max_users', reason } as const;
  await settings['tenantSettings.clearOverride'](back, context);
  await expect(settings['tenantSettings.clearOverride'](back, context)).rejects.toMatchObject({
    key: 'limit.no_override',
  });
  expect(told).toEqual(['tenants.changed', 'tenants.changed']);
});

it('keeps a time zone and a currency that there are, and no others', async () => {
  const { settings, context, tenant, layout } = await desk();
  const save = (timeZone: string | null, currency: string | null) =>
    settings['tenantSettings.save']({ tenantId: tenant.id, timeZone, language: 'en', currency }, context);
  await expect(save('Europe/Nowhere', null)).rejects.toMatchObject({
    key: 'settings.time_zone_unknown',
    field: 'timeZone',
  });
  await expect(save(null, 'XYZ')).rejects.toBeInstanceOf(AppError);
  expect((await layout.tenantSettings.find(tenant.id)).updatedAt).toBeNull();
  await save('Europe/Berlin', 'EUR');
  expect(await layout.tenantSettings.find(tenant.id)).toMatchObject({ timeZone: 'Europe/Berlin', currency: 'EUR' });
});

it('masks the tax number, and hands it out to who asks for it by itself', async () => {
  const { settings, context, tenant, platform, noted } = await desk();
  const here = platform.world.databases.get('Stocker_cinar_Db');
  if (here === undefined) throw new Error('it has a database');
  here.company = {
    ...{ name: 'Çınar', legalName: null, taxNumber: '1234567890', taxOffice: 'Kadıköy', email: null, phone: null },
    ...{ address: 'Sokak 1', district: null, city: 'İstanbul', postalCode: '34710', countryCode: 'TR' },
  };
  const { company } = await settings['tenantSettings.get']({ tenantId: tenant.id }, context);
  expect(company).toMatchObject({ taxNumber: '••••••••90', address: 'Sokak 1, 34710, İstanbul' });
  expect(noted).toEqual([]);
  const asked = await settings['tenantSettings.taxNumber']({ tenantId: tenant.id }, context);
  expect(asked).toEqual({ taxNumber: '1234567890' });
  expect(noted).toMatchObject([['subject', { label: tenant.name, id: tenant.id }]]);
});

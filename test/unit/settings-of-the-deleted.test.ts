import { expect, it } from 'vitest';
import { createTenantSettingsAdmin } from '../../main/tenants/tenant-settings.ts';
import { addTenant } from '../builders/platform.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

const wanted = { timeZone: null, language: 'tr', currency: null } as const;
const override = { key: 'max_users', value: 20, until: null, reason: 'they asked for it' } as const;

it.each(['deleting', 'deleted'] as const)('writes nothing for a tenant that is %s', async (lifecycle) => {
  const platform = createMemoryPlatform();
  const { id } = addTenant(platform, { lifecycle });
  const layout = platform.open();
  await layout.setWritable(true);
  const clock = { now: () => new Date('2026-11-21T12:00:00.000Z') };
  const admin = createTenantSettingsAdmin({ layout, settings: platform.settings, clock, by: 'ayse@example.com' });
  await expect(admin.save(id, wanted)).rejects.toMatchObject({ key: 'tenant.deleted' });
  await expect(admin.setOverride(id, override)).rejects.toMatchObject({ key: 'tenant.deleted' });
  expect(await layout.tenantSettings.find(id)).toMatchObject({ language: null });
  expect(await layout.tenantSettings.overrides(id)).toEqual([]);
});

import { expect, it } from 'vitest';
import { previewCleanUp } from '../../main/tenants/clean-up-preview.ts';
import { createRegistrationOperations } from '../../main/tenants/registration-operations.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import type { RegistrationState } from '../../shared/domain/lifecycle.ts';
import { AppError } from '../../shared/errors.ts';
import { addRegistration, addTenant } from '../builders/platform.ts';
import { engineWith, operationView } from '../fakes/idle-engine.ts';
import type { MemoryTenant } from '../fakes/memory/world.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

async function house(options: { tenant?: Partial<MemoryTenant>; state?: RegistrationState; running?: boolean } = {}) {
  const platform = createMemoryPlatform();
  const tenant = addTenant(platform, { lifecycle: 'provisioning', ...options.tenant });
  const id = addRegistration(platform, { state: options.state ?? 'failed', tenantId: tenant.id });
  const layout = platform.open();
  const registration = await layout.registrations.find(id);
  if (registration === undefined) throw new Error('the registration was just added');
  const engine = engineWith(options.running ? { [`registration:${id}`]: operationView() } : {});
  const operations = createRegistrationOperations({
    layout,
    engine: { ...engine, start: () => Promise.reject(new Error('no')), resume: () => Promise.reject(new Error('no')) },
    settings: platform.settings,
  });
  return { platform, tenant, preview: () => previewCleanUp({ layout, engine, operations }, registration) };
}
const nothing = { subscriptions: 0, owner: null, tenant: null, domains: [], database: null, role: null };

it('lists what would go', async () => {
  const { preview } = await house();
  expect(await preview()).toEqual({
    removes: {
      subscriptions: 0,
      owner: null,
      tenant: 'Çınar A.Ş.',
      domains: ['cinar.stoocker.app'],
      database: { name: 'Stocker_cinar_Db', bytes: 8_000_000, sessions: 0 },
      role: 'stocker_cinar_app',
    },
    refusal: null,
  });
});

it('changes nothing', async () => {
  const { preview, platform } = await house();
  const before = structuredClone([platform.world.databases, platform.world.tenants, platform.world.roles]);
  await preview();
  expect([platform.world.databases, platform.world.tenants, platform.world.roles]).toEqual(before);
});

it("leaves a database with somebody else's stamp, or with tables and none, out of the list", async () => {
  const { preview, platform } = await house();
  const database = platform.world.databases.get('Stocker_cinar_Db');
  if (database?.stamp === undefined) throw new Error('a tenant comes with a stamped database');
  database.stamp = { ...database.stamp, tenantId: 'other' as TenantId };
  expect((await preview()).removes).toMatchObject({ tenant: 'Çınar A.Ş.', database: null });
});

it('finds what is left when only the database is', async () => {
  const { preview, platform, tenant } = await house();
  platform.world.tenants.delete(tenant.id);
  platform.world.domains.length = 0;
  expect((await preview()).removes).toMatchObject({
    tenant: null,
    domains: [],
    database: { name: 'Stocker_cinar_Db' },
  });
});

it.each([
  ['works', { tenant: { lifecycle: 'active' } }, 'registration.nothing_to_clean'],
  ['is being provisioned', { running: true }, 'operation.running_on_resource'],
  ['is completed', { state: 'completed' }, 'registration.wrong_state'],
] as const)('refuses in words where the tenant %s', async (_, options, key) => {
  const { preview } = await house(options);
  expect(await preview()).toMatchObject({ removes: nothing, refusal: { key } });
});

it('does not take a server that is silent for nothing to remove', async () => {
  const { preview, platform } = await house();
  platform.faults.fail('tenantStorage.inspect', new AppError('unreachable', 'server.lost'));
  await expect(preview()).rejects.toMatchObject({ key: 'server.lost' });
});

import { expect, it } from 'vitest';
import { classified } from '../../main/operations/error-class.ts';
import { createLifecycleOperations } from '../../main/tenants/lifecycle-operations.ts';
import type { ErrorKey } from '../../shared/error-keys.ts';
import { AppError } from '../../shared/errors.ts';
import { addRegistration, addTenant } from '../builders/platform.ts';
import { startDesk } from '../fakes/engine-desk.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

const by = 'ayse@example.com';

async function house() {
  const platform = createMemoryPlatform({ settings: { reservedCodes: ['kasa'] } });
  const tenant = addTenant(platform);
  const desk = await startDesk(platform);
  const { layout, engine, clock } = desk;
  const life = createLifecycleOperations({
    ...{ layout, engine, settings: platform.settings, knownServer: null, clock },
    fileState: async () => 'there',
  });
  const recode = async (code: string) =>
    (await life.recode({ id: tenant.id, code, reason: 'they were renamed' }, by)).operationId;
  const check = (code: string) => life.checkCode({ id: tenant.id, code });
  const domains = () => platform.world.domains.map(({ name, isPrimary }) => [name, isPrimary]);
  return { ...platform, tenant, desk, layout, engine, life, recode, check, domains };
}

it('gives a new code and domain, keeps the database, and leads from the old domain to the new', async () => {
  const { desk, recode, tenant, life, domains } = await house();
  const view = await desk.settled(await recode('cinar-bilisim'));
  expect(view).toMatchObject({ kind: 'recode', state: 'succeeded' });
  expect(view.steps.map(({ name }) => name)).toEqual(['checking', 'renaming', 'completed']);
  expect([tenant.code, tenant.database]).toEqual(['cinar-bilisim', 'Stocker_cinar_Db']);
  expect(domains()).toEqual([
    ['cinar.stoocker.app', false],
    ['cinar-bilisim.stoocker.app', true],
  ]);
  expect((await life.get(tenant.id)).redirects).toMatchObject([
    { domain: 'cinar.stoocker.app', to: 'cinar-bilisim.stoocker.app' },
  ]);
});

it('goes back by another renaming, and gives up a redirect that nobody needs', async () => {
  const { desk, recode, tenant, life, domains } = await house();
  await desk.settled(await recode('cinar-bilisim'));
  expect(await desk.settled(await recode('cinar'))).toMatchObject({ state: 'succeeded' });
  expect(tenant.code).toBe('cinar');
  await life.removeRedirect({ id: tenant.id, domain: 'cinar-bilisim.stoocker.app' }, by);
  expect(domains()).toEqual([['cinar.stoocker.app', true]]);
  await expect(life.removeRedirect({ id: tenant.id, domain: 'cinar-bilisim.stoocker.app' }, by)).rejects.toMatchObject({
    key: 'tenant.redirect_not_found',
  });
});

it.each<readonly [string, ErrorKey]>([
  ['Çınar', 'name.bad_letters'],
  ['c', 'name.too_short'],
  ['1cinar', 'name.bad_start'],
  ['cinar-', 'name.bad_end'],
  ['cin--ar', 'name.double_dash'],
  ['postgres', 'name.reserved'],
  ['kasa', 'name.reserved'],
  ['', 'name.empty'],
  ['cinar', 'tenant.code_unchanged'],
  ['borda', 'name.code_taken'],
  ['eski', 'name.code_taken'],
  ['bekleyen', 'name.code_taken'],
  ['sube', 'name.domain_taken'],
])('does not take %j: %s', async (code, key) => {
  const here = await house();
  const { recode, check, engine, tenant, world } = here;
  const borda = addTenant(here, { code: 'borda', database: 'Stocker_borda_Db' });
  addTenant(here, { code: 'eski', database: 'Stocker_eski_Db', lifecycle: 'deleted' });
  addRegistration(here, { code: 'bekleyen' });
  world.domains.push({
    ...{ id: 'd', tenantId: borda.id, name: 'sube.stoocker.app', isPrimary: false, isVerified: true },
    createdAt: tenant.createdAt,
  });
  expect(await check(code)).toMatchObject({ code, problem: key, database: 'Stocker_cinar_Db' });
  await expect(recode(code)).rejects.toMatchObject({ key, field: 'code' });
  expect(await engine.list(10)).toEqual([]);
  expect(tenant.code).toBe('cinar');
});

it('says what a good one would give', async () => {
  const { check } = await house();
  expect(await check(' cinar-bilisim ')).toEqual({
    ...{ code: 'cinar-bilisim', domain: 'cinar-bilisim.stoocker.app', problem: null, database: 'Stocker_cinar_Db' },
  });
});

it.each(['before', 'after'] as const)('is whole when the connection breaks %s the change', async (when) => {
  const { desk, recode, faults, tenant, domains } = await house();
  faults.fail(
    'lifecycleRecords.recode',
    classified(new AppError('unreachable', 'server.lost', { retry: true }), 'ambiguous'),
    { when },
  );
  expect(await desk.settled(await recode('yeni'))).toMatchObject({ state: 'succeeded' });
  expect(tenant.code).toBe('yeni');
  expect(domains()).toHaveLength(2);
});

it('is not stopped once it may have happened', async () => {
  const { desk, recode, faults, engine, tenant } = await house();
  const renaming = faults.pause('lifecycleRecords.recode', 'after');
  const id = await recode('yeni');
  await renaming.reached;
  await expect(engine.cancel(id, { operator: by })).rejects.toMatchObject({ key: 'operation.past_pivot' });
  renaming.release();
  expect(await desk.settled(id)).toMatchObject({ state: 'succeeded' });
  expect(tenant.code).toBe('yeni');
});

it('is told when a name was taken meanwhile, and takes another once a person ended it', async () => {
  const here = await house();
  const { desk, recode, faults, engine, tenant } = here;
  const begun = faults.pause('journal.claim');
  const id = await recode('yeni');
  await begun.reached;
  addTenant(here, { code: 'yeni', database: 'Stocker_yeni_Db' });
  begun.release();
  expect(await desk.settled(id)).toMatchObject({ state: 'failed', error: { key: 'name.code_taken' } });
  expect(tenant.code).toBe('cinar');
  await engine.resolve(id, { operator: 'cem', note: 'another name then' });
  expect(await desk.settled(await recode('baska'))).toMatchObject({ state: 'succeeded' });
});

it.each(['provisioning', 'deletion_scheduled', 'deleting', 'deleted'] as const)(
  'does not touch a tenant that is %s',
  async (lifecycle) => {
    const { recode, tenant } = await house();
    tenant.lifecycle = lifecycle;
    await expect(recode('yeni')).rejects.toMatchObject({ key: 'tenant.wrong_state' });
  },
);

import { expect, it } from 'vitest';
import { putHold, releaseHold } from '../../main/tenants/hold.ts';
import type { HoldEffect, HoldKind } from '../../shared/domain/holds.ts';
import type { HoldId, TenantId } from '../../shared/domain/ids.ts';
import { lifecycles } from '../../shared/domain/lifecycle.ts';
import type { OperationView } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import { addTenant } from '../builders/platform.ts';
import { engineWith, operationView } from '../fakes/idle-engine.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

async function house(operations: Readonly<Record<string, OperationView>> = {}) {
  const platform = createMemoryPlatform();
  const tenant = addTenant(platform);
  const layout = platform.open();
  await layout.setWritable(true);
  const parts = { layout, engine: engineWith(operations), by: 'ayse@example.com' };
  const role = () => [...platform.world.roles.values()][0];
  const put = (kind: HoldKind, effects: ReadonlyArray<HoldEffect>, id: TenantId = tenant.id) =>
    putHold(parts, { id, kind, effects, reason: 'because', reviewOn: null });
  const release = (holdId: HoldId, kind: HoldKind) =>
    releaseHold(parts, { id: tenant.id, holdId, kind, reason: 'over' });
  return { ...platform, tenant, parts, layout, role, put, release };
}
const lostAnswer = new AppError('unreachable', 'server.lost', { retry: true });

it('seals before it is shown as held, and proves it', async () => {
  const { faults, put, role, tenant } = await house();
  const { hold, receipt } = await put('security', ['block_login']);
  expect(receipt).toMatchObject({ sealed: true, sessionsEnded: 3, sessionsLeft: 0, loginRefused: true });
  expect(hold).toMatchObject({ kind: 'security', putBy: 'ayse@example.com', liftedAt: null });
  expect(role()?.canLogin).toBe(false);
  expect(tenant.suspended).toBe(true);
  expect(faults.calls.indexOf('tenantStorage.seal')).toBeLessThan(faults.calls.indexOf('holds.put'));
});

it('does not touch the database for a hold that only blocks writing', async () => {
  const { faults, put, role } = await house();
  expect((await put('legal', ['block_write'])).receipt).toMatchObject({ sealed: false });
  expect(role()?.canLogin).toBe(true);
  expect(faults.calls).not.toContain('tenantStorage.seal');
});

it('opens again when the last hold that blocks is lifted, and not before', async () => {
  const { put, release, role, tenant } = await house();
  const first = await put('billing', ['block_login']);
  const second = await put('maintenance', ['block_login']);
  expect((await release(first.hold.id, 'billing')).receipt).toMatchObject({ sealed: true });
  expect(role()?.canLogin).toBe(false);
  expect((await release(second.hold.id, 'maintenance')).receipt).toMatchObject({ sealed: false });
  expect(role()?.canLogin).toBe(true);
  expect(tenant.suspended).toBe(false);
});

it('leaves closed what an administrator closed, when a hold that closed nothing is lifted', async () => {
  const { put, release, role } = await house();
  const { hold } = await put('legal', ['block_write']);
  const own = role();
  if (own !== undefined) own.canLogin = false;
  await release(hold.id, 'legal');
  expect(own?.canLogin).toBe(false);
  await expect(release(hold.id, 'legal')).rejects.toMatchObject({ key: 'hold.already_lifted' });
});

it('puts nothing when the database could not be sealed', async () => {
  const { faults, put, layout, tenant, role } = await house();
  faults.fail('tenantStorage.seal', lostAnswer, { when: 'after' });
  await expect(put('billing', ['block_login'])).rejects.toBe(lostAnswer);
  expect(await layout.holds.ofTenant(tenant.id)).toEqual([]);
  expect(role()?.canLogin).toBe(true);
});

it('opens again when the hold could not be written', async () => {
  const { faults, put, role } = await house();
  faults.fail('holds.put', lostAnswer);
  await expect(put('billing', ['block_login'])).rejects.toBe(lostAnswer);
  expect(role()?.canLogin).toBe(true);
});

it('leaves it sealed when the hold could not be written and another one needs the seal', async () => {
  const { faults, put, role } = await house();
  await put('security', ['block_login']);
  faults.fail('holds.put', lostAnswer);
  await expect(put('billing', ['block_login'])).rejects.toBe(lostAnswer);
  expect(role()?.canLogin).toBe(false);
});

it('looks again when the answer was lost: a hold that is there stands', async () => {
  const { faults, put, role, layout, tenant } = await house();
  faults.fail('holds.put', lostAnswer, { when: 'after' });
  const { hold } = await put('billing', ['block_login']);
  expect(await layout.holds.ofTenant(tenant.id)).toMatchObject([{ id: hold.id, liftedAt: null }]);
  expect(role()?.canLogin).toBe(false);
});

it('can be released again when the database could not be opened', async () => {
  const { faults, put, release, role } = await house();
  const { hold } = await put('billing', ['block_login']);
  faults.fail('tenantStorage.unseal', lostAnswer);
  await expect(release(hold.id, 'billing')).rejects.toBe(lostAnswer);
  expect(role()?.canLogin).toBe(false);
  expect((await release(hold.id, 'billing')).receipt).toMatchObject({ sealed: false });
  expect(role()?.canLogin).toBe(true);
  await expect(release(hold.id, 'billing')).rejects.toMatchObject({ key: 'hold.already_lifted' });
});

it('refuses to lift a hold that is of another kind than was said: the permission went by the kind', async () => {
  const { put, release } = await house();
  const { hold } = await put('legal', ['block_login']);
  await expect(release(hold.id, 'maintenance')).rejects.toMatchObject({ code: 'forbidden', key: 'hold.wrong_role' });
});

it('refuses a hold that is not there, and a tenant that is not', async () => {
  const { put, release } = await house();
  await expect(release('7d0f2f5e-0000-4000-8000-00000000dead' as HoldId, 'legal')).rejects.toMatchObject({
    key: 'hold.not_found',
  });
  await expect(put('legal', ['block_write'], '7d0f2f5e-0000-4000-8000-00000000dead' as TenantId)).rejects.toMatchObject(
    {
      key: 'tenant.not_found',
    },
  );
});

it.each(lifecycles)('a tenant that is %s can be held or not, as the rule says', async (lifecycle) => {
  const { put, tenant } = await house();
  tenant.lifecycle = lifecycle;
  const allowed = lifecycle === 'active' || lifecycle === 'cancelled' || lifecycle === 'deletion_scheduled';
  if (allowed) expect((await put('legal', ['block_write'])).hold.kind).toBe('legal');
  else await expect(put('legal', ['block_write'])).rejects.toMatchObject({ key: 'hold.tenant_state' });
});

it('waits for no operation: while one runs on the tenant it is refused, when it failed it is not', async () => {
  const { parts, tenant } = await house();
  const asked = { id: tenant.id, kind: 'legal', effects: ['block_write'], reason: 'because', reviewOn: null } as const;
  const on = (view: OperationView) => ({ ...parts, engine: engineWith({ [`tenant:${tenant.id}`]: view }) });
  await expect(putHold(on(operationView()), asked)).rejects.toMatchObject({ key: 'operation.running_on_resource' });
  expect((await putHold(on(operationView({ state: 'failed' })), asked)).hold.kind).toBe('legal');
});

it('says that nothing was enforced where the tenant has no database', async () => {
  const platform = createMemoryPlatform();
  const tenant = addTenant(platform, { database: null });
  const layout = platform.open();
  await layout.setWritable(true);
  const { receipt } = await putHold(
    { layout, engine: engineWith(), by: 'a' },
    { id: tenant.id, kind: 'legal', effects: ['block_login'], reason: 'because', reviewOn: null },
  );
  expect(receipt).toEqual({ sealed: false, role: null, sessionsEnded: 0, sessionsLeft: 0, loginRefused: null });
});

it('is sealed in the end when another hold is put while the last one is being lifted', async () => {
  const { faults, put, release, role } = await house();
  const first = await put('billing', ['block_login']);
  const opening = faults.pause('tenantStorage.unseal');
  const releasing = release(first.hold.id, 'billing');
  await opening.reached;
  await put('security', ['block_login']);
  opening.release();
  expect((await releasing).receipt).toMatchObject({ sealed: true });
  expect(role()?.canLogin).toBe(false);
});

it('is sealed in the end when the last hold is lifted while another is being put', async () => {
  const { faults, put, release, role } = await house();
  const first = await put('billing', ['block_login']);
  const writing = faults.pause('holds.put');
  const putting = put('security', ['block_login']);
  await writing.reached;
  expect((await release(first.hold.id, 'billing')).receipt).toMatchObject({ sealed: false });
  writing.release();
  expect((await putting).receipt).toMatchObject({ sealed: true });
  expect(role()?.canLogin).toBe(false);
});

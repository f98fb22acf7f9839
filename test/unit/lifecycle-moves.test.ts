import { expect, it } from 'vitest';
import { putHold, releaseHold } from '../../main/tenants/hold.ts';
import { createLifecycleOperations } from '../../main/tenants/lifecycle-operations.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { type Lifecycle, lifecycles } from '../../shared/domain/lifecycle.ts';
import type { OperationView } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import { addTenant } from '../builders/platform.ts';
import { engineWith, operationView } from '../fakes/idle-engine.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

const by = 'ayse@example.com';
const lost = new AppError('unreachable', 'server.lost', { retry: true });

async function house(change: { readonly lifecycle?: Lifecycle; readonly deleteAfter?: string } = {}) {
  const platform = createMemoryPlatform();
  const tenant = addTenant(platform, change);
  const layout = platform.open();
  await layout.setWritable(true);
  let now = '2026-11-21T12:00:00Z';
  const lifeWith = (operations: Readonly<Record<string, OperationView>> = {}) =>
    createLifecycleOperations({
      ...{ layout, settings: platform.settings, knownServer: null, fileState: async () => 'there' },
      engine: { ...engineWith(operations), start: () => Promise.reject(new Error('nothing is begun here')) },
      clock: { now: () => new Date(now) },
    });
  const life = lifeWith();
  const asked = { id: tenant.id, reason: 'the contract ended' };
  const holdParts = { layout, engine: engineWith(), by };
  const role = () => [...platform.world.roles.values()][0];
  return {
    ...{ ...platform, tenant, layout, life, lifeWith, asked, holdParts, role },
    at: (moment: string) => {
      now = moment;
    },
  };
}

it('closes the database before it is shown as cancelled, and proves it', async () => {
  const { life, asked, tenant, faults, role, layout } = await house();
  const { receipt } = await life.cancel(asked, by);
  expect(receipt).toMatchObject({ sealed: true, sessionsEnded: 3, sessionsLeft: 0, loginRefused: true });
  expect(faults.calls.indexOf('tenantStorage.seal')).toBeLessThan(faults.calls.indexOf('lifecycle.move'));
  expect(tenant.lifecycle).toBe('cancelled');
  expect(role()?.canLogin).toBe(false);
  expect((await layout.lifecycle.info(tenant.id))?.events).toMatchObject([
    { from: 'active', to: 'cancelled', by, reason: 'the contract ended' },
  ]);
});

it('is as it was when it could not be cancelled', async () => {
  const { life, asked, tenant, faults, role } = await house();
  faults.fail('lifecycle.move', lost);
  await expect(life.cancel(asked, by)).rejects.toBe(lost);
  expect(tenant.lifecycle).toBe('active');
  expect(role()?.canLogin).toBe(true);
});

it('looks again when the answer was lost: what is cancelled is cancelled, and stays closed', async () => {
  const { life, asked, faults, role } = await house();
  faults.fail('lifecycle.move', lost, { when: 'after' });
  expect((await life.cancel(asked, by)).receipt).toMatchObject({ sealed: true });
  expect(role()?.canLogin).toBe(false);
});

it('opens nothing where it can not be known how it ended', async () => {
  const { life, asked, faults, role } = await house();
  faults.fail('lifecycle.move', lost, { when: 'after' });
  const writing = faults.pause('lifecycle.move');
  const cancelling = life.cancel(asked, by);
  await writing.reached;
  faults.fail('lifecycle.info', lost);
  faults.fail('catalog.find', lost);
  writing.release();
  await expect(cancelling).rejects.toBe(lost);
  expect(role()?.canLogin).toBe(false);
});

it('tells the second of two who cancel at once, and opens nothing for it', async () => {
  const { life, asked, faults, role } = await house();
  const writing = faults.pause('lifecycle.move');
  const slow = life.cancel(asked, by);
  await writing.reached;
  await life.cancel(asked, 'cem@example.com');
  writing.release();
  await expect(slow).rejects.toMatchObject({ key: 'tenant.wrong_state' });
  expect(role()?.canLogin).toBe(false);
});

it('stays closed when a hold of a cancelled tenant is lifted', async () => {
  const { life, asked, holdParts, role, tenant } = await house();
  const { hold } = await putHold(holdParts, {
    ...{ id: tenant.id, kind: 'billing', effects: ['block_login'], reason: 'unpaid', reviewOn: null },
  });
  await life.cancel(asked, by);
  const lifting = { id: tenant.id, holdId: hold.id, kind: 'billing', reason: 'paid' } as const;
  expect((await releaseHold(holdParts, lifting)).receipt).toMatchObject({ sealed: true });
  expect(role()?.canLogin).toBe(false);
});

it('opens again with its life, and not before the last hold is gone', async () => {
  const { life, asked, holdParts, role, tenant } = await house();
  await life.cancel(asked, by);
  const { hold } = await putHold(holdParts, {
    ...{ id: tenant.id, kind: 'billing', effects: ['block_login'], reason: 'unpaid', reviewOn: null },
  });
  expect((await life.reactivate(asked, by)).receipt).toMatchObject({ sealed: true });
  expect([tenant.lifecycle, role()?.canLogin]).toEqual(['active', false]);
  const lifting = { id: tenant.id, holdId: hold.id, kind: 'billing', reason: 'paid' } as const;
  await releaseHold(holdParts, lifting);
  expect(role()?.canLogin).toBe(true);
});

it('can be reactivated again when the database could not be opened', async () => {
  const { life, asked, faults, role, tenant } = await house();
  await life.cancel(asked, by);
  faults.fail('tenantStorage.unseal', lost);
  await expect(life.reactivate(asked, by)).rejects.toBe(lost);
  expect([tenant.lifecycle, role()?.canLogin]).toEqual(['active', false]);
  expect((await life.reactivate(asked, by)).receipt).toMatchObject({ sealed: false });
  expect(role()?.canLogin).toBe(true);
  await expect(life.reactivate(asked, by)).rejects.toMatchObject({ key: 'tenant.wrong_state' });
});

it.each([
  ['2026-11-21', true],
  ['2026-12-21', true],
  ['2027-11-21', true],
  ['2026-11-20', false],
  ['2027-11-22', false],
])('a deletion scheduled for %s on 21 November 2026: %s', async (deleteAfter, fits) => {
  const { life, asked, tenant } = await house({ lifecycle: 'cancelled' });
  const scheduling = life.schedule({ ...asked, deleteAfter }, by);
  if (fits) expect(await scheduling).toMatchObject({ deleteAfter });
  else
    await expect(scheduling).rejects.toMatchObject({
      ...{ code: 'invalid_input', key: 'tenant.grace_out_of_range', field: 'deleteAfter' },
      params: { from: '2026-11-21', to: '2027-11-21', days: 365 },
    });
  expect(tenant.lifecycle).toBe(fits ? 'deletion_scheduled' : 'cancelled');
});

it("counts days by the seller's clock on the wall and not by this computer's", async () => {
  const { life, asked, at } = await house({ lifecycle: 'cancelled' });
  // In Istanbul it is the 22nd already.
  at('2026-11-21T21:30:00Z');
  await expect(life.schedule({ ...asked, deleteAfter: '2026-11-21' }, by)).rejects.toMatchObject({
    params: { from: '2026-11-22' },
  });
});

it('is brought back from a scheduled deletion until its day, and after it only by taking the schedule back', async () => {
  const { life, asked, at, tenant } = await house({ lifecycle: 'cancelled' });
  await life.schedule({ ...asked, deleteAfter: '2026-12-21' }, by);
  at('2026-12-22T09:00:00Z');
  await expect(life.reactivate(asked, by)).rejects.toMatchObject({
    ...{ key: 'tenant.grace_over', params: { date: '2026-12-21' } },
  });
  at('2026-12-21T09:00:00Z');
  await life.reactivate(asked, by);
  expect([tenant.lifecycle, tenant.deleteAfter]).toEqual(['active', null]);
  await life.cancel(asked, by);
  await life.schedule({ ...asked, deleteAfter: '2026-12-21' }, by);
  at('2027-01-21T09:00:00Z');
  await life.unschedule(asked, by);
  expect([tenant.lifecycle, tenant.deleteAfter]).toEqual(['cancelled', null]);
  await life.reactivate(asked, by);
  expect(tenant.lifecycle).toBe('active');
});

const allowed: Readonly<Record<'cancel' | 'reactivate' | 'schedule' | 'unschedule', ReadonlyArray<Lifecycle>>> = {
  cancel: ['active'],
  reactivate: ['cancelled', 'deletion_scheduled'],
  schedule: ['cancelled'],
  unschedule: ['deletion_scheduled'],
};
const moves = Object.keys(allowed) as ReadonlyArray<keyof typeof allowed>;

it.each(moves.flatMap((move) => lifecycles.map((lifecycle) => [move, lifecycle] as const)))(
  '%s of a tenant that is %s',
  async (move, lifecycle) => {
    const { life, asked, tenant } = await house({ lifecycle, deleteAfter: '2026-12-21' });
    const moving = life[move]({ ...asked, deleteAfter: '2026-12-21' }, by);
    if (allowed[move].includes(lifecycle)) return expect(await moving).toMatchObject({ tenant: tenant.name });
    await expect(moving).rejects.toMatchObject({
      ...{ code: 'conflict', key: 'tenant.wrong_state', params: { from: lifecycle, permission: 'tenants.delete' } },
    });
    return expect(tenant.lifecycle).toBe(lifecycle);
  },
);

it('D11: while an operation runs on it, nothing else changes it', async () => {
  const { lifeWith, asked, tenant, faults } = await house();
  const life = lifeWith({ [`tenant:${tenant.id}`]: operationView() });
  const tries = [
    life.cancel(asked, by),
    life.reactivate(asked, by),
    life.schedule({ ...asked, deleteAfter: '2026-12-21' }, by),
    life.unschedule(asked, by),
    life.rename({ id: tenant.id, name: 'Other' }, by),
    life.recode({ ...asked, code: 'other' }, by),
    life.removeRedirect({ id: tenant.id, domain: 'x.stoocker.app' }, by),
  ];
  for (const one of tries) await expect(one).rejects.toMatchObject({ key: 'operation.running_on_resource' });
  expect(faults.calls.filter((call) => /seal|move|rename|removeRedirect/.test(call))).toEqual([]);
});

it('says so of a tenant that is not there', async () => {
  const { life, asked } = await house();
  const nobody = '7d0f2f5e-0000-4000-8000-00000000dead' as TenantId;
  for (const one of [life.get(nobody), life.cancel({ ...asked, id: nobody }, by), life.plan(nobody)])
    await expect(one).rejects.toMatchObject({ key: 'tenant.not_found' });
  await expect(life.certificate(asked.id)).rejects.toMatchObject({ code: 'not_found' });
});

it('renames what people see, and nothing that looks like another name', async () => {
  const { life, tenant } = await house();
  const rename = (name: string) => life.rename({ id: tenant.id, name }, by);
  expect(await rename('Çınar Bilişim A.Ş.')).toEqual({ before: 'Çınar A.Ş.', after: 'Çınar Bilişim A.Ş.' });
  expect([tenant.name, tenant.code, tenant.database]).toEqual(['Çınar Bilişim A.Ş.', 'cinar', 'Stocker_cinar_Db']);
  for (const hidden of ['Çın\u200bar', 'Çınar\u202e', 'Çı\u0000nar'])
    await expect(rename(hidden)).rejects.toMatchObject({ key: 'name.hidden_characters', field: 'name' });
  await expect(rename('  ')).rejects.toMatchObject({ key: 'name.empty' });
  tenant.lifecycle = 'deleting';
  await expect(rename('Other')).rejects.toMatchObject({ key: 'tenant.deleted' });
});

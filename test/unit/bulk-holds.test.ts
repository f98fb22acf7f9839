import { expect, it } from 'vitest';
import { holdMany, planBulk, releaseMany } from '../../main/tenants/bulk-plan.ts';
import { putHold } from '../../main/tenants/hold.ts';
import { type HoldKind, isLive } from '../../shared/domain/holds.ts';
import type { HoldId, OperationId, TenantId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import { addTenant } from '../builders/platform.ts';
import { startDesk } from '../fakes/engine-desk.ts';
import { engineWith, operationView } from '../fakes/idle-engine.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

async function house(codes: ReadonlyArray<string> = ['acme', 'borda', 'cinar']) {
  const platform = createMemoryPlatform();
  const tenants = codes.map((code) => addTenant(platform, { code, name: code, database: `Stocker_${code}_Db` }));
  const desk = await startDesk(platform);
  const { layout, engine } = desk;
  const parts = { layout, engine, now: new Date('2026-11-21T12:00:00Z'), by: 'ayse@example.com' };
  const ids = tenants.map(({ id }) => id);
  const hold = (kind: HoldKind = 'maintenance', chosen: ReadonlyArray<TenantId> = ids) =>
    holdMany(parts, { tenants: chosen, kind, effects: ['block_login'], reason: 'a night of work', reviewOn: null });
  const release = (kind: HoldKind = 'maintenance', chosen: ReadonlyArray<TenantId> = ids) =>
    releaseMany(parts, { tenants: chosen, kind, reason: 'the work is done' });
  const live = async (id: TenantId) => (await layout.holds.ofTenant(id)).filter(isLive);
  const canLogIn = (code: string) => platform.world.roles.get(`stocker_${code}_app`)?.canLogin;
  const stepsOf = async (id: OperationId) => (await engine.get(id)).steps.map(({ name, state }) => `${name} ${state}`);
  return { ...platform, desk, layout, engine, parts, tenants, ids, hold, release, live, canLogIn, stepsOf };
}
const refused = new AppError('refused', 'server.refused_statement');

it('D01: holds every one of a selection, and proves each', async () => {
  const { desk, hold, ids, live, canLogIn, tenants } = await house();
  const view = await desk.settled(await hold());
  expect(view).toMatchObject({ state: 'succeeded', subject: { label: 'acme +2', tenantId: null }, warnings: [] });
  expect(view.steps.map(({ name }) => name)).toEqual([
    'checking',
    'holding/acme',
    'holding/borda',
    'holding/cinar',
    'completed',
  ]);
  expect(view.steps[1]?.evidence).toEqual({
    code: 'acme',
    sealed: true,
    sessionsEnded: 3,
    sessionsLeft: 0,
    loginRefused: true,
    role: 'stocker_acme_app',
  });
  for (const id of ids)
    expect(await live(id)).toMatchObject([
      { kind: 'maintenance', putBy: 'ayse@example.com', reason: 'a night of work' },
    ]);
  expect(tenants.map(({ code }) => canLogIn(code))).toEqual([false, false, false]);
});

it('goes on with the others when one refuses, and says which and why', async () => {
  const { desk, hold, faults, stepsOf, canLogIn } = await house();
  faults.fail('gate.seal', refused);
  const id = await hold();
  const view = await desk.settled(id);
  expect(view).toMatchObject({ state: 'succeeded', warnings: [{ key: 'server.refused_statement' }] });
  expect(await stepsOf(id)).toEqual([
    'checking done',
    'holding/acme warned',
    'holding/borda done',
    'holding/cinar done',
    'completed done',
  ]);
  expect([canLogIn('acme'), canLogIn('borda')]).toEqual([true, false]);
});

it('opens again where the hold could not be written', async () => {
  const { desk, hold, faults, ids, live, canLogIn } = await house(['acme']);
  faults.fail('holdRecords.put', refused);
  expect(await desk.settled(await hold())).toMatchObject({ warnings: [{ key: 'server.refused_statement' }] });
  expect(canLogIn('acme')).toBe(true);
  expect(await live(ids[0] as TenantId)).toEqual([]);
});

it('puts no second hold where only the answer was lost', async () => {
  const { desk, hold, faults, ids, live } = await house(['acme']);
  faults.fail('holdRecords.put', refused, { when: 'after' });
  expect(await desk.settled(await hold())).toMatchObject({ state: 'succeeded', warnings: [] });
  expect(await live(ids[0] as TenantId)).toHaveLength(1);
});

it('leaves alone what another operation works on, whose door it may rely on', async () => {
  const { desk, hold, layout, ids, canLogIn, live, faults } = await house(['acme', 'borda']);
  const [acme] = ids as [TenantId];
  const id = crypto.randomUUID() as string as OperationId;
  // Begun between the plan and the step.
  const begun = faults.pause('journal.claim');
  const holding = await hold();
  await begun.reached;
  await layout.journal.begin({
    ...{ id, kind: 'backup', params: {}, idempotencyKey: id, resource: `tenant:${acme}`, steps: [], actor: 'cem' },
    ...{ subject: { label: 'acme', registrationId: null, tenantId: acme }, supersedes: false },
  });
  begun.release();
  expect(await desk.settled(holding)).toMatchObject({
    state: 'succeeded',
    warnings: [{ key: 'operation.running_on_resource', params: { operator: 'cem' } }],
  });
  expect([canLogIn('acme'), canLogIn('borda')]).toEqual([true, false]);
  expect(await live(acme)).toEqual([]);
  // Not even for a moment.
  expect(faults.calls.filter((call) => call === 'gate.seal')).toHaveLength(1);
});

it('undoes its own holds when it is cancelled, and leaves those of others', async () => {
  const { desk, hold, layout, engine, faults, ids, live, canLogIn, parts } = await house();
  const [acme, borda] = ids as [TenantId, TenantId];
  await putHold(parts, { id: borda, kind: 'security', effects: ['block_login'], reason: 'a leak', reviewOn: null });
  const third = faults.pause('holdRecords.put');
  const id = await hold('maintenance');
  await third.reached;
  await engine.cancel(id, { operator: 'ayse@example.com' });
  third.release();
  expect(await desk.settled(id)).toMatchObject({ state: 'cancelled' });
  expect(await live(acme)).toEqual([]);
  expect(await live(borda)).toMatchObject([{ kind: 'security' }]);
  expect([canLogIn('acme'), canLogIn('borda'), canLogIn('cinar')]).toEqual([true, false, true]);
  expect((await layout.holds.ofTenant(acme)).map(({ liftedBy }) => liftedBy)).toEqual(['ayse@example.com']);
});

it('needs what the kind of hold needs, to go on and to stop', async () => {
  const { desk, hold } = await house(['acme']);
  expect((await desk.settled(await hold('billing'))).needs).toEqual({
    resume: 'holds.billing',
    cancel: 'holds.billing',
  });
});

it('lifts what was held of one kind, and opens what nothing else closes', async () => {
  const { desk, hold, release, ids, live, canLogIn, parts } = await house(['acme', 'borda']);
  const [acme, borda] = ids as [TenantId, TenantId];
  await desk.settled(await hold());
  await putHold(parts, { id: borda, kind: 'security', effects: ['block_login'], reason: 'a leak', reviewOn: null });
  const view = await desk.settled(await release());
  expect(view).toMatchObject({ state: 'succeeded', warnings: [] });
  expect(view.steps.map(({ evidence }) => evidence?.['sealed'])).toEqual([undefined, false, true, undefined]);
  expect(await live(acme)).toEqual([]);
  expect(await live(borda)).toMatchObject([{ kind: 'security' }]);
  expect([canLogIn('acme'), canLogIn('borda')]).toEqual([true, false]);
});

it('does not open a tenant that was cancelled meanwhile', async () => {
  const { desk, hold, release, canLogIn, tenants } = await house(['acme']);
  await desk.settled(await hold());
  Object.assign(tenants[0] ?? {}, { lifecycle: 'cancelled' });
  expect(await desk.settled(await release())).toMatchObject({ state: 'succeeded', warnings: [] });
  expect(canLogIn('acme')).toBe(false);
});

it('has its holds in force again when a release is cancelled', async () => {
  const { desk, hold, release, engine, faults, ids, live, canLogIn } = await house(['acme', 'borda']);
  await desk.settled(await hold());
  const opening = faults.pause('gate.unseal');
  const id = await release();
  await opening.reached;
  await engine.cancel(id, { operator: 'ayse@example.com' });
  opening.release();
  expect(await desk.settled(id)).toMatchObject({ state: 'cancelled' });
  for (const tenant of ids) expect(await live(tenant)).toMatchObject([{ kind: 'maintenance', liftedBy: null }]);
  expect([canLogIn('acme'), canLogIn('borda')]).toEqual([false, false]);
});

it('says before what it would touch, and which it would leave out and why', async () => {
  const { parts, ids, tenants, layout } = await house(['acme', 'borda', 'cinar', 'demir']);
  const [acme, borda, cinar] = ids as [TenantId, TenantId, TenantId];
  await putHold(parts, { id: borda, kind: 'legal', effects: ['block_write'], reason: 'a court', reviewOn: null });
  Object.assign(tenants[3] ?? {}, { lifecycle: 'deleting' });
  const engine = engineWith({ [`tenant:${cinar}`]: operationView() });
  const plan = await planBulk({ ...parts, layout, engine, moduleSkips: async () => null }, [...ids, acme], {
    hold: 'legal',
  });
  expect(plan.tenants.map(({ code, skipped }) => [code, skipped])).toEqual([
    ['acme', null],
    ['borda', 'held_already'],
    ['cinar', 'busy'],
    ['demir', 'wrong_lifecycle'],
  ]);
  expect(plan.radius).toMatchObject({ tenants: 1, withoutBackup: 1 });
  const lifting = await planBulk({ ...parts, layout, engine, moduleSkips: async () => null }, ids, {
    release: 'legal',
  });
  expect(lifting.tenants.map(({ skipped }) => skipped)).toEqual(['not_held', null, 'busy', 'wrong_lifecycle']);
});

it('begins nothing when nobody is left', async () => {
  const { hold, release, desk, engine } = await house(['acme']);
  await expect(release()).rejects.toMatchObject({ code: 'invalid_input', key: 'hold.none_left', field: 'tenants' });
  await desk.settled(await hold());
  await expect(hold()).rejects.toMatchObject({ key: 'hold.none_left' });
  expect(await engine.list(10)).toHaveLength(1);
});

it('leaves a hold of the same kind that was put after it began', async () => {
  const { desk, hold, release, faults, ids, live, parts } = await house(['acme']);
  const [acme] = ids as [TenantId];
  await desk.settled(await hold());
  const begun = faults.pause('journal.claim');
  const id = await release();
  await begun.reached;
  const later = await putHold(parts, {
    ...{ id: acme, kind: 'maintenance', effects: ['block_login'], reason: 'another night', reviewOn: null },
  });
  begun.release();
  await desk.settled(id);
  expect((await live(acme)).map((one) => one.id)).toEqual([later.hold.id satisfies HoldId]);
});

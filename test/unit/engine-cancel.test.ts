import { describe, expect, it } from 'vitest';
import { classified } from '../../main/operations/error-class.ts';
import { AppError } from '../../shared/errors.ts';
import { addRegistration } from '../builders/platform.ts';
import { startDesk } from '../fakes/engine-desk.ts';
import type { FaultPoint } from '../fakes/memory/faults.ts';
import { createMemoryPlatform, type MemoryPlatform } from '../fakes/memory-layout.ts';

async function house() {
  const platform = createMemoryPlatform();
  const id = addRegistration(platform, { state: 'verified' });
  const desk = await startDesk(platform);
  return { platform, id, desk, registration: () => platform.world.registrations.get(id) };
}
const nothingLeft = ({ world }: MemoryPlatform): void => {
  expect([world.tenants.size, world.domains.length, world.users.length]).toEqual([0, 0, 0]);
  expect([world.databases.size, world.roles.size, world.sessions.size]).toEqual([0, 0, 0]);
};
const by = { operator: 'ayse' };
const cut = (): AppError => classified(new AppError('unreachable', 'server.lost', { retry: true }), 'ambiguous');

const beforePivot: ReadonlyArray<readonly [FaultPoint, ReadonlyArray<FaultPoint>]> = [
  ['registrations.markProvisioning', []],
  ['tenants.reserve', ['tenants.removeTenant']],
  ['tenants.createOwner', ['tenants.removeOwner', 'tenants.removeTenant']],
  ['storage.create', ['storage.drop', 'storage.dropRole', 'tenants.removeOwner', 'tenants.removeTenant']],
  ['migrator.apply', ['storage.drop', 'storage.dropRole', 'tenants.removeOwner', 'tenants.removeTenant']],
  ['seeder.seed', ['storage.drop', 'storage.dropRole', 'tenants.removeOwner', 'tenants.removeTenant']],
];
const undoing = new Set(beforePivot.flatMap(([, calls]) => calls));

describe('cancelling', () => {
  it.each(beforePivot)('P25: at %s undoes in reverse and leaves nothing', async (point, undone) => {
    for (const when of ['before', 'after'] as const) {
      const { desk, id, platform, registration } = await house();
      const step = platform.faults.pause(point, when);
      const operationId = await desk.operations.provision(id, 'ayse');
      await step.reached;
      expect(await desk.engine.get(operationId)).toMatchObject({ canCancel: true });
      await desk.engine.cancel(operationId, by);
      expect(await desk.engine.get(operationId)).toMatchObject({ cancelRequested: true, canCancel: false });
      step.release();
      const operation = await desk.settled(operationId);
      expect(operation).toMatchObject({ state: 'cancelled', error: null, canResume: false, canCancel: false });
      expect(operation.steps.every(({ state }) => state === 'pending' || state === 'undone')).toBe(true);
      expect(platform.faults.calls.filter((call) => undoing.has(call))).toEqual(undone);
      expect(registration()).toMatchObject({ state: 'verified', tenantId: null });
      nothingLeft(platform);
    }
  });

  it('lets the company be provisioned again afterwards', async () => {
    const { desk, id, platform } = await house();
    const step = platform.faults.pause('seeder.seed');
    const first = await desk.operations.provision(id, 'ayse');
    await step.reached;
    await desk.engine.cancel(first, by);
    step.release();
    await desk.settled(first);
    const second = await desk.operations.provision(id, 'ayse');
    expect(second).not.toBe(first);
    expect(await desk.settled(second)).toMatchObject({ state: 'succeeded' });
  });

  it.each(['tenants.activate', 'outbox.markSent'] as const)('P25: is refused from the pivot on: %s', async (point) => {
    for (const when of ['before', 'after'] as const) {
      const { desk, id, platform } = await house();
      const step = platform.faults.pause(point, when);
      const operationId = await desk.operations.provision(id, 'ayse');
      await step.reached;
      expect(await desk.engine.get(operationId)).toMatchObject({ canCancel: false });
      await expect(desk.engine.cancel(operationId, by)).rejects.toMatchObject({ key: 'operation.past_pivot' });
      step.release();
      expect(await desk.settled(operationId)).toMatchObject({ state: 'succeeded', cancelRequested: false });
      await expect(desk.engine.cancel(operationId, by)).rejects.toMatchObject({ code: 'conflict' });
    }
  });

  it('is heard by the console that works on it when another asks', async () => {
    const { desk, id, platform, registration } = await house();
    const other = await startDesk(platform, 'two');
    const step = platform.faults.pause('seeder.seed');
    const operationId = await desk.operations.provision(id, 'ayse');
    await step.reached;
    await other.engine.cancel(operationId, { operator: 'can' });
    await desk.pass(11_000);
    step.release();
    expect(await desk.settled(operationId)).toMatchObject({ state: 'cancelled', attempts: 1 });
    expect(other.told).toEqual([]);
    expect(registration()?.state).toBe('verified');
    nothingLeft(platform);
  });

  it('of one whose console is gone undoes what it left', async () => {
    const { desk, id, platform } = await house();
    const other = await startDesk(platform, 'two');
    const step = platform.faults.pause('seeder.seed');
    const operationId = await desk.operations.provision(id, 'ayse');
    await step.reached;
    platform.world.clock.now += 31_000;
    expect(await other.engine.get(operationId)).toMatchObject({ canCancel: true, canResume: true });
    await other.engine.cancel(operationId, { operator: 'can' });
    expect(await other.settled(operationId)).toMatchObject({ state: 'cancelled', attempts: 2 });
    nothingLeft(platform);
    step.release();
    await desk.settled(operationId);
    nothingLeft(platform);
    expect(await desk.engine.get(operationId)).toMatchObject({ state: 'cancelled', attempts: 2 });
  });

  it('asked for just before the pivot never undoes a tenant that became active', async () => {
    const { desk, id, platform, registration } = await house();
    const other = await startDesk(platform, 'two');
    const step = platform.faults.pause('tenants.activate', 'after');
    const operationId = await desk.operations.provision(id, 'ayse');
    await step.reached;
    // What a heartbeat hears of late, while the next console looks at the start again.
    await other.layout.journal.requestCancel(operationId);
    platform.world.clock.now += 31_000;
    const look = platform.faults.pause('registrations.state');
    await other.engine.resume(operationId, {
      operator: 'can',
      fence: (await other.engine.get(operationId)).holder?.fence ?? null,
    });
    await look.reached;
    await other.pass(11_000);
    look.release();
    expect(await other.settled(operationId)).toMatchObject({ state: 'succeeded', attempts: 2 });
    step.release();
    await desk.settled(operationId);
    expect(registration()?.state).toBe('completed');
    expect([...platform.world.tenants.values()]).toMatchObject([{ lifecycle: 'active' }]);
  });

  it('stops at what can not be undone, names it, and goes on undoing when it is gone', async () => {
    const { desk, id, platform, registration } = await house();
    const step = platform.faults.pause('seeder.seed');
    const operationId = await desk.operations.provision(id, 'ayse');
    await step.reached;
    const [database] = platform.world.databases.values();
    database?.prepared.push('gid_1');
    await desk.engine.cancel(operationId, by);
    step.release();
    const stuck = await desk.settled(operationId);
    expect(stuck).toMatchObject({
      state: 'needs_attention',
      canResume: true,
      canCancel: false,
      currentStep: 'creating_database',
      error: { key: 'operation.prepared_transactions', params: { names: 'gid_1' } },
    });
    expect(stuck.steps.map(({ state }) => state)).toEqual([
      ...['done', 'done', 'done', 'undo_intent', 'undone', 'undone', 'pending', 'pending', 'pending'],
    ]);
    expect(platform.world.tenants.size).toBe(1);
    expect(registration()?.state).toBe('provisioning');
    database?.prepared.splice(0);
    await desk.retry(id, 'ayse');
    expect(await desk.settled(operationId)).toMatchObject({ state: 'cancelled', attempts: 2 });
    nothingLeft(platform);
  });

  it('tries what is busy again while it undoes, and claims again when the connection breaks', async () => {
    const { desk, id, platform } = await house();
    const step = platform.faults.pause('seeder.seed');
    const operationId = await desk.operations.provision(id, 'ayse');
    await step.reached;
    platform.faults.fail('storage.drop', classified(new AppError('busy', 'server.busy', { retry: true }), 'retry'), {
      times: 2,
    });
    platform.faults.fail('tenants.removeOwner', cut(), { when: 'after' });
    await desk.engine.cancel(operationId, by);
    step.release();
    expect(await desk.settled(operationId)).toMatchObject({ state: 'cancelled', attempts: 2 });
    nothingLeft(platform);
  });

  it('keeps undoing what cannot even be opened for whoever looks next', async () => {
    const { desk, id, platform } = await house();
    const other = await startDesk(platform, 'two');
    const step = platform.faults.pause('seeder.seed');
    const operationId = await desk.operations.provision(id, 'ayse');
    await step.reached;
    platform.world.clock.now += 31_000;
    platform.faults.fail('journal.evict', new AppError('missing_rights', 'server.missing_rights'));
    await other.engine.cancel(operationId, { operator: 'can' });
    const stuck = await other.settled(operationId);
    expect(stuck).toMatchObject({ error: { key: 'server.missing_rights' }, canResume: true });
    await other.engine.resume(operationId, { operator: 'can', fence: stuck.holder?.fence ?? null });
    expect(await other.settled(operationId)).toMatchObject({ state: 'cancelled' });
    nothingLeft(platform);
    step.release();
    await desk.settled(operationId);
  });
});

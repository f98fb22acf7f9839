import { describe, expect, it } from 'vitest';
import { previewCleanUp } from '../../main/tenants/clean-up-preview.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { cleanUpSteps } from '../../shared/domain/provisioning.ts';
import { AppError } from '../../shared/errors.ts';
import { addRegistration } from '../builders/platform.ts';
import { startDesk } from '../fakes/engine-desk.ts';
import type { FaultPoint } from '../fakes/memory/faults.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

async function failedAt(point: FaultPoint) {
  const platform = createMemoryPlatform();
  const id = addRegistration(platform, { state: 'verified' });
  const desk = await startDesk(platform);
  platform.faults.fail(point, new AppError('refused', 'server.refused_statement'));
  const operationId = await desk.operations.provision(id, 'ayse');
  await desk.settled(operationId);
  const { world } = platform;
  return { platform, world, id, desk, operationId, registration: () => world.registrations.get(id) };
}

describe('cleaning up', () => {
  it.each(['tenants.reserve', 'tenants.createOwner', 'storage.create', 'migrator.apply', 'tenants.activate'] as const)(
    'removes what a failure at %s left, and the company can begin again',
    async (point) => {
      const { world, id, desk, operationId, registration } = await failedAt(point);
      const cleaned = await desk.settled(await desk.operations.cleanUp(id, 'ayse'));
      expect(cleaned).toMatchObject({ kind: 'clean_up', state: 'succeeded', fraction: 1 });
      expect(cleaned.steps.map(({ name, state }) => [name, state])).toEqual(cleanUpSteps.map((one) => [one, 'done']));
      expect([world.tenants.size, world.users.length, world.databases.size, world.roles.size]).toEqual([0, 0, 0, 0]);
      expect(registration()).toMatchObject({ state: 'verified', tenantId: null });
      expect(await desk.engine.get(operationId)).toMatchObject({ state: 'superseded', canResume: false });
      expect(await desk.settled(await desk.operations.provision(id, 'ayse'))).toMatchObject({ state: 'succeeded' });
    },
  );

  it('P23: says what is left and why, and goes on when the cause is gone', async () => {
    const { world, id, desk } = await failedAt('seeder.seed');
    const [database] = world.databases.values();
    database?.prepared.push('gid_1');
    const operationId = await desk.operations.cleanUp(id, 'ayse');
    expect(await desk.settled(operationId)).toMatchObject({
      state: 'failed',
      canResume: true,
      error: {
        key: 'tenant.cleanup_failed',
        params: {
          step: 'removing_database',
          database: database?.name,
          reason: 'operation.prepared_transactions',
          names: 'gid_1',
        },
      },
    });
    expect(world.databases.size).toBe(1);
    database?.prepared.splice(0);
    expect(await desk.operations.cleanUp(id, 'ayse')).toBe(operationId);
    expect(await desk.settled(operationId)).toMatchObject({ state: 'succeeded', attempts: 2 });
    expect(world.databases.size).toBe(0);
  });

  it('is not gone on with by whoever may only retry', async () => {
    const { world, id, desk } = await failedAt('seeder.seed');
    const [database] = world.databases.values();
    database?.prepared.push('gid_1');
    await desk.settled(await desk.operations.cleanUp(id, 'ayse'));
    database?.prepared.splice(0);
    const kinds: string[] = [];
    const refuse = ({ kind }: { kind: string }): void => {
      kinds.push(kind);
      throw new AppError('forbidden', 'session.forbidden');
    };
    await expect(desk.operations.retry(id, 'can', refuse)).rejects.toMatchObject({ code: 'forbidden' });
    expect(kinds).toEqual(['clean_up']);
    expect(world.databases.size).toBe(1);
  });

  it('goes only forward once it has begun to remove', async () => {
    const { platform, id, desk, registration } = await failedAt('seeder.seed');
    const step = platform.faults.pause('tenants.removeOwner');
    const operationId = await desk.operations.cleanUp(id, 'ayse');
    await step.reached;
    expect(await desk.engine.get(operationId)).toMatchObject({ canCancel: false });
    await expect(desk.engine.cancel(operationId, { operator: 'ayse' })).rejects.toMatchObject({
      key: 'operation.past_pivot',
    });
    step.release();
    expect(await desk.settled(operationId)).toMatchObject({ state: 'succeeded' });
    expect(registration()?.state).toBe('verified');
  });

  it('can be called off while it only looks, and then the company can be retried', async () => {
    const { platform, id, desk } = await failedAt('seeder.seed');
    const look = platform.faults.pause('tenants.findTenant');
    const operationId = await desk.operations.cleanUp(id, 'ayse');
    await look.reached;
    await desk.engine.cancel(operationId, { operator: 'ayse' });
    look.release();
    expect(await desk.settled(operationId)).toMatchObject({ state: 'cancelled' });
    const retried = await desk.settled(await desk.retry(id, 'ayse'));
    expect(retried).toMatchObject({ kind: 'provision', state: 'succeeded' });
    expect(platform.world.databases.size).toBe(1);
  });

  it("P06: leaves somebody else's database, and takes what is ours", async () => {
    const { world, id, desk } = await failedAt('seeder.seed');
    const [database] = world.databases.values();
    if (database?.stamp === undefined) throw new Error('it was made');
    database.stamp = { ...database.stamp, tenantId: 'another' as TenantId };
    expect(await desk.settled(await desk.operations.cleanUp(id, 'ayse'))).toMatchObject({ state: 'succeeded' });
    expect([world.databases.size, world.tenants.size, world.users.length]).toEqual([1, 0, 0]);
  });

  it('refuses a tenant that works, and changes nothing', async () => {
    const { world, id, desk, registration } = await failedAt('seeder.seed');
    for (const tenant of world.tenants.values()) tenant.lifecycle = 'active';
    const before = structuredClone([world.tenants, world.databases, world.users, world.roles]);
    expect(await desk.settled(await desk.operations.cleanUp(id, 'ayse'))).toMatchObject({
      state: 'failed',
      error: { key: 'registration.nothing_to_clean' },
    });
    expect([world.tenants, world.databases, world.users, world.roles]).toEqual(before);
    expect(registration()?.state).toBe('failed');
  });

  it('refuses a tenant that is only on hold, as well', async () => {
    const { world, id, desk } = await failedAt('seeder.seed');
    for (const tenant of world.tenants.values()) Object.assign(tenant, { lifecycle: 'active', suspended: true });
    expect(await desk.settled(await desk.operations.cleanUp(id, 'ayse'))).toMatchObject({
      state: 'failed',
      error: { key: 'registration.nothing_to_clean' },
    });
    expect([world.tenants.size, world.databases.size, world.users.length, world.roles.size]).toEqual([1, 1, 1, 1]);
  });

  it('ends also where the registration was rejected meanwhile', async () => {
    const { world, id, desk, registration } = await failedAt('seeder.seed');
    Object.assign(registration() ?? {}, { state: 'rejected' });
    expect(await desk.settled(await desk.operations.cleanUp(id, 'ayse'))).toMatchObject({ state: 'succeeded' });
    expect(registration()?.state).toBe('rejected');
    expect(world.tenants.size).toBe(0);
  });

  it('is offered, with what it would remove, for what a console left in the middle', async () => {
    const platform = createMemoryPlatform();
    const id = addRegistration(platform, { state: 'verified' });
    const desk = await startDesk(platform);
    const other = await startDesk(platform, 'two');
    const step = platform.faults.pause('seeder.seed');
    const operationId = await desk.operations.provision(id, 'ayse');
    await step.reached;
    const preview = async () => {
      const registration = await other.layout.registrations.find(id);
      if (registration === undefined) throw new Error('it was just added');
      return previewCleanUp({ ...other, operations: other.operations }, registration);
    };
    expect(await preview()).toMatchObject({ refusal: { key: 'operation.running_on_resource' } });
    await expect(other.operations.cleanUp(id, 'can')).rejects.toMatchObject({ code: 'conflict' });
    platform.world.clock.now += 31_000;
    expect(await preview()).toMatchObject({ refusal: null, removes: { tenant: 'Çınar A.Ş.' } });
    expect(await other.settled(await other.operations.cleanUp(id, 'can'))).toMatchObject({ state: 'succeeded' });
    step.release();
    await desk.settled(operationId);
    expect([platform.world.tenants.size, platform.world.databases.size]).toEqual([0, 0]);
    expect(platform.world.registrations.get(id)?.state).toBe('verified');
  });
});

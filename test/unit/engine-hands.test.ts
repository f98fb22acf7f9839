import { describe, expect, it } from 'vitest';
import type { RegistrationId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import { addRegistration } from '../builders/platform.ts';
import { type EngineDesk, startDesk } from '../fakes/engine-desk.ts';
import { createMemoryPlatform, type MemoryPlatform } from '../fakes/memory-layout.ts';

async function house() {
  const platform = createMemoryPlatform();
  const id = addRegistration(platform, { state: 'verified' });
  return { platform, id, desk: await startDesk(platform), other: await startDesk(platform, 'two') };
}
const refused = (): AppError => new AppError('refused', 'server.refused_statement');

async function stopped(at: { platform: MemoryPlatform; desk: EngineDesk; id: RegistrationId }) {
  const step = at.platform.faults.pause('seeder.seed');
  const operationId = await at.desk.operations.provision(at.id, 'ayse');
  await step.reached;
  const { holder } = await at.desk.engine.get(operationId);
  return { operationId, step, fence: holder?.fence ?? '' };
}
const writes = ({ faults }: MemoryPlatform): ReadonlyArray<string> =>
  faults.calls.filter((call) =>
    /\.(step|finish|mark\w+|reserve|create\w*|apply|seed|activate|drop\w*|remove\w+)$/.test(call),
  );

describe('whose an operation is', () => {
  it('shows others who works on it, where and since when, and lets nobody have it meanwhile', async () => {
    const { platform, id, desk, other } = await house();
    const { operationId, step, fence } = await stopped({ platform, desk, id });
    await desk.pass(4_000);
    expect(await other.engine.get(operationId)).toMatchObject({
      canResume: false,
      holder: { operator: 'ayse', machine: 'one', fence, here: false, leaseRunsOut: false, heartbeatAgeSeconds: 4 },
    });
    expect((await desk.engine.get(operationId)).holder).toMatchObject({ here: true });
    await expect(other.engine.resume(operationId, { operator: 'can', fence })).rejects.toMatchObject({
      key: 'operation.held',
      params: { holder: 'ayse', machine: 'one', seconds: 4 },
    });
    step.release();
    await desk.settled(operationId);
    await expect(other.engine.resume(operationId, { operator: 'can', fence })).rejects.toMatchObject({
      key: 'operation.not_resumable',
    });
  });

  it('P13: lets one of two consoles provision a registration, and tells the other', async () => {
    const { platform, id, desk, other } = await house();
    const outcomes = await Promise.allSettled([
      desk.operations.provision(id, 'ayse'),
      other.operations.provision(id, 'can'),
    ]);
    expect(outcomes).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { key: 'operation.running_on_resource', params: { operator: 'ayse' } } },
    ]);
    const operationId = outcomes[0]?.status === 'fulfilled' ? outcomes[0].value : undefined;
    if (operationId === undefined) throw new Error('the first one begins');
    await desk.settled(operationId);
    expect(platform.world.tenants.size).toBe(1);
  });

  it('P11, P12: one key is one operation, on whichever console, and never another one', async () => {
    const { platform, id, desk, other } = await house();
    await desk.settled(await desk.operations.provision(id, 'ayse'));
    const [known] = platform.world.operations.values();
    if (known === undefined) throw new Error('it was just made');
    const { id: operationId, steps: _steps, ...request } = known.request;
    const before = platform.faults.calls.length;
    expect(await other.engine.start(request)).toBe(operationId);
    expect(writes({ ...platform, faults: { ...platform.faults, calls: platform.faults.calls.slice(before) } })).toEqual(
      [],
    );
    await expect(
      other.engine.start({ ...request, params: { ...request.params, language: 'en' } }),
    ).rejects.toMatchObject({
      key: 'operation.key_reused',
    });
  });

  it.each(['resume', 'cancel'] as const)('does one thing when asked twice at once to %s', async (verb) => {
    const { platform, id, desk, other } = await house();
    const { operationId, step, fence } = await stopped({ platform, desk, id });
    platform.world.clock.now += 31_000;
    const act = () =>
      verb === 'resume'
        ? other.engine.resume(operationId, { operator: 'can', fence })
        : other.engine.cancel(operationId, { operator: 'can' });
    await Promise.all([act(), act()]);
    expect(await other.settled(operationId)).toMatchObject({
      state: verb === 'resume' ? 'succeeded' : 'cancelled',
      attempts: 2,
    });
    step.release();
    await desk.settled(operationId);
  });

  it('is taken over only with the fence that was seen', async () => {
    const { platform, id, desk, other } = await house();
    const { operationId, step, fence } = await stopped({ platform, desk, id });
    platform.world.clock.now += 31_000;
    for (const wrong of [null, '0', String(BigInt(fence) + 1n)])
      await expect(other.engine.resume(operationId, { operator: 'can', fence: wrong })).rejects.toMatchObject({
        key: 'operation.fence_mismatch',
      });
    await other.engine.resume(operationId, { operator: 'can', fence });
    expect(await other.settled(operationId)).toMatchObject({ state: 'succeeded', attempts: 2 });
    step.release();
    await desk.settled(operationId);
  });

  it('P04: whoever lost it writes nothing more, and is shown what the other made of it', async () => {
    const { platform, id, desk, other } = await house();
    const { operationId, step, fence } = await stopped({ platform, desk, id });
    platform.world.clock.now += 31_000;
    await other.engine.resume(operationId, { operator: 'can', fence });
    await other.settled(operationId);
    const before = structuredClone([platform.world.operations, platform.world.databases, platform.world.tenants]);
    const count = writes(platform).length;
    step.release();
    expect(await desk.settled(operationId)).toMatchObject({ state: 'succeeded', attempts: 2 });
    expect(writes(platform).slice(count)).toEqual([]);
    expect([platform.world.operations, platform.world.databases, platform.world.tenants]).toEqual(before);
    expect(desk.told.at(-1)).toMatchObject({ state: 'succeeded' });
    expect(desk.mails).toEqual([]);
    expect(other.mails).toHaveLength(1);
  });

  it('stops by itself a little before its lease ends, when it can no longer renew it', async () => {
    const { platform, id, desk } = await house();
    platform.faults.fail('journal.heartbeat', new AppError('timeout', 'server.timeout'), { times: 1_000 });
    const { operationId, step } = await stopped({ platform, desk, id });
    const count = writes(platform).length;
    await desk.pass(26_000);
    platform.faults.fail('journal.claim', new AppError('timeout', 'server.timeout'), { times: 1_000 });
    step.release();
    await desk.settled(operationId);
    // What was on its way is still recorded under its fence at most; nothing new is begun.
    expect(
      writes(platform)
        .slice(count)
        .filter((call) => call !== 'journal.step'),
    ).toEqual([]);
    expect(platform.world.operations.get(operationId)?.steps.filter(({ state }) => state === 'intent')).toHaveLength(1);
  });

  it('keeps its lease through a step that takes long', async () => {
    const { platform, id, desk, other } = await house();
    const { operationId, step } = await stopped({ platform, desk, id });
    await desk.pass(10 * 60_000);
    expect(await other.engine.get(operationId)).toMatchObject({ canResume: false, holder: { leaseRunsOut: false } });
    step.release();
    expect(await desk.settled(operationId)).toMatchObject({ state: 'succeeded', attempts: 1 });
  });

  it('is left as it is when the console closes, and gone on with by the next', async () => {
    const { platform, id, desk, other } = await house();
    const { operationId, step } = await stopped({ platform, desk, id });
    const closing = desk.engine.close();
    step.release();
    await closing;
    const left = await other.engine.get(operationId);
    expect(left).toMatchObject({ state: 'running', error: null });
    expect(left.steps.at(-1)?.state).toBe('pending');
    expect(platform.world.sessions.size).toBe(0);
    await other.pass(31_000);
    await other.engine.resume(operationId, { operator: 'can', fence: left.holder?.fence ?? null });
    expect(await other.settled(operationId)).toMatchObject({ state: 'succeeded', attempts: 2 });
  });

  it('does not offer to go on with what it is going on with', async () => {
    const { platform, id, desk } = await house();
    platform.faults.fail('seeder.seed', refused());
    const operationId = await desk.operations.provision(id, 'ayse');
    await desk.settled(operationId);
    const claim = platform.faults.pause('journal.claim');
    await desk.retry(id, 'ayse');
    await claim.reached;
    expect(await desk.engine.get(operationId)).toMatchObject({ canResume: false });
    claim.release();
    await desk.settled(operationId);
  });

  it('takes a tenant that became active and was put on hold since for activated', async () => {
    const { platform, id, desk, other } = await house();
    const step = platform.faults.pause('tenants.activate', 'after');
    const operationId = await desk.operations.provision(id, 'ayse');
    await step.reached;
    for (const tenant of platform.world.tenants.values()) tenant.suspended = true;
    platform.world.clock.now += 31_000;
    const { holder } = await other.engine.get(operationId);
    await other.engine.resume(operationId, { operator: 'can', fence: holder?.fence ?? null });
    expect(await other.settled(operationId)).toMatchObject({ state: 'succeeded' });
    expect(platform.faults.calls.filter((call) => call === 'tenants.activate')).toHaveLength(1);
    expect([...platform.world.tenants.values()]).toMatchObject([{ lifecycle: 'active', suspended: true }]);
    step.release();
    await desk.settled(operationId);
  });
});

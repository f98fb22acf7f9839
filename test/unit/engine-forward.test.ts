import { describe, expect, it } from 'vitest';
import { classified } from '../../main/operations/error-class.ts';
import { isLiveState } from '../../shared/domain/operations.ts';
import { provisioningSteps } from '../../shared/domain/provisioning.ts';
import { AppError } from '../../shared/errors.ts';
import { addRegistration } from '../builders/platform.ts';
import { startDesk } from '../fakes/engine-desk.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

async function house() {
  const platform = createMemoryPlatform();
  const id = addRegistration(platform, { state: 'verified' });
  const desk = await startDesk(platform);
  return { platform, id, desk, registration: () => platform.world.registrations.get(id) };
}
const busy = (): AppError => classified(new AppError('busy', 'server.busy', { retry: true }), 'retry');
const cut = (): AppError => classified(new AppError('unreachable', 'server.lost', { retry: true }), 'ambiguous');
const refused = (): AppError =>
  new AppError('refused', 'server.refused_statement', { server: { code: '42601', message: 'syntax error' } });

describe('forward', () => {
  it('P01: takes nine steps, each with evidence, to an active tenant and one mail', async () => {
    const { desk, id, platform, registration } = await house();
    const operation = await desk.settled(await desk.operations.provision(id, 'ayse'));
    expect(operation).toMatchObject({ state: 'succeeded', error: null, warnings: [], attempts: 1, holder: null });
    expect(operation.steps.map(({ name, state }) => [name, state])).toEqual(
      provisioningSteps.map((one) => [one, 'done']),
    );
    for (const { evidence, attempts } of operation.steps) {
      expect(Object.keys(evidence ?? {})).not.toEqual([]);
      expect(attempts).toBe(1);
    }
    expect(registration()?.state).toBe('completed');
    expect([...platform.world.tenants.values()]).toMatchObject([{ lifecycle: 'active' }]);
    expect(desk.mails).toEqual([`<${operation.id}.welcome@stoocker.app>`]);
  });

  it('shows a progress that never goes back and ends at 1', async () => {
    const { desk, id, platform } = await house();
    platform.faults.fail('seeder.seed', busy(), { times: 2 });
    platform.faults.fail('migrator.apply', cut(), { when: 'after' });
    const operation = await desk.settled(await desk.operations.provision(id, 'ayse'));
    expect(operation.state).toBe('succeeded');
    const fractions = desk.told.map(({ fraction }) => fraction);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(new Set(fractions).size).toBeGreaterThan(3);
  });

  it('shows the same progress to a console that only looks on, also when the first step is looked at again', async () => {
    const { desk, id, platform } = await house();
    const other = await startDesk(platform, 'two');
    platform.faults.fail('seeder.seed', refused());
    const operationId = await desk.operations.provision(id, 'ayse');
    const failed = await desk.settled(operationId);
    const pause = platform.faults.pause('registrations.state');
    await desk.retry(id, 'ayse');
    await pause.reached;
    expect((await other.engine.get(operationId)).fraction).toBeGreaterThanOrEqual(failed.fraction);
    pause.release();
    expect(await desk.settled(operationId)).toMatchObject({ state: 'succeeded', fraction: 1 });
  });

  it('tries what is busy again, and looks before it acts again', async () => {
    const { desk, id, platform } = await house();
    // All of it happened, and only the answer was lost.
    platform.faults.fail('tenants.createOwner', busy(), { when: 'after' });
    platform.faults.fail('storage.create', busy(), { times: 3 });
    const operation = await desk.settled(await desk.operations.provision(id, 'ayse'));
    expect(operation.state).toBe('succeeded');
    const { calls } = platform.faults;
    expect(calls.filter((call) => call === 'tenants.createOwner')).toHaveLength(1);
    expect(calls.filter((call) => call === 'storage.create')).toHaveLength(4);
    for (const [at, call] of calls.entries())
      if (call === 'storage.create') expect(calls[at - 1]).toBe('storage.isReady');
  });

  it('gives up after some tries, says why, and can be taken up again', async () => {
    const { desk, id, platform, registration } = await house();
    platform.faults.fail('storage.create', busy(), { times: 4 });
    const operationId = await desk.operations.provision(id, 'ayse');
    expect(await desk.settled(operationId)).toMatchObject({ state: 'failed', error: { key: 'server.busy' } });
    expect(registration()?.state).toBe('failed');
    expect(await desk.retry(id, 'ayse')).toBe(operationId);
    expect(await desk.settled(operationId)).toMatchObject({ state: 'succeeded', attempts: 2 });
  });

  it.each(['permanent', 'stop'] as const)(
    'fails at once on what is %s, with the reason and the registration failed',
    async (how) => {
      const { desk, id, platform, registration } = await house();
      platform.faults.fail('migrator.apply', classified(refused(), how));
      const operation = await desk.settled(await desk.operations.provision(id, 'ayse'));
      const error = { key: 'server.refused_statement', server: { code: '42601', message: 'syntax error' } };
      expect(operation).toMatchObject({ state: 'failed', error, currentStep: 'running_migrations', canResume: true });
      expect(operation.steps[4]).toMatchObject({ state: 'failed', attempts: 1, error });
      expect(registration()?.state).toBe('failed');
      expect(platform.world.creating.size).toBe(0);
      expect(desk.told.at(-1)).toMatchObject({ state: 'failed', canResume: true });
    },
  );

  it('goes on from the first unfinished step, and looks at the start again', async () => {
    const { desk, id, platform } = await house();
    platform.faults.fail('seeder.seed', refused());
    const operationId = await desk.operations.provision(id, 'ayse');
    await desk.settled(operationId);
    const before = platform.faults.calls.length;
    await desk.retry(id, 'can');
    const operation = await desk.settled(operationId);
    const calls = platform.faults.calls.slice(before);
    expect(operation.state).toBe('succeeded');
    expect(operation.steps.map(({ attempts }) => attempts)).toEqual([2, 1, 1, 1, 1, 2, 1, 1, 1]);
    expect(calls).toContain('registrations.markProvisioning');
    expect(calls).not.toContain('tenants.reserve');
    expect(calls).not.toContain('storage.create');
  });

  it('fails, with its reason, also where the registration can no longer be told', async () => {
    const { desk, id, platform, registration } = await house();
    platform.faults.fail('seeder.seed', refused());
    const operationId = await desk.operations.provision(id, 'ayse');
    await desk.settled(operationId);
    Object.assign(registration() ?? {}, { state: 'rejected' });
    await desk.retry(id, 'ayse');
    expect(await desk.settled(operationId)).toMatchObject({
      state: 'failed',
      attempts: 2,
      error: { key: 'registration.wrong_state' },
    });
  });

  it('says that an effect was not there after it had acted', async () => {
    const { desk, id, platform } = await house();
    const step = platform.faults.pause('tenants.createOwner', 'after');
    const operationId = await desk.operations.provision(id, 'ayse');
    await step.reached;
    platform.world.users.splice(0);
    step.release();
    expect(await desk.settled(operationId)).toMatchObject({
      state: 'failed',
      error: { key: 'operation.effect_missing' },
    });
  });

  it('takes a mail that could not be sent for a warning', async () => {
    const { desk, id, registration } = await house();
    desk.refuseMail(new AppError('mail_failed', 'mail.refused', { retry: true }));
    const operation = await desk.settled(await desk.operations.provision(id, 'ayse'));
    expect(operation).toMatchObject({
      state: 'succeeded',
      error: null,
      warnings: [{ key: 'mail.refused' }],
      fraction: 1,
    });
    expect(operation.steps[7]).toMatchObject({ state: 'warned' });
    expect(registration()?.state).toBe('completed');
  });

  it.each(['tenants.reserve', 'storage.create', 'migrator.apply', 'seeder.seed', 'tenants.activate'] as const)(
    'claims again when the connection breaks at %s, before and after, and does nothing twice',
    async (point) => {
      for (const when of ['before', 'after'] as const) {
        const { desk, id, platform } = await house();
        platform.faults.fail(point, cut(), { when });
        const operation = await desk.settled(await desk.operations.provision(id, 'ayse'));
        expect(operation).toMatchObject({ state: 'succeeded', attempts: 2 });
        expect(platform.world.tenants.size).toBe(1);
        expect(platform.world.databases.size).toBe(1);
        expect(platform.world.users).toHaveLength(1);
        expect([...platform.world.operations.values()][0]?.outbox).toHaveLength(1);
        expect(desk.told.filter(({ state }) => !isLiveState(state))).toHaveLength(1);
      }
    },
  );

  it.each(['journal.find', 'journal.claim', 'journal.step', 'journal.finish', 'journal.evict'] as const)(
    'goes on by itself when the journal can not be reached for a while: %s',
    async (point) => {
      for (const when of ['before', 'after'] as const) {
        const { desk, id, platform } = await house();
        const step = platform.faults.pause('seeder.seed');
        const operationId = await desk.operations.provision(id, 'ayse');
        await step.reached;
        platform.faults.fail('seeder.seed', cut(), { when: 'after' });
        platform.faults.fail(point, cut(), { when, times: 3 });
        step.release();
        expect(await desk.settled(operationId)).toMatchObject({ state: 'succeeded' });
        expect(desk.mails.length).toBeLessThanOrEqual(2);
      }
    },
  );

  it('does not run for ever where it may not end the sessions of its predecessor, and says so', async () => {
    const { desk, id, platform } = await house();
    platform.faults.fail('journal.evict', new AppError('missing_rights', 'server.missing_rights'), { times: 99 });
    expect(await desk.settled(await desk.operations.provision(id, 'ayse'))).toMatchObject({
      state: 'failed',
      error: { key: 'server.missing_rights' },
    });
  });

  it('waits for a person, who can go on, when the connection does not come back', async () => {
    const { desk, id, platform } = await house();
    platform.faults.fail('seeder.seed', cut(), { times: 1_000 });
    const operationId = await desk.operations.provision(id, 'ayse');
    expect(await desk.settled(operationId)).toMatchObject({ state: 'running', canResume: true });
  });
});

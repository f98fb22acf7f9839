import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { type ConformanceWorld, claimed, identity, lost, newCode, newOperation } from '../world.ts';

const take = (by = identity()) =>
  ({ console: by, operator: 'ayse', leaseSeconds: 600, expectFence: 'any', to: 'running' }) as const;
const failure = new AppError('refused', 'migration.failed', { params: { module: 'core' } }).toData();

export function describeJournal(world: () => ConformanceWorld): void {
  describe('the journal', () => {
    it('gives the same operation for the same request, and refuses its key for another', async () => {
      const { journal } = world().layout;
      const request = newOperation(newCode());
      expect(await journal.begin(request)).toMatchObject({
        existing: false,
        record: { id: request.id, state: 'running' },
      });
      const again = await journal.begin({ ...newOperation(request.resource), idempotencyKey: request.idempotencyKey });
      expect(again).toMatchObject({ existing: true, record: { id: request.id } });
      await expect(journal.begin({ ...request, params: { other: 1 } })).rejects.toMatchObject({
        key: 'operation.key_reused',
      });
    });

    it('keeps one live operation a resource, however many consoles ask at once', async () => {
      const { layout } = world();
      const second = await world().another();
      const resource = newCode();
      const tries = await Promise.allSettled(
        [layout, second, layout, second].map(({ journal }) => journal.begin(newOperation(resource))),
      );
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const one of tries)
        if (one.status === 'rejected') expect(one.reason).toMatchObject({ key: 'operation.running_on_resource' });
    });

    it('gives the lease to one claimant, and a later fence to the next', async () => {
      const { layout, administrator } = world();
      const { id } = (await layout.journal.begin(newOperation(newCode()))).record;
      const first = await layout.journal.claim(id, take());
      expect(first?.record.holder).toMatchObject({ operator: 'ayse', leaseRunsOut: false });
      expect(await layout.journal.claim(id, take())).toBeUndefined();
      await administrator.expireLease(id);
      expect((await layout.journal.find(id))?.holder?.leaseRunsOut).toBe(true);
      expect(await layout.journal.claim(id, { ...take(), expectFence: '0' })).toBeUndefined();
      const second = await layout.journal.claim(id, take());
      expect(BigInt(second?.fence ?? 0)).toBeGreaterThan(BigInt(first?.fence ?? 0));
    });

    it('claims what is being undone for undoing only', async () => {
      const { layout } = world();
      const { journal } = layout;
      const { id } = (await journal.begin(newOperation(newCode()))).record;
      const { fence } = await claimed(layout, id);
      await journal.finish(id, fence, 'compensating', null);
      await journal.finish(id, fence, 'needs_attention', failure);
      expect(await journal.claim(id, take())).toBeUndefined();
      expect(await journal.find(id)).toMatchObject({ state: 'needs_attention', attempts: 1, error: failure });
      expect(await journal.claim(id, { ...take(), to: 'compensating' })).toMatchObject({
        record: { state: 'compensating', attempts: 2 },
      });
    });

    it('refuses every write of a holder that was overtaken', async () => {
      const { layout, administrator } = world();
      const { journal } = layout;
      const { id } = (await journal.begin(newOperation(newCode()))).record;
      const { fence } = await claimed(layout, id);
      await journal.step(id, fence, 0, { to: 'intent' });
      await administrator.expireLease(id);
      const next = await claimed(layout, id);
      expect(await journal.heartbeat(id, fence, 600)).toBe('lost');
      await expect(journal.step(id, fence, 0, { to: 'done', evidence: {} })).rejects.toMatchObject(lost);
      await expect(journal.finish(id, fence, 'succeeded', null)).rejects.toMatchObject(lost);
      await journal.step(id, next.fence, 0, { to: 'done', evidence: { rows: 1 } });
      expect((await journal.find(id))?.steps[0]).toMatchObject({ state: 'done', attempts: 1, evidence: { rows: 1 } });
    });

    it('tells the holder of a wish to cancel, and forgets it when a failed one is taken up again', async () => {
      const { layout } = world();
      const { journal } = layout;
      const { id } = (await journal.begin(newOperation(newCode()))).record;
      const { fence } = await claimed(layout, id);
      expect(await journal.heartbeat(id, fence, 600)).toBe('renewed');
      await journal.requestCancel(id);
      expect(await journal.heartbeat(id, fence, 600)).toBe('cancel_requested');
      await journal.finish(id, fence, 'failed', failure);
      const again = await claimed(layout, id);
      expect(await journal.heartbeat(id, again.fence, 600)).toBe('renewed');
    });

    it('lets an operation that supersedes take over what failed, and nothing that runs', async () => {
      const { layout } = world();
      const { journal } = layout;
      const resource = newCode();
      const { id } = (await journal.begin(newOperation(resource))).record;
      const { fence } = await claimed(layout, id);
      const cleanUp = { kind: 'clean_up', supersedes: true } as const;
      await expect(journal.begin(newOperation(resource, cleanUp))).rejects.toMatchObject({
        key: 'operation.running_on_resource',
      });
      await journal.step(id, fence, 1, { to: 'failed', error: failure });
      await journal.finish(id, fence, 'failed', failure);
      expect(await journal.find(id)).toMatchObject({
        state: 'failed',
        holder: null,
        error: { key: 'migration.failed' },
      });
      await expect(journal.begin(newOperation(resource))).rejects.toMatchObject({ code: 'conflict' });
      const taken = await journal.begin(newOperation(resource, cleanUp));
      expect((await journal.find(id))?.state).toBe('superseded');
      expect((await journal.newestOn([resource])).get(resource)?.id).toBe(taken.record.id);
      const listed = (await journal.list(50)).map((record) => record.id);
      expect(listed).toEqual(expect.arrayContaining([id, taken.record.id]));
      expect(listed.indexOf(taken.record.id)).toBeLessThan(listed.indexOf(id));
    });

    it('is ended by a person’s note where it waits for one, and only there', async () => {
      const { journal } = world().layout;
      const resource = newCode();
      const { id } = (await journal.begin(newOperation(resource))).record;
      const note = { operator: 'can', note: 'put right by hand' };
      await expect(journal.resolve(id, note)).rejects.toMatchObject({ key: 'operation.not_resolvable' });
      const { fence } = await claimed(world().layout, id);
      await journal.finish(id, fence, 'failed', failure);
      await journal.resolve(id, note);
      expect(await journal.find(id)).toMatchObject({
        ...{ state: 'superseded', holder: null, error: { key: 'migration.failed' } },
        resolution: { by: 'can', note: 'put right by hand' },
      });
      await expect(journal.resolve(id, note)).rejects.toMatchObject({ key: 'operation.not_resolvable' });
      await expect(journal.begin(newOperation(resource))).resolves.toMatchObject({ existing: false });
    });

    it('keeps the lease while it undoes, and gives it back at the end', async () => {
      const { layout } = world();
      const { journal } = layout;
      const { id } = (await journal.begin(newOperation(newCode()))).record;
      const { fence } = await claimed(layout, id);
      await journal.finish(id, fence, 'compensating', null);
      await journal.step(id, fence, 0, { to: 'undo_intent' });
      await journal.step(id, fence, 0, { to: 'undone', evidence: {} });
      await journal.finish(id, fence, 'cancelled', null);
      const record = await journal.find(id);
      expect(record).toMatchObject({ state: 'cancelled', holder: null });
      expect(record?.endedAt).not.toBeNull();
      await expect(journal.requestCancel(newOperation('x').id)).rejects.toMatchObject({ key: 'operation.not_found' });
    });
  });
}

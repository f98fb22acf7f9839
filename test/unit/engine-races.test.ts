import { expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { deletionHouse } from '../fakes/deletion-house.ts';
import { startDesk } from '../fakes/engine-desk.ts';

const refused = (): AppError => new AppError('refused', 'server.refused_statement');

/** A deletion that failed with the door, long before anything is removed, and a second console. */
async function failedEarly() {
  const here = await deletionHouse();
  const other = await startDesk(here, 'two');
  here.faults.fail('gate.seal', refused());
  const id = await here.begin();
  expect(await here.desk.settled(id)).toMatchObject({ state: 'failed', currentStep: 'closing', canUndo: true });
  return { ...here, other, id };
}

it('does not go back where another console passed the point of no return between looking and claiming', async () => {
  const { desk, other, faults, id, tenant } = await failedEarly();
  const claiming = faults.pause('journal.claim');
  await desk.engine.undo(id, { operator: 'ayse', fence: null });
  await claiming.reached;
  faults.fail('storage.dropRole', refused());
  await other.engine.resume(id, { operator: 'cem', fence: null });
  expect(await other.settled(id)).toMatchObject({ state: 'failed', currentStep: 'removing_role' });
  claiming.release();
  expect(await desk.settled(id)).toMatchObject({
    ...{ state: 'failed', canUndo: false, canResume: true, error: { key: 'server.refused_statement' } },
  });
  expect(tenant.lifecycle).toBe('deleting');
  await desk.engine.resume(id, { operator: 'ayse', fence: null });
  expect(await desk.settled(id)).toMatchObject({ state: 'succeeded' });
});

it('does not go forward where another console began to undo between looking and claiming', async () => {
  const { desk, other, faults, id, tenant } = await failedEarly();
  const claiming = faults.pause('journal.claim');
  await desk.engine.resume(id, { operator: 'ayse', fence: null });
  await claiming.reached;
  faults.fail('lifecycleRecords.find', refused());
  await other.engine.undo(id, { operator: 'cem', fence: null });
  expect(await other.settled(id)).toMatchObject({ state: 'needs_attention' });
  claiming.release();
  expect(await desk.settled(id)).toMatchObject({ state: 'needs_attention' });
  expect(tenant.lifecycle).toBe('deletion_scheduled');
  await desk.engine.resume(id, { operator: 'ayse', fence: null });
  expect(await desk.settled(id)).toMatchObject({ state: 'cancelled' });
});

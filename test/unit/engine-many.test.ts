import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { defineOperation, type Step } from '../../main/operations/definition.ts';
import { AppError } from '../../shared/errors.ts';
import { startDesk } from '../fakes/engine-desk.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';

const params = z.strictObject({ things: z.array(z.string()), kind: z.enum(['billing', 'legal']) });
type Params = z.output<typeof params>;

/** Holds a list of things one after the other; what is broken is refused. */
function house(options: { readonly optional?: true; readonly undoable?: true } = {}) {
  const held = new Set<string>();
  const broken = new Set<string>();
  const refusal = new AppError('refused', 'server.refused_statement');
  const holding = (thing: string): Step<Params> => ({
    name: `holding/${thing}`,
    weight: 1,
    ...(options.optional === undefined ? {} : { optional: true }),
    isDone: async () => (held.has(thing) ? { thing } : undefined),
    async run(_context, { report }) {
      report(0.5, { bytes: 5, of: 10 });
      // As long as the window takes to be told: a moment of the desk's own clock.
      for (let turn = 0; turn < 4; turn += 1) await setImmediate();
      if (broken.has(thing)) throw refusal;
      held.add(thing);
    },
    undo: async () => ({ let: held.delete(thing) }),
  });
  const definition = defineOperation<Params, Params>({
    kind: 'hold_many',
    params,
    steps: ({ things }) => things.map(holding),
    needs: ({ kind }) => {
      const permission = kind === 'billing' ? 'holds.billing' : 'holds.security';
      return { resume: permission, cancel: permission };
    },
    ...(options.undoable === undefined ? {} : { undoable: true }),
    open: async (asked) => asked,
    close: async () => undefined,
  });
  return { held, broken, definition };
}

const request = (things: ReadonlyArray<string>) => ({
  kind: 'hold_many' as const,
  params: { things, kind: 'billing' },
  idempotencyKey: `hold_many:${things.join()}`,
  resource: 'selection:1',
  subject: { label: 'three', registrationId: null, tenantId: null },
  actor: 'ayse',
  supersedes: false,
});

async function startHouse(options: Parameters<typeof house>[0]) {
  const things = house(options);
  const desk = await startDesk(createMemoryPlatform(), 'one', [things.definition]);
  return { ...things, desk };
}

it('has a step for each of the many, and keeps going where one is refused', async () => {
  const { desk, held, broken } = await startHouse({ optional: true });
  broken.add('b');
  const done = await desk.settled(await desk.engine.start(request(['a', 'b', 'c'])));
  expect(done).toMatchObject({ state: 'succeeded', needs: { resume: 'holds.billing', cancel: 'holds.billing' } });
  expect(done.steps.map(({ name, state }) => [name, state])).toEqual([
    ['holding/a', 'done'],
    ['holding/b', 'warned'],
    ['holding/c', 'done'],
  ]);
  expect(done.warnings).toMatchObject([{ key: 'server.refused_statement' }]);
  expect([...held]).toEqual(['a', 'c']);
  expect(desk.told.some(({ amount }) => amount?.bytes === 5 && amount.of === 10)).toBe(true);
});

it('removes again what a failed one made, when an operator says so', async () => {
  const { desk, held, broken } = await startHouse({ undoable: true });
  broken.add('b');
  const id = await desk.engine.start(request(['a', 'b']));
  const failed = await desk.settled(id);
  expect(failed).toMatchObject({ state: 'failed', canUndo: true, canResolve: true });
  expect([...held]).toEqual(['a']);
  await desk.engine.undo(id, { operator: 'can', fence: failed.holder?.fence ?? null });
  expect(await desk.settled(id)).toMatchObject({ state: 'cancelled', canUndo: false, attempts: 2 });
  expect([...held]).toEqual([]);
});

it('undoes nothing that may not be undone, and nothing that ended well', async () => {
  const { desk, broken } = await startHouse({});
  broken.add('b');
  const failed = await desk.engine.start(request(['a', 'b']));
  expect(await desk.settled(failed)).toMatchObject({ state: 'failed', canUndo: false });
  await expect(desk.engine.undo(failed, { operator: 'can', fence: null })).rejects.toMatchObject({
    key: 'operation.not_undoable',
  });
});

it('is ended by a note, once, and gives its resource back', async () => {
  const { desk, broken, held } = await startHouse({});
  broken.add('b');
  const id = await desk.engine.start(request(['a', 'b']));
  await desk.settled(id);
  await desk.engine.resolve(id, { operator: 'can', note: 'held by hand' });
  expect(await desk.engine.get(id)).toMatchObject({
    state: 'superseded',
    canResume: false,
    canResolve: false,
    resolution: { by: 'can', note: 'held by hand' },
  });
  expect([...held]).toEqual(['a']);
  await expect(desk.engine.resolve(id, { operator: 'can', note: 'again' })).rejects.toMatchObject({
    key: 'operation.not_resolvable',
  });
  const next = await desk.engine.start(request(['c']));
  expect(await desk.settled(next)).toMatchObject({ state: 'succeeded' });
});

it('shows what it can’t read as past every return', async () => {
  const { desk, definition } = await startHouse({ undoable: true });
  const other = { ...definition, stepsFor: () => [{ name: 'holding/a', weight: 1 }] };
  const { record } = await desk.layout.journal.begin({
    ...{ ...request(['a']), params: { of: 'another version' } },
    id: crypto.randomUUID() as never,
    steps: other.stepsFor(),
  });
  expect(await desk.engine.get(record.id)).toMatchObject({
    canCancel: false,
    needs: { resume: 'holds.security', cancel: 'holds.security' },
  });
});

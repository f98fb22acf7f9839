import { describe, expect, it } from 'vitest';
import type { Session } from '../../main/access/session.ts';
import { createOperationHandlers } from '../../main/ipc/handlers/operations.ts';
import type { OperationKind } from '../../shared/domain/operations.ts';
import {
  may,
  operationNeeds,
  permissionForHold,
  type Role,
  roles,
  usualNeeds,
} from '../../shared/domain/permissions.ts';
import { operationView } from '../fakes/idle-engine.ts';

const log = { subject: () => undefined, before: () => undefined, after: () => undefined, operation: () => undefined };
const context = { log, signal: new AbortController().signal };

const ways = ['cancel', 'resume', 'undo', 'resolve'] as const;
type Way = (typeof ways)[number];

interface Seat {
  readonly role: Role;
  readonly steppedUp?: boolean;
}

/** The handler behind the door, and what got through to the engine. */
async function tryIt(way: Way, operation: Parameters<typeof operationView>[0], { role, steppedUp = true }: Seat) {
  const view = operationView({ state: 'failed', canResume: true, canUndo: true, canResolve: true, ...operation });
  const reached: string[] = [];
  const note = (what: Way) => async () => void reached.push(what);
  const engine = {
    get: async () => view,
    ...{ cancel: note('cancel'), resume: note('resume'), undo: note('undo'), resolve: note('resolve') },
  };
  const session = {
    platform: () => ({ engine }),
    steppedUp: () => steppedUp,
    may: (permission: Parameters<typeof may>[1]) => may(role, permission),
    actor: () => ({ operator: 'can@example.com', role, platform: 'Demo' }),
  } as unknown as Session;
  const handlers = createOperationHandlers({ session });
  const { id } = view;
  const outcome = {
    cancel: () => handlers['operations.cancel']({ id }, context),
    resume: () => handlers['operations.resume']({ id, fence: null }, context),
    undo: () => handlers['operations.undo']({ id, fence: null }, context),
    resolve: () => handlers['operations.resolve']({ id, note: 'done by hand' }, context),
  }[way]();
  const error: unknown = await outcome.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { reached, error };
}

/** Written out by hand: who may cancel, go on with, undo and resolve each kind. The rest may not. */
const allowed: Readonly<Record<OperationKind, Readonly<Record<Way, string>>>> = {
  provision: {
    cancel: 'super_admin',
    resume: 'support super_admin',
    undo: 'super_admin',
    resolve: 'super_admin',
  },
  change_package: {
    cancel: 'finance super_admin',
    resume: 'finance super_admin',
    undo: 'finance super_admin',
    resolve: 'finance super_admin',
  },
  ...(Object.fromEntries(
    [
      ...['clean_up', 'backup', 'verify_backup', 'export', 'restore', 'restore_as_new', 'swap_copy', 'drop_copy'],
      ...['recode', 'delete', 'drop_orphan', 'hold_many', 'release_many', 'set_flag'],
      ...['activate_module', 'purge_module', 'set_up', 'repair_domains'],
    ].map((kind) => [
      kind,
      { cancel: 'super_admin', resume: 'super_admin', undo: 'super_admin', resolve: 'super_admin' },
    ]),
  ) as Readonly<Record<Exclude<OperationKind, 'provision' | 'change_package'>, Readonly<Record<Way, string>>>>),
};

it('has a row for every kind', () => {
  expect(Object.keys(allowed).sort()).toEqual([...Object.keys(operationNeeds), 'hold_many', 'release_many'].sort());
});

const cells = (Object.keys(allowed) as OperationKind[]).flatMap((kind) =>
  ways.flatMap((way) => roles.map((role) => [role, way, kind] as const)),
);
it.each(cells)('%s and the %s of a %s', async (role, way, kind) => {
  const { reached, error } = await tryIt(way, { kind, needs: usualNeeds(kind) }, { role });
  if (allowed[kind][way].split(' ').includes(role)) {
    expect(error).toBeUndefined();
    expect(reached).toEqual([way]);
  } else {
    expect(error).toMatchObject({ code: 'forbidden' });
    expect(reached).toEqual([]);
  }
});

describe('a hold of many is its kind of hold’s', () => {
  const by: Readonly<Record<Parameters<typeof permissionForHold>[0], string>> = {
    billing: 'finance super_admin',
    maintenance: 'support super_admin',
    customer_request: 'support super_admin',
    security: 'super_admin',
    legal: 'super_admin',
  };
  const rows = (Object.keys(by) as Array<keyof typeof by>).flatMap((hold) =>
    ways.flatMap((way) => roles.map((role) => [role, way, hold] as const)),
  );
  it.each(rows)('%s and the %s of a %s hold', async (role, way, hold) => {
    const needs = { resume: permissionForHold(hold), cancel: permissionForHold(hold) };
    const { reached } = await tryIt(way, { kind: 'hold_many', needs }, { role });
    expect(reached).toEqual(by[hold].split(' ').includes(role) ? [way] : []);
  });
});

const grave: ReadonlyArray<OperationKind> = [
  ...(['clean_up', 'swap_copy', 'drop_copy', 'restore_as_new', 'delete', 'drop_orphan', 'purge_module'] as const),
];
describe('the password is asked for again', () => {
  it.each(grave.flatMap((kind) => (['resume', 'undo', 'resolve'] as const).map((way) => [way, kind] as const)))(
    'before the %s of a %s',
    async (way, kind) => {
      const ask = { kind, needs: usualNeeds(kind) };
      const { reached, error } = await tryIt(way, ask, { role: 'super_admin', steppedUp: false });
      expect(error).toMatchObject({ code: 'step_up_required' });
      expect(reached).toEqual([]);
      expect((await tryIt(way, ask, { role: 'super_admin' })).reached).toEqual([way]);
    },
  );
  it('but not to stop one: that must be quick', async () => {
    const { reached } = await tryIt('cancel', { kind: 'delete' }, { role: 'super_admin', steppedUp: false });
    expect(reached).toEqual(['cancel']);
  });
});

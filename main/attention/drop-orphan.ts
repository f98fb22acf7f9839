import { z } from 'zod';
import type { StepNoun } from '../../shared/domain/operation-steps.ts';
import type { Evidence } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import type { Lease, OperationRoles } from '../layouts/layout.ts';
import type { OrphanState } from '../layouts/roles/reconcile.ts';
import { defineOperation, type OperationDefinition, type Step } from '../operations/definition.ts';

export const dropOrphanParams = z.strictObject({
  of: z.enum(['database', 'role']),
  name: z.string().min(1).max(63),
  /** Of the server on which it was found: nothing is removed from another that has taken over its address. */
  systemIdentifier: z.string().max(40),
  reason: z.string().max(500),
  by: z.string().max(254),
});
export type DropOrphanParams = z.output<typeof dropOrphanParams>;

interface Removing {
  readonly roles: OperationRoles;
  readonly params: DropOrphanParams;
}

type Name<N extends StepNoun<'drop_orphan'>> = N;

const look = ({ roles, params }: Removing): Promise<OrphanState> =>
  params.of === 'database' ? roles.orphans.database(params.name) : roles.orphans.role(params.name);

async function check(removing: Removing): Promise<Evidence> {
  const { roles, params } = removing;
  const found = await roles.systemIdentifier();
  const expected = params.systemIdentifier;
  if (found !== expected) throw new AppError('wrong_server', 'platform.other_server', { params: { found, expected } });
  const state = await look(removing);
  if (state.kind === 'in_use')
    throw new AppError('conflict', 'finding.changed', { params: { name: params.name, by: state.by } });
  return state.kind === 'orphan' ? state.evidence : { [params.of]: params.name, left: 0 };
}

const steps: ReadonlyArray<Step<Removing>> = [
  {
    name: 'checking' satisfies Name<'checking'>,
    weight: 1,
    everyTime: true,
    isDone: check,
    run: async () => undefined,
  },
  {
    name: 'removing_orphan' satisfies Name<'removing_orphan'>,
    weight: 3,
    // What is removed does not come back.
    pivot: true,
    isDone: async (removing) =>
      (await look(removing)).kind === 'absent' ? { [removing.params.of]: removing.params.name, left: 0 } : undefined,
    async run({ roles, params }, { signal }) {
      if (params.of === 'database') await roles.orphans.dropDatabase(params.name, signal);
      else await roles.orphans.dropRole(params.name);
    },
  },
  {
    name: 'completed' satisfies Name<'completed'>,
    weight: 1,
    isDone: async ({ params }) => ({ [params.of]: params.name }),
    run: async () => undefined,
  },
];

/** Removes a database or a role that is nobody's, if it still is when it comes to it. */
export const dropOrphanOperation = (parts: { openRoles(lease: Lease): Promise<OperationRoles> }): OperationDefinition =>
  defineOperation({
    kind: 'drop_orphan',
    params: dropOrphanParams,
    steps,
    // It makes nothing: undoing one that failed is how it is given up.
    undoable: true,
    open: async (params, lease): Promise<Removing> => ({ roles: await parts.openRoles(lease), params }),
    close: ({ roles }) => roles.close(),
  });

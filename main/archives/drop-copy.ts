import { z } from 'zod';
import type { StepNoun } from '../../shared/domain/operation-steps.ts';
import { AppError } from '../../shared/errors.ts';
import type { CopyNames } from '../layouts/roles/copies.ts';
import { defineOperation, type OperationDefinition, type Step } from '../operations/definition.ts';
import { completed, looking } from '../operations/steps.ts';
import { type ArchiveParts, copyShape, fileShape, openWork, tenantShape, type Work } from './ports.ts';

export const dropCopyParams = z.strictObject({
  tenantId: tenantShape.tenantId,
  copy: copyShape,
  reason: z.string().max(500),
  by: fileShape.by,
});
export type DropCopyParams = z.output<typeof dropCopyParams>;

interface Dropping extends Work {
  readonly params: DropCopyParams;
}

const copyOf = ({ params }: Dropping): CopyNames => ({ ...params.copy, tenantId: params.tenantId });

const steps: ReadonlyArray<Step<Dropping>> = [
  looking<Dropping>('checking', async (work) => {
    const state = await work.roles.copies.state(copyOf(work));
    // A row whose database was taken by something else only loses its row.
    const gone = await work.roles.copies.isDropped(copyOf(work));
    if (state === 'foreign' && !gone)
      throw new AppError('conflict', 'copy.foreign', { params: { database: work.params.copy.database } });
    return { state };
  }),
  {
    name: 'dropping_copy' satisfies StepNoun<'drop_copy'>,
    weight: 3,
    pivot: true,
    isDone: async (work) =>
      (await work.roles.copies.isDropped(copyOf(work))) ? { database: work.params.copy.database, left: 0 } : undefined,
    async run(work, { signal }) {
      await work.roles.copies.drop(copyOf(work), signal);
      work.parts.changed(work.params.tenantId);
    },
  },
  completed(),
];

/** Lets a copy or a rollback database go, for good. */
export const dropCopyOperation = (parts: ArchiveParts): OperationDefinition =>
  defineOperation({
    kind: 'drop_copy',
    params: dropCopyParams,
    steps,
    undoable: true,
    open: async (params, lease): Promise<Dropping> => ({ ...(await openWork(parts, lease)), params }),
    close: ({ roles }) => roles.close(),
  });

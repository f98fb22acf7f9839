import { z } from 'zod';
import { archiveId } from '../../shared/contract/fields.ts';
import { compareInventories, type Inventory } from '../../shared/domain/inventory.ts';
import { roleNameFor } from '../../shared/domain/names.ts';
import type { StepNoun } from '../../shared/domain/operation-steps.ts';
import type { CopyNames } from '../layouts/roles/copies.ts';
import { defineOperation, type OperationDefinition, type Step } from '../operations/definition.ts';
import { completed, looking } from '../operations/steps.ts';
import { copySteps } from './copy-steps.ts';
import { type ArchiveParts, copyShape, fileShape, openWork, tenantShape, type Work } from './ports.ts';
import { differs } from './prove.ts';
import { checkSource, refuseTombstoned, requireBackup } from './source.ts';

export const restoreParams = z.strictObject({
  archiveId,
  tenant: z.strictObject(tenantShape),
  copy: copyShape,
  ...{ machine: fileShape.machine, by: fileShape.by },
});
export type RestoreParams = z.output<typeof restoreParams>;

interface Restoring extends Work {
  readonly params: RestoreParams;
}

const copyOf = ({ params }: Restoring): CopyNames => ({ ...params.copy, tenantId: params.tenant.tenantId });

const nothing: Inventory = { tables: [], migrations: [], structure: '' };

/** Of the living database; of none where it was lost, which is what backups are for. */
async function livingInventory({ roles, params }: Restoring, signal: AbortSignal): Promise<Inventory> {
  const { tenantId, database } = params.tenant;
  const { kind } = await roles.storage.state({ tenantId, database, role: roleNameFor(database) });
  return kind === 'absent' ? nothing : roles.archiver.inventory(database, signal);
}

const comparing: Step<Restoring> = {
  name: 'comparing' satisfies StepNoun<'restore'>,
  weight: 3,
  async isDone(work) {
    const comparison = await work.roles.copies.comparison(copyOf(work));
    if (comparison === undefined) return undefined;
    const { same, rows, tables } = comparison;
    const differing = tables.filter((table) => table.differs !== null).length;
    return { same, rowsLiving: rows.left, rowsRestored: rows.right, tablesThatDiffer: differing };
  },
  async run(work, { signal }) {
    const { roles, params } = work;
    const copy = copyOf(work);
    const archive = await requireBackup(work, params.archiveId);
    const restored = await roles.archiver.inventory(copy.database, signal);
    const faithful = compareInventories(archive.inventory, restored);
    if (!faithful.same) throw differs(faithful, { path: archive.path });
    // The living one on the left, what was restored on the right.
    await roles.copies.keepComparison(copy, compareInventories(await livingInventory(work, signal), restored));
    work.parts.changed(copy.tenantId);
  },
};

const steps: ReadonlyArray<Step<Restoring>> = [
  looking<Restoring>('checking', async (work, io) => {
    const archive = await checkSource(work, work.params, io);
    const { lifecycle } = await refuseTombstoned(work, archive);
    return { lifecycle, bytes: archive.bytes, sha256: archive.sha256 };
  }),
  ...copySteps<Restoring>({ copyOf, archiveIdOf: ({ params }) => params.archiveId, madeBy: ({ params }) => params.by }),
  comparing,
  completed(),
];

/** A backup beside the living database, and compared with it. Nothing of the tenant changes. */
export const restoreOperation = (parts: ArchiveParts): OperationDefinition =>
  defineOperation({
    kind: 'restore',
    params: restoreParams,
    steps,
    undoable: true,
    open: async (params, lease): Promise<Restoring> => ({ ...(await openWork(parts, lease)), params }),
    close: ({ roles }) => roles.close(),
  });

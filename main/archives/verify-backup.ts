import { z } from 'zod';
import { archiveId } from '../../shared/contract/fields.ts';
import type { StepNoun } from '../../shared/domain/operation-steps.ts';
import type { Evidence } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import { defineOperation, type OperationDefinition, type Step } from '../operations/definition.ts';
import { completed, looking } from '../operations/steps.ts';
import { requireFile } from './archive-file.ts';
import { type ArchiveParts, fileShape, openWork, refuseElsewhere, tenantShape, type Work } from './ports.ts';
import { dropScratch, findProof, prove } from './prove.ts';
import { refuseTombstoned, requireBackup, requireTool } from './source.ts';

export const verifyBackupParams = z.strictObject({
  archiveId,
  ...tenantShape,
  ...{ machine: fileShape.machine, by: fileShape.by, begunAt: fileShape.begunAt },
});
export type VerifyBackupParams = z.output<typeof verifyBackupParams>;

interface Verifying extends Work {
  readonly params: VerifyBackupParams;
}

async function check(work: Verifying): Promise<Evidence> {
  refuseElsewhere(work, work.params.machine);
  const archive = await requireBackup(work, work.params.archiveId);
  await refuseTombstoned(work, archive);
  // A file that was changed is for the proof to tell, which keeps what it found.
  await requireFile(work, archive).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.key !== 'archive.file_changed') throw error;
  });
  return { tool: await requireTool(work, archive.format), bytes: archive.bytes };
}

const verifying: Step<Verifying> = {
  name: 'verifying' satisfies StepNoun<'verify_backup'>,
  weight: 10,
  async isDone(work) {
    const archive = await requireBackup(work, work.params.archiveId);
    return findProof(work, { archive, since: work.params.begunAt });
  },
  async run(work, io) {
    const archive = await requireBackup(work, work.params.archiveId);
    await prove(work, { archive, by: work.params.by, since: work.params.begunAt }, io);
  },
  undo: (work, { signal }) => {
    const { tenantId, database } = work.params;
    return dropScratch(work, { id: work.params.archiveId, tenantId, database }, signal);
  },
};

export const verifyBackupOperation = (parts: ArchiveParts): OperationDefinition =>
  defineOperation({
    kind: 'verify_backup',
    params: verifyBackupParams,
    steps: [looking<Verifying>('checking', check), verifying, completed()],
    undoable: true,
    open: async (params, lease): Promise<Verifying> => ({ ...(await openWork(parts, lease)), params }),
    close: ({ roles }) => roles.close(),
  });

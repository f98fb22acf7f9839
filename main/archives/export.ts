import { z } from 'zod';
import type { StepNoun } from '../../shared/domain/operation-steps.ts';
import { defineOperation, type OperationDefinition, type Step } from '../operations/definition.ts';
import { completed, looking } from '../operations/steps.ts';
import { asBytes } from './as-bytes.ts';
import { checkFolder } from './files.ts';
import { type ArchiveParts, archivedTenant, fileShape, openWork, refuseElsewhere, type Work } from './ports.ts';
import { targetFor } from './target.ts';
import { findMade, type Making, makeArchive, unmakeArchive } from './write-archive.ts';
import { writeExport } from './zip-export.ts';

export const exportParams = z.strictObject({
  tenant: archivedTenant,
  /** Of whoever reads it: decides the separator. */
  language: z.enum(['en', 'tr']),
  ...fileShape,
});
export type ExportParams = z.output<typeof exportParams>;

interface Exporting extends Work {
  readonly params: ExportParams;
}

function makingOf({ params, roles, parts }: Exporting): Making {
  const { tenantId, code, name, database, archiveId, bytes } = params.tenant;
  return {
    archiveId,
    purpose: 'export',
    format: 'zip',
    tenant: { tenantId, tenantCode: code, tenantName: name, database },
    target: targetFor({ ...params, code, archiveId, format: 'zip' }),
    machine: params.machine,
    by: params.by,
    expected: bytes,
    tool: `Tenantry ${parts.version}`,
    write: (file, io) =>
      writeExport({
        file,
        about: { name, code, database, server: parts.server.label, at: parts.clock.now(), language: params.language },
        read: (visit) => roles.archiver.read(database, visit, asBytes(io)),
        signal: io.signal,
      }),
  };
}

const exporting: Step<Exporting> = {
  name: 'exporting' satisfies StepNoun<'export'>,
  weight: 10,
  isDone: (work) => findMade(work, work.params.tenant.archiveId),
  run: (work, io) => makeArchive(work, makingOf(work), io),
  undo: async (work) => unmakeArchive(work, makingOf(work)),
};

/** Every table in open formats, for the tenant's own people. */
export const exportOperation = (parts: ArchiveParts): OperationDefinition =>
  defineOperation({
    kind: 'export',
    params: exportParams,
    steps: [
      looking<Exporting>('checking', async (work) => {
        refuseElsewhere(work, work.params.machine);
        const { free } = await checkFolder(work.params.folder, work.params.tenant.bytes);
        return { free, needed: work.params.tenant.bytes };
      }),
      exporting,
      completed(),
    ],
    undoable: true,
    open: async (params, lease): Promise<Exporting> => ({ ...(await openWork(parts, lease)), params }),
    close: ({ roles }) => roles.close(),
  });

import { z } from 'zod';
import type { Evidence } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import { defineOperation, type OperationDefinition, type Step } from '../operations/definition.ts';
import { completed, looking, stepOf } from '../operations/steps.ts';
import { asBytes } from './as-bytes.ts';
import { checkFolder } from './files.ts';
import {
  type ArchivedTenant,
  type ArchiveParts,
  archivedTenant,
  fileShape,
  openWork,
  refuseElsewhere,
  type Work,
} from './ports.ts';
import { dropScratch, findProof, prove } from './prove.ts';
import { requireTool } from './source.ts';
import { targetFor } from './target.ts';
import { findMade, type Making, makeArchive, unmakeArchive } from './write-archive.ts';

export const backupParams = z.strictObject({
  tenants: z.array(archivedTenant).min(1).max(500),
  format: z.enum(['pg_dump', 'console']),
  verify: z.boolean(),
  ...fileShape,
});
export type BackupParams = z.output<typeof backupParams>;

interface Backup extends Work {
  readonly params: BackupParams;
}
type BackupStep = Step<Backup>;

async function check(work: Backup): Promise<Evidence> {
  const { params, roles } = work;
  refuseElsewhere(work, params.machine);
  const recorded = await Promise.all(params.tenants.map(({ archiveId }) => roles.archives.find(archiveId)));
  const needed = params.tenants.reduce((sum, { bytes }, at) => sum + (recorded[at] === undefined ? bytes : 0), 0);
  const { free } = await checkFolder(params.folder, needed);
  return { tool: await requireTool(work, params.format), format: params.format, free, needed };
}

async function makingOf(work: Backup, tenant: ArchivedTenant): Promise<Making> {
  const { params, roles, parts } = work;
  const { tenantId, code, name, database, archiveId } = tenant;
  const tool = await roles.archiver.tool();
  return {
    archiveId,
    purpose: 'backup',
    format: params.format,
    tenant: { tenantId, tenantCode: code, tenantName: name, database },
    target: targetFor({ ...params, code, archiveId }),
    machine: params.machine,
    by: params.by,
    expected: tenant.bytes,
    tool: tool.format === params.format ? tool.label : `Tenantry ${parts.version}`,
    write: async (file, io) =>
      (await roles.archiver.dump({ database, format: params.format, file }, asBytes(io))).inventory,
  };
}

const backingUp = (tenant: ArchivedTenant): BackupStep => ({
  name: stepOf<'backup'>('backing_up', tenant.code),
  weight: 10,
  isDone: (work) => findMade(work, tenant.archiveId),
  run: async (work, io) => makeArchive(work, await makingOf(work, tenant), io),
  undo: async (work) => unmakeArchive(work, await makingOf(work, tenant)),
});

const verifying = (tenant: ArchivedTenant): BackupStep => ({
  name: stepOf<'backup'>('verifying', tenant.code),
  weight: 10,
  async isDone(work) {
    const archive = await work.roles.archives.find(tenant.archiveId);
    return archive === undefined ? undefined : findProof(work, { archive, since: work.params.begunAt });
  },
  async run(work, io) {
    const archive = await work.roles.archives.find(tenant.archiveId);
    if (archive === undefined)
      throw new AppError('not_found', 'archive.not_found', { params: { name: tenant.name, code: tenant.code } });
    await prove(work, { archive, by: work.params.by, since: work.params.begunAt }, io);
  },
  undo: (work, { signal }) =>
    dropScratch(work, { id: tenant.archiveId, tenantId: tenant.tenantId, database: tenant.database }, signal),
});

/** Of several, one that fails is told, and the others are backed up all the same. */
function stepsFor({ tenants, verify }: BackupParams): ReadonlyArray<BackupStep> {
  const each = tenants.flatMap((tenant) => [backingUp(tenant), ...(verify ? [verifying(tenant)] : [])]);
  const many = tenants.length > 1;
  return [
    looking<Backup>('checking', check),
    ...each.map((step): BackupStep => (many ? { ...step, optional: true } : step)),
    completed(),
  ];
}

export const backupOperation = (parts: ArchiveParts): OperationDefinition =>
  defineOperation({
    kind: 'backup',
    params: backupParams,
    steps: stepsFor,
    undoable: true,
    open: async (params, lease): Promise<Backup> => ({ ...(await openWork(parts, lease)), params }),
    close: ({ roles }) => roles.close(),
  });

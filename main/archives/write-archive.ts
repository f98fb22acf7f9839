import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archive, ArchiveFormat, ArchivePurpose } from '../../shared/domain/archives.ts';
import type { ArchiveId } from '../../shared/domain/ids.ts';
import type { Inventory } from '../../shared/domain/inventory.ts';
import type { Evidence } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';
import type { StepIo } from '../operations/definition.ts';
import { hashOnce, requireFile } from './archive-file.ts';
import { explained } from './file-error.ts';
import { ensureFolder, isFolder, lookAtFile, publish, removeAll, settle, settleFolder, writeSettled } from './files.ts';
import { manifestOf } from './manifest.ts';
import { refuseElsewhere, type Work } from './ports.ts';
import { partsUpTo, type Target, workFolder } from './target.ts';

/** One archive that is to be made. */
export interface Making {
  readonly archiveId: ArchiveId;
  readonly purpose: ArchivePurpose;
  readonly format: ArchiveFormat;
  readonly tenant: Pick<Archive, 'tenantId' | 'tenantCode' | 'tenantName' | 'database'>;
  readonly target: Target;
  readonly machine: string;
  readonly by: string;
  readonly tool: string;
  /** How many bytes it may take. */
  readonly expected: number;
  /** Writes the file, which is not there yet. */
  write(part: string, io: StepIo): Promise<Inventory>;
}

/** The share of the work that writing is; the rest is reading it again for its hash. */
const writingShare = 0.85;

export const evidenceOf = ({ bytes, sha256, inventory }: Archive): Evidence => ({
  bytes,
  sha256,
  tables: inventory.tables.length,
  rows: inventory.tables.reduce((sum, { rows }) => sum + rows, 0),
});

/** Recorded, and the file is there as recorded. */
export async function findMade(work: Work, id: ArchiveId): Promise<Evidence | undefined> {
  const archive = await work.roles.archives.find(id);
  if (archive === undefined) return undefined;
  const looked = await lookAtFile(archive.path);
  if (looked?.bytes !== archive.bytes) return undefined;
  return (await hashOnce(work, archive.path)) === archive.sha256 ? evidenceOf(archive) : undefined;
}

/** Makes parts under this fence's own name, then gives them theirs, then tells the platform: each only after the one before. */
export async function makeArchive(work: Work, making: Making, io: StepIo): Promise<void> {
  refuseElsewhere(work, making.machine);
  const { target } = making;
  const recorded = await work.roles.archives.find(making.archiveId);
  // What was recorded and lies elsewhere, or was changed, is not made again behind its record's back.
  if (recorded !== undefined) return requireFile(work, recorded);
  const folder = workFolder(target, work.lease.fence);
  try {
    await ensureFolder(target.folder);
    await removeAll(await partsUpTo(target, work.lease.fence));
    await mkdir(folder, { mode: 0o700 });
    await work.roles.archives.record(await writeParts(work, making, folder, io));
  } catch (error) {
    const told = await explained(error, target.chosen, making.expected);
    await removeAll([folder]).catch(() => undefined);
    throw told;
  }
  work.parts.changed(making.tenant.tenantId);
}

async function writeParts(work: Work, making: Making, folder: string, io: StepIo): Promise<Archive> {
  const { target } = making;
  const part = join(folder, 'data');
  const inventory = await making.write(part, {
    signal: io.signal,
    report: (share, amount) => io.report(share * writingShare, amount),
  });
  await settle(part);
  io.signal.throwIfAborted();
  const bytes = (await lookAtFile(part))?.bytes ?? 0;
  const sha256 = await hashOnce(work, part, {
    signal: io.signal,
    report: (read) => io.report(writingShare + (1 - writingShare) * (bytes === 0 ? 1 : read / bytes)),
  });
  if (sha256 === undefined) throw new AppError('conflict', 'archive.file_changed', { params: { path: target.file } });
  const archive = archiveOf(work, making, { inventory, bytes, sha256 });
  const manifest = join(folder, 'manifest');
  await writeSettled(manifest, manifestOf(archive, await work.roles.systemIdentifier()));
  await publish(part, target.file);
  // A name given or taken is a change too; what is in it was just read.
  const named = await lookAtFile(target.file);
  if (named?.bytes === bytes) work.hashes.set(named.mark, sha256);
  await publish(manifest, target.manifest);
  await removeAll([folder]);
  await settleFolder(target.folder);
  return archive;
}

const archiveOf = (
  { parts }: Work,
  { archiveId, purpose, format, tenant, target, by, tool }: Making,
  made: Pick<Archive, 'inventory' | 'bytes' | 'sha256'>,
): Archive => ({
  id: archiveId,
  ...{ purpose, format, ...tenant, tool, ...made },
  server: parts.server.label,
  machine: parts.machine,
  path: target.file,
  madeAt: parts.clock.now().toISOString(),
  madeBy: by,
  verification: null,
});

/** What was recorded is a backup that people know of, and stays. */
export async function unmakeArchive(work: Work, { archiveId, machine, target }: Making): Promise<Evidence> {
  if ((await work.roles.archives.find(archiveId)) !== undefined) return { kept: true };
  // What another computer began to write is out of reach from here; nobody knows of it, and it says what it is.
  if (machine !== work.parts.machine) return { filesLeft: true, machine };
  // On a disk that was taken out, the files may still be.
  if (!(await isFolder(target.chosen)))
    throw new AppError('local_store', 'archive.folder_missing', { params: { path: target.chosen } });
  const parts = await partsUpTo(target, work.lease.fence);
  return { filesRemoved: await removeAll([...parts, target.manifest, target.file]) };
}

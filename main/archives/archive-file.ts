import { dirname } from 'node:path';
import type { Archive } from '../../shared/domain/archives.ts';
import { AppError } from '../../shared/errors.ts';
import type { ArchiverIo } from '../layouts/roles/archives.ts';
import type { StepIo } from '../operations/definition.ts';
import { folderError } from './file-error.ts';
import { lookAtFile, sha256Of } from './files.ts';
import type { Work } from './ports.ts';

/** Reads a file once in an attempt, however often it is asked for. */
export async function hashOnce(
  { hashes }: Pick<Work, 'hashes'>,
  path: string,
  io?: { readonly signal?: AbortSignal; report?(bytes: number): void },
): Promise<string | undefined> {
  const before = await lookAtFile(path);
  if (before === undefined) return undefined;
  const known = hashes.get(before.mark);
  if (known !== undefined) return known;
  try {
    const sha256 = await sha256Of(path, io);
    // Written to while it was read, it has no hash that means anything.
    if ((await lookAtFile(path))?.mark !== before.mark) return undefined;
    hashes.set(before.mark, sha256);
    return sha256;
  } catch (error) {
    throw folderError(error, dirname(path));
  }
}

/** Throws unless the file lies on this computer, as it was when it was recorded. */
export async function requireFile(
  work: Pick<Work, 'hashes'> & { readonly parts: Pick<Work['parts'], 'machine'> },
  archive: Pick<Archive, 'machine' | 'path' | 'bytes' | 'sha256'>,
  io?: Pick<StepIo, 'signal' | 'report'>,
): Promise<void> {
  const { path, machine, bytes } = archive;
  if (machine !== work.parts.machine)
    throw new AppError('conflict', 'archive.file_elsewhere', { params: { path, machine } });
  const found = await lookAtFile(path);
  if (found === undefined) throw new AppError('not_found', 'archive.file_missing', { params: { path } });
  const same =
    found.bytes === bytes &&
    (await hashOnce(work, path, io && { signal: io.signal, report: (read) => reportRead(io, read, bytes) })) ===
      archive.sha256;
  if (!same) throw fileChanged(archive);
}

const fileChanged = ({ path }: Pick<Archive, 'path'>): AppError =>
  new AppError('conflict', 'archive.file_changed', { params: { path } });

/**
 * Brings back what was recorded and nothing else: what is in a file is run by the server as us. It is read whole
 * before, and what was exchanged while it was loaded counts as not loaded.
 */
export async function loadFile(
  work: Work,
  archive: Pick<Archive, 'machine' | 'path' | 'bytes' | 'sha256' | 'format'>,
  database: string,
  io: ArchiverIo,
): Promise<void> {
  const before = await lookAtFile(archive.path);
  await requireFile(work, archive, { signal: io.signal, report: () => undefined });
  await work.roles.archiver.load({ database, format: archive.format, file: archive.path }, io);
  if (before === undefined || (await lookAtFile(archive.path))?.mark !== before.mark) throw fileChanged(archive);
}

const reportRead = (io: Pick<StepIo, 'report'>, bytes: number, of: number): void =>
  io.report(of === 0 ? 1 : bytes / of, { bytes, of });

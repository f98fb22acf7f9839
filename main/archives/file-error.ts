import { statfs } from 'node:fs/promises';
import { AppError } from '../../shared/errors.ts';
import { errorClassOf } from '../operations/error-class.ts';

const full: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);
const gone: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'EIO', 'ESTALE', 'ENOTCONN']);

export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

export const isAbsent = (error: unknown): boolean => codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';

export const diskFull = (path: string, free: number, needed: number): AppError =>
  new AppError('local_store', 'archive.disk_full', { params: { path, free, needed } });

/** What a failed write in an operator's folder means to them. */
export function folderError(error: unknown, path: string, needed = 0): unknown {
  const code = codeOf(error);
  if (error instanceof AppError || code === undefined || code === 'ABORT_ERR') return error;
  if (full.has(code)) return diskFull(path, 0, needed);
  if (gone.has(code)) return new AppError('local_store', 'archive.folder_missing', { params: { path }, cause: error });
  return new AppError('local_store', 'archive.folder_not_writable', { params: { path }, cause: error });
}

/** Less than this is none: file systems keep some for themselves. */
const hardlyAny = 256 * 1024;

/** A tool only says that it failed. Whether its disk is full or gone is seen by looking. */
export async function explained(error: unknown, path: string, needed: number): Promise<unknown> {
  if (errorClassOf(error) !== 'permanent' || isMeant(error)) return error;
  try {
    const { bavail, bsize } = await statfs(path);
    const free = bavail * bsize;
    return free < hardlyAny ? diskFull(path, free, Math.max(needed, free)) : folderError(error, path, needed);
  } catch (looking) {
    return folderError(looking, path);
  }
}

const isMeant = (error: unknown): boolean =>
  error instanceof AppError ? error.code === 'lost' || error.code === 'cancelled' : codeOf(error) === 'ABORT_ERR';

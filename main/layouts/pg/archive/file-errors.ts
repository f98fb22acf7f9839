import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../../shared/errors.ts';

const full: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);
const gone: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENODEV', 'ESTALE']);

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

export async function diskFull(file: string, needed: number): Promise<AppError> {
  const folder = path.dirname(file);
  const free = await statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return new AppError('local_store', 'archive.disk_full', { params: { folder, path: folder, free, needed } });
}

/** What a failed write beside this file means to an operator; what is no file's error stays what it is. */
export async function writeError(error: unknown, file: string, needed: number): Promise<unknown> {
  const code = codeOf(error);
  const params = { folder: path.dirname(file), path: path.dirname(file) };
  if (error instanceof AppError || code === undefined || code === 'ABORT_ERR') return error;
  if (full.has(code)) return diskFull(file, needed);
  const key = gone.has(code) ? 'archive.folder_missing' : 'archive.folder_not_writable';
  return new AppError('local_store', key, { params, cause: error });
}

export function readError(error: unknown, file: string): unknown {
  const code = codeOf(error);
  if (error instanceof AppError || code === undefined || code === 'ABORT_ERR') return error;
  const key = code === 'ENOENT' ? 'archive.file_missing' : 'archive.file_invalid';
  return new AppError('local_store', key, { params: { path: file }, cause: error });
}

export const invalidFile = (file: string): AppError =>
  new AppError('invalid_input', 'archive.file_invalid', { params: { path: file } });

export const newerFile = (file: string): AppError =>
  new AppError('unsupported', 'archive.newer', { params: { path: file } });

import { open, rename, rm } from 'node:fs/promises';
import { AppError } from '../../shared/errors.ts';

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

/**
 * Writes a file beside its place and renames it when all of it is on the disk: whoever looks finds the old file or
 * the new one, never a part. Readable by this user only.
 */
export async function writeFileAtomically(
  path: string,
  write: (append: (part: string | Uint8Array) => Promise<void>) => Promise<void>,
): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  let wrote = false;
  try {
    const file = await open(beside, 'wx', 0o600);
    try {
      wrote = true;
      await write(async (part) => {
        await file.writeFile(part);
      });
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    if (wrote) await rm(beside, { force: true });
    if (error instanceof AppError) throw error;
    throw new AppError('local_store', isFull(error) ? 'local.disk_full' : 'local.file_not_written', { cause: error });
  }
}

import { constants } from 'node:fs';
import { access, type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../../shared/errors.ts';
import { writeError } from './file-errors.ts';

/** A file that gets its name when all of it is on the disk. */
export interface PartFile {
  readonly handle: FileHandle;
  readonly path: string;
  /** Throws `operation.lost` when another console put its own in this place meanwhile. */
  keep(assertHeld: () => Promise<void>): Promise<{ readonly bytes: number }>;
  /** Nothing is left of it. Does nothing after `keep`. */
  discard(): Promise<void>;
}

const exists = (file: string): Promise<boolean> =>
  access(file, constants.F_OK).then(
    () => true,
    () => false,
  );

const refuseExisting = async (file: string): Promise<void> => {
  if (await exists(file)) throw new AppError('conflict', 'archive.file_exists', { params: { path: file } });
};

/** So that a name that was given is there after a power cut. Some systems can't, and some need not. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

export async function openPart(file: string): Promise<PartFile> {
  const beside = `${file}.part`;
  await refuseExisting(file);
  // What lies there was left by one that was killed: whoever lives holds the operation, and that is us.
  await rm(beside, { force: true });
  const handle = await open(beside, 'wx+', 0o600).catch(async (error: unknown) => {
    throw await writeError(error, file, 0);
  });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await handle.close();
    isOpen = false;
  };
  const isStillOurs = async (): Promise<boolean> => {
    const [own, there] = await Promise.all([handle.stat(), stat(beside).catch(() => undefined)]);
    return there !== undefined && there.ino === own.ino && there.dev === own.dev;
  };
  return {
    handle,
    path: beside,
    async keep(assertHeld) {
      await handle.sync();
      const { size } = await handle.stat();
      await assertHeld();
      if (!(await isStillOurs())) throw new AppError('lost', 'operation.lost');
      await close();
      await refuseExisting(file);
      await rename(beside, file);
      await syncFolder(path.dirname(file));
      return { bytes: size };
    },
    async discard() {
      if (!isOpen) return;
      const ours = await isStillOurs().catch(() => false);
      await close();
      if (ours) await rm(beside, { force: true });
    },
  };
}

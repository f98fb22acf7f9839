import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, link, lstat, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { codeOf, diskFull, folderError, isAbsent } from './file-error.ts';

export interface FileLook {
  readonly bytes: number;
  /** Another file, or other contents, have another one, whatever time somebody has given it since. */
  readonly mark: string;
}

/** What is at a path; nothing for what is no plain file. */
export async function lookAtFile(path: string): Promise<FileLook | undefined> {
  try {
    const found = await stat(path, { bigint: true });
    if (!found.isFile()) return undefined;
    const { dev, ino, size, mtimeNs, ctimeNs } = found;
    return { bytes: Number(size), mark: `${dev}:${ino}:${size}:${mtimeNs}:${ctimeNs}` };
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw folderError(error, dirname(path));
  }
}

export async function isFolder(path: string): Promise<boolean> {
  return isAbsolute(path) && (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

/** There, writable, and with room: proved by writing, since rights alone don't say it on every system. */
export async function checkFolder(folder: string, needed: number): Promise<{ readonly free: number }> {
  if (!(await isFolder(folder)))
    throw new AppError('local_store', 'archive.folder_missing', { params: { path: folder } });
  const probe = join(folder, `.tenantry-${randomUUID()}`);
  try {
    await (await open(probe, 'wx', 0o600)).close();
    await rm(probe);
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    if (free < needed) throw diskFull(folder, free, needed);
    return { free };
  } catch (error) {
    throw folderError(error, folder);
  }
}

/** A folder of our own in the chosen one. A link that somebody put there could lead anywhere, and is refused. */
export async function ensureFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
    if ((await lstat(path)).isDirectory()) return;
  } catch (error) {
    throw folderError(error, dirname(path));
  }
  throw new AppError('local_store', 'archive.folder_not_writable', { params: { path } });
}

export async function namesIn(folder: string): Promise<ReadonlyArray<string>> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw folderError(error, folder);
  }
}

/** How many went. */
export async function removeAll(paths: ReadonlyArray<string>): Promise<number> {
  let removed = 0;
  for (const path of paths) {
    try {
      await lstat(path);
      await rm(path, { recursive: true, force: true });
      removed += 1;
    } catch (error) {
      if (!isAbsent(error)) throw folderError(error, dirname(path));
    }
  }
  return removed;
}

/** On the disk, and readable by this user only. */
export async function settle(path: string): Promise<void> {
  await chmod(path, 0o600);
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

export async function writeSettled(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** File systems without links, as on memory sticks. */
const linkless: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL']);

async function nameUnlessTaken(part: string, path: string): Promise<void> {
  try {
    await link(part, path);
    await rm(part);
  } catch (error) {
    if (!linkless.has(codeOf(error) ?? '')) throw error;
    if ((await lookAtFile(path)) !== undefined) throw Object.assign(new Error('taken'), { code: 'EEXIST' });
    await rename(part, path);
  }
}

/**
 * Gives a finished part its name. What an earlier holder left there is moved among our own parts first: where a
 * successor took those away, both fail, and nothing of the successor's is touched.
 */
export async function publish(part: string, path: string): Promise<void> {
  try {
    await nameUnlessTaken(part, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    await rename(path, `${part}.older`);
    await nameUnlessTaken(part, path);
  }
}

/** So that names survive a power cut; where folders can't be opened, the system does it by itself. */
export async function settleFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  if (handle === undefined) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}

export async function sha256Of(
  path: string,
  io: { readonly signal?: AbortSignal; report?(bytes: number): void } = {},
): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = createReadStream(path, {
    highWaterMark: 1 << 20,
    ...(io.signal === undefined ? {} : { signal: io.signal }),
  });
  for await (const chunk of stream) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    io.report?.(bytes);
  }
  return hash.digest('hex');
}

export const nameOf = (path: string): string => basename(path);

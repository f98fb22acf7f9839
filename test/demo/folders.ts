import { createHash } from 'node:crypto';
import { chmod, mkdir, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findBinaries } from '../servers/postgres-binaries.ts';

export interface DemoFolders {
  /** Where the server keeps its files. */
  readonly server: string;
  /** The folder of its socket: short, since a socket's whole path may have about a hundred bytes. */
  readonly socket: string;
  readonly mail: string;
  /** Set where the server runs as another user than this program. */
  readonly serverUser: number | undefined;
}

/** A socket's path ends at 107 bytes on Linux and 103 on macOS, file name included. */
const longestSocketFolder = 103 - '/.s.PGSQL.5432'.length;

async function isReachable(folder: string, user: number): Promise<boolean> {
  for (let at = path.dirname(folder); ; at = path.dirname(at)) {
    const { mode, uid } = await stat(at);
    if ((mode & (uid === user ? 0o100 : 0o001)) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** Makes the folders of a demo platform, except the server's own. */
export async function demoFolders(dataFolder: string): Promise<DemoFolders> {
  const root = path.resolve(dataFolder);
  const id = createHash('sha256').update(root).digest('hex').slice(0, 12);
  const mail = path.join(root, 'mail');
  await mkdir(mail, { recursive: true, mode: 0o700 });

  const serverUser = findBinaries().runAs.uid;
  let home = root;
  if (serverUser !== undefined) {
    // PostgreSQL refuses to run as root, and root's home is closed to whom it runs as: then where services keep theirs.
    if (!(await isReachable(root, serverUser))) home = path.join('/var/lib/tenantry-demo', id);
    await mkdir(home, { recursive: true });
    await chmod(home, 0o711);
  }
  const near = path.join(home, 's');
  const socket = Buffer.byteLength(near) <= longestSocketFolder ? near : path.join(os.tmpdir(), `tenantry-${id}`);
  return { server: path.join(home, 'server'), socket, mail, serverUser };
}

export async function removeDemoFolders({ server, socket, mail }: DemoFolders): Promise<void> {
  for (const folder of [server, socket, mail]) await rm(folder, { recursive: true, force: true });
}

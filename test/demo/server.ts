import { chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { type Login, superuser } from '../servers/databases.ts';
import { startPostgres } from '../servers/postgres.ts';
import type { DemoFolders } from './folders.ts';

export interface DemoServer {
  readonly host: string;
  readonly port: number;
  /** The server's own superuser; the console never gets it. */
  admin(database: string): Login;
  /** Leaves a server alone that another living program started. */
  stop(): Promise<void>;
}

/**
 * No role but the superuser needs a password: the folder of the socket is closed to other people, and a role that may
 * not log in is refused whatever it knows, so that a hold can be proved on a tenant whose password nobody kept.
 */
const access = [
  'local all postgres scram-sha-256',
  'local all all trust',
  'host all postgres 127.0.0.1/32 scram-sha-256',
  'host all all 127.0.0.1/32 trust',
];

const settings = {
  shared_buffers: '128MB',
  // Most of what is written is copied templates; kept, it would be as large as the databases.
  max_wal_size: '192MB',
  // One database after another in this time: with sixty of them a minute would mean a worker every second.
  autovacuum_naptime: '20min',
  jit: 'off',
};

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function untilEnded(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
}

const firstLines = async (file: string): Promise<ReadonlyArray<string>> =>
  (await readFile(file, 'utf8').catch(() => '')).split('\n');

async function answers(login: Login): Promise<boolean> {
  const client = new pg.Client(login);
  client.on('error', () => undefined);
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}

/** A process with the number in the server's own file need not be the server: so it is asked as well. */
async function runningServer(
  folder: string,
  host: string,
): Promise<{ readonly pid: number; readonly port: number } | undefined> {
  const lines = await firstLines(path.join(folder, 'data', 'postmaster.pid'));
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!(pid > 0 && isAlive(pid))) return undefined;
  return (await answers(superuser({ host, port }))) ? { pid, port } : undefined;
}

const hostOf = ({ socket }: DemoFolders): string => (process.platform === 'win32' ? '127.0.0.1' : socket);
const ownerFileOf = ({ server }: DemoFolders): string => path.join(server, 'started-by');

/** Whoever started it may have ended without stopping it: then it is anybody's to stop. */
const isOwned = async (folders: DemoFolders): Promise<boolean> =>
  isAlive(Number((await firstLines(ownerFileOf(folders)))[0]));

/** Ends a server that nobody looks after. Throws when another program does. */
export async function stopLeftServer(folders: DemoFolders): Promise<void> {
  const running = await runningServer(folders.server, hostOf(folders));
  if (running === undefined) return;
  if (await isOwned(folders)) throw new Error('Another program is using this demo platform. Close it and start again.');
  process.kill(running.pid, 'SIGINT');
  await untilEnded(running.pid);
}

/** Starts the demo's PostgreSQL, or finds the one that already serves this folder. */
export async function startServer(folders: DemoFolders): Promise<DemoServer> {
  const { server: folder, socket, serverUser } = folders;
  const host = hostOf(folders);
  const opened = (port: number, stop: () => Promise<void>): DemoServer => ({
    host,
    port,
    admin: (database) => superuser({ host, port }, database),
    stop,
  });

  const running = await runningServer(folder, host);
  if (running !== undefined) {
    return opened(running.port, async () => {
      if (!(await isOwned(folders))) await stopLeftServer(folders);
    });
  }

  await rm(socket, { recursive: true, force: true });
  await mkdir(socket, { recursive: true, mode: 0o700 });
  if (serverUser !== undefined) await chown(socket, serverUser, (await stat(socket)).gid);
  const server = await startPostgres({ folder, access, settings: { ...settings, unix_socket_directories: socket } });
  await writeFile(ownerFileOf(folders), String(process.pid));
  return opened(server.port, () => server.close());
}

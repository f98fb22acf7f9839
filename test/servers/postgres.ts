import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Binaries, findBinaries } from './postgres-binaries.ts';

export const SUPERUSER = { user: 'postgres', password: 'superuser-of-the-tests' } as const;

export interface PostgresOptions {
  /** Kept when it stops. Without it: a temporary folder that goes away with the server. */
  readonly folder?: string;
  /** Listens on loopback as well, which TLS needs. */
  readonly tcp?: boolean;
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Whole lines of pg_hba.conf. Usual: a password (SCRAM) from everywhere. */
  readonly access?: ReadonlyArray<string>;
  readonly settings?: Readonly<Record<string, string>>;
  /** Survives a power cut. Without it a killed server still keeps all that was committed. */
  readonly durable?: boolean;
  /** Another version's than the one that comes with the packages. */
  readonly binaries?: Binaries;
}

export interface PostgresServer {
  /** The folder of the Unix socket, or the loopback address: `pg` takes either as its `host`. */
  readonly host: string;
  readonly port: number;
  /** Where TCP is on. */
  readonly tcpHost: string | null;
  readonly folder: string;
  /** Everything that the server has written to its log. */
  log(): string;
  /** `crash`: as after a power cut, every connection dies in the middle of what it did. */
  stop(how?: 'fast' | 'crash'): Promise<void>;
  /** On the same data, folder and port. */
  start(): Promise<void>;
  /** Stops it and, where its folder was temporary, removes it. */
  close(): Promise<void>;
}

export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const binaries = options.binaries ?? findBinaries();
  const folder = options.folder ?? (await mkdtemp(path.join(os.tmpdir(), 'tenantry-pg-')));
  const data = path.join(folder, 'data');
  const overTcp = options.tcp === true || process.platform === 'win32';
  const port = overTcp ? await freePort() : 5432;
  await mkdir(folder, { recursive: true });
  // The server may run as another user than this process.
  await chmod(folder, 0o777);
  if (!(await exists(path.join(data, 'PG_VERSION')))) await initialise({ binaries, data, options });

  const log: string[] = [];
  let running: ChildProcess | null = null;
  const flags = Object.entries({ ...serverSettings({ folder, overTcp, options }), ...options.settings });
  const start = async (): Promise<void> => {
    const child = spawn(
      binaries.postgres,
      ['-D', data, '-p', String(port), ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { ...binaries.runAs, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_MESSAGES: 'C' } },
    );
    await untilReady(child, log);
    running = child;
  };
  const stop = async (how: 'fast' | 'crash' = 'fast'): Promise<void> => {
    const child = running;
    running = null;
    if (child === null || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await gone;
  };
  const stopWithProcess = (): void => void running?.kill('SIGQUIT');
  process.once('exit', stopWithProcess);
  await start();
  return {
    host: process.platform === 'win32' ? '127.0.0.1' : folder,
    port,
    tcpHost: overTcp ? '127.0.0.1' : null,
    folder,
    log: () => log.join(''),
    stop,
    start,
    async close() {
      await stop();
      process.off('exit', stopWithProcess);
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Setup {
  readonly binaries: Binaries;
  readonly data: string;
  readonly options: PostgresOptions;
}

async function initialise({ binaries, data, options }: Setup): Promise<void> {
  const { uid, gid } = binaries.runAs;
  const own = async (file: string): Promise<void> => {
    if (uid !== undefined && gid !== undefined) await chown(file, uid, gid);
  };
  await mkdir(data, { recursive: true, mode: 0o700 });
  await own(data);
  const passwordFile = `${data}.password`;
  await writeFile(passwordFile, SUPERUSER.password, { mode: 0o600 });
  await own(passwordFile);
  const flags = ['--encoding=UTF8', '--locale=C.UTF-8', '--auth=scram-sha-256', '--no-sync'];
  await promisify(execFile)(
    binaries.initdb,
    [`--pgdata=${data}`, `--username=${SUPERUSER.user}`, `--pwfile=${passwordFile}`, ...flags],
    binaries.runAs,
  );
  await rm(passwordFile);
  const write = async (name: string, content: string): Promise<void> => {
    await writeFile(path.join(data, name), content, { mode: 0o600 });
    await own(path.join(data, name));
  };
  if (options.access) await write('pg_hba.conf', `${options.access.join('\n')}\n`);
  if (options.tls) {
    await write('server.crt', options.tls.cert);
    await write('server.key', options.tls.key);
  }
}

interface Place {
  readonly folder: string;
  readonly overTcp: boolean;
  readonly options: PostgresOptions;
}

function serverSettings({ folder, overTcp, options }: Place): Record<string, string> {
  const careless = { fsync: 'off', full_page_writes: 'off' };
  return {
    ...(options.durable ? {} : careless),
    listen_addresses: overTcp ? '127.0.0.1' : '',
    ...(process.platform === 'win32' ? {} : { unix_socket_directories: folder }),
    ...(options.tls ? { ssl: 'on' } : {}),
    max_connections: '200',
    timezone: 'UTC',
  };
}

async function untilReady(child: ChildProcess, log: string[]): Promise<void> {
  let start = log.length;
  await new Promise<void>((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log.push(text);
      if (start < 0 || !log.slice(start).join('').includes('ready to accept connections')) return;
      start = -1;
      resolve();
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}:\n${log.join('').slice(-2_000)}`)));
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no loopback address');
  return address.port;
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

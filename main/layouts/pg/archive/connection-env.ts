import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import { bareHost, type PgServer } from '../connect.ts';
import type { ArchiveHost } from './host.ts';

const prefix = 'tenantry-tool-';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Folders of consoles that were killed while a tool ran, with what it logged in by. */
export async function clearStaleFolders(): Promise<void> {
  for (const name of await readdir(os.tmpdir()).catch(() => [])) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    // Another user's can't be removed, and is theirs to remove.
    await rm(path.join(os.tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

const passLine = (password: string): string => `*:*:*:*:${password.replace(/[\\:]/g, '\\$&')}\n`;

/** Only what a program needs to run at all: nothing of this process's own settings for PostgreSQL gets in. */
const needed = ['PATH', 'SystemRoot', 'SYSTEMROOT', 'TEMP', 'TMP', 'TMPDIR', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'];

/** A role may be set to read only as its usual; a tool that only reads says so itself. */
const sessionOptions = [
  ...['default_transaction_read_only=off', 'tcp_keepalives_idle=10'],
  ...['tcp_keepalives_interval=5', 'tcp_keepalives_count=3'],
]
  .map((option) => `-c ${option}`)
  .join(' ');

async function writeCertificates(folder: string, { settings }: PgServer): Promise<string> {
  const file = path.join(folder, 'ca.pem');
  // The same authorities that this program's own sessions trust.
  const pem = settings.caCertificate.trim() === '' ? rootCertificates.join('\n') : settings.caCertificate;
  await writeFile(file, pem, { mode: 0o600, flag: 'wx' });
  return file;
}

/** What a tool finds its server by. The password is in a file that only this user may read, for as long as `use` takes. */
export async function withConnectionEnv<T>(
  { server, application }: ArchiveHost,
  use: (env: NodeJS.ProcessEnv, folder: string) => Promise<T>,
): Promise<T> {
  await clearStaleFolders();
  const { settings, password } = server;
  const folder = await mkdtemp(path.join(os.tmpdir(), `${prefix}${process.pid}-`));
  try {
    const passFile = path.join(folder, 'pass');
    await writeFile(passFile, password === undefined ? '' : passLine(password), { mode: 0o600, flag: 'wx' });
    const kept = needed.flatMap((name) =>
      process.env[name] === undefined ? [] : [[name, process.env[name]] as const],
    );
    const tls: NodeJS.ProcessEnv =
      settings.tls === 'off'
        ? { PGSSLMODE: 'disable' }
        : { PGSSLMODE: 'verify-full', PGSSLROOTCERT: await writeCertificates(folder, server) };
    const env: NodeJS.ProcessEnv = {
      ...Object.fromEntries(kept),
      ...tls,
      // Its messages are read: they name the table that it is at.
      LC_ALL: 'C',
      HOME: folder,
      PGHOST: bareHost(settings.host),
      PGPORT: String(settings.port),
      PGUSER: settings.user,
      PGPASSFILE: passFile,
      PGAPPNAME: application,
      PGCLIENTENCODING: 'UTF8',
      PGCONNECT_TIMEOUT: '10',
      PGGSSENCMODE: 'disable',
      PGOPTIONS: sessionOptions,
    };
    return await use(env, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As one word of a command line. Quoted, so that no name can say more than a name. */
export const databaseWord = (database: string): string => `--dbname=dbname='${database.replace(/[\\']/g, '\\$&')}'`;

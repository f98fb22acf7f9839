import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Query } from '../../main/layouts/pg/pools.ts';
import type { Login } from '../servers/databases.ts';

const debian = '/usr/lib/postgresql';

/** The binary itself, not Debian's wrapper, which starts Perl first. */
export function findPgbench(): string {
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => path.join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(path.delimiter),
  ];
  const found = folders.map((folder) => path.join(folder, 'pgbench')).find((file) => existsSync(file));
  if (found === undefined)
    throw new Error('pgbench is missing: it comes with PostgreSQL (Debian: the package postgresql-contrib).');
  return found;
}

/** `$1` is `:p1` there. */
const scriptOf = ({ text }: Query): string => `${text.replace(/\$(\d+)/g, ':p$1').replace(/\s+/g, ' ')};\n`;

/** Milliseconds of one execution, over so many, each in its own transaction, prepared once. */
export async function pgbench(login: Login, query: Query, times: number): Promise<number> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tenantry-bench-'));
  try {
    const script = path.join(folder, 'query.sql');
    await writeFile(script, scriptOf(query));
    const values = (query.values ?? []).flatMap((value, index) => ['-D', `p${index + 1}=${String(value)}`]);
    const { stdout } = await promisify(execFile)(
      findPgbench(),
      ['-n', '-M', 'prepared', '-c', '1', '-j', '1', '-t', String(times), '-f', script, ...values, login.database],
      {
        env: {
          ...process.env,
          PGHOST: login.host,
          PGPORT: String(login.port),
          PGUSER: login.user,
          PGPASSWORD: login.password,
        },
      },
    );
    const latency = /latency average = ([\d.]+) ms/.exec(stdout)?.[1];
    if (latency === undefined || !stdout.includes(`${times}/${times}`)) throw new Error(`pgbench said:\n${stdout}`);
    return Number(latency);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

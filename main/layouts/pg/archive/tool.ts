import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../../../shared/errors.ts';
import type { ArchiveTool } from '../../roles/archives.ts';
import { closeSession, openSession, type PgServer } from '../connect.ts';
import type { Tool, ToolChoice } from './host.ts';

const suffix = process.platform === 'win32' ? '.exe' : '';

/** `*` stands for any one name. */
const usual: Readonly<Partial<Record<NodeJS.Platform, ReadonlyArray<string>>>> = {
  linux: ['/usr/lib/postgresql/*/bin', '/usr/pgsql-*/bin', '/usr/local/pgsql/bin', '/opt/postgresql/*/bin'],
  darwin: [
    ...['/opt/homebrew/opt/*/bin', '/usr/local/opt/*/bin', '/opt/local/lib/*/bin'],
    ...['/Applications/Postgres.app/Contents/Versions/*/bin', '/Library/PostgreSQL/*/bin'],
  ],
  win32: [path.join(process.env['ProgramFiles'] ?? 'C:\\Program Files', 'PostgreSQL', '*', 'bin')],
};

async function expand(pattern: string): Promise<ReadonlyArray<string>> {
  const parts = pattern.split(/[\\/]/);
  const at = parts.findIndex((part) => part.includes('*'));
  if (at < 0) return [pattern];
  const parent = parts.slice(0, at).join(path.sep);
  const [before = '', after = ''] = (parts[at] ?? '').split('*');
  const names = await readdir(parent).catch(() => []);
  return names
    .filter((name) => name.startsWith(before) && name.endsWith(after) && /postgres|libpq|\d/.test(name))
    .map((name) => path.join(parent, name, ...parts.slice(at + 1)));
}

async function usualFolders(): Promise<ReadonlyArray<string>> {
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const patterns = usual[process.platform] ?? [];
  return [...onPath, ...(await Promise.all(patterns.map(expand))).flat()];
}

async function lookIn(folder: string): Promise<Tool | undefined> {
  try {
    const dump = await realpath(path.join(folder, `pg_dump${suffix}`));
    const restore = await realpath(path.join(folder, `pg_restore${suffix}`));
    // Debian's wrapper chooses among versions by rules of its own; what it chooses from is looked at itself.
    if (path.basename(dump).startsWith('pg_wrapper')) return undefined;
    await Promise.all([dump, restore].map((file) => access(file, constants.X_OK)));
    const { stdout } = await promisify(execFile)(dump, ['--version'], { timeout: 10_000, windowsHide: true });
    const version = /\b(\d+)(\.\d+)?/.exec(stdout.replace(/^[^)]*\)/, ''));
    return version?.[1] === undefined ? undefined : { dump, restore, version: version[0], major: Number(version[1]) };
  } catch {
    return undefined;
  }
}

async function findTools(folders: ReadonlyArray<string>): Promise<ReadonlyArray<Tool>> {
  const found = (await Promise.all([...new Set(folders)].map(lookIn))).filter((tool) => tool !== undefined);
  return [...new Map(found.map((tool) => [tool.dump, tool])).values()];
}

const transactionTimeout = 17;

/**
 * Since 17 the tools set `transaction_timeout` in what they restore, which an older server refuses: what they write of
 * an older server can't be brought back into it.
 */
const fits = ({ major }: Tool, server: number): boolean =>
  major >= server && (server >= transactionTimeout || major < transactionTimeout);

/** The server's own version where it is, else the next above it that fits; of one version, the newest. */
export async function chooseTool(serverMajor: number, folders?: ReadonlyArray<string>): Promise<ToolChoice> {
  const found = await findTools(folders ?? (await usualFolders()));
  const minor = ({ version }: Tool): number => Number(version.split('.')[1] ?? 0);
  const [tool] = found.filter((one) => fits(one, serverMajor)).sort((a, b) => a.major - b.major || minor(b) - minor(a));
  if (tool !== undefined) return { tool };
  const [newest] = [...found].sort((a, b) => b.major - a.major);
  const params = { tool: 'pg_dump', required: serverMajor, needed: serverMajor };
  const problem =
    newest === undefined || newest.major >= serverMajor
      ? new AppError('unsupported', 'archive.tool_missing', { params })
      : new AppError('unsupported', 'archive.tool_too_old', { params: { ...params, found: newest.version } });
  return { tool: null, problem };
}

export async function serverMajor(server: PgServer, application: string): Promise<number> {
  const session = await openSession(server, { application, readOnly: true });
  try {
    const { rows } = await session.query(`SELECT pg_catalog.current_setting('server_version_num')::integer AS number`);
    return Math.trunc(Number(rows[0]?.number) / 10_000);
  } finally {
    await closeSession(session);
  }
}

export const toldTool = (choice: ToolChoice): ArchiveTool =>
  choice.tool === null
    ? { format: 'console', label: 'Tenantry', problem: choice.problem }
    : { format: 'pg_dump', label: `pg_dump ${choice.tool.version}`, problem: null };

/** What a database of this server would be copied with on this computer. */
export async function archiveTool(server: PgServer, folders?: ReadonlyArray<string>): Promise<ArchiveTool> {
  return toldTool(await chooseTool(await serverMajor(server, 'tenantry'), folders));
}

import type { ArchiveRow, RestorePlan } from '../../shared/contract/archives.ts';
import type { Archive } from '../../shared/domain/archives.ts';
import { copyDatabaseName } from '../../shared/domain/copies.ts';
import type { ArchiveId, CopyId } from '../../shared/domain/ids.ts';
import { codeLength } from '../../shared/domain/names.ts';
import { AppError } from '../../shared/errors.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import { archiveRow } from './archive-row.ts';

interface Parts {
  readonly layout: Pick<PlatformLayout, 'tenants' | 'archives' | 'server'>;
  readonly machine: string;
}

export async function findBackup({ layout }: Pick<Parts, 'layout'>, id: ArchiveId): Promise<Archive> {
  const archive = await layout.archives.find(id);
  if (archive === undefined) throw new AppError('not_found', 'archive.not_found');
  return archive;
}

const fileKeys = {
  missing: 'archive.file_missing',
  changed: 'archive.file_changed',
  elsewhere: 'archive.file_elsewhere',
} as const;

function fileProblem({ file, path, machine }: ArchiveRow): AppError | undefined {
  return file === 'there' ? undefined : new AppError('conflict', fileKeys[file], { params: { path, machine } });
}

/** As in `PostgreSQL 18.4`. */
const majorOf = (server: string): number => Number(/(\d+)/.exec(server)?.[1] ?? 0);

function formatProblem(archive: Archive, here: string): AppError | undefined {
  if (archive.purpose !== 'backup' || archive.format === 'zip')
    return new AppError('invalid_input', 'archive.not_a_backup', { params: { name: archive.tenantName } });
  if (majorOf(archive.server) > majorOf(here))
    return new AppError('unsupported', 'server.too_old', { params: { version: here, required: archive.server } });
  return undefined;
}

async function tenantProblem(
  { layout }: Parts,
  { tenantId, tenantCode: code }: Archive,
): Promise<AppError | undefined> {
  const tenant = await layout.tenants.find(tenantId);
  if (tenant === undefined || tenant.lifecycle === 'deleted')
    return new AppError('conflict', 'archive.tombstoned', { params: { code } });
  if (tenant.lifecycle === 'deleting' || tenant.lifecycle === 'provisioning')
    return new AppError('conflict', 'tenant.wrong_state', { params: { name: tenant.name, state: tenant.lifecycle } });
  return undefined;
}

async function toolProblem({ layout }: Parts, { format }: Archive): Promise<AppError | undefined> {
  const tool = await layout.archives.tool();
  return format === 'pg_dump' && tool.format !== 'pg_dump' ? (tool.problem ?? undefined) : undefined;
}

const restoredCode = (code: string): string => `${code.slice(0, codeLength.max - 9).replace(/-+$/, '')}-restored`;

/** What would be restored, and why not, where it can't be. Reads the list and the file's size; the file itself later. */
export async function planRestore(parts: Parts, id: ArchiveId, copyId: CopyId): Promise<RestorePlan> {
  const archive = await findBackup(parts, id);
  const row = await archiveRow(archive, parts.machine);
  const problem =
    formatProblem(archive, parts.layout.server.label) ??
    (await tenantProblem(parts, archive)) ??
    fileProblem(row) ??
    (await toolProblem(parts, archive));
  return {
    archive: row,
    copyDatabase: copyDatabaseName(archive.database, 'beside', copyId),
    problem: problem?.toData() ?? null,
    suggestion: { code: restoredCode(archive.tenantCode), name: archive.tenantName },
  };
}

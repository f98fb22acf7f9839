import type { Archive } from '../../shared/domain/archives.ts';
import type { ArchiveId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import type { TenantNames } from '../layouts/roles/lifecycle.ts';
import type { StepIo } from '../operations/definition.ts';
import { requireFile } from './archive-file.ts';
import { refuseElsewhere, type Work } from './ports.ts';

/** A backup that can be brought back, as the platform has it. */
export async function requireBackup({ roles }: Pick<Work, 'roles'>, id: Archive['id']): Promise<Archive> {
  const archive = await roles.archives.find(id);
  if (archive === undefined) throw new AppError('not_found', 'archive.not_found');
  if (archive.purpose !== 'backup' || archive.format === 'zip')
    throw new AppError('invalid_input', 'archive.not_a_backup', { params: { name: archive.tenantName } });
  return archive;
}

/** What was planned or made with the server's own tool needs that tool. Returns which one it is. */
export async function requireTool(
  { roles, parts }: Pick<Work, 'roles' | 'parts'>,
  format: Archive['format'],
): Promise<string> {
  const tool = await roles.archiver.tool();
  if (format === 'pg_dump' && tool.format !== 'pg_dump')
    throw (
      tool.problem ??
      new AppError('unsupported', 'archive.tool_missing', { params: { tool: 'pg_dump', required: parts.server.label } })
    );
  return tool.label;
}

/** What was deleted, with a certificate of it, is not brought back: not under another name, and not to be looked at. */
export async function refuseTombstoned(
  { roles }: Pick<Work, 'roles'>,
  { tenantId, tenantCode: code }: Pick<Archive, 'tenantId' | 'tenantCode'>,
): Promise<TenantNames> {
  const tenant = await roles.lifecycle.find(tenantId);
  if (tenant === undefined || tenant.lifecycle === 'deleted')
    throw new AppError('conflict', 'archive.tombstoned', { params: { code } });
  if (tenant.lifecycle === 'deleting')
    throw new AppError('conflict', 'tenant.wrong_state', { params: { name: tenant.name, state: tenant.lifecycle } });
  return tenant;
}

/** The backup, its file on this computer as it was written, and a tool that reads it. */
export async function checkSource(
  work: Work,
  ask: { readonly archiveId: ArchiveId; readonly machine: string },
  io: StepIo,
): Promise<Archive> {
  refuseElsewhere(work, ask.machine);
  const archive = await requireBackup(work, ask.archiveId);
  await requireFile(work, archive, io);
  await requireTool(work, archive.format);
  return archive;
}

import type { FileState } from '../../shared/contract/archives.ts';
import { type Archive, type ArchivePurpose, isVerified } from '../../shared/domain/archives.ts';
import type { Assurance } from '../../shared/domain/deletion.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import type { ArchiveCatalog } from '../layouts/roles/archives.ts';
import type { Assured } from './deletion-params.ts';

export interface ArchiveShelf {
  readonly archives: Pick<ArchiveCatalog, 'find' | 'list'>;
  /** Whether the file still lies where it was written, as far as this computer can tell. */
  fileState(archive: Archive): Promise<FileState>;
}

/** A backup that nobody brought back is a hope; an export is read by people and has nothing to bring back. */
function refuseUnfit(archive: Archive, tenant: TenantId, purpose: ArchivePurpose): void {
  if (archive.tenantId !== tenant)
    throw new AppError('conflict', 'archive.of_other_tenant', { params: { code: archive.tenantCode } });
  if (archive.purpose !== purpose)
    throw new AppError('conflict', purpose === 'backup' ? 'archive.not_a_backup' : 'archive.not_an_export');
  if (purpose === 'backup' && !isVerified(archive)) throw new AppError('conflict', 'archive.not_verified');
}

function refuseMissing(state: FileState, { path }: Archive): void {
  if (state === 'missing') throw new AppError('not_found', 'archive.file_missing', { params: { path } });
  if (state === 'changed') throw new AppError('conflict', 'archive.file_changed', { params: { path } });
}

/** Proof that there is a copy, as it stands in the certificate; or the written word that none is needed. */
export async function assure(
  { archives, fileState }: ArchiveShelf,
  tenant: TenantId,
  purpose: ArchivePurpose,
  assurance: Assurance,
): Promise<Assured> {
  if ('waiver' in assurance) return assurance;
  const archive = await archives.find(assurance.archiveId);
  if (archive === undefined) throw new AppError('not_found', 'archive.not_found');
  refuseUnfit(archive, tenant, purpose);
  refuseMissing(await fileState(archive), archive);
  return { archiveId: archive.id, sha256: archive.sha256 };
}

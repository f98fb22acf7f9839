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
  /** SHA-256 of a file, read whole. */
  hashOf(path: string): Promise<string>;
}

/** A backup that nobody brought back is a hope; an export is read by people and has nothing to bring back. */
function refuseUnfit(archive: Archive, tenant: TenantId, purpose: ArchivePurpose): void {
  if (archive.tenantId !== tenant)
    throw new AppError('conflict', 'archive.of_other_tenant', { params: { code: archive.tenantCode } });
  if (archive.purpose !== purpose || archive.inventory.module !== undefined)
    throw new AppError('conflict', purpose === 'backup' ? 'archive.not_a_backup' : 'archive.not_an_export');
  if (purpose === 'backup' && !isVerified(archive)) throw new AppError('conflict', 'archive.not_verified');
}

/** Read whole where it can be read: after this there is nothing that it could be made from again. */
async function refuseDamaged({ fileState, hashOf }: ArchiveShelf, archive: Archive): Promise<void> {
  const { path, sha256 } = archive;
  const state = await fileState(archive);
  if (state === 'elsewhere') return;
  // What can't be read any more is as good as gone.
  const found = state === 'missing' ? undefined : await hashOf(path).catch(() => undefined);
  if (found === undefined) throw new AppError('not_found', 'archive.file_missing', { params: { path } });
  if (state === 'changed' || found !== sha256)
    throw new AppError('conflict', 'archive.file_changed', { params: { path } });
}

/** Proof that there is a copy, as it stands in the certificate; or the written word that none is needed. */
export async function assure(
  shelf: ArchiveShelf,
  tenant: TenantId,
  purpose: ArchivePurpose,
  assurance: Assurance,
): Promise<Assured> {
  if ('waiver' in assurance) return assurance;
  const archive = await shelf.archives.find(assurance.archiveId);
  if (archive === undefined) throw new AppError('not_found', 'archive.not_found');
  refuseUnfit(archive, tenant, purpose);
  await refuseDamaged(shelf, archive);
  return { archiveId: archive.id, sha256: archive.sha256 };
}

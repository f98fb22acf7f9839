import type { ArchiveRow } from '../../../shared/contract/archives.ts';
import type { CallInput } from '../../../shared/contract/contract.ts';
import { isVerified } from '../../../shared/domain/archives.ts';

export type AssuranceKind = 'backup' | 'export';

/** What the operator says: the archive that there is, or in writing why none is needed. */
export interface GivenAssurance {
  readonly way: 'archive' | 'waiver';
  readonly waiver: string;
}

export const shortestWaiver = 10;

/** Why an archive can't stand for the data; null where it can. */
export function unusable(kind: AssuranceKind, archive: ArchiveRow): 'notVerified' | 'missing' | 'changed' | null {
  if (archive.file === 'missing' || archive.file === 'changed') return archive.file;
  return kind === 'backup' && !isVerified(archive) ? 'notVerified' : null;
}

/** What is sent; null while it is not complete. */
export function assuranceOf(
  kind: AssuranceKind,
  { way, waiver }: GivenAssurance,
  archive: ArchiveRow | null,
): CallInput<'lifecycle.delete'>['backup'] | null {
  if (way === 'waiver') return waiver.trim().length >= shortestWaiver ? { waiver: waiver.trim() } : null;
  return archive === null || unusable(kind, archive) !== null ? null : { archiveId: archive.id };
}

/** What the button says that it does. */
export function deletionVerb(
  backup: GivenAssurance,
  exported: GivenAssurance,
): 'plain' | 'noBackup' | 'noExport' | 'neither' {
  if (backup.way === 'waiver') return exported.way === 'waiver' ? 'neither' : 'noBackup';
  return exported.way === 'waiver' ? 'noExport' : 'plain';
}

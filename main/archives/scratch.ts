import { createHash } from 'node:crypto';
import type { Archive } from '../../shared/domain/archives.ts';
import { copyDatabaseName } from '../../shared/domain/copies.ts';
import type { ArchiveId, CopyId, OperationId } from '../../shared/domain/ids.ts';
import type { CopyNames } from '../layouts/roles/copies.ts';
import type { Work } from './ports.ts';

/** The same on every console that goes on with the operation, so that none leaves another's behind. */
export function scratchId(operationId: OperationId, archiveId: ArchiveId): CopyId {
  const hex = createHash('sha256').update(`${operationId}/${archiveId}`).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join('-') as CopyId;
}

export type ScratchOf = Pick<Archive, 'id' | 'tenantId' | 'database'>;

export function scratchOf({ lease }: Pick<Work, 'lease'>, archive: ScratchOf): CopyNames {
  const id = scratchId(lease.operationId, archive.id);
  return { id, tenantId: archive.tenantId, database: copyDatabaseName(archive.database, 'scratch', id) };
}

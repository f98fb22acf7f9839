import { AppError } from '../../../../shared/errors.ts';
import type { ArchiveRecords } from '../../roles/archives.ts';
import { findArchive, insertArchive, writeVerification } from '../archive-rows.ts';
import type { OperationContext } from './context.ts';

/** The list of backups and exports, as an operation adds to it. */
export const archiveRecords = (context: OperationContext): ArchiveRecords => ({
  record: (archive) => context.fenced((runner) => insertArchive(runner, archive)),
  find: (id) => context.read((runner) => findArchive(runner, id)),
  keepVerification: (id, verification) =>
    context.fenced(async (runner) => {
      if ((await writeVerification(runner, id, verification)) === 0)
        throw new AppError('not_found', 'archive.not_found');
    }),
});

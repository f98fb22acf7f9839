import type { OperationDefinition } from '../operations/definition.ts';
import { backupOperation } from './backup.ts';
import { dropCopyOperation } from './drop-copy.ts';
import { exportOperation } from './export.ts';
import type { ArchiveParts } from './ports.ts';
import { restoreOperation } from './restore.ts';
import { restoreAsNewOperation } from './restore-as-new.ts';
import { swapCopyOperation } from './swap-copy.ts';
import { verifyBackupOperation } from './verify-backup.ts';

/** Every kind of operation on archives and copies. */
export const archiveDefinitions = (parts: ArchiveParts): ReadonlyArray<OperationDefinition> => [
  backupOperation(parts),
  verifyBackupOperation(parts),
  exportOperation(parts),
  restoreOperation(parts),
  restoreAsNewOperation(parts),
  swapCopyOperation(parts),
  dropCopyOperation(parts),
];

import type { ArchiveRow, FileState } from '../../shared/contract/archives.ts';
import type { Archive } from '../../shared/domain/archives.ts';
import { lookAtFile } from './files.ts';

/** Its size only: reading every backup to draw a list would take hours. What uses one reads it whole. */
async function fileState({ machine, path, bytes }: Archive, here: string): Promise<FileState> {
  if (machine !== here) return 'elsewhere';
  const found = await lookAtFile(path).catch(() => undefined);
  if (found === undefined) return 'missing';
  return found.bytes === bytes ? 'there' : 'changed';
}

/** An archive as the window shows it; `here` is this computer's name. */
export async function archiveRow({ inventory, ...archive }: Archive, here: string): Promise<ArchiveRow> {
  return {
    ...archive,
    tables: inventory.tables.length,
    rows: inventory.tables.reduce((sum, { rows }) => sum + rows, 0),
    ...(inventory.module === undefined ? {} : { module: inventory.module }),
    file: await fileState({ ...archive, inventory }, here),
  };
}

import { AppError } from '../../shared/errors.ts';
import type { LastFolder } from './last-folder.ts';

/** Folders that a person chose in the system's dialog. The window names one only to say which of those it was given. */
export interface ChosenFolders {
  last(): string | null;
  choose(folder: string): void;
  /** Throws for any other; remembers it as the last one. */
  require(folder: string): void;
}

export function createChosenFolders(lastFolder: LastFolder): ChosenFolders {
  const chosen = new Set<string>();
  return {
    last: () => lastFolder.get(),
    choose: (folder) => void chosen.add(folder),
    require(folder) {
      if (!chosen.has(folder) && lastFolder.get() !== folder)
        throw new AppError('invalid_input', 'field.invalid', { field: 'folder' });
      lastFolder.set(folder);
    },
  };
}

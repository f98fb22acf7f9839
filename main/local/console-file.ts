import { consoleFileId, consoleMigrations } from './console-schema.ts';
import { openOrQuarantine } from './sqlite-file.ts';

export const openConsoleFile = (path: string, now: Date) =>
  openOrQuarantine({ path, applicationId: consoleFileId, migrations: consoleMigrations }, now);

import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOlderPostgres } from '../servers/older-postgres.ts';
import { temporaryFolder } from './temporary-folder.ts';

/**
 * A folder with a pg_dump that first runs these lines of shell, where `$real` is the true one. `--version` is answered
 * by the true one, or as told.
 */
export function wrappedTool(lines: string, { version, restore }: { version?: string; restore?: string } = {}): string {
  const folder = temporaryFolder();
  const { folder: installed } = findOlderPostgres();
  const wrap = (name: string, script: string): void => {
    const answer = version === undefined ? 'exec "$real" --version' : `echo "${name} (PostgreSQL) ${version}"; exit 0`;
    const text = `#!/bin/sh\nreal='${join(installed, name)}'\nif [ "$1" = --version ]; then ${answer}; fi\n${script}\n`;
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  };
  wrap('pg_dump', lines);
  if (restore === undefined) symlinkSync(join(installed, 'pg_restore'), join(folder, 'pg_restore'));
  else wrap('pg_restore', restore);
  return folder;
}

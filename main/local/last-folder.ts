import { local } from './local-error.ts';
import type { SqliteDatabase } from './sqlite-file.ts';

/** The folder that backups went to last from this computer. Only main writes it: the window never names a path. */
export interface LastFolder {
  get(): string | null;
  set(folder: string): void;
}

const name = 'backupFolder';

export function createLastFolder(db: SqliteDatabase): LastFolder {
  const find = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE name = ?');
  const put = db.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    get() {
      const row = local(() => find.get(name));
      const value: unknown = row === undefined ? null : JSON.parse(row.value);
      return typeof value === 'string' ? value : null;
    },
    set: (folder) => void local(() => put.run(name, JSON.stringify(folder))),
  };
}

import { existsSync, renameSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';
import { isCorrupt, local } from './local-error.ts';

export type SqliteDatabase = Database.Database;

export interface SqliteFile {
  readonly path: string;
  /** Marks the file as ours: another program's database is never written to. */
  readonly applicationId: number;
  /** Numbered from one; each runs once, in its own transaction. */
  readonly migrations: ReadonlyArray<string>;
}

const pragmas: ReadonlyArray<readonly [name: string, value: string, reads: number | string]> = [
  ['journal_mode', 'WAL', 'wal'],
  // After WAL: the library falls back to NORMAL there, and then a power cut can take a row that was reported.
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['busy_timeout', '5000', 5000],
  // macOS alone knows a difference.
  ['fullfsync', 'ON', 1],
  ['checkpoint_fullfsync', 'ON', 1],
];

const read = (db: SqliteDatabase, name: string): unknown => db.pragma(name, { simple: true });

function assertPragmas(db: SqliteDatabase): void {
  for (const [name, , expected] of pragmas)
    if (read(db, name) !== expected) throw new AppError('local_store', 'local.unavailable', { params: { code: name } });
}

function checkIdentity(db: SqliteDatabase, { applicationId, migrations }: SqliteFile): number {
  const version = Number(read(db, 'user_version'));
  const owner = read(db, 'application_id');
  const tables = Number(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
  if (owner !== applicationId && !(owner === 0 && version === 0 && tables === 0))
    throw new AppError('local_store', 'local.corrupt');
  if (version > migrations.length) throw new AppError('local_store', 'local.newer', { params: { version } });
  return version;
}

/** Opens the file as it must be and proves it. Throws `local.corrupt`, `local.newer` or `local.unavailable`. */
export function openSqliteFile(file: SqliteFile): SqliteDatabase {
  // A journal without its database: SQLite would begin a new one over it and the rows in it would be lost.
  if (!existsSync(file.path) && existsSync(`${file.path}-wal`)) throw new AppError('local_store', 'local.corrupt');
  return local(() => {
    const db = new Database(file.path);
    try {
      const version = checkIdentity(db, file);
      for (const [name, value] of pragmas) db.pragma(`${name} = ${value}`);
      if (read(db, 'quick_check') !== 'ok') throw new AppError('local_store', 'local.corrupt');
      for (const [index, sql] of file.migrations.entries()) {
        if (index < version) continue;
        db.transaction(() => {
          db.exec(sql);
          db.pragma(`user_version = ${index + 1}`);
        }).immediate();
      }
      // The first write of this connection: what the pragmas say after it is what holds.
      db.pragma(`application_id = ${file.applicationId}`);
      db.pragma('synchronous = FULL');
      assertPragmas(db);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/** Puts a damaged database aside, all three of its files under one name. Nothing is ever unlinked. */
function quarantine(path: string, at: Date): string {
  const aside = `${path}.quarantined-${at.toISOString().replaceAll(':', '').replaceAll('.', '')}`;
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  return aside;
}

/** Like `openSqliteFile`, but a damaged file is put aside and a new one begun; says where the old one is now. */
export function openOrQuarantine(
  file: SqliteFile,
  now: Date,
): { readonly db: SqliteDatabase; readonly quarantined: string | null } {
  try {
    return { db: openSqliteFile(file), quarantined: null };
  } catch (error) {
    if (!isCorrupt(error)) throw error;
    const quarantined = quarantine(file.path, now);
    return { db: openSqliteFile(file), quarantined };
  }
}

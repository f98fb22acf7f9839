import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';

export const isCorrupt = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'local_store' && error.key === 'local.corrupt';

/** SQLite's error as data. Its message is not kept: it may quote a statement. */
export function fromSqlite(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof Database.SqliteError) {
    const code = error.code;
    if (code === 'SQLITE_FULL') return new AppError('local_store', 'local.disk_full', { retry: true });
    if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
      return new AppError('local_store', 'local.corrupt');
    if (/^SQLITE_(IOERR|CANTOPEN|READONLY|PERM|BUSY|LOCKED)/.test(code))
      return new AppError('local_store', 'local.unavailable', { params: { code }, retry: true });
  }
  return new AppError('internal', 'internal', { cause: error });
}

export function local<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw fromSqlite(error);
  }
}

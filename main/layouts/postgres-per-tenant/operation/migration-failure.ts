import type { ErrorKey } from '../../../../shared/error-keys.ts';
import { AppError } from '../../../../shared/errors.ts';
import { classified, errorClassOf } from '../../../operations/error-class.ts';
import { fromPg } from '../../pg/errors.ts';
import type { Migration } from '../../roles/migrations.ts';

const paramsOf = ({ module, version, name }: Migration) => ({ module, version, name });

/**
 * Names the migration and keeps the server's words. Whoever only waited too long may try again; a lost server, a full
 * disk and a cancellation are no failure of the migration, and stay what they are.
 */
export function migrationFailed(error: unknown, migration: Migration, key: ErrorKey = 'migration.failed'): AppError {
  const cause = fromPg(error);
  const errorClass = errorClassOf(cause);
  if (cause.server === undefined || cause.code === 'cancelled') return cause;
  const { server } = cause;
  if (errorClass === 'retry')
    return classified(
      new AppError(cause.code, 'migration.blocked', { params: paramsOf(migration), server, retry: true }),
      'retry',
    );
  if (errorClass !== 'permanent') return cause;
  const params = { ...paramsOf(migration), ...(key === 'migration.not_in_place' ? { missing: server.message } : {}) };
  return classified(new AppError('refused', key, { params, server }), 'permanent');
}

/** It ran through, and what it was to bring is not there. */
export const notInPlace = (migration: Migration, missing: string): AppError =>
  classified(
    new AppError('refused', 'migration.not_in_place', { params: { ...paramsOf(migration), missing } }),
    'permanent',
  );

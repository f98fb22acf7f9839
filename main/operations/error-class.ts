import type { ErrorClass } from '../../shared/domain/operations.ts';
import { AppError } from '../../shared/errors.ts';

const classes = new WeakMap<AppError, ErrorClass>();

/** A layout says how an error of its server is to be met; nothing else knows the server's codes. */
export function classified(error: AppError, errorClass: ErrorClass): AppError {
  classes.set(error, errorClass);
  return error;
}

/** What no layout classified is permanent: trying again without a reason to hope is how things get done twice. */
export const errorClassOf = (error: unknown): ErrorClass =>
  error instanceof AppError ? (classes.get(error) ?? 'permanent') : 'permanent';

import type { AppError } from '../../shared/errors.ts';
import type { OperationLog } from './operation-log.ts';

/** Stands where the log could not be opened: reading and writing say why, and so nothing can be changed. */
export function createUnavailableLog(error: AppError): OperationLog {
  const refuse = (): never => {
    throw error;
  };
  return {
    quarantined: null,
    intent: refuse,
    outcome: () => undefined,
    record: refuse,
    list: refuse,
    get: refuse,
    choices: refuse,
    close: () => undefined,
  };
}

import { fromSqlite } from './local-error.ts';
import { type OperationLog, type OperationLogOptions, openOperationLog } from './operation-log.ts';
import { createUnavailableLog } from './unavailable-log.ts';

/** A log that can't be opened does not keep the console from reading; it keeps it from changing anything. */
export function openOperationLogOrRefuse(options: OperationLogOptions): OperationLog {
  try {
    return openOperationLog(options);
  } catch (error) {
    return createUnavailableLog(fromSqlite(error));
  }
}

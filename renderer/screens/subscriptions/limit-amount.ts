import type { LimitKey } from '../../../shared/domain/limits.ts';
import type { Format } from '../../i18n/format.ts';

/** Rows are counted whole; storage is used by parts of a GB. */
export const limitAmount =
  (format: Pick<Format, 'number'>, key: LimitKey) =>
  (value: number): string =>
    format.number(value, key === 'max_storage_gb' && !Number.isInteger(value) ? 2 : 0);

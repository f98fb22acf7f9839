import type { CopyId } from './ids.ts';

/**
 * `beside`: a backup brought back for comparing with the living database. `rollback`: what was the living one until a
 * swap. `scratch`: made to prove a backup, and dropped at once.
 */
export const copyPurposes = ['beside', 'rollback', 'scratch'] as const;
export type CopyPurpose = (typeof copyPurposes)[number];

const letters: Readonly<Record<CopyPurpose, string>> = { beside: 'r', rollback: 'o', scratch: 'v' };
const longest = 63;

/** `Stocker_abc_Db` and a copy's id give `Stocker_abc_Db_r_1a2b3c4d5e6f`; what would be cut is cut here, before the suffix. */
export function copyDatabaseName(database: string, purpose: CopyPurpose, id: CopyId): string {
  const suffix = `_${letters[purpose]}_${id.replaceAll('-', '').slice(0, 12)}`;
  return `${database.slice(0, longest - suffix.length)}${suffix}`;
}

/** Whether a database's name says that it is such a copy. Says nothing of whose it is. */
export const looksLikeCopy = (database: string): boolean => /_[rov]_[0-9a-f]{12}$/.test(database);

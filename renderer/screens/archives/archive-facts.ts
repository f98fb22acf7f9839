import type { ArchiveRow, FileState } from '../../../shared/contract/archives.ts';
import { ageInDays, isVerified } from '../../../shared/domain/archives.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';

export const proofs = ['failed', 'never', 'verified'] as const;
/** What is known of whether a backup can be restored. */
export type Proof = (typeof proofs)[number];

export const fileStates = ['there', 'missing', 'changed', 'elsewhere'] as const satisfies ReadonlyArray<FileState>;

export const proofOf = (archive: Pick<ArchiveRow, 'verification'>): Proof => {
  if (archive.verification === null) return 'never';
  return isVerified(archive) ? 'verified' : 'failed';
};

export const isBackup = ({ purpose }: Pick<ArchiveRow, 'purpose'>): boolean => purpose === 'backup';

const newestFirst = (a: ArchiveRow, b: ArchiveRow): number => b.madeAt.localeCompare(a.madeAt);

export const backupsOf = (rows: ReadonlyArray<ArchiveRow>): ReadonlyArray<ArchiveRow> =>
  rows.filter(isBackup).sort(newestFirst);

export const exportsOf = (rows: ReadonlyArray<ArchiveRow>): ReadonlyArray<ArchiveRow> =>
  rows.filter((row) => !isBackup(row)).sort(newestFirst);

/** The newest backup of every tenant that has one. */
export function newestOfEach(rows: ReadonlyArray<ArchiveRow>): ReadonlyArray<ArchiveRow> {
  const newest = new Map<TenantId, ArchiveRow>();
  for (const row of backupsOf(rows)) if (!newest.has(row.tenantId)) newest.set(row.tenantId, row);
  return [...newest.values()];
}

/** Of these tenants, those that no backup is of. */
export function withoutBackup(
  tenants: ReadonlyArray<TenantId>,
  rows: ReadonlyArray<ArchiveRow>,
): ReadonlyArray<TenantId> {
  const backedUp = new Set(rows.filter(isBackup).map(({ tenantId }) => tenantId));
  return tenants.filter((id) => !backedUp.has(id));
}

export interface ArchiveFilter {
  readonly search: string;
  readonly proofs: ReadonlyArray<Proof>;
  readonly files: ReadonlyArray<FileState>;
  readonly olderThanDays: number | null;
}

export const everyArchive: ArchiveFilter = { search: '', proofs: [], files: [], olderThanDays: null };

/** As people type: without regard to Turkish letters and case. */
const folded = (text: string): string =>
  text.toLocaleLowerCase('tr').replaceAll('ı', 'i').normalize('NFD').replaceAll(/\p{M}/gu, '');

export function narrowed(rows: ReadonlyArray<ArchiveRow>, filter: ArchiveFilter, now: Date): ReadonlyArray<ArchiveRow> {
  const sought = folded(filter.search.trim());
  return rows.filter(
    (row) =>
      (filter.proofs.length === 0 || filter.proofs.includes(proofOf(row))) &&
      (filter.files.length === 0 || filter.files.includes(row.file)) &&
      (filter.olderThanDays === null || ageInDays(row.madeAt, now) > filter.olderThanDays) &&
      (sought === '' || [row.tenantName, row.tenantCode, row.path].some((text) => folded(text).includes(sought))),
  );
}

export const archiveSortColumns = ['tenant', 'made', 'age', 'size', 'proof'] as const;
export type ArchiveSortColumn = (typeof archiveSortColumns)[number];
export interface ArchiveSort {
  readonly column: ArchiveSortColumn;
  readonly descending: boolean;
}

/** `compare` puts names in order; what is equal stays newest first. Proofs begin with what failed. */
export function sorted(
  rows: ReadonlyArray<ArchiveRow>,
  { column, descending }: ArchiveSort,
  compare: (a: string, b: string) => number,
): ReadonlyArray<ArchiveRow> {
  const orders: Readonly<Record<ArchiveSortColumn, (a: ArchiveRow, b: ArchiveRow) => number>> = {
    tenant: (a, b) => compare(a.tenantName, b.tenantName),
    made: (a, b) => a.madeAt.localeCompare(b.madeAt),
    age: (a, b) => b.madeAt.localeCompare(a.madeAt),
    size: (a, b) => a.bytes - b.bytes,
    proof: (a, b) => proofs.indexOf(proofOf(a)) - proofs.indexOf(proofOf(b)),
  };
  const order = orders[column];
  return [...rows].sort((a, b) => (descending ? order(b, a) : order(a, b)) || newestFirst(a, b));
}

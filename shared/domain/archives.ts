import type { AppErrorData } from '../errors.ts';
import type { ArchiveId, TenantId } from './ids.ts';
import type { Inventory } from './inventory.ts';

/** `pg_dump`: the server's own tool. `console`: the console's own form, where that tool is missing or older than the server. */
export const archiveFormats = ['pg_dump', 'console', 'zip'] as const;
export type ArchiveFormat = (typeof archiveFormats)[number];

/** A backup can be brought back; an export is for the tenant's people, in open formats, and can't. */
export type ArchivePurpose = 'backup' | 'export';

export interface Verification {
  readonly at: string;
  readonly by: string;
  /** Null: it was brought back into a scratch database, and nothing differed. */
  readonly problem: AppErrorData | null;
}

/** What the platform knows of a file that lies with an operator. */
export interface Archive {
  readonly id: ArchiveId;
  readonly purpose: ArchivePurpose;
  readonly tenantId: TenantId;
  readonly tenantCode: string;
  readonly tenantName: string;
  readonly database: string;
  readonly format: ArchiveFormat;
  /** As in `pg_dump 18.4` or `Tenantry 0.1.0`. */
  readonly tool: string;
  readonly server: string;
  /** The computer on which the file was written, and where there. */
  readonly machine: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly inventory: Inventory;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly verification: Verification | null;
}

export const isVerified = ({ verification }: Pick<Archive, 'verification'>): boolean => verification?.problem === null;

const dayMs = 86_400_000;

/** Whole days since it was made; what was made in the future (a clock that was set back) is of today. */
export const ageInDays = (madeAt: string, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - Date.parse(madeAt)) / dayMs));

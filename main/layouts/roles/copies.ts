import type { CopyRow } from '../../../shared/contract/archives.ts';
import type { CopyPurpose } from '../../../shared/domain/copies.ts';
import type { ArchiveId, CopyId, TenantId } from '../../../shared/domain/ids.ts';
import type { Comparison } from '../../../shared/domain/inventory.ts';
import type { Evidence } from '../../../shared/domain/operations.ts';
import type { StorageNames } from './provisioning.ts';

export interface CopyCatalog {
  /** Those that were not dropped, newest first. */
  list(tenantId: TenantId | null): Promise<ReadonlyArray<CopyRow>>;
  find(id: CopyId): Promise<CopyRow | undefined>;
}

export interface CopyNames {
  readonly id: CopyId;
  readonly tenantId: TenantId;
  readonly database: string;
}

export interface NewCopy extends CopyNames {
  readonly purpose: CopyPurpose;
  readonly archiveId: ArchiveId | null;
  readonly madeBy: string;
}

/** `loading`: made, and perhaps half full. `foreign`: a database of this name without this copy's mark. */
export type CopyState = 'absent' | 'creating' | 'invalid' | 'loading' | 'loaded' | 'foreign';

/** Databases beside a tenant's own. Never touches one that does not carry the copy's mark. */
export interface CopyBuilder {
  /** Its row before its database, so that nothing is made that nobody knows of. Idempotent. */
  reserve(copy: NewCopy): Promise<void>;
  state(copy: CopyNames): Promise<CopyState>;
  /** An empty, marked database that nobody else may connect to; one that is half full is dropped and made again. */
  create(copy: CopyNames, signal: AbortSignal): Promise<Evidence>;
  markLoaded(copy: CopyNames): Promise<void>;
  keepComparison(copy: CopyNames, comparison: Comparison): Promise<void>;
  comparison(copy: CopyNames): Promise<Comparison | undefined>;
  /** The database, if it is there and marked; then its row says that it is gone. */
  drop(copy: CopyNames, signal: AbortSignal): Promise<Evidence>;
  isDropped(copy: CopyNames): Promise<boolean>;
  /** Both renames, the marks and the rows in one transaction; sessions of both are ended before it. */
  swap(ask: Swap, signal: AbortSignal): Promise<Evidence>;
  isSwapped(ask: Swap): Promise<boolean>;
  /** The copy's database gets a new tenant's name and stamp, and is a copy no more. */
  adopt(copy: CopyNames, names: StorageNames, signal: AbortSignal): Promise<void>;
  /** Databases of this tenant that are copies of any purpose. */
  ofTenant(tenantId: TenantId): Promise<ReadonlyArray<CopyNames>>;
}

export interface Swap {
  readonly tenant: StorageNames;
  readonly copy: CopyNames;
  readonly rollback: NewCopy;
}

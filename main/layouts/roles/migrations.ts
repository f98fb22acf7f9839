import type { OperationId, TenantId } from '../../../shared/domain/ids.ts';
import type { StorageNames } from './provisioning.ts';

/** Whose database it is. */
export type TenantDatabase = Pick<StorageNames, 'tenantId' | 'database'>;

interface MigrationKey {
  readonly module: string;
  readonly version: string;
  readonly checksum: string;
}

/** A line of the tenant's own history. */
export interface AppliedMigration extends MigrationKey {
  /** That brought it. */
  readonly operationId: OperationId;
}

export interface Migration extends MigrationKey {
  readonly name: string;
  readonly sql: string;
  /** Takes it back; null where it can't be taken back. */
  readonly down: string | null;
  /** Statements that return no rows when the migration is in place. Run in its transaction; null where there are none. */
  readonly validate: string | null;
}

/** What a bundle says of a module. */
export interface ModuleManifest {
  readonly code: string;
  /** Where its tables lie. */
  readonly schema: string;
  readonly dependsOn: ReadonlyArray<string>;
}

export interface Migrator {
  /** Every module that this version of the console ships, `core` left out. */
  modules(): ReadonlyArray<ModuleManifest>;
  /** What this version of the console ships for a module, in order. */
  available(module: string): ReadonlyArray<Migration>;
  applied(of: TenantDatabase): Promise<ReadonlyArray<AppliedMigration>>;
  /** The change, its validation and its history row in one transaction, under the tenant's own fence. */
  apply(of: TenantDatabase, migration: Migration, signal: AbortSignal): Promise<void>;
  /** Takes it back, with its history row. Throws `migration.irreversible` where it has no way back. */
  revert(of: TenantDatabase, migration: Migration, signal: AbortSignal): Promise<void>;
}

export interface InstalledModule {
  readonly module: string;
  /** The newest version in the tenant's own history. */
  readonly version: string;
  readonly appliedAt: string;
  readonly history: ReadonlyArray<{ readonly version: string; readonly name: string; readonly appliedAt: string }>;
  /** Of the module's schema as it is: null where it is gone. */
  readonly tables: ReadonlyArray<{ readonly name: string; readonly rows: number }> | null;
  readonly bytes: number | null;
}

/** Looking into a tenant's database for what is installed there. */
export interface ModuleInspector {
  /** What this version of the console ships for a module, in order. Empty where it ships nothing. */
  available(module: string): ReadonlyArray<Migration>;
  /** Null where its database can't be read; throws only where the server can't. */
  installed(of: TenantDatabase): Promise<ReadonlyArray<InstalledModule> | null>;
}

/** What can be removed of a module, under the fence. */
export interface ModuleRemover {
  /** Tables and rows of its schema; undefined where there is none. */
  contents(
    of: TenantDatabase,
    manifest: ModuleManifest,
  ): Promise<{ readonly tables: number; readonly rows: number } | undefined>;
  /** Schema and history rows go in one transaction. Throws `module.used_elsewhere` where another schema refers to it. */
  purge(of: TenantDatabase, manifest: ModuleManifest, signal: AbortSignal): Promise<void>;
}

export interface ModuleRecord {
  readonly tenantId: TenantId;
  readonly module: string;
  readonly action: 'activated' | 'deactivated' | 'purged';
  readonly by: string;
  readonly reason: string | null;
  readonly at: string;
}

import type { PackageId } from '../../../shared/domain/ids.ts';
import type { ModuleDefinition } from '../../../shared/domain/modules.ts';
import type { Money } from '../../../shared/domain/money.ts';
import type { Package, PackageDefinition, PackageVersion } from '../../../shared/domain/packages.ts';

export interface PackageUse {
  /** Tenants whose subscription to it has not ended. */
  readonly tenants: number;
  /** One sum a currency. */
  readonly mrr: ReadonlyArray<Money>;
  /** The same tenants by the version that they bought, newest first. */
  readonly versions: ReadonlyArray<{ readonly version: number; readonly tenants: number }>;
}

/** What the platform sells. */
export interface PackageCatalog {
  /** By their order, then by price. */
  list(): Promise<ReadonlyArray<Package & { readonly use: PackageUse }>>;
  find(id: PackageId): Promise<Package | undefined>;
  /** Newest first. A package that was never changed has one, without an author. */
  versions(id: PackageId): Promise<ReadonlyArray<PackageVersion>>;
  /** Throws `package.order_taken` where another stands at its place. */
  create(id: PackageId, definition: PackageDefinition, by: string): Promise<Package>;
  /**
   * A new version, in one transaction. Whoever pays already keeps price, limits and modules: subscriptions that lived by
   * the package's own row get theirs written down first. Throws `package.changed` where `expected` is not the version.
   */
  change(
    id: PackageId,
    change: { readonly expected: number; readonly definition: PackageDefinition; readonly by: string },
  ): Promise<Package>;
  /** All of them, the least first. No new version: nobody buys anything else by it. Throws `package.list_changed`. */
  reorder(order: ReadonlyArray<PackageId>): Promise<void>;
}

/** The modules that the platform defines, with what this computer's bundle knows of them. */
export interface ModuleCatalog {
  list(): Promise<ReadonlyArray<ModuleDefinition>>;
  /** How many tenants are entitled to each. */
  use(): Promise<ReadonlyMap<string, number>>;
}

import type { FeatureFlag, FlagEvent, FlagList, FlagRules, FlagSubject } from '../../../shared/domain/flags.ts';
import type { OperationId, PackageId, TenantId } from '../../../shared/domain/ids.ts';

/** What is written of a flag; the rest comes from the platform. */
export type FlagContent = Omit<FeatureFlag, 'version' | 'createdAt' | 'updatedAt' | 'problems'>;

export interface FlagPackage {
  readonly id: PackageId;
  readonly name: string;
  readonly order: number;
}

export interface FlagCatalog {
  /** By key. */
  list(): Promise<ReadonlyArray<FeatureFlag>>;
  find(key: string): Promise<FeatureFlag | undefined>;
  /** Newest first, the last 200; of all flags where no key is given, also of those that are gone. */
  events(key: string | null): Promise<ReadonlyArray<FlagEvent>>;
  /** Throws `flag.exists`; keys that differ only in case are one. */
  create(flag: FlagContent, by: string): Promise<FeatureFlag>;
  /** Throws `flag.changed` where `expected` is not the version, and `flag.not_found`. */
  change(
    key: string,
    change: {
      readonly expected: number;
      readonly after: Omit<FlagContent, 'key'>;
      readonly action: Exclude<FlagEvent['action'], 'listed' | 'removed'>;
      readonly reason: string | null;
      readonly by: string;
    },
  ): Promise<FeatureFlag>;
  remove(
    key: string,
    change: { readonly expected: number; readonly reason: string; readonly by: string },
  ): Promise<void>;
  /** Every tenant that is not gone, by name, with what its flags depend on; or that one, where it is not gone. */
  subjects(only?: TenantId): Promise<ReadonlyArray<FlagSubject>>;
  /** What a flag can require, the best last. */
  packages(): Promise<ReadonlyArray<FlagPackage>>;
}

/** For an operation, under its fence: one tenant comes onto, or leaves, one list of a flag. */
export interface FlagRecords {
  find(key: string): Promise<FlagRules | undefined>;
  /** With a line in the flag's history. Nothing where it stands there already. Throws `flag.not_found`. */
  list(change: {
    readonly key: string;
    readonly tenantId: TenantId;
    readonly to: FlagList;
    readonly reason: string;
    readonly by: string;
    readonly operationId: OperationId;
  }): Promise<void>;
  /**
   * The tenant goes back to where this operation took it from: false where the operation moved nothing, or somebody
   * moved it since.
   */
  putBack(change: {
    readonly key: string;
    readonly tenantId: TenantId;
    readonly to: FlagList;
    readonly by: string;
    readonly operationId: OperationId;
  }): Promise<boolean>;
}

import type { FeatureFlag, FlagEvent, FlagRules, FlagSubject } from '../../../shared/domain/flags.ts';
import type { OperationId, TenantId } from '../../../shared/domain/ids.ts';

export interface FlagCatalog {
  list(): Promise<ReadonlyArray<FeatureFlag>>;
  find(key: string): Promise<FeatureFlag | undefined>;
  /** Newest first. */
  events(key: string): Promise<ReadonlyArray<FlagEvent>>;
  /** Throws `flag.exists`. */
  create(flag: Omit<FeatureFlag, 'version' | 'createdAt' | 'updatedAt'>, by: string): Promise<FeatureFlag>;
  /** Throws `flag.changed` where `expected` is not the version. */
  change(
    key: string,
    change: {
      readonly expected: number;
      readonly after: Omit<FeatureFlag, 'key' | 'version' | 'createdAt' | 'updatedAt'>;
      readonly action: FlagEvent['action'];
      readonly reason: string | null;
      readonly by: string;
    },
  ): Promise<FeatureFlag>;
  remove(
    key: string,
    change: { readonly expected: number; readonly reason: string; readonly by: string },
  ): Promise<void>;
  /** Every tenant that is not gone, with what its flags depend on. */
  subjects(): Promise<ReadonlyArray<FlagSubject>>;
}

/** For an operation, under its fence: one tenant comes onto, or leaves, one list of a flag. */
export interface FlagRecords {
  find(key: string): Promise<FlagRules | undefined>;
  list(change: {
    readonly key: string;
    readonly tenantId: TenantId;
    /** `nowhere`: off both lists. */
    readonly to: 'always_on' | 'never_on' | 'nowhere';
    readonly reason: string;
    readonly by: string;
    readonly operationId: OperationId;
  }): Promise<void>;
}

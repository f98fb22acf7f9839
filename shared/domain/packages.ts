import type { PackageId } from './ids.ts';
import type { Limits } from './limits.ts';

export interface PackageModule {
  readonly code: string;
  readonly name: string;
  readonly included: boolean;
  /** How many rows of its main things a tenant may have; null: as many as it likes. */
  readonly maxEntities: number | null;
}

/** What is sold. Prices are net, in minor units of `currency`. */
export interface PackageDefinition {
  readonly names: { readonly en: string; readonly tr: string };
  /** The platform's own word for its kind, as in `Professional`. */
  readonly type: string;
  readonly monthlyPrice: number;
  /** Null: not sold by the year. */
  readonly yearlyPrice: number | null;
  readonly currency: string;
  readonly limits: Limits;
  readonly modules: ReadonlyArray<PackageModule>;
  /** Keys such as `custom_domain`, `api_access`, `priority_support`. */
  readonly features: ReadonlyArray<string>;
  /** Keys of the feature flags that this package has; where none is named, it has all. */
  readonly flags: ReadonlyArray<string>;
  /** Better packages have higher numbers. */
  readonly order: number;
  readonly active: boolean;
}

export interface Package extends PackageDefinition {
  readonly id: PackageId;
  /** 1 for as long as it was never changed. */
  readonly version: number;
}

/** What is sold now under this name, or was when somebody bought it. */
export interface PackageVersion {
  readonly version: number;
  readonly definition: PackageDefinition;
  /** Null and empty where nobody wrote it down: the version that the console found. */
  readonly at: string | null;
  readonly by: string;
}

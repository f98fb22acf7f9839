export const limitKeys = ['max_users', 'max_customers', 'max_projects', 'max_storage_gb', 'api_rate_limit'] as const;
/** What a package bounds. `api_rate_limit` is per hour, `max_storage_gb` in GB, the others count rows. */
export type LimitKey = (typeof limitKeys)[number];

/** A key that is missing, or null, is not limited. */
export type Limits = Readonly<Partial<Record<LimitKey, number | null>>>;

/** What one tenant has instead of its package's limit. Null: no limit. */
export interface LimitOverride {
  readonly key: LimitKey;
  readonly value: number | null;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  /** The last day on which it holds; null: until it is taken back. */
  readonly until: string | null;
}

export interface EffectiveLimit {
  readonly key: LimitKey;
  /** Null: not limited. */
  readonly value: number | null;
  readonly origin:
    | { readonly from: 'package'; readonly packageName: string }
    | {
        readonly from: 'override';
        readonly by: string;
        readonly reason: string;
        readonly until: string | null;
        readonly packageValue: number | null;
      }
    | { readonly from: 'nothing' };
  /** What is used now; null where it can't be told. */
  readonly used: number | null;
}

interface Sources {
  readonly fromPackage: { readonly name: string; readonly limits: Limits } | null;
  readonly overrides: ReadonlyArray<LimitOverride>;
  readonly used: Readonly<Partial<Record<LimitKey, number>>>;
  /** A day in the seller's time zone, as `2026-11-21`. */
  readonly today: string;
}

/** Each limit as it holds today, and where it comes from. An override wins until its last day is over. */
export const effectiveLimits = ({ fromPackage, overrides, used, today }: Sources): ReadonlyArray<EffectiveLimit> =>
  limitKeys.map((key): EffectiveLimit => {
    const packageValue = fromPackage?.limits[key] ?? null;
    const override = overrides.find((one) => one.key === key && (one.until === null || one.until >= today));
    const rest = { key, used: used[key] ?? null };
    if (override !== undefined) {
      const { value, by, reason, until } = override;
      return { ...rest, value, origin: { from: 'override', by, reason, until, packageValue } };
    }
    if (fromPackage === null) return { ...rest, value: null, origin: { from: 'nothing' } };
    return { ...rest, value: packageValue, origin: { from: 'package', packageName: fromPackage.name } };
  });

import { type LimitKey, limitKeys } from './limits.ts';
import type { Money } from './money.ts';
import type { PackageDefinition, PackageModule } from './packages.ts';
import type { BillingPeriod } from './subscriptions.ts';

/** One thing that is another in the second of two definitions, so that it can be said in a sentence. */
export type PackageChange =
  | { readonly of: 'name'; readonly language: 'en' | 'tr'; readonly before: string; readonly after: string }
  | { readonly of: 'type'; readonly before: string; readonly after: string }
  | {
      readonly of: 'price';
      readonly period: BillingPeriod;
      /** Null: not sold by this period. */
      readonly before: Money | null;
      readonly after: Money | null;
    }
  /** Null: no limit. */
  | { readonly of: 'limit'; readonly key: LimitKey; readonly before: number | null; readonly after: number | null }
  | {
      readonly of: 'module';
      readonly change: 'added' | 'removed';
      readonly code: string;
      readonly name: string;
      readonly maxEntities: number | null;
    }
  | {
      readonly of: 'module_limit';
      readonly code: string;
      readonly name: string;
      readonly before: number | null;
      readonly after: number | null;
    }
  | { readonly of: 'feature' | 'flag'; readonly change: 'added' | 'removed'; readonly key: string }
  | { readonly of: 'order'; readonly before: number; readonly after: number }
  | { readonly of: 'active'; readonly after: boolean };

const languages = ['en', 'tr'] as const;
const periods = ['monthly', 'yearly'] as const;

const priceOf = (one: PackageDefinition, period: BillingPeriod): Money | null => {
  const minor = period === 'monthly' ? one.monthlyPrice : one.yearlyPrice;
  return minor === null ? null : { minor, currency: one.currency };
};

const same = (a: Money | null, b: Money | null): boolean => a?.minor === b?.minor && a?.currency === b?.currency;

function changedModules(before: PackageDefinition, after: PackageDefinition): ReadonlyArray<PackageChange> {
  const included = ({ modules }: PackageDefinition): ReadonlyMap<string, PackageModule> =>
    new Map(modules.filter((one) => one.included).map((one) => [one.code, one]));
  const [had, has] = [included(before), included(after)];
  return [...new Set([...had.keys(), ...has.keys()])].toSorted().flatMap((code): ReadonlyArray<PackageChange> => {
    const [old, now] = [had.get(code), has.get(code)];
    if (now === undefined)
      return old === undefined ? [] : [{ of: 'module', change: 'removed', code, name: old.name, maxEntities: null }];
    const { name, maxEntities } = now;
    if (old === undefined) return [{ of: 'module', change: 'added', code, name, maxEntities }];
    if (old.maxEntities === maxEntities) return [];
    return [{ of: 'module_limit', code, name, before: old.maxEntities, after: maxEntities }];
  });
}

const changedKeys = (
  of: 'feature' | 'flag',
  before: ReadonlyArray<string>,
  after: ReadonlyArray<string>,
): ReadonlyArray<PackageChange> =>
  [...new Set([...before, ...after])].toSorted().flatMap((key): ReadonlyArray<PackageChange> => {
    if (before.includes(key) === after.includes(key)) return [];
    return [{ of, change: after.includes(key) ? 'added' : 'removed', key }];
  });

/** What is another in the second one, in the order of the editor. Modules that are not included are as if not there. */
export function diffOfPackages(before: PackageDefinition, after: PackageDefinition): ReadonlyArray<PackageChange> {
  return [
    ...languages.flatMap((language): ReadonlyArray<PackageChange> => {
      const [old, now] = [before.names[language], after.names[language]];
      return old === now ? [] : [{ of: 'name', language, before: old, after: now }];
    }),
    ...(before.type === after.type ? [] : [{ of: 'type', before: before.type, after: after.type } as const]),
    ...periods.flatMap((period): ReadonlyArray<PackageChange> => {
      const [old, now] = [priceOf(before, period), priceOf(after, period)];
      return same(old, now) ? [] : [{ of: 'price', period, before: old, after: now }];
    }),
    ...limitKeys.flatMap((key): ReadonlyArray<PackageChange> => {
      const [old, now] = [before.limits[key] ?? null, after.limits[key] ?? null];
      return old === now ? [] : [{ of: 'limit', key, before: old, after: now }];
    }),
    ...changedModules(before, after),
    ...changedKeys('feature', before.features, after.features),
    ...changedKeys('flag', before.flags, after.flags),
    ...(before.order === after.order ? [] : [{ of: 'order', before: before.order, after: after.order } as const]),
    ...(before.active === after.active ? [] : [{ of: 'active', after: after.active } as const]),
  ];
}

/** Whether who pays already would feel it, were it not for the version that they bought. */
export const touchesWhoPays = (change: PackageChange): boolean =>
  change.of === 'price' || change.of === 'limit' || change.of === 'module' || change.of === 'module_limit';

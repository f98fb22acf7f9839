import type { ListPlace, TenantCatalog } from '../../../main/layouts/layout.ts';
import {
  type BuiltInView,
  builtInViews,
  type TenantFilter,
  type TenantRow,
  type TenantSort,
  viewFilters,
} from '../../../shared/contract/tenants.ts';
import { isVerified } from '../../../shared/domain/archives.ts';
import { effectiveAccess, isLive } from '../../../shared/domain/holds.ts';
import { lifecycles } from '../../../shared/domain/lifecycle.ts';
import type { Money } from '../../../shared/domain/money.ts';
import { foldForSearch } from '../../../shared/domain/names.ts';
import { monthlyAmount } from '../../../shared/domain/subscriptions.ts';
import { AppError } from '../../../shared/errors.ts';
import { holdsOf } from './holds.ts';
import type { MemorySubscription, MemoryTenant, MemoryWorld } from './world.ts';

const dayMs = 86_400_000;

const subscriptionOf = (world: MemoryWorld, { id }: MemoryTenant): MemorySubscription | undefined =>
  world.subscriptions.findLast(({ tenantId }) => tenantId === id);

function rowOf(world: MemoryWorld, tenant: MemoryTenant): TenantRow {
  const { id, name, code, lifecycle, suspended, setupCompletedAt, createdAt, database } = tenant;
  const subscription = subscriptionOf(world, tenant);
  const bought = world.packages.find((one) => one.id === subscription?.packageId);
  const holdKinds = holdsOf(world, id)
    .filter(isLive)
    .map(({ kind }) => kind);
  return {
    ...{ id, name, code, lifecycle, suspended, createdAt },
    holdKinds: [...new Set(holdKinds)],
    setupCompleted: setupCompletedAt !== null,
    subscription: subscription?.status ?? null,
    trialEndsAt: subscription?.trialEndsAt ?? null,
    packageName: bought?.name ?? null,
    mrr: subscription === undefined ? null : mrrOf(subscription),
    users: world.users.filter(({ tenantId }) => tenantId === id).length,
    maxUsers: bought?.maxUsers ?? null,
    domain: world.domains.find(({ tenantId, isPrimary }) => tenantId === id && isPrimary)?.name ?? null,
    databaseName: database,
  };
}

const mrrOf = ({ price, period, status }: MemorySubscription): Money => ({
  minor: monthlyAmount(price.minor, period, status),
  currency: price.currency,
});

function matches(world: MemoryWorld, row: TenantRow, filter: TenantFilter): boolean {
  const text = ` ${foldForSearch([row.name, row.code, row.domain ?? '', ...emailsOf(world, row)].join(' '))}`;
  const words = foldForSearch(filter.search)
    .split(' ')
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const packageId = world.subscriptions.findLast(({ tenantId }) => tenantId === row.id)?.packageId;
  const trialLeft = row.trialEndsAt === null ? Number.NaN : Date.parse(row.trialEndsAt) - world.clock.now;
  const trialDays = filter.trialEndsWithinDays;
  const createdDays = filter.createdWithinDays;
  return (
    words.every((word) => text.includes(word)) &&
    (filter.lifecycles.length === 0 || filter.lifecycles.includes(row.lifecycle)) &&
    (filter.suspended === null || filter.suspended === row.suspended) &&
    (filter.subscriptions.length === 0 || filter.subscriptions.includes(row.subscription ?? 'none')) &&
    (filter.packageIds.length === 0 || (packageId !== undefined && filter.packageIds.includes(packageId))) &&
    (trialDays === null ||
      (row.subscription === 'trial' && trialLeft > -dayMs && trialLeft < (trialDays + 1) * dayMs)) &&
    (!filter.overUserLimit || (row.maxUsers !== null && row.users > row.maxUsers)) &&
    (createdDays === null || world.clock.now - Date.parse(row.createdAt ?? '') < (createdDays + 1) * dayMs)
  );
}

const emailsOf = (world: MemoryWorld, { id }: TenantRow): ReadonlyArray<string> =>
  world.users.filter(({ tenantId, isAdmin }) => tenantId === id && isAdmin).map(({ email }) => email);

type Key = ReadonlyArray<string | number>;

function keyOf({ column }: TenantSort, row: TenantRow): Key {
  const name = foldForSearch(row.name);
  const first: Readonly<Record<TenantSort['column'], string | number>> = {
    name,
    code: row.code,
    status: lifecycles.indexOf(row.lifecycle) * 2 + Number(row.suspended),
    package: foldForSearch(row.packageName ?? ''),
    mrr: row.mrr?.minor ?? -1,
    users: row.users,
    domain: row.domain ?? '',
    created: Date.parse(row.createdAt ?? '1970-01-01'),
  };
  return [first[column], name, row.id];
}

function compareKeys(a: Key, b: Key): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  if (at < 0) return 0;
  return (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}

const encode = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url');
function decode(cursor: string): Key {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Key;
  } catch {
    throw new AppError('invalid_input', 'field.invalid', { field: 'place' });
  }
}

/** Where in the ordered list the page begins. */
function startOf(keys: ReadonlyArray<Key>, place: ListPlace, order: { direction: number; limit: number }): number {
  const { direction, limit } = order;
  const isAfter = (key: Key, cursor: Key): boolean => compareKeys(key, cursor) * direction > 0;
  if (place.after !== undefined) {
    const cursor = decode(place.after);
    const next = keys.findIndex((key) => isAfter(key, cursor));
    return next < 0 ? keys.length : next;
  }
  if (place.before !== undefined) {
    const cursor = decode(place.before);
    return Math.max(0, keys.filter((key) => compareKeys(key, cursor) * direction < 0).length - limit);
  }
  return place.at === 'last' ? Math.max(0, keys.length - limit) : 0;
}

export function memoryTenants(world: MemoryWorld): TenantCatalog {
  const filtered = (filter: TenantFilter): ReadonlyArray<TenantRow> =>
    [...world.tenants.values()].map((tenant) => rowOf(world, tenant)).filter((row) => matches(world, row, filter));

  return {
    async page({ filter, sort, place, limit }) {
      const direction = sort.descending ? -1 : 1;
      const keyed = filtered(filter)
        .map((row) => ({ row, key: keyOf(sort, row) }))
        .sort((a, b) => compareKeys(a.key, b.key) * direction);
      const keys = keyed.map(({ key }) => key);
      const start = startOf(keys, place, { direction, limit });
      const before = place.before === undefined ? undefined : decode(place.before);
      const upTo =
        before === undefined ? keys.length : keys.filter((key) => compareKeys(key, before) * direction < 0).length;
      const end = Math.min(start + limit, upTo);
      const page = keyed.slice(start, end);
      const first = page[0];
      const last = page.at(-1);
      return {
        rows: page.map(({ row }) => row),
        before: first !== undefined && start > 0 ? encode(first.key) : null,
        after: last !== undefined && end < keyed.length ? encode(last.key) : null,
      };
    },
    async ids(filter, sort, most) {
      const direction = sort.descending ? -1 : 1;
      return filtered(filter)
        .map((row) => ({ row, key: keyOf(sort, row) }))
        .sort((a, b) => compareKeys(a.key, b.key) * direction)
        .slice(0, most)
        .map(({ row }) => row.id);
    },
    selection: async (ids) =>
      [...new Set(ids)].flatMap((id) => {
        const tenant = world.tenants.get(id);
        if (tenant === undefined) return [];
        const { code, name, lifecycle, subscription, trialEndsAt, mrr, users } = rowOf(world, tenant);
        const backups = [...world.archives.values()].filter((one) => one.tenantId === id && one.purpose === 'backup');
        const proved = backups.filter(isVerified);
        const lastBackupAt =
          (proved.length > 0 ? proved : backups)
            .map(({ madeAt }) => madeAt)
            .sort()
            .at(-1) ?? null;
        const holds = holdsOf(world, id);
        return [{ id, code, name, lifecycle, holds, subscription, trialEndsAt, mrr, users, lastBackupAt }];
      }),
    async totals(filter) {
      const rows = filtered(filter);
      const sums = new Map<string, number>();
      for (const { mrr } of rows) if (mrr !== null) sums.set(mrr.currency, (sums.get(mrr.currency) ?? 0) + mrr.minor);
      return { count: rows.length, mrr: [...sums].sort().map(([currency, minor]) => ({ minor, currency })) };
    },
    viewCounts: async () =>
      Object.fromEntries(builtInViews.map((view) => [view, filtered(viewFilters[view]).length])) as Record<
        BuiltInView,
        number
      >,
    async find(id) {
      const tenant = world.tenants.get(id);
      if (tenant === undefined) return undefined;
      const subscription = subscriptionOf(world, tenant);
      const holds = holdsOf(world, id);
      const owner = world.users.find(({ tenantId, isAdmin }) => tenantId === id && isAdmin);
      return {
        ...rowOf(world, tenant),
        setupCompletedAt: tenant.setupCompletedAt,
        access: effectiveAccess(tenant.lifecycle, holds),
        holds,
        owner:
          owner === undefined
            ? null
            : { email: owner.email, username: owner.username, emailVerified: owner.emailVerified },
        domainCount: world.domains.filter(({ tenantId }) => tenantId === id).length,
        modules: subscription?.modules ?? [],
        billingPeriod: subscription?.period ?? null,
        price: subscription?.price ?? null,
        periodEndsAt: subscription?.periodEndsAt ?? null,
      };
    },
    packages: async () => world.packages.map(({ id, name }) => ({ id, name })),
  };
}

import type { Lease } from '../../../main/layouts/layout.ts';
import type { FlagCatalog, FlagContent, FlagPackage, FlagRecords } from '../../../main/layouts/roles/flags.ts';
import { readStoredFlag } from '../../../main/layouts/stored-flag.ts';
import {
  type FeatureFlag,
  type FlagEvent,
  type FlagSubject,
  listed,
  listOf,
  standsOnlyOn,
} from '../../../shared/domain/flags.ts';
import type { OperationId, PackageId } from '../../../shared/domain/ids.ts';
import { monthlyAmount } from '../../../shared/domain/subscriptions.ts';
import { AppError } from '../../../shared/errors.ts';
import { isoNow, type MemoryFlag, type MemoryPackage, type MemoryTenant, type MemoryWorld } from './world.ts';

type SoldPackage = NonNullable<FlagSubject['package']>;

function soldPackage(world: MemoryWorld, one: MemoryPackage): SoldPackage {
  const flags = one.definition?.flags ?? [];
  return {
    id: one.id as PackageId,
    name: one.name,
    order: one.definition?.order ?? world.packages.indexOf(one) + 1,
    flags: flags.length === 0 ? null : flags,
  };
}

const packageOf = (world: MemoryWorld, id: string | null): SoldPackage | null => {
  const found = world.packages.find((one) => one.id === id);
  return found === undefined ? null : soldPackage(world, found);
};

function flagOf(world: MemoryWorld, stored: MemoryFlag): FeatureFlag {
  const { whitelist, blacklist } = stored;
  return readStoredFlag({
    ...structuredClone(stored),
    strangers: [...new Set([...whitelist, ...blacklist])].filter((id) => !world.tenants.has(id)).sort(),
    package: packageOf(world, stored.packageId),
  });
}

function subjectOf(world: MemoryWorld, { id, name, code }: MemoryTenant): FlagSubject {
  const subscription = world.subscriptions.findLast(({ tenantId }) => tenantId === id);
  if (subscription === undefined) return { tenantId: id, name, code, mrr: null, package: null };
  const { price, period, status, packageId } = subscription;
  const mrr = { minor: monthlyAmount(price.minor, period, status), currency: price.currency };
  return { tenantId: id, name, code, mrr, package: status === 'cancelled' ? null : packageOf(world, packageId) };
}

const written = (after: Omit<FlagContent, 'key'>) => ({
  ...{ name: after.name, description: after.description, status: after.stage, rollout: after.rollout },
  ...{ roles: after.enabledForRoles, whitelist: [...after.alwaysOn], blacklist: [...after.neverOn] },
  ...{ packageId: after.requiresPackage?.id ?? null, owner: after.owner },
  ...{ expiresOn: after.expiresOn, stoppedFrom: after.stoppedFrom },
});

function get(world: MemoryWorld, key: string): { readonly stored: MemoryFlag; readonly flag: FeatureFlag } {
  const stored = world.flags.get(key);
  if (stored === undefined) throw new AppError('not_found', 'flag.not_found', { params: { key } });
  return { stored, flag: flagOf(world, stored) };
}

const write = (
  world: MemoryWorld,
  event: Omit<FlagEvent, 'at' | 'listing'> & { listing?: FlagEvent['listing']; operationId?: OperationId },
): void =>
  void world.flagEvents.unshift(
    structuredClone({
      ...event,
      at: isoNow(world),
      listing: event.listing ?? null,
      operationId: event.operationId ?? null,
    }),
  );

const eventOf = ({ operationId: _, ...event }: MemoryWorld['flagEvents'][number]): FlagEvent => structuredClone(event);

export function memoryFlags(world: MemoryWorld): FlagCatalog {
  const at = (key: string, expected: number) => {
    const found = get(world, key);
    if (found.flag.version !== expected) throw new AppError('conflict', 'flag.changed', { params: { key } });
    return found;
  };
  return {
    list: async () =>
      [...world.flags.values()].map((stored) => flagOf(world, stored)).sort((a, b) => (a.key < b.key ? -1 : 1)),
    find: async (key) => (world.flags.has(key) ? get(world, key).flag : undefined),
    events: async (key) =>
      world.flagEvents
        .filter((event) => key === null || event.key === key)
        .slice(0, 200)
        .map(eventOf),
    async create({ key, ...content }, by) {
      if ([...world.flags.keys()].some((other) => other.toLowerCase() === key.toLowerCase()))
        throw new AppError('conflict', 'flag.exists', { params: { key }, field: 'key' });
      const now = isoNow(world);
      world.flags.set(key, { key, ...written(content), version: 1, createdAt: now, updatedAt: now });
      const after = get(world, key).flag;
      write(world, { key, by, action: 'created', before: null, after, reason: null });
      return after;
    },
    async change(key, { expected, after: content, action, reason, by }) {
      const { stored, flag: before } = at(key, expected);
      Object.assign(stored, written(content), { version: expected + 1, updatedAt: isoNow(world) });
      const after = get(world, key).flag;
      write(world, { key, by, action, before, after, reason });
      return after;
    },
    async remove(key, { expected, reason, by }) {
      const { flag: before } = at(key, expected);
      world.flags.delete(key);
      write(world, { key, by, action: 'removed', before, after: null, reason });
    },
    subjects: async (only) =>
      [...world.tenants.values()]
        .filter(({ lifecycle }) => lifecycle !== 'deleting' && lifecycle !== 'deleted')
        .filter(({ id }) => only === undefined || id === only)
        .map((tenant) => subjectOf(world, tenant))
        .sort((a, b) => a.name.localeCompare(b.name, 'tr')),
    packages: async () =>
      world.packages
        .map((one) => soldPackage(world, one))
        .map(({ id, name, order }): FlagPackage => ({ id, name, order }))
        .sort((a, b) => a.order - b.order),
  };
}

export function memoryFlagRecords(parts: {
  readonly world: MemoryWorld;
  readonly lease: Lease;
  assertFence(): void;
}): FlagRecords {
  const { world, assertFence } = parts;
  type Move = Omit<Parameters<FlagRecords['list']>[0], 'reason'> & { readonly reason: string | null };
  const move = (asked: Move): void => {
    const { key, tenantId, to, reason, by, operationId } = asked;
    const { stored, flag } = get(world, key);
    const { alwaysOn, neverOn } = listed(flag, tenantId, to);
    const tenantName = world.tenants.get(tenantId)?.name ?? null;
    Object.assign(stored, {
      whitelist: alwaysOn,
      blacklist: neverOn,
      version: flag.version + 1,
      updatedAt: isoNow(world),
    });
    const listing = { tenantId, tenantName, from: listOf(flag, tenantId), to };
    write(world, { key, by, action: 'listed', before: null, after: null, listing, reason, operationId });
  };
  return {
    find: async (key) => (world.flags.has(key) ? get(world, key).flag : undefined),
    async list(asked) {
      assertFence();
      if (!standsOnlyOn(get(world, asked.key).flag, asked.tenantId, asked.to)) move(asked);
    },
    async putBack({ key, tenantId, to, by, operationId }) {
      assertFence();
      if (!world.flags.has(key)) return false;
      const own = world.flagEvents.find(
        (event) => event.operationId === operationId && event.key === key && event.listing?.tenantId === tenantId,
      )?.listing;
      if (own?.to !== to || listOf(get(world, key).flag, tenantId) !== to) return false;
      move({ key, tenantId, to: own.from, reason: null, by, operationId });
      return true;
    },
  };
}

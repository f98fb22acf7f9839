import type { PackageCatalog, PackageUse } from '../../../main/layouts/roles/packages.ts';
import type { PackageId } from '../../../shared/domain/ids.ts';
import type { Package, PackageDefinition } from '../../../shared/domain/packages.ts';
import { monthlyAmount } from '../../../shared/domain/subscriptions.ts';
import { AppError } from '../../../shared/errors.ts';
import { isoNow, type MemoryPackage, type MemorySubscription, type MemoryWorld } from './world.ts';

const bare = ({ name, maxUsers }: MemoryPackage, order: number): PackageDefinition => ({
  ...{ names: { en: name, tr: name }, type: 'Standard', monthlyPrice: 0, yearlyPrice: null, currency: 'TRY' },
  ...{ limits: { max_users: maxUsers }, modules: [], features: [], flags: [], order, active: true },
});

const versionOf = ({ versions }: MemoryPackage): number => versions?.at(-1)?.version ?? 1;

/** The one that counts, of a tenant that pays or tries. */
const living = (world: MemoryWorld): ReadonlyArray<MemorySubscription> =>
  world.subscriptions.filter(
    (one) =>
      one.status !== 'cancelled' && world.subscriptions.findLast(({ tenantId }) => tenantId === one.tenantId) === one,
  );

function useOf(world: MemoryWorld, id: string): PackageUse {
  const own = living(world).filter(({ packageId }) => packageId === id);
  const sums = new Map<string, number>();
  for (const { price, period, status } of own)
    sums.set(price.currency, (sums.get(price.currency) ?? 0) + monthlyAmount(price.minor, period, status));
  const sold = world.packages.find((one) => one.id === id);
  const versions = new Map<number, number>();
  for (const { packageVersion = sold === undefined ? 1 : versionOf(sold) } of own)
    versions.set(packageVersion, (versions.get(packageVersion) ?? 0) + 1);
  return {
    tenants: own.length,
    mrr: [...sums]
      .map(([currency, minor]) => ({ currency, minor }))
      .filter(({ minor }) => minor > 0)
      .toSorted((a, b) => (a.currency < b.currency ? -1 : 1)),
    versions: [...versions]
      .map(([version, tenants]) => ({ version, tenants }))
      .toSorted((a, b) => b.version - a.version),
  };
}

/** What is sold, in this process. */
export function memoryPackages(world: MemoryWorld): PackageCatalog {
  const shown = (one: MemoryPackage): Package => ({
    ...structuredClone(one.definition ?? bare(one, world.packages.indexOf(one) + 1)),
    id: one.id as PackageId,
    version: versionOf(one),
  });
  const get = (id: PackageId): MemoryPackage => {
    const found = world.packages.find((one) => one.id === id);
    if (found === undefined) throw new AppError('not_found', 'package.not_found');
    return found;
  };
  const refuseTaken = (id: PackageId, order: number): void => {
    const taken = world.packages.map(shown).find((one) => one.id !== id && one.order === order);
    if (taken !== undefined)
      throw new AppError('conflict', 'package.order_taken', {
        field: 'order',
        params: { order, name: taken.names.en },
      });
  };
  /** As of now: what followed from the place in the list does not move any more. */
  const settle = (): void => {
    for (const one of world.packages) one.definition ??= bare(one, world.packages.indexOf(one) + 1);
  };
  const write = (one: MemoryPackage, definition: PackageDefinition): void => {
    one.definition = structuredClone(definition);
    one.name = definition.names.tr;
    one.maxUsers = definition.limits.max_users ?? null;
  };

  return {
    list: async () =>
      world.packages
        .map(shown)
        .toSorted((a, b) => a.order - b.order || a.monthlyPrice - b.monthlyPrice)
        .map((one) => ({ ...one, use: useOf(world, one.id) })),
    async find(id) {
      const found = world.packages.find((one) => one.id === id);
      return found === undefined ? undefined : shown(found);
    },
    async versions(id) {
      const found = world.packages.find((one) => one.id === id);
      if (found === undefined) return [];
      const { id: _, version, ...definition } = shown(found);
      const written = (found.versions ?? []).toReversed();
      const { at = null, by = '' } = written.find((one) => one.version === version) ?? {};
      return structuredClone([{ version, definition, at, by }, ...written.filter((one) => one.version < version)]);
    },
    async create(id, definition, by) {
      settle();
      refuseTaken(id, definition.order);
      const one: MemoryPackage = { id, name: '', maxUsers: null, versions: [] };
      write(one, definition);
      one.versions?.push({ version: 1, definition: structuredClone(definition), at: isoNow(world), by });
      world.packages.push(one);
      return shown(one);
    },
    async change(id, { expected, definition, by }) {
      const one = get(id);
      settle();
      const before = shown(one);
      if (before.version !== expected)
        throw new AppError('conflict', 'package.changed', { params: { name: before.names.tr } });
      if (definition.order !== before.order) refuseTaken(id, definition.order);
      for (const subscription of world.subscriptions.filter(({ packageId }) => packageId === id)) {
        subscription.packageVersion ??= expected;
        if (subscription.modules.length === 0) subscription.modules = before.modules.filter(({ included }) => included);
      }
      const { id: _, version: __, ...found } = before;
      one.versions ??= [{ version: 1, definition: found, at: null, by: '' }];
      write(one, definition);
      one.versions.push({ version: expected + 1, definition: structuredClone(definition), at: isoNow(world), by });
      return shown(one);
    },
    async reorder(order) {
      settle();
      const same =
        order.length === world.packages.length && world.packages.every(({ id }) => order.includes(id as PackageId));
      if (!same) throw new AppError('conflict', 'package.list_changed');
      for (const one of world.packages)
        if (one.definition !== undefined)
          one.definition = { ...one.definition, order: order.indexOf(one.id as PackageId) + 1 };
    },
  };
}

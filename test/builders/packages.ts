import type { PackageId } from '../../shared/domain/ids.ts';
import type { PackageDefinition } from '../../shared/domain/packages.ts';
import type { MemoryPackage } from '../fakes/memory/world.ts';
import type { MemoryPlatform } from '../fakes/memory-layout.ts';

export const professional: PackageDefinition = {
  names: { en: 'Professional', tr: 'Profesyonel' },
  type: 'Professional',
  monthlyPrice: 129_900,
  yearlyPrice: 1_299_000,
  currency: 'TRY',
  limits: { max_users: 25 },
  modules: [
    { code: 'CRM', name: 'Müşteri İlişkileri', included: true, maxEntities: 5000 },
    { code: 'Sales', name: 'Satış', included: true, maxEntities: null },
    { code: 'Inventory', name: 'Stok', included: true, maxEntities: null },
    { code: 'HR', name: 'İnsan Kaynakları', included: false, maxEntities: null },
  ],
  features: [],
  flags: [],
  order: 2,
  active: true,
};

/** A package that the platform in memory sells. */
export function addPackage(
  { world }: Pick<MemoryPlatform, 'world'>,
  changes: Partial<PackageDefinition> = {},
  id = '00000000-0000-4000-8000-0000000000aa',
): PackageId {
  const definition = { ...professional, ...changes };
  const sold: MemoryPackage = { id, name: definition.names.tr, maxUsers: definition.limits.max_users ?? 0, definition };
  world.packages.push(sold);
  return id as PackageId;
}

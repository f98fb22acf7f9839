import type { PlatformLayout } from '../../../main/layouts/layout.ts';
import { readBundles } from '../../../main/migrations/bundle.ts';
import type { ModuleDefinition } from '../../../shared/domain/modules.ts';
import { memoryInspector } from './migrations.ts';
import type { MemoryModule, MemorySubscription, MemoryWorld } from './world.ts';

/** As Stocker's own program defines them. */
export const sourceModules: ReadonlyArray<MemoryModule> = [
  { code: 'CRM', name: 'Müşteri İlişkileri', description: 'Müşteriler, fırsatlar ve kampanyalar', isCore: false },
  { code: 'Sales', name: 'Satış', description: 'Siparişler, teklifler, faturalar ve sevkiyat', isCore: false },
  { code: 'Inventory', name: 'Stok Yönetimi', description: 'Ürünler, depolar ve stok hareketleri', isCore: false },
  { code: 'HR', name: 'İnsan Kaynakları', description: 'Çalışanlar, izinler ve bordro', isCore: false },
  { code: 'Finance', name: 'Finans/Muhasebe', description: 'Hesaplar, yevmiye ve bütçeler', isCore: false },
  { code: 'Purchase', name: 'Satın Alma', description: 'Tedarikçiler ve satın alma siparişleri', isCore: false },
  { code: 'Projects', name: 'Proje Yönetimi', description: 'Projeler, görevler ve zaman kayıtları', isCore: false },
];

function definitionOf(module: MemoryModule): ModuleDefinition {
  const bundle = readBundles('postgres-per-tenant').find(({ manifest }) => manifest.code === module.code);
  return {
    ...module,
    dependsOn: bundle?.manifest.dependsOn ?? [],
    schema: bundle?.manifest.schema ?? null,
    latest: bundle?.migrations.at(-1)?.version ?? null,
  };
}

const byKind = (one: MemoryModule, other: MemoryModule): number =>
  one.isCore === other.isCore ? (one.code < other.code ? -1 : 1) : one.isCore ? -1 : 1;

function soldTo(world: MemoryWorld, subscription: MemorySubscription | undefined): ReadonlyArray<string> {
  if (subscription === undefined || subscription.status === 'cancelled') return [];
  if (subscription.modules.length > 0) return subscription.modules.map(({ code }) => code);
  const definition = world.packages.find(({ id }) => id === subscription.packageId)?.definition;
  return (definition?.modules ?? []).filter(({ included }) => included).map(({ code }) => code);
}

export const memoryModules = (world: MemoryWorld): PlatformLayout['modules'] => ({
  list: async () => [...world.modules].sort(byKind).map(definitionOf),
  async use() {
    const core = world.modules.filter(({ isCore }) => isCore).map(({ code }) => code);
    const use = new Map<string, number>();
    for (const { id, lifecycle } of world.tenants.values()) {
      if (lifecycle === 'deleting' || lifecycle === 'deleted') continue;
      const current = world.subscriptions.findLast(({ tenantId }) => tenantId === id);
      for (const code of new Set([...core, ...soldTo(world, current)])) use.set(code, (use.get(code) ?? 0) + 1);
    }
    return use;
  },
  ...memoryInspector(world),
});

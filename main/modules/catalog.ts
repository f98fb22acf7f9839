import type { CatalogModule } from '../../shared/contract/modules.ts';
import { placeInPackage } from '../../shared/domain/entitlements.ts';
import type { PlatformLayout } from '../layouts/layout.ts';
import { versionOf } from './of-tenant.ts';
import { knownModules } from './tenant-use.ts';

/** Every module over all tenants: what ships, what sells it, who uses it. */
export async function moduleCatalog(
  layout: Pick<PlatformLayout, 'modules' | 'packages' | 'tenants'>,
): Promise<ReadonlyArray<CatalogModule>> {
  const [known, use, packages] = await Promise.all([
    knownModules(layout),
    layout.modules.use(),
    layout.packages.list(),
  ]);
  return known.map((module) => ({
    ...module,
    versions: layout.modules.available(module.code).map(versionOf),
    neededBy: known.filter(({ dependsOn }) => dependsOn.includes(module.code)).map(({ code }) => code),
    tenants: use.get(module.code) ?? 0,
    packages: packages.flatMap(({ id, names, modules }) => {
      const place = placeInPackage(module.code, modules);
      if (place === 'no') return [];
      const maxEntities = modules.find(({ code }) => code === module.code)?.maxEntities ?? null;
      return [{ id, name: names, place, maxEntities }];
    }),
  }));
}

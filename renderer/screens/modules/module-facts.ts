import type { TenantModule } from '../../../shared/contract/modules.ts';
import { foldForSearch } from '../../../shared/domain/names.ts';

export const moduleFilters = ['all', 'behind', 'not_activated', 'outside'] as const;
export type ModuleFilter = (typeof moduleFilters)[number];

const fits: Readonly<Record<ModuleFilter, (module: TenantModule) => boolean>> = {
  all: () => true,
  behind: ({ state }) => state === 'behind' || state === 'not_installed',
  not_activated: ({ state }) => state === 'not_activated' || state === 'kept',
  outside: ({ state }) => state === 'outside',
};

export const countOf = (modules: ReadonlyArray<TenantModule>, filter: ModuleFilter): number =>
  modules.filter(fits[filter]).length;

export function shownModules(
  modules: ReadonlyArray<TenantModule>,
  { filter, search }: { readonly filter: ModuleFilter; readonly search: string },
): ReadonlyArray<TenantModule> {
  const wanted = foldForSearch(search.trim());
  return modules.filter(
    (module) => fits[filter](module) && foldForSearch(`${module.name} ${module.code}`).includes(wanted),
  );
}

export type ModuleAct = 'activate' | 'deactivate' | 'purge' | 'resolve';

/** What a row offers beside its switch; null where nothing has to be done. */
export function offerOf({ state, origin, contents }: TenantModule): ModuleAct | null {
  switch (state) {
    case 'behind':
    case 'not_installed':
      return 'activate';
    case 'outside':
    case 'damaged':
      return 'resolve';
    case 'kept':
      return origin === null && contents !== null ? 'resolve' : null;
    default:
      return null;
  }
}

import { dependentsOf, type ModuleDefinition, withDependencies } from '../../../shared/domain/modules.ts';
import type { Package } from '../../../shared/domain/packages.ts';

/** With a module come those that it stands on; with one that goes, those that stand on it. In the order of `offered`. */
export function chooseModule(
  chosen: ReadonlyArray<string>,
  change: { readonly code: string; readonly on: boolean },
  { offered, known }: { readonly offered: ReadonlyArray<string>; readonly known: ReadonlyArray<ModuleDefinition> },
): string[] {
  const { code, on } = change;
  const moved = on ? withDependencies(code, known) : [code, ...dependentsOf(code, chosen, known)];
  return offered.filter((one) => (moved.includes(one) ? on : chosen.includes(one)));
}

/** With no module of its own a subscription lives by its package's, of which none would be installed. */
export const lacksModules = ({ modules }: Pick<Package, 'modules'>, chosen: ReadonlyArray<string>): boolean =>
  chosen.length === 0 && modules.some(({ included }) => included);

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { coreModule } from '../../shared/domain/modules.ts';
import type { LayoutKind } from '../../shared/domain/platform.ts';
import type { Migration, ModuleManifest } from '../layouts/roles/migrations.ts';
import { inOrder } from './bundle-order.ts';
import { type Bundle, readModule } from './read-module.ts';

/** Beside this file's parent in the sources, and beside the built program, where the build copies it. */
const folder = path.join('migrations', 'bundles');

export function bundlesFolder(from: string = import.meta.dirname): string {
  const here = path.join(from, folder);
  if (existsSync(here)) return here;
  const parent = path.dirname(from);
  if (parent === from) throw new Error(`The program is incomplete: no ${folder} beside it.`);
  return bundlesFolder(parent);
}

function readAll(root: string, layout: LayoutKind): ReadonlyArray<Bundle> {
  const directory = path.join(root, layout);
  if (!existsSync(directory)) return [];
  const modules = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return inOrder(modules.map(({ name }) => readModule(path.join(directory, name), name)));
}

/** What the program brought with it is the same for as long as it runs. */
const shipped = new Map<LayoutKind, ReadonlyArray<Bundle>>();

/** Everything that this version of the console ships, what others stand on first. Throws where it is damaged. */
export function readBundles(layout: LayoutKind, root?: string): ReadonlyArray<Bundle> {
  if (root !== undefined) return readAll(root, layout);
  const known = shipped.get(layout) ?? readAll(bundlesFolder(), layout);
  shipped.set(layout, known);
  return known;
}

/** The migrations that this version of the console ships for a module, oldest first. Empty for an unknown module. */
export const readBundle = (layout: LayoutKind, module: string, root?: string): ReadonlyArray<Migration> =>
  readBundles(layout, root).find(({ manifest }) => manifest.code === module)?.migrations ?? [];

/** The modules that a tenant can have beside the core. */
export const readManifests = (layout: LayoutKind, root?: string): ReadonlyArray<ModuleManifest> =>
  readBundles(layout, root)
    .map(({ manifest }) => manifest)
    .filter(({ code }) => code !== coreModule);

import type { OperationId } from '../../shared/domain/ids.ts';
import { dependentsOf } from '../../shared/domain/modules.ts';
import type { Evidence } from '../../shared/domain/operations.ts';
import type { OperationRoles } from '../layouts/layout.ts';
import type { TenantDatabase } from '../layouts/roles/migrations.ts';
import { missingWithDependencies } from '../migrations/missing.ts';
import type { StepIo } from '../operations/definition.ts';

type Roles = Pick<OperationRoles, 'migrator'>;

/** Evidence when everything that the bundle has of it, and of what it stands on, is in the tenant's database. */
export async function isInstalled(roles: Roles, of: TenantDatabase, module: string): Promise<Evidence | undefined> {
  const available = roles.migrator.available(module);
  const missing = missingWithDependencies(roles.migrator, [module], await roles.migrator.applied(of));
  if (missing.length > 0) return undefined;
  return { module, version: available.at(-1)?.version ?? '', applied: available.length };
}

/** Applies what is missing of these modules, what they stand on first. Idempotent. */
export async function installModules(
  roles: Roles,
  of: TenantDatabase,
  modules: ReadonlyArray<string>,
  { signal, report }: StepIo,
): Promise<void> {
  const applied = await roles.migrator.applied(of);
  const missing = missingWithDependencies(roles.migrator, modules, applied);
  for (const [index, migration] of missing.entries()) {
    signal.throwIfAborted();
    report(index / missing.length);
    await roles.migrator.apply(of, migration, signal);
  }
}

async function isEmpty(
  { migrator, modules }: Pick<OperationRoles, 'migrator' | 'modules'>,
  of: TenantDatabase,
  module: string,
): Promise<boolean> {
  const manifest = migrator.modules().find(({ code }) => code === module);
  const contents = manifest === undefined ? undefined : await modules.contents(of, manifest);
  return contents === undefined || contents.rows === 0;
}

/**
 * Takes back what this operation brought of these modules, newest first. What was there before it stays, and so does a
 * module that somebody wrote into, with what it stands on.
 */
export async function uninstallModules(
  roles: Pick<OperationRoles, 'migrator' | 'modules'>,
  of: TenantDatabase,
  { modules, broughtBy }: { readonly modules: ReadonlyArray<string>; readonly broughtBy: OperationId },
  signal: AbortSignal,
): Promise<Evidence> {
  const applied = await roles.migrator.applied(of);
  const empty: string[] = [];
  for (const module of modules) if (await isEmpty(roles, of, module)) empty.push(module);
  const staying = new Set(applied.map(({ module }) => module).filter((module) => !empty.includes(module)));
  const isWhollyOurs = (module: string): boolean =>
    applied.every((one) => one.module !== module || one.operationId === broughtBy);
  // What goes altogether must not be stood on by what stays; what was behind before goes back to where it was.
  const going = empty.filter(
    (module) => !isWhollyOurs(module) || dependentsOf(module, [...staying], roles.migrator.modules()).length === 0,
  );
  const ours = going.flatMap((module) =>
    roles.migrator
      .available(module)
      .filter(({ version }) =>
        applied.some((one) => one.module === module && one.version === version && one.operationId === broughtBy),
      ),
  );
  for (const migration of ours.toReversed()) await roles.migrator.revert(of, migration, signal);
  return { reverted: ours.length };
}

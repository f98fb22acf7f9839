import { AppError } from '../../shared/errors.ts';
import type { AppliedMigration, Migration, Migrator } from '../layouts/roles/migrations.ts';

type Line = Pick<AppliedMigration, 'module' | 'version' | 'checksum'>;

/** Of these, what the tenant's history has not. Throws where one was changed after it was applied. */
export function missingOf(available: ReadonlyArray<Migration>, applied: ReadonlyArray<Line>): ReadonlyArray<Migration> {
  const history = new Map(applied.map(({ module, version, checksum }) => [`${module}/${version}`, checksum]));
  return available.filter(({ module, version, checksum }) => {
    const there = history.get(`${module}/${version}`);
    if (there !== undefined && there !== checksum)
      throw new AppError('conflict', 'migration.checksum', { params: { module, version } });
    return there === undefined;
  });
}

/**
 * What has to be applied before these modules are in place, in order: what others stand on first. The core is there
 * since the tenant was provisioned. A module that this version of the console doesn't ship needs nothing.
 */
export function missingWithDependencies(
  ship: Pick<Migrator, 'modules' | 'available'>,
  modules: ReadonlyArray<string>,
  applied: ReadonlyArray<Line>,
): ReadonlyArray<Migration> {
  const known = new Map(ship.modules().map((manifest) => [manifest.code, manifest]));
  const ordered = new Set<string>();
  const visit = (code: string): void => {
    for (const needed of known.get(code)?.dependsOn ?? []) visit(needed);
    ordered.add(code);
  };
  for (const code of modules) visit(code);
  return missingOf(
    [...ordered].flatMap((code) => ship.available(code)),
    applied,
  );
}

import { randomUUID } from 'node:crypto';
import type { ListedPackage, PackageChoices, PackageDetail, PackagePreview } from '../../shared/contract/packages.ts';
import type { ProfileSettings } from '../../shared/domain/connection-profile.ts';
import type { PackageId } from '../../shared/domain/ids.ts';
import { diffOfPackages } from '../../shared/domain/package-diff.ts';
import { packageProblem } from '../../shared/domain/package-rules.ts';
import type { Package, PackageDefinition } from '../../shared/domain/packages.ts';
import { AppError } from '../../shared/errors.ts';
import type { PlatformLayout } from '../layouts/layout.ts';

export interface PackageParts {
  readonly layout: Pick<PlatformLayout, 'packages' | 'modules' | 'flags'>;
  readonly settings: Pick<ProfileSettings, 'currency'>;
  readonly by: string;
}

interface Change {
  readonly id: PackageId;
  readonly expected: number;
  readonly definition: PackageDefinition;
}

const sorted = (words: Iterable<string>): ReadonlyArray<string> => [...new Set(words)].toSorted();

/** Everything that is done with what the platform sells, checked before anything is written. */
export function createPackageAdmin({ layout, settings, by }: PackageParts) {
  const { packages } = layout;

  const find = async (id: PackageId): Promise<Package> => {
    const found = await packages.find(id);
    if (found === undefined) throw new AppError('not_found', 'package.not_found');
    return found;
  };

  async function check(id: PackageId | null, definition: PackageDefinition): Promise<void> {
    const [others, modules] = await Promise.all([packages.list(), layout.modules.list()]);
    const problem = packageProblem(definition, { id, others, modules });
    if (problem !== undefined)
      throw new AppError('invalid_input', problem.key, {
        field: `definition.${problem.field}`,
        params: problem.params,
      });
  }

  const refuseOutdated = (now: Package, expected: number): void => {
    if (now.version !== expected) throw new AppError('conflict', 'package.changed', { params: { name: now.names.tr } });
  };

  const get = async (id: PackageId): Promise<PackageDetail> => {
    const [list, versions] = await Promise.all([packages.list(), packages.versions(id)]);
    const found: ListedPackage | undefined = list.find((one) => one.id === id);
    if (found === undefined) throw new AppError('not_found', 'package.not_found');
    return { package: found, versions };
  };

  return {
    find,
    get,
    list: () => packages.list(),
    async choices(): Promise<PackageChoices> {
      const [list, modules, flags] = await Promise.all([packages.list(), layout.modules.list(), layout.flags.list()]);
      return {
        modules,
        flags: flags.map(({ key, name }) => ({ key, name })),
        types: sorted(list.map(({ type }) => type)),
        features: sorted(list.flatMap(({ features }) => features)),
        currency: settings.currency,
        nextOrder: Math.max(0, ...list.map(({ order }) => order)) + 1,
      };
    },
    async preview({ id, expected, definition }: Change): Promise<PackagePreview> {
      const { package: now, versions } = await get(id);
      refuseOutdated(now, expected);
      await check(id, definition);
      return {
        changes: diffOfPackages(now, definition),
        use: now.use,
        keeps: now.use.versions.map(({ version, tenants }) => ({
          ...{ version, tenants },
          definition: versions.find((one) => one.version === version)?.definition ?? now,
        })),
      };
    },
    async create(definition: PackageDefinition): Promise<Package> {
      await check(null, definition);
      return packages.create(randomUUID() as string as PackageId, definition, by);
    },
    async change({ id, expected, definition }: Change): Promise<Package> {
      refuseOutdated(await find(id), expected);
      await check(id, definition);
      return packages.change(id, { expected, definition, by });
    },
    /** Whatever else is wrong with it by now: it must be possible to stop selling it. */
    async setActive(before: Package, active: boolean): Promise<Package> {
      const { id, version, ...definition } = before;
      return packages.change(id, { expected: version, definition: { ...definition, active }, by });
    },
    reorder: (order: ReadonlyArray<PackageId>) => packages.reorder(order),
  };
}

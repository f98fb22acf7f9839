import type { PackageId } from '../../../../shared/domain/ids.ts';
import type { Package, PackageDefinition, PackageVersion } from '../../../../shared/domain/packages.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Runner } from '../../pg/pools.ts';
import type { PackageCatalog } from '../../roles/packages.ts';
import type { StockerDeps } from '../deps.ts';
import { requireBookkeeping } from '../shape.ts';
import { pinSubscriptions } from './pin.ts';
import { packageOf, packagesSql } from './rows.ts';
import { packageUse } from './use.ts';
import { aloneWithPackages, insertPackage, refuseTakenOrder, updatePackage, writeVersion } from './write.ts';

const inOrder = 'ORDER BY position, monthly, name COLLATE "C", id';

const definitionOf = ({ id: _, version: __, ...definition }: Package): PackageDefinition => definition;

/** What the platform sells, in its own rows and the console's beside them. */
export function createPackageCatalog(deps: StockerDeps): PackageCatalog {
  const { read } = deps.pools;
  const language = deps.settings.languages[0] === 'en' ? 'en' : 'tr';
  const relation = async (): Promise<string> => packagesSql(await deps.shape(), deps.settings.currency);
  const find = async (id: PackageId, runner: Runner = read): Promise<Package | undefined> => {
    const [row] = await runner.query({ text: `SELECT * FROM ${await relation()} p WHERE id = $1`, values: [id] });
    return row === undefined ? undefined : packageOf(row);
  };
  const get = async (id: PackageId, runner: Runner): Promise<Package> => {
    const found = await find(id, runner);
    if (found === undefined) throw new AppError('not_found', 'package.not_found');
    return found;
  };
  const write = async <T>(work: (runner: Runner) => Promise<T>): Promise<T> => {
    await requireBookkeeping(deps);
    return deps.pools.write(async (runner) => {
      await aloneWithPackages(runner);
      return work(runner);
    });
  };

  return {
    async list() {
      const [rows, use] = await Promise.all([
        read.query({ text: `SELECT * FROM ${await relation()} p ${inOrder}` }),
        packageUse(deps),
      ]);
      return rows.map(packageOf).map((one) => ({ ...one, use: use(one.id) }));
    },
    find: (id) => find(id),
    async versions(id) {
      const now = await find(id);
      if (now === undefined) return [];
      const rows = (await deps.shape()).bookkeeping
        ? await read.query({
            text: `SELECT version, definition, CASE WHEN isfinite(at) THEN at END AS at, by
                     FROM tenantry.package_versions WHERE package_id = $1 ORDER BY version DESC`,
            values: [id],
          })
        : [];
      const written = rows.map((row) => row as unknown as PackageVersion);
      const { at = null, by = '' } = written.find(({ version }) => version === now.version) ?? {};
      return [
        { version: now.version, definition: definitionOf(now), at, by },
        ...written.filter(({ version }) => version < now.version),
      ];
    },
    create: (id, definition, by) =>
      write(async (runner) => {
        await refuseTakenOrder(runner, id, definition.order);
        await insertPackage(runner, { id, definition, version: 1, language });
        await writeVersion(runner, { id, definition, version: 1, by });
        return get(id, runner);
      }),
    change: (id, { expected, definition, by }) =>
      write(async (runner) => {
        // A new subscription's reference to it waits for this lock.
        await runner.query({ text: 'SELECT FROM public."Packages" WHERE "Id" = $1 FOR UPDATE', values: [id] });
        const before = await get(id, runner);
        if (before.version !== expected)
          throw new AppError('conflict', 'package.changed', { params: { name: before.names[language] } });
        if (definition.order !== before.order) await refuseTakenOrder(runner, id, definition.order);
        await pinSubscriptions(runner, id, expected);
        await writeVersion(runner, { id, definition: definitionOf(before), version: expected, by: '' });
        await updatePackage(runner, { id, definition, version: expected + 1, language });
        await writeVersion(runner, { id, definition, version: expected + 1, by });
        return get(id, runner);
      }),
    reorder: (order) =>
      write(async (runner) => {
        const known = await runner.query({ text: 'SELECT "Id" AS id FROM public."Packages"' });
        const same = known.length === order.length && known.every((row) => order.includes(row['id'] as PackageId));
        if (!same) throw new AppError('conflict', 'package.list_changed');
        await runner.query({
          text: `UPDATE tenantry.packages own SET position = wanted.place
                   FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted(id, place) WHERE own.package_id = wanted.id`,
          values: [order],
        });
      }),
  };
}

import type { FlagSubject } from '../../../shared/domain/flags.ts';
import type { PackageId, TenantId } from '../../../shared/domain/ids.ts';
import type { FlagPackage } from '../roles/flags.ts';
import type { StockerDeps } from './deps.ts';
import { packagesSql } from './packages/rows.ts';
import { listRelation } from './tenant-list/relation.ts';
import { moneyOf } from './tenant-list/row.ts';

type SoldPackage = NonNullable<FlagSubject['package']>;

/** A package that lists no flags says nothing of them, so that it has all. */
async function readPackages(deps: StockerDeps): Promise<ReadonlyArray<SoldPackage>> {
  const rows = await deps.pools.read.query({
    text: `SELECT id, name, position, nullif(flags, '{}') AS flags
             FROM ${packagesSql(await deps.shape(), deps.settings.currency)} p
            ORDER BY position, monthly, name COLLATE "C"`,
  });
  return rows.map((row) => ({
    id: row['id'] as PackageId,
    name: row['name'] as string,
    order: Number(row['position']),
    flags: row['flags'] as ReadonlyArray<string> | null,
  }));
}

export async function flagPackages(deps: StockerDeps): Promise<ReadonlyArray<FlagPackage>> {
  const packages = await readPackages(deps);
  return packages.map(({ id, name, order }) => ({ id, name, order }));
}

/** Two statements, however many tenants there are: a package is not told again with each of its tenants. */
export async function flagSubjects(deps: StockerDeps, only?: TenantId): Promise<ReadonlyArray<FlagSubject>> {
  const relation = await listRelation(deps);
  const [packages, rows] = await Promise.all([
    readPackages(deps),
    deps.pools.read.rows({
      // A subscription that was cancelled gives no package.
      text: `SELECT list.id, list.name, list.code, list.mrr_minor, list.currency,
               CASE WHEN list.subscription <> 'cancelled' THEN list.package_id END
             FROM ${relation.sql} ${relation.indexed ? 'list' : ''}
             WHERE list.lifecycle NOT IN ('deleting', 'deleted') ${only === undefined ? '' : 'AND list.id = $1'}
             ORDER BY list.name_key, list.id`,
      values: only === undefined ? [] : [only],
    }),
  ]);
  const byId = new Map(packages.map((one) => [one.id as string, one]));
  return rows.map(([id, name, code, minor, currency, packageId]) => ({
    tenantId: id as TenantId,
    name: name as string,
    code: code as string,
    mrr: moneyOf(minor, currency),
    package: byId.get(packageId as string) ?? null,
  }));
}

import type { PackageUse } from '../../roles/packages.ts';
import type { StockerDeps } from '../deps.ts';
import { listRelation } from '../tenant-list/relation.ts';
import { readWordSql, subscriptionWords } from '../words.ts';

const nobody: PackageUse = { tenants: 0, mrr: [], versions: [] };

/** As the list of tenants counts: each tenant once, by the subscription that counts. */
const revenueSql = (relation: string): string => `
  SELECT package_id AS id, currency, sum(mrr_minor)::bigint AS minor, count(*)::integer AS tenants
    FROM ${relation} WHERE package_id IS NOT NULL AND subscription <> 'cancelled' GROUP BY package_id, currency ORDER BY currency`;

/** The same subscriptions: one that ended without being cancelled counts no more once there is a newer one. */
const versionsSql = `
  SELECT id, version, count(*)::integer AS tenants FROM (
    SELECT DISTINCT ON (s."TenantId") s."PackageId" AS id, coalesce(own.package_version, sold.version, 1) AS version
      FROM public."Subscriptions" s
      LEFT JOIN tenantry.subscriptions own ON own.subscription_id = s."Id"
      LEFT JOIN tenantry.packages sold ON sold.package_id = s."PackageId"
     WHERE (${readWordSql(subscriptionWords, 's."Status"')}) <> 'cancelled'
     ORDER BY s."TenantId", s."StartDate" DESC, s."Id" DESC) counted
   GROUP BY 1, 2 ORDER BY 1, 2 DESC`;

/** By package. */
export async function packageUse(deps: StockerDeps): Promise<(id: string) => PackageUse> {
  const { read } = deps.pools;
  const [revenue, versions] = await Promise.all([
    read.query({ text: revenueSql((await listRelation(deps)).sql) }),
    (await deps.shape()).bookkeeping ? read.query({ text: versionsSql }) : [],
  ]);
  return (id) => {
    const own = revenue.filter((row) => row['id'] === id);
    if (own.length === 0) return nobody;
    const tenants = own.reduce((sum, row) => sum + Number(row['tenants']), 0);
    const known = versions.filter((row) => row['id'] === id);
    return {
      tenants,
      mrr: own
        .map((row) => ({ minor: Number(row['minor']), currency: String(row['currency']) }))
        .filter(({ minor }) => minor > 0),
      versions:
        known.length === 0
          ? [{ version: 1, tenants }]
          : known.map((row) => ({ version: Number(row['version']), tenants: Number(row['tenants']) })),
    };
  };
}

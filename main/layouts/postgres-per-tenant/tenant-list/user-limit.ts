import type { TenantId } from '../../../../shared/domain/ids.ts';
import type { StockerDeps } from '../deps.ts';

interface Asked {
  readonly tenantId: TenantId;
  readonly subscription: string | null;
  /** What the package's row of today says. */
  readonly sold: number | null;
}

/** An override while it holds, else what was bought: a package that changed since changes nothing for who has it. */
const limitSql = `
  SELECT o.key IS NOT NULL AS overridden, o.value::integer AS value,
         v.version IS NOT NULL AS bought, (v.definition #>> '{limits,max_users}')::integer AS most
    FROM (SELECT 1) one
    LEFT JOIN tenantry.limit_overrides o ON o.tenant_id = $1::uuid AND o.key = 'max_users'
      AND (o.until IS NULL OR o.until >= (now() AT TIME ZONE $3::text)::date)
    LEFT JOIN (public."Subscriptions" s JOIN tenantry.subscriptions own ON own.subscription_id = s."Id"
      JOIN tenantry.package_versions v ON v.package_id = s."PackageId" AND v.version = own.package_version)
      ON s."Id" = $2::uuid`;

/** How many users this tenant may have today. */
export async function userLimit(
  { pools, shape, settings }: StockerDeps,
  { tenantId, subscription, sold }: Asked,
): Promise<number | null> {
  if (!(await shape()).bookkeeping) return sold;
  const [row] = await pools.read.query({
    name: 'tenant-user-limit',
    text: limitSql,
    values: [tenantId, subscription, settings.timeZone],
  });
  if (row?.['overridden'] === true) return row['value'] as number | null;
  return row?.['bought'] === true ? (row['most'] as number | null) : sold;
}

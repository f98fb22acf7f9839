import type { StoredTenant, TenantDetail } from '../../../../shared/contract/tenants.ts';
import { effectiveAccess } from '../../../../shared/domain/holds.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import type { BillingPeriod } from '../../../../shared/domain/subscriptions.ts';
import type { Runner } from '../../pg/pools.ts';
import type { StockerDeps } from '../deps.ts';
import { readStanding } from '../tenant-standing.ts';
import { shownColumns } from './columns.ts';
import { packedRow, unpack } from './packed-row.ts';
import { sourceOf } from './relation.ts';
import { moneyOf, tenantRow } from './row.ts';
import { detailColumns, sourceRowsSql } from './source-rows.ts';
import { userLimit } from './user-limit.ts';

/** The subscription's own modules, where it has none its package's, and the core ones; nothing without a subscription. */
const modulesSql = `
  WITH own AS (SELECT "ModuleCode" AS code, "ModuleName" AS name FROM public."SubscriptionModules" WHERE "SubscriptionId" = $1::uuid)
  SELECT DISTINCT ON (code) code, name FROM (
    SELECT code, name FROM own
    UNION ALL
    SELECT m."ModuleCode", m."ModuleName" FROM public."PackageModules" m
      JOIN public."Subscriptions" s ON s."PackageId" = m."PackageId"
      WHERE s."Id" = $1::uuid AND m."IsIncluded" AND NOT EXISTS (SELECT FROM own)
    UNION ALL
    SELECT "Code", "Name" FROM public."ModuleDefinitions" WHERE "IsCore"
  ) module ORDER BY code, name`;

async function modulesOf(runner: Runner, subscription: string | null): Promise<TenantDetail['modules']> {
  if (subscription === null) return [];
  const rows = await runner.query({ name: 'tenant-modules', text: modulesSql, values: [subscription] });
  return rows.map((row) => ({ code: row['code'] as string, name: row['name'] as string }));
}

async function peopleAndDomains(runner: Runner, id: TenantId): Promise<Pick<TenantDetail, 'owner' | 'domainCount'>> {
  const [row] = await runner.query({
    name: 'tenant-owner',
    text: `SELECT (SELECT count(*)::integer FROM public."TenantDomains" WHERE "TenantId" = $1::uuid) AS domains,
                  owner.email, owner.username, owner.verified
             FROM (SELECT 1) one LEFT JOIN (
               SELECT "Email" AS email, "Username" AS username, "IsEmailVerified" AS verified FROM public."MasterUsers"
                WHERE "TenantId" = $1::uuid AND "IsTenantAdmin" ORDER BY "Email" COLLATE "C" LIMIT 1) owner ON true`,
    values: [id],
  });
  const email = row?.['email'] as string | null | undefined;
  return {
    domainCount: (row?.['domains'] as number | undefined) ?? 0,
    owner:
      email === null || email === undefined
        ? null
        : { email, username: row?.['username'] as string, emailVerified: row?.['verified'] as boolean },
  };
}

/** Always from the platform's own tables: one tenant's page must not depend on the list's copy. */
export async function findTenant(deps: StockerDeps, id: TenantId): Promise<StoredTenant | undefined> {
  const { pools, shape, settings } = deps;
  const runner = pools.read;
  const today = await shape();
  const source = { ...sourceOf(today, settings.currency), only: (column: string) => `${column} = $1::uuid` };
  const [row] = await runner.rows({
    text: `SELECT ${packedRow(shownColumns)}, currency, ${detailColumns.join(', ')} FROM (${sourceRowsSql(source, 'detail')}) one`,
    values: [id],
  });
  if (row === undefined) return undefined;
  const [, currency, period, price, periodEndsAt, setupCompletedAt, subscription] = row;
  const listed = tenantRow(unpack(row[0]));
  const [standing, rest, modules, maxUsers] = await Promise.all([
    readStanding(runner, today, id),
    peopleAndDomains(runner, id),
    modulesOf(runner, subscription as string | null),
    userLimit(deps, { tenantId: id, subscription: subscription as string | null, sold: listed.maxUsers }),
  ]);
  return {
    ...listed,
    maxUsers,
    ...rest,
    modules,
    setupCompletedAt: setupCompletedAt as string | null,
    access: effectiveAccess(listed.lifecycle, standing.holds),
    holds: standing.holds,
    billingPeriod: period as BillingPeriod | null,
    price: moneyOf(price, currency),
    periodEndsAt: periodEndsAt as string | null,
  };
}

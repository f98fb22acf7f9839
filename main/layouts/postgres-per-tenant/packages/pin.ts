import type { PackageId } from '../../../../shared/domain/ids.ts';
import type { Runner } from '../../pg/pools.ts';
import { billingPeriodWords, readWordSql } from '../words.ts';

const yearly = readWordSql(billingPeriodWords, 's."BillingPeriod"');

/** What a subscription without a price of its own pays, as the list of tenants computes it. */
const pricesSql = `
  UPDATE public."Subscriptions" s
     SET "Currency" = coalesce(s."Currency", p."Currency"),
         "Price" = coalesce(s."Price", CASE WHEN (${yearly}) = 'yearly' THEN coalesce(p."YearlyPrice", p."Price" * 12) ELSE p."Price" END)
    FROM public."Packages" p
   WHERE p."Id" = $1 AND s."PackageId" = p."Id" AND (s."Price" IS NULL OR s."Currency" IS NULL)`;

const versionsSql = `
  INSERT INTO tenantry.subscriptions (subscription_id, tenant_id, package_version)
  SELECT s."Id", s."TenantId", $2 FROM public."Subscriptions" s WHERE s."PackageId" = $1 ON CONFLICT DO NOTHING`;

const modulesSql = `
  INSERT INTO public."SubscriptionModules" ("Id", "SubscriptionId", "ModuleCode", "ModuleName", "MaxEntities", "AddedAt")
  SELECT gen_random_uuid(), s."Id", m."ModuleCode", m."ModuleName", m."MaxEntities", s."StartDate"
    FROM public."Subscriptions" s JOIN public."PackageModules" m ON m."PackageId" = s."PackageId" AND m."IsIncluded"
   WHERE s."PackageId" = $1
     AND NOT EXISTS (SELECT FROM public."SubscriptionModules" own WHERE own."SubscriptionId" = s."Id")`;

/**
 * Before a package changes: whoever lived by its row gets price, version and modules written down as they are. The
 * package's row is locked by then, so that no subscription to it begins in between.
 */
export async function pinSubscriptions(runner: Runner, id: PackageId, version: number): Promise<void> {
  await runner.query({ text: pricesSql, values: [id] });
  await runner.query({ text: versionsSql, values: [id, version] });
  await runner.query({ text: modulesSql, values: [id] });
}

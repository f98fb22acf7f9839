import type { ModuleDefinition } from '../../../shared/domain/modules.ts';
import { readBundle, readBundles } from '../../migrations/bundle.ts';
import type { PlatformLayout } from '../layout.ts';
import type { StockerDeps } from './deps.ts';
import { readInstalled } from './storage/installed-modules.ts';
import { sourceOf } from './tenant-list/relation.ts';
import { currentSubscription } from './tenant-list/source-rows.ts';
import { readWordSql, tenantStatusWords } from './words.ts';

const definitionsSql = `
  SELECT "Code" AS code, "Name" AS name, "Description" AS description, "IsCore" AS core
    FROM public."ModuleDefinitions" ORDER BY "IsCore" DESC, "Code" COLLATE "C"`;

/** Whether what a subscription gives still holds, by the seller's day. */
const isLive = (cancelAtEnd: string): string => `
  sub.status <> 'cancelled'
  AND NOT (sub.status = 'trial' AND (sub.trial_ends_at AT TIME ZONE $1)::date < (now() AT TIME ZONE $1)::date IS TRUE)
  AND NOT (sub.status = 'active' AND ${cancelAtEnd}
    AND (sub.period_ends_at AT TIME ZONE $1)::date <= (now() AT TIME ZONE $1)::date IS TRUE)`;

/** As for one tenant: its subscription's modules, where it has none its package's, and the core ones always. */
const entitledSql = (current: string, cancelAtEnd: string): string => `
  WITH here AS (
    SELECT t."Id" AS id FROM public."Tenants" t
     WHERE ${readWordSql(tenantStatusWords, 't."Status"')} NOT IN ('deleting', 'deleted')),
  live AS (
    SELECT sub.tenant_id, sub.id, sub.package_id FROM (${current}) sub
      JOIN here ON here.id = sub.tenant_id JOIN public."Subscriptions" s ON s."Id" = sub.id WHERE ${isLive(cancelAtEnd)}),
  entitled AS (
    SELECT live.tenant_id, m."ModuleCode" AS code FROM live
      JOIN public."SubscriptionModules" m ON m."SubscriptionId" = live.id
    UNION
    SELECT live.tenant_id, m."ModuleCode" FROM live
      JOIN public."PackageModules" m ON m."PackageId" = live.package_id AND m."IsIncluded"
     WHERE NOT EXISTS (SELECT FROM public."SubscriptionModules" own WHERE own."SubscriptionId" = live.id)
    UNION
    SELECT here.id, d."Code" FROM here CROSS JOIN public."ModuleDefinitions" d WHERE d."IsCore")
  SELECT code, count(*)::integer AS tenants FROM entitled GROUP BY code`;

function definitionOf(row: Readonly<Record<string, unknown>>): ModuleDefinition {
  const code = row['code'] as string;
  const bundle = readBundles('postgres-per-tenant').find(({ manifest }) => manifest.code === code);
  return {
    code,
    name: row['name'] as string,
    description: row['description'] as string | null,
    isCore: row['core'] as boolean,
    dependsOn: bundle?.manifest.dependsOn ?? [],
    schema: bundle?.manifest.schema ?? null,
    latest: bundle?.migrations.at(-1)?.version ?? null,
  };
}

/** What the platform defines, and what tenants' databases have of it. */
export function createModules(deps: StockerDeps): PlatformLayout['modules'] {
  const { pools, settings, shape } = deps;
  return {
    list: async () => (await pools.read.query({ text: definitionsSql })).map(definitionOf),
    async use() {
      const source = sourceOf(await shape(), settings.currency);
      const cancelAtEnd = source.hasColumn('Subscriptions', 'CancelAtPeriodEnd')
        ? 's."CancelAtPeriodEnd" IS TRUE'
        : 'false';
      const rows = await pools.read.query({
        text: entitledSql(
          currentSubscription(source, () => ''),
          cancelAtEnd,
        ),
        values: [settings.timeZone],
      });
      return new Map(rows.map((row) => [row['code'] as string, row['tenants'] as number]));
    },
    available: (module) => readBundle('postgres-per-tenant', module),
    installed: (of) => readInstalled(deps, of),
  };
}

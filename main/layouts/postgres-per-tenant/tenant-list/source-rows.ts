import { lifecycles } from '../../../../shared/domain/lifecycle.ts';
import { literal } from '../../pg/identifiers.ts';
import { billingPeriodWords, readWordSql, subscriptionWords, tenantStatusWords } from '../words.ts';
import { minorSql, monthlySql } from './amount-sql.ts';
import { foldSql, keyLength, noNumberKey, noTextKey, sortKeySql } from './fold-sql.ts';
import { withoutSeparators } from './packed-row.ts';

export interface RowsSource {
  hasColumn(table: string, column: string): boolean;
  /** Whether `tenantry.holds` is there. */
  readonly holds: boolean;
  /** For amounts whose row names none. */
  readonly currency: string;
  /** A condition on a column that holds tenant ids, as in `(column) => `${column} = $1``. Without it: all tenants. */
  readonly only?: (column: string) => string;
  readonly words?: ListWords;
}

/** How a list row's derived parts are written: as expressions, or as calls of the console's own functions. */
export interface ListWords {
  fold(expression: string): string;
  sortKey(expression: string): string;
  monthly(minor: string, period: string, status: string): string;
}
export const inlineWords: ListWords = { fold: foldSql, sortKey: sortKeySql, monthly: monthlySql };

/** A tenant may have had several subscriptions: the newest that is not cancelled counts, else the newest. */
export const currentSubscription = (source: RowsSource, where: (column: string) => string): string => {
  const has = (column: string): boolean => source.hasColumn('Subscriptions', column);
  const status = readWordSql(subscriptionWords, 's."Status"');
  const period = has('BillingPeriod') ? readWordSql(billingPeriodWords, 's."BillingPeriod"') : `'monthly'`;
  return `SELECT DISTINCT ON (s."TenantId") s."TenantId" AS tenant_id, s."Id" AS id, s."PackageId" AS package_id,
      ${status} AS status, ${period} AS period, s."TrialEndDate" AS trial_ends_at, s."CurrentPeriodEnd" AS period_ends_at,
      ${has('Price') ? 's."Price"' : 'NULL::numeric'} AS price, ${has('Currency') ? 's."Currency"' : 'NULL::text'} AS currency
    FROM public."Subscriptions" s ${where('s."TenantId"')}
    ORDER BY s."TenantId", (${status}) = 'cancelled', s."StartDate" DESC, s."Id" DESC`;
};

const packagePrice = (source: RowsSource): string => {
  const yearly = `p."Price" * 12`;
  const year = source.hasColumn('Packages', 'YearlyPrice') ? `coalesce(p."YearlyPrice", ${yearly})` : yearly;
  return `CASE WHEN sub.period = 'yearly' THEN ${year} ELSE p."Price" END`;
};

const liveHolds = (where: (column: string) => string): string => {
  const condition = where('h.tenant_id');
  return `LEFT JOIN (SELECT h.tenant_id, array_agg(DISTINCT h.kind ORDER BY h.kind) AS kinds,
        bool_or('block_login' = ANY (h.effects)) AS blocking
      FROM tenantry.holds h ${condition === '' ? 'WHERE' : `${condition} AND`} h.lifted_at IS NULL
      GROUP BY h.tenant_id) hold ON hold.tenant_id = t."Id"`;
};

/** The columns beside the list's own that a tenant's page needs. */
export const detailColumns = [
  'billing_period',
  'price_minor',
  'period_ends_at',
  'setup_completed_at',
  'subscription_id',
] as const;

/**
 * The list's rows from the platform's own tables. The one definition of what a row says: the bookkeeping is filled
 * with it, and a platform without bookkeeping is read with it. Columns as in `listColumns`.
 */
export function sourceRowsSql(source: RowsSource, depth: 'list' | 'detail' = 'list'): string {
  const words = source.words ?? inlineWords;
  const where = (column: string): string => (source.only === undefined ? '' : `WHERE ${source.only(column)}`);
  const has = source.hasColumn;
  const createdAt = has('Tenants', 'CreatedAt') ? 't."CreatedAt"' : 'NULL::timestamptz';
  const packageCurrency = has('Packages', 'Currency') ? 'p."Currency"' : 'NULL::text';
  const currency = `coalesce(sub.currency, ${packageCurrency}, ${literal(source.currency)})`;
  const ranks = lifecycles.map((lifecycle, index) => `WHEN ${literal(lifecycle)} THEN ${index * 2}`).join(' ');
  const details =
    depth === 'detail'
      ? ', r.period AS billing_period, r.price_minor, r.period_ends_at, r.setup_completed_at, r.subscription_id'
      : '';
  return `
  SELECT r.id, r.name, r.code, r.lifecycle, r.suspended, r.hold_kinds, r.setup_completed, r.subscription, r.trial_ends_at,
    r.package_id, r.package_name, r.mrr_minor, r.currency, r.users, r.max_users, r.domain, r.database_name, r.created_at,
    ' ' || ${words.fold(`concat_ws(' ', r.name, r.code, r.domains, r.database_name, r.owners)`)} AS search,
    ${words.sortKey('r.name')} AS name_key,
    left(lower(r.code COLLATE "C"), ${keyLength}) AS code_key,
    coalesce(${words.sortKey('r.package_name')}, ${noTextKey}) COLLATE "C" AS package_key,
    coalesce(left(lower(r.domain COLLATE "C"), ${keyLength}), ${noTextKey}) COLLATE "C" AS domain_key,
    CASE r.lifecycle ${ranks} END + r.suspended::integer AS status_key,
    coalesce(r.mrr_minor, (${noNumberKey})::bigint) AS mrr_key,
    CASE WHEN isfinite(r.created_at) THEN (extract(epoch FROM r.created_at) * 1000000)::bigint
      ELSE (${noNumberKey})::bigint END AS created_key${details}
  FROM (
    SELECT m.*, CASE WHEN m.subscription_id IS NOT NULL THEN ${words.monthly('m.price_minor', 'm.period', 'm.subscription')} END AS mrr_minor
    FROM (
      SELECT t."Id" AS id, ${withoutSeparators('t."Name"')} AS name, ${withoutSeparators('t."Code"')} AS code,
        CASE WHEN t.standing = 'suspended' THEN 'active' ELSE t.standing END AS lifecycle,
        (t.standing = 'suspended' OR (t.standing = 'active' AND NOT t."IsActive")${source.holds ? ' OR coalesce(hold.blocking, false)' : ''}) AS suspended,
        ${source.holds ? `coalesce(hold.kinds, '{}'::text[])` : `'{}'::text[]`} AS hold_kinds,
        t."SetupCompleted" AS setup_completed, t."SetupCompletedAt" AS setup_completed_at,
        sub.id AS subscription_id, sub.status AS subscription, sub.period, sub.trial_ends_at, sub.period_ends_at,
        p."Id" AS package_id, ${withoutSeparators('p."Name"')} AS package_name, p."MaxUsers" AS max_users,
        CASE WHEN sub.id IS NOT NULL THEN ${withoutSeparators(currency)} END AS currency,
        ${minorSql(`coalesce(sub.price, ${packagePrice(source)})`, currency)} AS price_minor,
        coalesce(usr.users, 0)::integer AS users, usr.owners,
        ${withoutSeparators('dom.primary_domain')} AS domain, dom.domains,
        ${withoutSeparators('t."DatabaseName"')} AS database_name, ${createdAt} AS created_at
      FROM (SELECT t.*, ${readWordSql(tenantStatusWords, 't."Status"')} AS standing
          FROM public."Tenants" t ${where('t."Id"')}) t
      LEFT JOIN (${currentSubscription(source, where)}) sub ON sub.tenant_id = t."Id"
      LEFT JOIN public."Packages" p ON p."Id" = sub.package_id
      LEFT JOIN (SELECT u."TenantId" AS tenant_id, count(*) AS users,
          string_agg(u."Email", ' ' ORDER BY u."Email" COLLATE "C") FILTER (WHERE u."IsTenantAdmin") AS owners
        FROM public."MasterUsers" u ${where('u."TenantId"')} GROUP BY u."TenantId") usr ON usr.tenant_id = t."Id"
      LEFT JOIN (SELECT d."TenantId" AS tenant_id,
          min(d."DomainName" COLLATE "C") FILTER (WHERE d."IsPrimary") AS primary_domain,
          string_agg(d."DomainName", ' ' ORDER BY d."DomainName" COLLATE "C") AS domains
        FROM public."TenantDomains" d ${where('d."TenantId"')} GROUP BY d."TenantId") dom ON dom.tenant_id = t."Id"
      ${source.holds ? liveHolds(where) : ''}
    ) m
  ) r`;
}

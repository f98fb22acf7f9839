import type { PackageId, SubscriptionId, TenantId } from '../../../../shared/domain/ids.ts';
import {
  hasEnded,
  type PendingChange,
  type Subscription,
  subscriptionState,
} from '../../../../shared/domain/subscriptions.ts';
import { literal } from '../../pg/identifiers.ts';
import type { Runner } from '../../pg/pools.ts';
import type { SchemaShape, StockerDeps } from '../deps.ts';
import { minorSql } from '../tenant-list/amount-sql.ts';
import { billingPeriodWords, readWordSql, subscriptionWords } from '../words.ts';

/** What a subscription's row is read by: which columns are there, and whose days they are. */
export interface SubscriptionSource {
  readonly shape: Pick<SchemaShape, 'hasColumn' | 'bookkeeping'>;
  readonly currency: string;
  /** As `$1::text`. */
  readonly zone: string;
  /** The stored words are read once each, and joined: for statements that look at all rows. */
  readonly joined?: true;
}

export const sourceFor = (
  { settings }: Pick<StockerDeps, 'settings'>,
  shape: SubscriptionSource['shape'],
  zone = '$1::text',
): SubscriptionSource => ({ shape, currency: settings.currency, zone });

/** The seller's day of a moment; what lies beyond every calendar is told as its end. */
export const daySql = (moment: string, zone: string): string =>
  `CASE WHEN ${moment} IS NULL THEN NULL ELSE to_char(
     greatest(least(${moment}, '9999-12-30'::timestamptz), '0001-01-03'::timestamptz) AT TIME ZONE ${zone}, 'YYYY-MM-DD') END`;

export const todaySql = (zone: string): string => `to_char(now() AT TIME ZONE ${zone}, 'YYYY-MM-DD')`;

export const statusSql = ({ joined }: SubscriptionSource): string =>
  joined ? 'said_status.word' : readWordSql(subscriptionWords, 's."Status"');

const column = ({ shape }: SubscriptionSource, name: string, missing: string): string =>
  shape.hasColumn('Subscriptions', name) ? `s."${name}"` : missing;

export function periodSql({ shape, joined }: SubscriptionSource): string {
  if (!shape.hasColumn('Subscriptions', 'BillingPeriod')) return `'monthly'`;
  return joined ? 'said_period.word' : readWordSql(billingPeriodWords, 's."BillingPeriod"');
}

/** Everybody writes the same few words. */
const wordsOf = (name: string, column: string, read: string): string =>
  `JOIN (SELECT said, ${read} AS word FROM (SELECT DISTINCT "${column}" AS said FROM public."Subscriptions") all_said OFFSET 0) ${name}
     ON ${name}.said = s."${column}"`;
export const statusJoin = wordsOf('said_status', 'Status', readWordSql(subscriptionWords, 'said'));
export const periodJoin = ({ shape }: SubscriptionSource): string =>
  shape.hasColumn('Subscriptions', 'BillingPeriod')
    ? wordsOf('said_period', 'BillingPeriod', readWordSql(billingPeriodWords, 'said'))
    : '';

export const cancelFlagSql = (source: SubscriptionSource): string => column(source, 'CancelAtPeriodEnd', 'false');
export const unpaidSinceSql = ({ shape }: SubscriptionSource): string =>
  shape.bookkeeping ? 'o.unpaid_since' : 'NULL::timestamptz';

/** What the platform's row of the package says, where no version of it was kept. */
const packagePrice = ({ shape }: SubscriptionSource, period: string): string => {
  const year = shape.hasColumn('Packages', 'YearlyPrice')
    ? `coalesce(p."YearlyPrice", p."Price" * 12)`
    : `p."Price" * 12`;
  return `CASE WHEN ${period} = 'yearly' THEN ${year} ELSE p."Price" END`;
};

export function currencySql(source: SubscriptionSource): string {
  const ofPackage = source.shape.hasColumn('Packages', 'Currency') ? 'p."Currency"' : 'NULL::text';
  const ofVersion = source.shape.bookkeeping ? `v.definition ->> 'currency'` : 'NULL::text';
  return `coalesce(${column(source, 'Currency', 'NULL::text')}, ${ofVersion}, ${ofPackage}, ${literal(source.currency)})`;
}

/** Minor units of one period: its own price, else its version's, else the package's. */
export function priceSql(source: SubscriptionSource): string {
  const period = periodSql(source);
  const currency = currencySql(source);
  const own = column(source, 'Price', 'NULL::numeric');
  const month = `(v.definition ->> 'monthlyPrice')::bigint`;
  const ofVersion = `CASE WHEN ${period} = 'yearly' THEN coalesce((v.definition ->> 'yearlyPrice')::bigint, ${month} * 12) ELSE ${month} END`;
  const known = source.shape.bookkeeping ? `WHEN v.definition IS NOT NULL THEN ${ofVersion}` : '';
  return `CASE WHEN ${own} IS NOT NULL THEN ${minorSql(own, currency)} ${known}
    ELSE ${minorSql(packagePrice(source, period), currency)} END`;
}

/** What another program sold since a change, it sold as it is now. */
const versionSql = 'coalesce(o.package_version, k.version, 1)';

/** Everything that a row is read from; `s` is the subscription. */
export const fromSql = ({ shape }: SubscriptionSource): string => `
  public."Subscriptions" s
  JOIN public."Packages" p ON p."Id" = s."PackageId"
  ${
    shape.bookkeeping
      ? `LEFT JOIN tenantry.subscriptions o ON o.subscription_id = s."Id"
  LEFT JOIN tenantry.packages k ON k.package_id = s."PackageId"
  LEFT JOIN tenantry.package_versions v ON v.package_id = s."PackageId" AND v.version = ${versionSql}`
      : ''
  }`;

const modulesSql = `(SELECT json_agg(json_build_object(
    'code', m."ModuleCode", 'name', m."ModuleName", 'maxEntities', m."MaxEntities") ORDER BY m."ModuleCode" COLLATE "C", m."Id")
  FROM public."SubscriptionModules" m WHERE m."SubscriptionId" = s."Id")`;

export function columnsSql(source: SubscriptionSource): string {
  const own = (name: string, type: string): string => (source.shape.bookkeeping ? `o.${name}` : `NULL::${type}`);
  const day = (moment: string): string => daySql(moment, source.zone);
  return `s."Id" AS id, s."TenantId" AS tenant_id, s."PackageId" AS package_id, p."Name" AS package_name,
    ${source.shape.bookkeeping ? versionSql : '1'} AS package_version, ${statusSql(source)} AS status,
    ${priceSql(source)} AS price, ${currencySql(source)} AS currency, ${periodSql(source)} AS period,
    ${day('s."StartDate"')} AS started_on, ${day('s."CurrentPeriodEnd"')} AS period_ends_on,
    ${day('s."TrialEndDate"')} AS trial_ends_on, ${own('trial_extended_at', 'timestamptz')} IS NOT NULL AS trial_extended,
    ${cancelFlagSql(source)} AS cancel_at_period_end,
    ${day(column(source, 'CancelledAt', 'NULL::timestamptz'))} AS cancelled_on,
    ${day(unpaidSinceSql(source))} AS unpaid_since, ${own('pending_change', 'jsonb')} AS pending_change,
    ${modulesSql} AS modules, ${todaySql(source.zone)} AS today`;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export function subscriptionOf(row: Readonly<Record<string, unknown>>): Subscription {
  return {
    id: row['id'] as SubscriptionId,
    tenantId: row['tenant_id'] as TenantId,
    packageId: row['package_id'] as PackageId,
    packageName: String(row['package_name']),
    packageVersion: Number(row['package_version']),
    status: row['status'] as Subscription['status'],
    price: { minor: Number(row['price'] ?? 0), currency: String(row['currency']) },
    period: row['period'] as Subscription['period'],
    startedOn: String(row['started_on']),
    periodEndsOn: String(row['period_ends_on']),
    trialEndsOn: textOf(row['trial_ends_on']),
    trialExtended: row['trial_extended'] === true,
    cancelAtPeriodEnd: row['cancel_at_period_end'] === true,
    cancelledOn: textOf(row['cancelled_on']),
    unpaidSince: textOf(row['unpaid_since']),
    pendingChange: (row['pending_change'] as PendingChange | null) ?? null,
    modules: (row['modules'] as Subscription['modules'] | null) ?? [],
  };
}

export interface OnDay {
  readonly subscription: Subscription;
  /** The seller's, by the server's clock. */
  readonly today: string;
}

/** Newest first. */
export async function subscriptionsOf(
  runner: Runner,
  deps: Pick<StockerDeps, 'settings'>,
  on: { readonly shape: SubscriptionSource['shape']; readonly tenantId: TenantId },
): Promise<ReadonlyArray<OnDay>> {
  const source = sourceFor(deps, on.shape);
  const rows = await runner.query({
    text: `SELECT ${columnsSql(source)} FROM ${fromSql(source)} WHERE s."TenantId" = $2::uuid
            ORDER BY s."StartDate" DESC, s."Id" DESC`,
    values: [deps.settings.timeZone, on.tenantId],
  });
  return rows.map((row) => ({ subscription: subscriptionOf(row), today: String(row['today']) }));
}

/** The one that counts: the newest that has not ended, else the newest. */
export const currentOf = (newestFirst: ReadonlyArray<OnDay>): OnDay | undefined =>
  newestFirst.find(({ subscription, today }) => !hasEnded(subscriptionState(subscription, today))) ?? newestFirst[0];

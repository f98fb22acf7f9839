import type { SubscriptionFilter } from '../../../../shared/contract/subscriptions.ts';
import type { Query } from '../../pg/pools.ts';
import { foldSql, sortKeySql } from '../tenant-list/fold-sql.ts';
import { createParams, type Params } from '../tenant-list/params.ts';
import { containsPattern, searchNeedles } from '../tenant-list/search.ts';
import {
  cancelFlagSql,
  columnsSql,
  fromSql,
  periodJoin,
  priceSql,
  type SubscriptionSource,
  statusJoin,
  statusSql,
  unpaidSinceSql,
} from './rows.ts';

const midnight = (zone: string, days: number): string =>
  `(SELECT (date_trunc('day', now() AT TIME ZONE ${zone}) + interval '${days} days') AT TIME ZONE ${zone})`;

/** `subscriptionState` as a SQL expression. */
export const stateSql = (source: SubscriptionSource): string => `CASE ${statusSql(source)}
    WHEN 'trial' THEN CASE WHEN s."TrialEndDate" < ${midnight(source.zone, 0)} THEN 'expired' ELSE 'trial' END
    WHEN 'past_due' THEN CASE WHEN ${unpaidSinceSql(source)} IS NOT NULL THEN 'unpaid' ELSE 'past_due' END
    WHEN 'active' THEN CASE WHEN NOT ${cancelFlagSql(source)} THEN 'active'
      WHEN s."CurrentPeriodEnd" < ${midnight(source.zone, 1)} THEN 'cancelled' ELSE 'non_renewing' END
    ELSE 'cancelled' END`;

const dueSql = (zone: string): string =>
  `o.pending_change ->> 'on' <= to_char(now() AT TIME ZONE ${zone}, 'YYYY-MM-DD')`;

const sortSql = (source: SubscriptionSource, column: SubscriptionFilter['sort']['column']): string =>
  ({
    tenant: source.shape.bookkeeping ? 'l.name_key' : sortKeySql('l."Name"'),
    package: 'named.key',
    price: priceSql(source),
    period_end: 's."CurrentPeriodEnd"',
    started: 's."StartDate"',
  })[column];

/** Joined only where they are asked for: a list by its own columns then walks an index and stops. */
function joins(source: SubscriptionSource, filter: SubscriptionFilter): string {
  const { shape } = source;
  const own = shape.bookkeeping && (filter.states.length > 0 || filter.pending !== null);
  const list = shape.bookkeeping ? 'tenantry.tenant_list l ON l.id' : 'public."Tenants" l ON l."Id"';
  const tables =
    filter.sort.column === 'price'
      ? fromSql(source)
      : `public."Subscriptions" s ${own ? 'LEFT JOIN tenantry.subscriptions o ON o.subscription_id = s."Id"' : ''}`;
  return [
    tables,
    filter.states.length > 0 ? statusJoin : '',
    filter.sort.column === 'price' ? periodJoin(source) : '',
    filter.sort.column === 'tenant' || filter.search !== '' ? `JOIN ${list} = s."TenantId"` : '',
    filter.sort.column === 'package'
      ? `JOIN (SELECT "Id" AS id, ${sortKeySql('"Name"')} AS key FROM public."Packages" OFFSET 0) named ON named.id = s."PackageId"`
      : '',
  ].join('\n');
}

function conditions(source: SubscriptionSource, filter: SubscriptionFilter, params: Params): string {
  const text = source.shape.bookkeeping ? 'l.search' : `(' ' || ${foldSql(`concat_ws(' ', l."Name", l."Code")`)})`;
  const pending = source.shape.bookkeeping ? 'o.pending_change IS NOT NULL' : 'false';
  const all = [
    ...searchNeedles(filter.search).map((needle) => `${text} LIKE ${params.add(containsPattern(needle), 'text')}`),
    ...(filter.states.length > 0 ? [`(${stateSql(source)}) = ANY (${params.add(filter.states, 'text[]')})`] : []),
    ...(filter.packageIds.length > 0 ? [`s."PackageId" = ANY (${params.add(filter.packageIds, 'uuid[]')})`] : []),
    ...(filter.pending === null ? [] : [pending]),
    ...(filter.pending === 'due' && source.shape.bookkeeping ? [dueSql(source.zone)] : []),
  ];
  return all.length === 0 ? '' : `WHERE ${all.join(' AND ')}`;
}

type Asked = Omit<SubscriptionSource, 'zone'> & { readonly timeZone: string };

export function pageQuery({ timeZone, ...asked }: Asked, filter: SubscriptionFilter): Query {
  const params = createParams();
  const source: SubscriptionSource = { ...asked, zone: params.add(timeZone, 'text') };
  const whole: SubscriptionSource = { ...source, joined: true };
  const down = filter.sort.descending ? ' DESC' : '';
  const picked = `SELECT s."Id" AS id, ${sortSql(whole, filter.sort.column)} AS key FROM ${joins(whole, filter)}
    ${conditions(whole, filter, params)}
    ORDER BY 2${down}, 1${down}
    LIMIT ${params.add(filter.limit, 'integer')} OFFSET ${params.add(filter.offset, 'integer')}`;
  return {
    text: `SELECT ${columnsSql(source)}, t."Name" AS tenant_name, t."Code" AS tenant_code
      FROM (${picked}) picked JOIN (${fromSql(source)} JOIN public."Tenants" t ON t."Id" = s."TenantId") ON s."Id" = picked.id
      ORDER BY picked.key${down}, picked.id${down}`,
    values: params.values,
  };
}

export function totalQuery({ timeZone, ...asked }: Asked, filter: SubscriptionFilter): Query {
  const params = createParams();
  // A value that no text asks for is refused by the server.
  const needsZone = filter.states.length > 0 || (filter.pending === 'due' && asked.shape.bookkeeping);
  const zone = needsZone ? params.add(timeZone, 'text') : '';
  const source: SubscriptionSource = { ...asked, zone, joined: true };
  const unsorted: SubscriptionFilter = { ...filter, sort: { column: 'started', descending: false } };
  return {
    text: `SELECT count(*)::integer FROM ${joins(source, unsorted)} ${conditions(source, unsorted, params)}`,
    values: params.values,
  };
}

export function countsQuery({ timeZone, ...asked }: Asked): Query {
  const source: SubscriptionSource = { ...asked, zone: '$1::text', joined: true };
  const own = source.shape.bookkeeping;
  const due = own
    ? `(SELECT count(*)::integer FROM tenantry.subscriptions o WHERE o.pending_change IS NOT NULL AND ${dueSql('$1::text')})`
    : '0';
  return {
    text: `SELECT state, count(*)::integer, ${due} FROM (
        SELECT ${stateSql(source)} AS state FROM public."Subscriptions" s ${statusJoin}
          ${own ? 'LEFT JOIN tenantry.subscriptions o ON o.subscription_id = s."Id"' : ''}) one
      GROUP BY state`,
    values: [timeZone],
  };
}

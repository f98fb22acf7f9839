import type { TenantTotals } from '../../../../shared/contract/tenants.ts';
import { type BuiltInView, builtInViews, type TenantFilter, viewFilters } from '../../../../shared/contract/tenants.ts';
import type { Query, Row } from '../../pg/pools.ts';
import { filterConditions } from './conditions.ts';
import type { ListRelation } from './page-query.ts';
import { createParams } from './params.ts';
import { containsPattern, searchNeedles } from './search.ts';

/** One row a currency: currency, tenants, sum of their monthly amounts. Currency NULL for tenants without a subscription. */
export function totalsQuery({ sql, timeZone }: ListRelation, filter: TenantFilter): Query {
  const params = createParams();
  const conditions = [
    ...searchNeedles(filter.search).map((needle) => `search LIKE ${params.add(containsPattern(needle), 'text')}`),
    ...filterConditions(filter, params, timeZone),
  ];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return {
    text: `SELECT currency, count(*), sum(mrr_minor) FROM ${sql} ${where} GROUP BY currency ORDER BY currency`,
    values: params.values,
  };
}

/** All views' counts in one pass, by the same conditions that their lists use. */
export function viewCountsQuery({ sql, timeZone }: ListRelation): Query {
  const params = createParams();
  const counts = builtInViews.map((view: BuiltInView) => {
    const conditions = filterConditions(viewFilters[view], params, timeZone);
    return conditions.length === 0 ? 'count(*)' : `count(*) FILTER (WHERE ${conditions.join(' AND ')})`;
  });
  return { text: `SELECT ${counts.join(', ')} FROM ${sql}`, values: params.values };
}

export const tenantTotals = (rows: ReadonlyArray<Row>): TenantTotals => ({
  count: rows.reduce((sum, [, count]) => sum + Number(count), 0),
  mrr: rows
    .filter(([currency, , minor]) => currency !== null && minor !== null)
    .map(([currency, , minor]) => ({ minor: Number(minor), currency: String(currency) })),
});

export const viewCounts = (counts: Row): Readonly<Record<BuiltInView, number>> =>
  Object.fromEntries(builtInViews.map((view, index) => [view, Number(counts[index] ?? 0)])) as Record<
    BuiltInView,
    number
  >;

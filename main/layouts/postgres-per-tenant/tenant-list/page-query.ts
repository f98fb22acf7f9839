import { createHash } from 'node:crypto';
import type { TenantFilter, TenantSort } from '../../../../shared/contract/tenants.ts';
import type { ListPlace } from '../../layout.ts';
import type { Query } from '../../pg/pools.ts';
import { shownColumns, sortKeys } from './columns.ts';
import { filterConditions, isUnfiltered } from './conditions.ts';
import { decodeCursor } from './cursor.ts';
import { createParams, type Params } from './params.ts';
import { containsPattern, searchNeedles } from './search.ts';

/** Where the rows are: the indexed list, or a subselect that computes the same columns. */
export interface ListRelation {
  readonly sql: string;
  readonly indexed: boolean;
  readonly timeZone: string;
}

export interface PageRequest {
  readonly filter: TenantFilter;
  readonly sort: TenantSort;
  readonly place: ListPlace;
  readonly limit: number;
}

/** So many finds are sorted; where there are more, walking the order and testing each row meets a page soon. */
const sortedFinds = 4_000;

const statementName = (text: string): string =>
  `tenant-list-${createHash('sha256').update(text).digest('base64url').slice(0, 16)}`;

const where = (conditions: ReadonlyArray<string>): string =>
  conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;

function placeCondition({ sort, place }: PageRequest, params: Params): ReadonlyArray<string> {
  const cursor = place.after ?? place.before;
  if (cursor === undefined) return [];
  const field = place.after === undefined ? 'place.before' : 'place.after';
  const keys = decodeCursor(sort, cursor, field);
  const parts = sortKeys[sort.column];
  const values = parts.map(({ type }, index) => params.add(keys[index], type));
  const sign = walksDown(sort, place) ? '<' : '>';
  return [`(${parts.map(({ column }) => column).join(', ')}) ${sign} (${values.join(', ')})`];
}

/** `before` and `last` are read against the order, and turned round by the reader. */
export const isReversed = (place: ListPlace): boolean => place.before !== undefined || place.at === 'last';
const walksDown = (sort: TenantSort, place: ListPlace): boolean => sort.descending !== isReversed(place);

/** One row more than asked for: it tells whether the list goes on. */
export function pageQuery(relation: ListRelation, request: PageRequest): Query {
  const params = createParams();
  const keys = sortKeys[request.sort.column].map(({ column }) => column);
  const columns = [
    ...shownColumns,
    ...keys.filter((key) => !(shownColumns as ReadonlyArray<string>).includes(key)),
  ].join(', ');
  const order = keys.map((key) => `${key}${walksDown(request.sort, request.place) ? ' DESC' : ''}`).join(', ');
  const end = `ORDER BY ${order} LIMIT ${request.limit + 1}`;
  const needles = searchNeedles(request.filter.search);
  const filters = filterConditions(request.filter, params, relation.timeZone);
  const at = placeCondition(request, params);
  const named = (text: string, prepared: boolean): Query => ({
    ...(prepared ? { name: statementName(text) } : {}),
    text,
    values: params.values,
  });

  // Filters' values decide which index serves best, so those statements are planned for their values each time.
  const prepared = relation.indexed && isUnfiltered(request.filter);
  const walkTests = needles.map((needle) => `strpos(search, ${params.add(needle, 'text')}) > 0`);
  if (needles.length === 0 || !relation.indexed)
    return named(`SELECT ${columns} FROM ${relation.sql} ${where([...walkTests, ...filters, ...at])} ${end}`, prepared);

  const finds = needles.map((needle) => `search LIKE (SELECT ${params.add(containsPattern(needle), 'text')})`);
  const found = '(SELECT count(*) FROM finds)';
  return named(
    `WITH finds AS MATERIALIZED (
       SELECT ${columns} FROM ${relation.sql} ${where([...finds, ...filters])} LIMIT ${sortedFinds + 1})
     SELECT ${columns} FROM (
       (SELECT ${columns} FROM finds ${where([`${found} <= ${sortedFinds}`, ...at])} ${end})
       UNION ALL
       (SELECT ${columns} FROM ${relation.sql} ${where([`${found} > ${sortedFinds}`, ...walkTests, ...filters, ...at])} ${end})
     ) page ${end}`,
    prepared,
  );
}

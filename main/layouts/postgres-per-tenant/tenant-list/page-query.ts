import type { TenantFilter, TenantSort } from '../../../../shared/contract/tenants.ts';
import type { ListPlace } from '../../layout.ts';
import type { Query } from '../../pg/pools.ts';
import { type ListColumn, shownColumns, sortKeys } from './columns.ts';
import { filterConditions, isUnfiltered } from './conditions.ts';
import { decodeCursor } from './cursor.ts';
import { packedRow } from './packed-row.ts';
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

/** All that the text of an unfiltered statement depends on: one name never stands for two texts. */
const statementName = ({ sort, place, limit }: PageRequest, words: number): string => {
  const start = (place.after ?? place.before) === undefined ? 'end' : 'place';
  return `tenant-list ${sort.column} ${walksDown(sort, place) ? 'down' : 'up'} ${start} ${limit} ${words}`;
};

/** What the fields of a packed row are, in their order: what is shown, then what else makes the row's place. */
export function pageColumns(sort: TenantSort): ReadonlyArray<ListColumn> {
  const shown: ReadonlyArray<ListColumn> = shownColumns;
  return [...shown, ...sortKeys[sort.column].map(({ column }) => column).filter((column) => !shown.includes(column))];
}

/** Packed rows, one more than asked for: it tells whether the list goes on. */
export function pageQuery(relation: ListRelation, request: PageRequest): Query {
  const { sort, place, filter } = request;
  const params = createParams();
  const down = walksDown(sort, place) ? ' DESC' : '';
  const order = sortKeys[sort.column].map(({ column }) => `${column}${down}`).join(', ');
  const end = `ORDER BY ${order} LIMIT ${request.limit + 1}`;
  const columns = pageColumns(sort);
  const needles = searchNeedles(filter.search);
  const filters = filterConditions(filter, params, relation.timeZone);
  const at = placeCondition(request, params);
  const walked = needles.map((needle) => `strpos(search, ${params.add(needle, 'text')}) > 0`);
  const select = (from: string, conditions: ReadonlyArray<string>, ending = end): string =>
    `SELECT ${columns.join(', ')} FROM ${from} ${where(conditions)} ${ending}`;
  // Filters' values decide which index serves best, so those statements are planned for their values each time.
  const finish = (page: string): Query => {
    const text = `SELECT ${packedRow(columns)} FROM (${page}) packed`;
    const prepared = relation.indexed && isUnfiltered(filter);
    return { ...(prepared ? { name: statementName(request, needles.length) } : {}), text, values: params.values };
  };
  if (needles.length === 0 || !relation.indexed) return finish(select(relation.sql, [...walked, ...filters, ...at]));

  // Behind a subselect the pattern is unknown to the planner, which would else read all rows for a frequent word.
  const finds = needles.map((needle) => `search LIKE (SELECT ${params.add(containsPattern(needle), 'text')})`);
  const found = '(SELECT count(*) FROM finds)';
  return finish(
    `WITH finds AS MATERIALIZED (${select(relation.sql, [...finds, ...filters], `LIMIT ${sortedFinds + 1}`)})
     SELECT * FROM (
       (${select('finds', [`${found} <= ${sortedFinds}`, ...at])})
       UNION ALL
       (${select(relation.sql, [`${found} > ${sortedFinds}`, ...walked, ...filters, ...at])})
     ) page ${end}`,
  );
}

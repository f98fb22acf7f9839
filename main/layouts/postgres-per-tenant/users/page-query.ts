import { type UserFilter, type UserPage, userTabs } from '../../../../shared/contract/users.ts';
import type { Query } from '../../pg/pools.ts';
import type { SchemaShape } from '../deps.ts';
import { foldSql } from '../tenant-list/fold-sql.ts';
import { createParams, type Params } from '../tenant-list/params.ts';
import { containsPattern, searchNeedles } from '../tenant-list/search.ts';
import { userColumns, userConditions, withTenant } from './rows.ts';
import { searchedText } from './search-index.ts';

function searchConditions(shape: SchemaShape, search: string, params: Params): ReadonlyArray<string> {
  const needles = searchNeedles(search);
  if (shape.bookkeeping)
    return needles.map((needle) => `${searchedText('u.')} LIKE ${params.add(containsPattern(needle), 'text')}`);
  const folded = foldSql(`u."Email"::text || ' ' || u."Username"::text`);
  return needles.map((needle) => `strpos(' ' || ${folded}, ${params.add(needle, 'text')}) > 0`);
}

/** By e-mail, as the platform's own unique index has them: a page needs no sorting of all of them. */
const order = 'ORDER BY lower(u."Email"), u."Id"';

export function userPageQuery(shape: SchemaShape, { tab, search, offset, limit }: UserFilter): Query {
  const params = createParams();
  const conditions = [userConditions(shape).tabs[tab], ...searchConditions(shape, search, params)];
  const most = params.add(limit, 'integer');
  const from = params.add(offset, 'integer');
  return {
    text: `SELECT ${userColumns(shape)} FROM (
        SELECT u.* FROM public."MasterUsers" u WHERE ${conditions.join(' AND ')} ${order} LIMIT ${most} OFFSET ${from}) u
      ${withTenant} ${order}`,
    values: params.values,
  };
}

/** One number for each tab, of what the search finds. */
export function userCountsQuery(shape: SchemaShape, search: string): Query {
  const params = createParams();
  const { tabs } = userConditions(shape);
  const counts = userTabs.map((tab) => `count(*) FILTER (WHERE ${tabs[tab]})::integer AS "${tab}"`);
  const conditions = ['true', ...searchConditions(shape, search, params)];
  return {
    text: `SELECT ${counts.join(', ')} FROM public."MasterUsers" u WHERE ${conditions.join(' AND ')}`,
    values: params.values,
  };
}

export const userCounts = (row: Readonly<Record<string, unknown>>): UserPage['counts'] =>
  Object.fromEntries(userTabs.map((tab) => [tab, row[tab] as number])) as unknown as UserPage['counts'];

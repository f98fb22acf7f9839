import { type DomainFilter, type DomainTab, domainTabs } from '../../../../shared/contract/domains.ts';
import { isOtherSpelling, spellingDistance } from '../../../../shared/domain/domain-kind.ts';
import type { Query, Runner } from '../../pg/pools.ts';
import type { SchemaShape } from '../deps.ts';
import { foldSql } from '../tenant-list/fold-sql.ts';
import { createParams, type Params } from '../tenant-list/params.ts';
import { searchNeedles } from '../tenant-list/search.ts';
import { domainRows } from './rows.ts';

const parentSql = (column: string): string => `substr(lower(${column}), strpos(${column}, '.') + 1)`;

/** Which spellings of the base domains are in use that are not the profile's. Compared here: SQL can't count letters. */
export async function otherSpellings(
  runner: Runner,
  baseDomains: ReadonlyArray<string>,
): Promise<ReadonlyArray<string>> {
  const lengths = baseDomains.map((base) => base.length);
  const rows = await runner.query({
    text: `SELECT DISTINCT ${parentSql('"DomainName"')} AS parent FROM public."TenantDomains"
            WHERE length(${parentSql('"DomainName"')}) BETWEEN $1::integer AND $2::integer`,
    values: [Math.min(...lengths) - spellingDistance, Math.max(...lengths) + spellingDistance],
  });
  return rows.map((row) => row['parent'] as string).filter((parent) => isOtherSpelling(parent, baseDomains));
}

interface Kinds {
  readonly baseDomains: ReadonlyArray<string>;
  readonly others: ReadonlyArray<string>;
}

function tabCondition(tab: DomainTab, params: Params, { baseDomains, others }: Kinds): string {
  if (tab === 'all') return 'true';
  if (tab === 'unverified') return 'NOT r.is_verified';
  const bases = params.add(baseDomains, 'text[]');
  const base = `EXISTS (SELECT FROM unnest(${bases}) b WHERE right(lower(r.name), length(b) + 1) = '.' || b)`;
  const other = `NOT ${base} AND ${parentSql('r.name')} = ANY (${params.add(others, 'text[]')})`;
  return tab === 'mismatched' ? other : `NOT ${base} AND NOT (${other})`;
}

/** Found by either of its spellings, and by its tenant. */
const searched = foldSql(`concat_ws(' ', r.name, r.unicode_name, r.tenant_name, r.tenant_code)`);

export function pageQueries(
  shape: SchemaShape,
  { tab, search, offset, limit }: DomainFilter,
  kinds: Kinds,
): { readonly rows: Query; readonly total: Query } {
  const params = createParams();
  const conditions = [
    tabCondition(tab, params, kinds),
    ...searchNeedles(search).map((needle) => `strpos(' ' || ${searched}, ${params.add(needle, 'text')}) > 0`),
  ];
  const from = `FROM (${domainRows(shape)}) r WHERE ${conditions.join(' AND ')}`;
  const values = [...params.values];
  const order = 'ORDER BY r.created_at DESC NULLS LAST, r.name COLLATE "C", r.id';
  const page = `LIMIT ${params.add(limit, 'integer')} OFFSET ${params.add(offset, 'integer')}`;
  return {
    rows: { text: `SELECT r.* ${from} ${order} ${page}`, values: params.values },
    total: { text: `SELECT count(*)::integer AS total ${from}`, values },
  };
}

export function countsQuery(shape: SchemaShape, kinds: Kinds): Query {
  const params = createParams();
  const tabs = domainTabs.map(
    (tab) => `count(*) FILTER (WHERE ${tabCondition(tab, params, kinds)})::integer AS ${tab}`,
  );
  return { text: `SELECT ${tabs.join(', ')} FROM (${domainRows(shape)}) r`, values: params.values };
}

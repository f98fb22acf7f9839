import type { TenantId } from '../../../shared/domain/ids.ts';
import type { TenantCatalog } from '../layout.ts';
import type { StockerDeps } from './deps.ts';
import { findTenant } from './tenant-list/detail.ts';
import { unpack } from './tenant-list/packed-row.ts';
import { pageQuery } from './tenant-list/page-query.ts';
import { listRelation } from './tenant-list/relation.ts';
import { tenantPage } from './tenant-list/row.ts';
import { selectedTenant, selectionQuery } from './tenant-list/selection-query.ts';
import { tenantTotals, totalsQuery, viewCounts, viewCountsQuery } from './tenant-list/totals-query.ts';

/** Reading tenants: from the denormalised list where the platform has it, else from the platform's own tables. */
export function createTenantCatalog(deps: StockerDeps): TenantCatalog {
  const { read } = deps.pools;
  return {
    async page(request) {
      return tenantPage(request, await read.rows(pageQuery(await listRelation(deps), request)));
    },
    async totals(filter) {
      return tenantTotals(await read.rows(totalsQuery(await listRelation(deps), filter)));
    },
    async viewCounts() {
      const [counts = []] = await read.rows(viewCountsQuery(await listRelation(deps)));
      return viewCounts(counts);
    },
    find: (id) => findTenant(deps, id),
    async ids(filter, sort, most) {
      const request = { filter, sort, place: { at: 'first' }, limit: most - 1 } as const;
      const rows = await read.rows(pageQuery(await listRelation(deps), request));
      return rows.map(([packed]) => unpack(packed)[0] as TenantId);
    },
    async selection(ids) {
      if (ids.length === 0) return [];
      const [relation, shape] = await Promise.all([listRelation(deps), deps.shape()]);
      return (await read.query(selectionQuery(relation, shape, ids))).map(selectedTenant);
    },
    async packages() {
      const rows = await read.query({ text: 'SELECT "Id"::text AS id, "Name" AS name FROM public."Packages"' });
      const { compare } = new Intl.Collator('tr');
      return rows
        .map((row) => ({ id: row['id'] as string, name: row['name'] as string }))
        .sort((a, b) => compare(a.name, b.name));
    },
  };
}

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Query } from '../../main/layouts/pg/pools.ts';
import { sortKeys } from '../../main/layouts/postgres-per-tenant/tenant-list/columns.ts';
import { encodeCursor } from '../../main/layouts/postgres-per-tenant/tenant-list/cursor.ts';
import { pageQuery } from '../../main/layouts/postgres-per-tenant/tenant-list/page-query.ts';
import { listRelation } from '../../main/layouts/postgres-per-tenant/tenant-list/relation.ts';
import { tenantPage } from '../../main/layouts/postgres-per-tenant/tenant-list/row.ts';
import { everyTenant, type TenantSort, tenantSortColumns } from '../../shared/contract/tenants.ts';
import { manyTenants, rareWord, spreadCreation } from '../builders/many-tenants.ts';
import { createSourceTables } from '../builders/stocker-master.ts';
import { emptyPlatform, type OwnPlatform, openParts, type StockerParts } from '../builders/stocker-parts.ts';
import { sharedPostgres } from '../servers/shared-postgres.ts';

const tenants = 20_000;
const limit = 50;
let platform: OwnPlatform;
let parts: StockerParts;
let client: pg.Client;

beforeAll(async () => {
  platform = await emptyPlatform(sharedPostgres());
  client = new pg.Client(platform.superuser);
  await client.connect();
  // As the platform's own role, so that the upgrade finds its tables.
  await client.query(`SET ROLE ${platform.login.user}`);
  await createSourceTables(client);
  await manyTenants(client, tenants);
  parts = await openParts(platform.login);
  await parts.schema.upgrade((await parts.schema.check()).planHash);
  await spreadCreation(client, tenants);
  await client.query('RESET ROLE');
  // Half of the updates' dead rows would still be in the indexes.
  await client.query('VACUUM ANALYZE');
}, 180_000);
afterAll(async () => {
  await client?.end();
  await parts?.close();
  await platform?.drop();
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: ReadonlyArray<PlanNode>;
}
const nodesOf = (node: PlanNode): ReadonlyArray<PlanNode> => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** How the server really ran it: planned for these values, or once for all values as a prepared statement may be. */
async function run(query: Query, mode: 'custom' | 'generic') {
  await client.query(`SET plan_cache_mode = force_${mode}_plan`);
  await client.query({ text: `PREPARE looked AS ${query.text}` });
  const values = (query.values ?? []).map((value) => pg.escapeLiteral(String(value)));
  try {
    const { rows } = await client.query(
      `EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE looked ${values.length === 0 ? '' : `(${values.join(', ')})`}`,
    );
    const nodes = nodesOf(rows[0]['QUERY PLAN'][0].Plan as PlanNode).filter((node) => node['Actual Loops'] > 0);
    const scans = nodes.filter((node) => /^(?!CTE|Subquery).*Scan$/.test(node['Node Type']));
    const touched = (node: PlanNode): number =>
      (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) *
      node['Actual Loops'];
    return {
      sequential: nodes.some((node) => node['Node Type'] === 'Seq Scan'),
      indexes: scans.flatMap((node) => node['Index Name'] ?? []),
      /** Rows of the table that were looked at. */
      visited: scans
        .filter((node) => node['Node Type'] !== 'Bitmap Index Scan')
        .reduce((sum, node) => sum + touched(node), 0),
    };
  } finally {
    await client.query('DEALLOCATE looked');
  }
}

const sorts = tenantSortColumns.flatMap((column): TenantSort[] => [
  { column, descending: false },
  { column, descending: true },
]);

describe.each(['custom', 'generic'] as const)('with a %s plan', (mode) => {
  it.each(sorts)('a page by $column (descending: $descending) reads its own rows and no others', async (sort) => {
    const relation = await listRelation(parts);
    const request = { filter: everyTenant, sort, limit };
    const first = { ...request, place: { at: 'first' as const } };
    const start = tenantPage(first, await parts.pools.read.rows(pageQuery(relation, first)));
    const deep = await deepPlace(sort);
    const places = [
      { at: 'first' },
      { at: 'last' },
      { after: start.after ?? '' },
      { after: deep },
      { before: deep },
    ] as const;
    for (const place of places) {
      const found = await run(pageQuery(relation, { ...request, place }), mode);
      expect(found).toEqual({ sequential: false, indexes: [`tenant_list_by_${sort.column}`], visited: limit + 1 });
    }
  });

  /** At nine tenths of the list. */
  async function deepPlace(sort: TenantSort): Promise<string> {
    const keys = sortKeys[sort.column].map(({ column }) => column);
    const order = keys.map((key) => `${key} ${sort.descending ? 'DESC' : 'ASC'}`).join(', ');
    const { rows } = await client.query({
      text: `SELECT ${keys.join(', ')} FROM tenantry.tenant_list ORDER BY ${order} LIMIT 1 OFFSET ${tenants * 0.9}`,
      rowMode: 'array',
    });
    return encodeCursor(sort, rows[0] ?? []);
  }

  // What comes back at most: so many finds are sorted, or a page is met on the way through the order.
  const most = 4_001 + 4_000;
  it.each([
    ['a word of one tenant', rareWord, 1],
    ['two words', 'zeytin kaya', 200],
    ['a word of many', 'celik', most],
    ['a word of nearly all', 'a.ş.', most],
    ['a word that is in all', 'stoocker', most],
    ['two letters', 'çe', most],
    ['one letter', 'ü', most],
    ['one rare letter', 'q', 1],
    ['two letters that start no word', 'zq', 0],
    ['an e-mail address', 'kisi77.1@example.com', 200],
    ['a code', 'firma-12345', 50],
    ['nothing that is there', 'xyzxyz', 0],
  ])('a search for %s never reads the whole list', async (_, search, visited) => {
    const relation = await listRelation(parts);
    for (const sort of [{ column: 'name', descending: false } as const, { column: 'mrr', descending: true } as const]) {
      const request = { filter: { ...everyTenant, search }, sort, limit, place: { at: 'first' as const } };
      const found = await run(pageQuery(relation, request), mode);
      expect(found.sequential).toBe(false);
      expect(found.indexes).toContain('tenant_list_search');
      expect(found.visited).toBeLessThanOrEqual(visited);
    }
  });
});

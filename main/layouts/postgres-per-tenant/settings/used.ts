import type { TenantId } from '../../../../shared/domain/ids.ts';
import type { LimitKey } from '../../../../shared/domain/limits.ts';
import { AppError } from '../../../../shared/errors.ts';
import { fromPg } from '../../pg/errors.ts';
import { qualified } from '../../pg/identifiers.ts';
import type { Runner } from '../../pg/pools.ts';
import type { TenantDatabase } from '../../roles/migrations.ts';
import type { StockerDeps } from '../deps.ts';
import { isPlainTable, visitTenant } from './visit.ts';

type Used = Partial<Record<LimitKey, number>>;

const bytesOfGb = 1e9;

async function usedOutside(runner: Runner, tenantId: TenantId, database: string | null): Promise<Used> {
  const [row] = await runner.query({
    text: `SELECT (SELECT count(*)::integer FROM public."MasterUsers" WHERE "TenantId" = $1) AS users,
                  (SELECT pg_database_size(oid) FROM pg_database WHERE datname::text = $2 AND datconnlimit <> -2
                      AND (has_database_privilege(oid, 'CONNECT') OR pg_has_role('pg_read_all_stats', 'USAGE'))) AS bytes`,
    values: [tenantId, database],
  });
  const bytes = row?.['bytes'] ?? null;
  return {
    max_users: Number(row?.['users']),
    ...(bytes === null ? {} : { max_storage_gb: Math.round((Number(bytes) / bytesOfGb) * 100) / 100 }),
  };
}

const counted = [
  ['max_customers', 'crm', 'Customers'],
  ['max_projects', 'projects', 'Projects'],
] as const satisfies ReadonlyArray<readonly [LimitKey, string, string]>;

async function usedInside(runner: Runner): Promise<Used> {
  const used: Used = {};
  for (const [key, schema, table] of counted) {
    if (!(await isPlainTable(runner, schema, table))) continue;
    try {
      const [row] = await runner.query({ text: `SELECT count(*) AS rows FROM ${qualified(schema, table)}` });
      used[key] = Number(row?.['rows']);
    } catch (error) {
      const told = fromPg(error);
      // Too many to count while somebody waits, or locked.
      if (told instanceof AppError && (told.code === 'timeout' || told.code === 'busy')) continue;
      throw told;
    }
  }
  return used;
}

/** As far as it can be counted; people are those who may sign in, as in the list of tenants. */
export async function usedLimits(
  deps: StockerDeps,
  of: TenantDatabase | null,
  tenantId: TenantId,
): Promise<Readonly<Used>> {
  const [outside, inside] = await Promise.all([
    usedOutside(deps.pools.read, tenantId, of?.database ?? null),
    of === null ? {} : visitTenant(deps, of, usedInside),
  ]);
  return { ...outside, ...inside };
}

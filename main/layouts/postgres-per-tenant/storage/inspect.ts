import type { TenantDatabaseInfo } from '../../../../shared/contract/tenants.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import type { Runner } from '../../pg/pools.ts';
import type { StockerDeps } from '../deps.ts';
import { type Inside, lookInside, nothingSeen } from './look-inside.ts';
import { loginRoleOf } from './tenant-login.ts';

/** Dropped half-way: the server keeps the row and lets nobody in. */
const invalidLimit = -2;

const databaseSql = `
  SELECT datconnlimit AS "connectionLimit", datallowconn AS "allowsConnections",
         CASE WHEN datconnlimit <> ${invalidLimit}
               AND (has_database_privilege(oid, 'CONNECT') OR pg_has_role('pg_read_all_stats', 'USAGE'))
              THEN pg_database_size(oid) END AS bytes,
         EXISTS (SELECT FROM aclexplode(coalesce(datacl, acldefault('d', datdba))) a
                  WHERE a.grantee = 0 AND a.privilege_type = 'CONNECT') AS "publicCanConnect"
    FROM pg_database WHERE datname::text = $1::text`;

const sessionsSql = `
  SELECT pid, coalesce(usename::text, '') AS "user", coalesce(application_name, '') AS application,
         coalesce(state, backend_type, '') AS state, backend_start AS since
    FROM pg_stat_activity WHERE datname::text = $1::text ORDER BY backend_start, pid LIMIT 200`;

async function sessionsIn(runner: Runner, database: string): Promise<TenantDatabaseInfo['sessions']> {
  const rows = await runner.query({ text: sessionsSql, values: [database] });
  return rows.map((row) => ({
    pid: row['pid'] as number,
    user: row['user'] as string,
    application: row['application'] as string,
    state: row['state'] as string,
    since: row['since'] as string | null,
  }));
}

/** What the server says of a tenant's database from outside, and with one connection to it what it says from inside. */
export async function inspectStorage(
  deps: StockerDeps,
  tenant: { id: TenantId; database: string },
): Promise<TenantDatabaseInfo> {
  const { read } = deps.pools;
  const [[row], sessions, role] = await Promise.all([
    read.query({ text: databaseSql, values: [tenant.database] }),
    sessionsIn(read, tenant.database),
    loginRoleOf(read, tenant),
  ]);
  const invalid = row?.['connectionLimit'] === invalidLimit;
  const open = row !== undefined && !invalid && row['allowsConnections'] === true;
  const inside: Inside = open
    ? await lookInside(deps, tenant)
    : nothingSeen(row === undefined ? 'missing' : 'unreadable');
  return {
    name: tenant.database,
    host: deps.facts.host,
    server: deps.facts.label,
    exists: row !== undefined,
    invalid,
    allowsConnections: open,
    bytes: row === undefined || row['bytes'] === null ? null : Number(row['bytes']),
    role: { name: role.name, exists: role.exists, canLogin: role.canLogin, isSuperuser: role.isSuperuser },
    passwordKept: false,
    publicCanConnect: row === undefined ? null : row['publicCanConnect'] === true,
    sessions,
    connectionLimit: row === undefined ? -1 : (row['connectionLimit'] as number),
    ...inside,
  };
}
